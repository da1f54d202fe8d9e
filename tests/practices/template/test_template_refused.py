"""Documents that are no form, or no longer one: refused, with a word on why."""

import pytest
from django.utils import translation
from docx import Document

from practices.data_in.files.form_docx import docx_form
from practices.data_in.files.reading import read
from practices.data_in.lines import Unreadable
from tests.practices.template.filling import BOMB, damaged, saved

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_a_document_that_is_no_form_says_so(record):
    document = Document()
    document.add_table(1, 2).cell(0, 0).text = "Title"
    with pytest.raises(Unreadable, match="form"):
        read(saved(document), "x.docx", record)


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("change", [lambda body: BOMB, lambda body: body[:100], lambda body: b"<x>" * 100_000])
def test_a_broken_or_hostile_form_is_refused(record, part, change):
    content = damaged(docx_form(record, "en"), part, change)
    with translation.override("en"), pytest.raises(Unreadable, match="damaged"):
        read(content, "x.docx", record)


def test_a_document_with_macros_says_how_to_save_it(record):
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    other = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    content = damaged(docx_form(record, "en"), "[Content_Types].xml", lambda body: body.replace(kind, other))
    with pytest.raises(Unreadable, match=r"\.docx"):
        read(content, "x.docm", record)
