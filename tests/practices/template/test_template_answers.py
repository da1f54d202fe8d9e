"""Answers in a form as people write them: tracked, linked, listed, displaced, given twice."""

from copy import deepcopy

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from practices.data_in.files.form_docx import docx_form
from practices.data_in.files.reading import read
from tests.practices.template.filling import answer, name_paragraph, row_of, saved

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def wrapped(run, tag, **attributes):
    """Put a run of a document into an element, as programs do that keep track of changes."""
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"{'r' if name == 'id' else 'w'}:{name}"), value)
    run._r.addprevious(element)
    element.append(run._r)
    return element


def test_an_answer_that_cannot_be_placed_is_told(record):
    document = Document(docx_form(record, "en"))
    answer(document, "title", "Care")
    answer(document, "claim", "An answer whose question has lost its name and that is long enough")
    paragraph = name_paragraph(row_of(document, "claim"))._p
    paragraph.getparent().remove(paragraph)
    reading = read(saved(document), "x.docx", record)
    [problem] = reading.problems
    assert "An answer whose question" in problem.message
    assert not problem.is_error


def test_two_answers_to_one_question_are_refused(record):
    document = Document(docx_form(record, "en"))
    answer(document, "title", "Care")
    table = next(table for table in document.tables if table.rows[1].cells[0].text.endswith("title"))
    table._tbl.addnext(deepcopy(table._tbl))
    [problem] = read(saved(document), "x.docx", record).problems
    assert problem.is_error
    assert problem.place.column == "title"


def test_tracked_changes_links_and_tables_in_an_answer_are_read_as_they_look(record):
    document = Document(docx_form(record, "en"))
    answer(document, "title", "Care")
    cell = answer(document, "summary", "Before ")
    paragraph = cell.paragraphs[0]
    wrapped(paragraph.add_run("added "), "w:ins", author="x")
    wrapped(paragraph.add_run("struck "), "w:del", author="x")
    address = document.part.relate_to("https://example.org/a?b=1", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    wrapped(paragraph.add_run("here"), "w:hyperlink", id=address)
    paragraph.add_run().add_break()
    paragraph.add_run("<b> next_line")
    inner = cell.add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "one", "two"
    gone = row_of(document, "claim")
    gone.cells[1].text = "Gone"
    gone._tr.get_or_add_trPr().append(OxmlElement("w:del"))
    reading = read(saved(document), "x.docx", record)
    [entry] = reading.entries
    assert entry.line.value("summary") == (
        "Before added [here](<https://example.org/a?b=1>)\\\n\\<b\\> next\\_line\n\none\n\ntwo"
    )
    assert "claim" not in entry.line.cells
    assert reading.problems == []


def test_lists_typed_by_hand_are_lists_in_rich_text_alone(record):
    document = Document(docx_form(record, "en"))
    answer(document, "summary", "First", "- one", "• two", "* three")
    answer(document, "claim", "- one *two*")
    [entry] = read(saved(document), "x.docx", record).entries
    assert entry.line.value("summary") == "First\n\n* one\n* two\n* three"
    assert entry.line.value("claim") == "- one *two*"
