"""Files that are said to be PO files: read in any encoding, refused in words where they are none."""

import tempfile

import pytest
from django.core.exceptions import ValidationError
from wagtail_localize.models import StringTranslation

from agc.translation.po import ID_HEADER
from agc.translation.po import files as po_files
from agc.translation.po.files import read_po
from agc.translation.po.importing import Outcome, import_po
from tests.translation.po.entries import english, minimal, of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("UTF-8", "utf-8"),
        ("UTF-8", "utf-8-sig"),
        ("UTF-16", "utf-16"),
        ("UTF-16", "utf-16-le"),
        ("UTF-16", "utf-16-be"),
        ("ISO-8859-1", "latin-1"),
        ("windows-1252", "cp1252"),
    ],
)
def test_files_in_other_encodings_are_read(translation, translator, charset, encoding):
    StringTranslation.objects.filter(**of(translation)).delete()
    content = minimal(translation, charset, text="Système").encode(encoding)
    import_po(translation, read_po(content), translator)
    assert english(translation, "title").data == "Système"


def test_windows_line_ends_are_read(translation):
    assert read_po(minimal(translation).replace("\n", "\r\n").encode())[0].msgstr == "Care system"


BROKEN = {
    "nothing": b"",
    "blank": b" \n",
    "a path": b"/etc/passwd",
    "a path that is there": b"tests/translation/po/test_po_files.py",
    "a mark alone": b"\xff\xfe",
    "bytes": b"\x00\x01\x02\x03",
    "an archive": b"PK\x03\x04rubbish",
    "no header": b'msgid "a"\nmsgstr "b"\n',
    "an empty header": b'msgid ""\nmsgstr ""\n',
    "a quote left open": b'msgid "x\nmsgstr',
    "a text of nothing": b'"lost"\n',
    "a number for an identifier": f'msgid ""\nmsgstr "{ID_HEADER}: 17\\n"\n'.encode(),
    "a hostile identifier": f'msgid ""\nmsgstr "{ID_HEADER}: \'; DROP TABLE\\n"\n'.encode(),
    "not the encoding it says": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n#é'.encode("latin-1"),
    "a hostile encoding": 'msgid ""\nmsgstr "Content-Type: x; charset=unicode_escape\\n"\n#é'.encode("latin-1"),
    "a page": b"<html></html>",
    "too large": b"x" * (po_files.MAX_BYTES + 1),
    "too many lines in one text": b'msgid ""\nmsgstr ""\n' + b'"a"\n' * 6000,
    "too many texts": b'msgid "a"\nmsgstr "b"\n\n' * 21_000,
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_what_is_no_po_file_is_refused_in_words(content):
    with pytest.raises(ValidationError) as refused:
        read_po(content)
    assert "".join(refused.value.messages).strip()
    assert tempfile.gettempdir() not in str(refused.value)


def test_a_file_of_five_megabytes_is_read(translation, translator):
    text = "word " * 10
    more = "".join(f'\nmsgctxt "x{number}"\nmsgid "{text}"\nmsgstr "{text * 4}"\n' for number in range(15_000))
    content = (minimal(translation) + more).encode()
    assert 4_000_000 < len(content) < po_files.MAX_BYTES
    report = import_po(translation, read_po(content), translator)
    assert report.count(Outcome.UNKNOWN) == 15_000
