"""Which text is taken out of files, and how broken, locked and hostile ones end."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.conf import settings

from search.documents import extraction
from search.documents.extraction import LONGEST_PIECE, Outcome, extract
from tests.search.making import CONTAINER, docx, epub, odt, pdf, zipped

pytestmark = pytest.mark.one_database

FILES = Path(__file__).parent / "files"
LOCKED = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
)


@pytest.fixture
def read(tmp_path):
    """Return a function that writes a file and returns the pieces that are taken out, and the outcome."""

    def read_file(content, name):
        path = tmp_path / name
        path.write_bytes(content)
        *found, outcome = extract(path)
        return found, outcome

    return read_file


def test_a_pdf_is_read_page_by_page(read):
    found, outcome = read(pdf("Sistemas de cuidados\nen la niñez", "", "Años después"), "guia.pdf")
    assert found == [(1, "Sistemas de cuidados\nen la niñez"), (3, "Años después")]
    assert outcome == Outcome.READ


def test_word_is_read_with_its_tables_and_notes_and_without_its_comments(read):
    content = docx(
        "Primera línea", "Segunda", table=("Celda uno", "Celda dos"), footnote="Nota al pie", comment="Secreto"
    )
    found, outcome = read(content, "guia.docx")
    assert found == [(None, "Primera línea\nSegunda\nCelda uno\nCelda dos\nNota al pie")]
    assert outcome == Outcome.READ


def test_words_inserted_are_read_and_words_struck_out_are_not(read):
    content = docx("Antes")
    content = rewritten(
        content,
        "word/document.xml",
        "<w:t>Antes</w:t>",
        "<w:t>Antes</w:t></w:r><w:ins><w:r><w:t> nuevo</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText> viejo</w:delText></w:r></w:del><w:r><w:br/><w:t>fin</w:t>",
    )
    assert read(content, "guia.docx") == ([(None, "Antes nuevo fin")], Outcome.READ)


def test_libreoffice_is_read_with_its_notes_and_without_its_comments(read):
    found, outcome = read(odt("Primera <línea>", "Segunda", note="Nota al pie", comment="Secreto"), "guia.odt")
    assert (found, outcome) == ([(None, "Primera <línea>\nSegunda\nNota al pie")], Outcome.READ)


def test_a_book_is_read_in_the_order_of_its_chapters(read):
    chapters = (
        "<html><head><title>T</title><style>p{}</style></head><body><h1>Uno</h1><p>Niñas &amp; niños</p></body></html>",
        "<html><body><p>Dos</p><script>var x</script></body></html>",
    )
    assert read(epub(*chapters), "guia.epub") == ([(None, "Uno\nNiñas & niños\nDos")], Outcome.READ)


def test_a_long_text_is_cut_at_the_ends_of_paragraphs_and_nothing_is_lost(read):
    paragraphs = [f"Párrafo {number} " + "cuidar " * 60 for number in range(40)]
    found, _outcome = read(docx(*paragraphs), "guia.docx")
    assert len(found) > 5
    assert all(len(text) <= LONGEST_PIECE for _page, text in found)
    assert " ".join(text for _page, text in found).split() == " ".join(paragraphs).split()


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("cuida\ufffedos", "cuidados"),
        ("cuida\x02\r\ndos", "cuidados"),
        ("Castilla\ufffeLa Mancha", "Castilla-La Mancha"),
        ("cui\u00addado", "cuidado"),
        ("a\x00b\x1f\ud800c", "a b  c"),
    ],
)
def test_words_that_lines_break_are_whole_and_signs_that_no_database_takes_are_gone(lines, text):
    assert extraction.clean(lines) == text


NOTHING_TO_READ = {
    "blank.pdf": (lambda: pdf(""), Outcome.EMPTY),
    "blank.docx": (docx, Outcome.EMPTY),
    "locked.pdf": ((FILES / "locked.pdf").read_bytes, Outcome.LOCKED),
    "locked.docx": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), Outcome.LOCKED),
    "locked.odt": (lambda: zipped({"META-INF/manifest.xml": LOCKED}), Outcome.LOCKED),
    "locked.epub": (lambda: epub("<p>x</p>", locked="OEBPS/text/c 0.xhtml"), Outcome.LOCKED),
    "text.pdf": (lambda: b"no PDF", Outcome.BROKEN),
    "half.pdf": (lambda: pdf("Uno")[:200], Outcome.BROKEN),
    "nothing.pdf": (bytes, Outcome.BROKEN),
    "text.docx": (lambda: b"PK\x03\x04 no archive", Outcome.BROKEN),
    "sheet.docx": (lambda: zipped({"xl/workbook.xml": "<workbook/>"}), Outcome.BROKEN),
    "text.odt": (lambda: b"no archive", Outcome.BROKEN),
    "empty.epub": (lambda: zipped({"META-INF/container.xml": "<container/>"}), Outcome.BROKEN),
    "no-package.epub": (lambda: zipped({"META-INF/container.xml": CONTAINER}), Outcome.BROKEN),
}


@pytest.mark.parametrize("name", NOTHING_TO_READ)
def test_how_a_file_that_has_no_text_to_give_ends(read, name):
    make, outcome = NOTHING_TO_READ[name]
    assert read(make(), name) == ([], outcome)


def test_a_book_whose_typeface_alone_is_encrypted_is_read(read):
    assert read(epub("<p>Uno</p>", locked="OEBPS/font.ttf"), "guia.epub") == ([(None, "Uno")], Outcome.READ)


def test_an_archive_that_unpacks_without_end_is_refused_unread(read):
    bomb = zipped({"word/document.xml": bytes(extraction.MAX_UNPACKED + 1)})
    assert len(bomb) < 1_000_000
    assert read(bomb, "bomb.docx") == ([], Outcome.BROKEN)


@pytest.mark.parametrize("kind", ["docx", "odt", "epub"])
def test_a_text_that_names_entities_without_end_or_files_of_the_machine_is_not_followed(read, kind):
    bomb = "".join(f'<!ENTITY x{number} "{f"&x{number - 1};" * 20}">' for number in range(1, 12))
    evil = f'<!DOCTYPE a [<!ENTITY x0 "lol"><!ENTITY f SYSTEM "file:///etc/passwd">{bomb}]>'
    files = {
        "docx": (docx("Uno"), "word/document.xml", "Uno"),
        "odt": (odt("Uno"), "content.xml", "Uno"),
        "epub": (epub("<p>x</p>"), "OEBPS/content.opf", "<spine>"),
    }
    content, part, place = files[kind]
    content = rewritten(content, part, place, f"{place}&f;&x11;", before=evil)
    found, outcome = read(content, f"evil.{kind}")
    assert outcome in (Outcome.BROKEN, Outcome.READ)
    assert all("root:" not in text and len(text) < LONGEST_PIECE for _page, text in found)
    assert len(found) < 3


def test_a_text_of_more_than_any_book_is_read_in_part(read, monkeypatch):
    monkeypatch.setattr(extraction, "MAX_CHARACTERS", 30)
    found, outcome = read(pdf("Una página larga de texto", "Otra página larga", "La tercera"), "guia.pdf")
    assert [page for page, _text in found] == [1, 2]
    assert outcome == Outcome.CUT


def test_the_process_prints_what_it_found_and_keeps_to_its_memory(tmp_path):
    path = tmp_path / "guia.pdf"
    path.write_bytes(pdf("Años"))
    command = [sys.executable, "-m", "search.documents.extraction", str(path)]
    ended = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, check=True)
    assert [json.loads(line) for line in ended.stdout.splitlines()] == [[1, "Años"], "read"]
    hungry = f"from search.documents.extraction import bound; bound(); bytes({extraction.MAX_MEMORY})"
    ended = subprocess.run([sys.executable, "-c", hungry], cwd=settings.BASE_DIR, capture_output=True, check=False)
    assert b"MemoryError" in ended.stderr


def rewritten(content, part, old, new, before=""):
    """Return an archive with a part of which some text was replaced, and something put before its root."""
    packed = zipfile.ZipFile(io.BytesIO(content))
    parts = {name: packed.read(name).decode() if name == part else packed.read(name) for name in packed.namelist()}
    assert old in parts[part]
    text = parts[part].replace(old, new, 1)
    start = text.index("?>") + 2 if text.startswith("<?xml") else 0
    return zipped(parts | {part: text[:start] + before + text[start:]})
