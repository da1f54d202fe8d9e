"""Files that come in: what is read of each kind, and that whatever is wrong gets a clear answer."""

import codecs
import csv
import datetime
import io
import json
import re
import struct
import time
import tracemalloc
import zipfile

import pytest
from django.utils import translation
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from PIL import Image

from practices.data_in.files import archives, problems, xlsx
from practices.data_in.files.reading import read
from practices.data_in.lines import Unreadable
from practices.models import KeyDate, PracticePage
from practices.record import Kind, record_of
from tests.factories import frame_page, member, practice, translate

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

HEADING = ["code", "page_language", "title", "claim"]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture(scope="module")
def record():
    return record_of(PracticePage)


def taken(client, route, query="?languages=all"):
    response = client.get(f"{frame_page('practices').get_url()}{route}/{query}")
    return b"".join(response)


def book_of(**sheets):
    """Return a workbook as bytes: for each sheet its rows, the first of them the names."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return saved(book)


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def simple(**sheets):
    return book_of(practices=[HEADING, ["new-1", "es", "Uno", "Cambió"]], **sheets)


def reading_of(content, record, name="x.xlsx"):
    return read(io.BytesIO(content), name, record)


def refused(content, record, name="x.xlsx"):
    """Return why a file cannot be read."""
    with pytest.raises(Unreadable) as found:
        reading_of(content, record, name)
    return str(found.value)


def told(reading):
    """Return the problems as pairs of a place and a message."""
    return [(str(problem.place), problem.message) for problem in reading.problems]


def changed(content, part, change):
    """Return an archive with one of its parts changed, or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            body = old.read(info)
            new.writestr(info, change(body) if info.filename == part else body)
        if part not in old.namelist():
            new.writestr(part, change(b""))
    return out.getvalue()


MAIN_PART = "xl/worksheets/sheet1.xml"


# What the site writes


@pytest.fixture
def two(db):
    lead = member(title="Municipio")
    first = practice(title="Cuidar, “juntas”", lead_member=lead, lead_name="", local_name="=1+1", ongoing=False)
    first.key_dates = [
        KeyDate(year=2019, text="Ley", locale=first.locale),
        KeyDate(year=2020, text="Plan", locale=first.locale),
    ]
    first.save_revision().publish()
    translate(first, "en", title="خدمات الرعاية")
    return [*PracticePage.objects.filter(code=first.code), practice("fr", title="Deuxième", end_year=2020)]


def expected(field, row):
    value = field.value_of(row)
    return None if value in ("", ()) else value


def as_sheet(field, value):
    if field.kind == Kind.CONCEPTS and value:
        return "; ".join(value)
    if field.kind == Kind.DATE and value:
        return datetime.datetime.fromisoformat(value)
    return value


def as_json(field, value):
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize(("route", "change"), [("xlsx", as_sheet), ("json", as_json)])
def test_what_the_site_writes_is_read_to_the_last_cell(client, record, two, route, change):
    reading = reading_of(taken(client, route), record, "prácticas عربي.bin")
    assert reading.problems == []
    entries = {(entry.code, entry.language): entry for entry in reading.entries}
    assert entries.keys() == {(page.code, page.language) for page in two}
    for page in two:
        entry = entries[page.code, page.language]
        assert entry.line.cells.keys() == {field.name for field in record.fields}
        for field in record.fields:
            assert entry.line.value(field.name) == change(field, expected(field, page)), field.name
        assert entry.rows.keys() == {child.name for child in record.children}
        for child in record.children:
            rows = child.rows_of(page)
            assert len(entry.rows[child.name]) == len(rows), child.name
            for line, row in zip(entry.rows[child.name], rows, strict=True):
                assert line.cells.keys() == {field.name for field in child.fields}
                for field in child.fields:
                    assert line.value(field.name) == change(field, expected(field, row)), field.name


def test_csv_of_the_site_is_read_without_what_is_there_for_people(client, record, two):
    reading = reading_of(taken(client, "csv"), record, "x.csv")
    assert {(entry.code, entry.language) for entry in reading.entries} == {(page.code, page.language) for page in two}
    assert {entry.line.value("local_name") for entry in reading.entries} == {"=1+1", None}
    assert {entry.line.value("concepts_level") for entry in reading.entries} == {"national"}
    assert not any(problem.is_error for problem in reading.problems)
    assert len(reading.problems) == len(record.children)
    assert "results.1.indicator" in " ".join(problem.message for problem in reading.problems)
    assert all(entry.rows == {} for entry in reading.entries)


# The workbook


def test_names_are_found_below_what_people_wrote(record):
    rows = [["title", "code"], [], ["Código", "Idioma", "Título", ""], HEADING, ["AGC-0001", "es", "Uno", ""]]
    reading = reading_of(book_of(practices=rows), record)
    [entry] = reading.entries
    assert entry.line.place.row == 5
    assert (entry.code, entry.line.value("title")) == ("AGC-0001", "Uno")
    assert entry.line.cells["claim"].value is None
    assert entry.line.cells.keys() == set(HEADING)
    assert reading.problems == []


def test_names_may_be_typed_with_capitals_and_blanks(record):
    rows = [[" Code", "PAGE_LANGUAGE ", "Title", "claim*"], ["AGC-0001", "es", "Uno", "Cambió"]]
    [entry] = reading_of(book_of(Practices=rows), record).entries
    assert entry.line.value("claim") == "Cambió"


def test_columns_with_words_are_left_out_and_unknown_ones_are_refused(record):
    heading = [*HEADING, "kind_label", "kind", "clame", "empty", "Notes of ours"]
    rows = [heading, ["AGC-0001", "es", "Uno", "", "Programa", "programme", "x", None, "y"]]
    reading = reading_of(book_of(practices=rows), record)
    assert told(reading) == [
        ("sheet practices, row 2, column G (clame)", "“clame” is not the name of a field. Did you mean “claim”?"),
        (
            "sheet practices, row 2, column I (Notes of ours)",
            "“Notes of ours” is not the name of a field. Correct it, or delete the column.",
        ),
    ]
    assert all(problem.is_error for problem in reading.problems)
    assert reading.entries[0].line.cells.keys() == {*HEADING, "kind"}


def test_what_stands_under_no_name_is_refused(record):
    reading = reading_of(book_of(practices=[HEADING, ["AGC-0001", "es", "Uno", "", None, "lost"]]), record)
    [(place, message)] = told(reading)
    assert place == "sheet practices, row 2, column F"
    assert "no name" in message


def test_a_column_twice_is_refused(record):
    rows = [[*HEADING, "title"], ["AGC-0001", "es", "Uno", "", "Dos"]]
    reading = reading_of(book_of(practices=rows), record)
    [(place, message)] = told(reading)
    assert place == "sheet practices, row 1, column E (title)"
    assert "C" in message
    assert reading.entries[0].line.value("title") == "Uno"


def test_rows_are_tied_by_code_and_language_and_put_in_order(record):
    results = [
        ["code", "page_language", "row", "indicator"],
        ["new-1", "es", 2, "Segundo"],
        ["new-1", "es", None, "Último"],
        ["new-1", "ES ", 1, "Primero"],
        ["new-1", "en", 1, "First"],
        [2, None, None, "Alone"],
        ["new-1", "es", 3, None],
        [],
    ]
    main = [HEADING, ["new-1", "es", "Uno", ""], ["new-1", "en", "One", ""], [2, "es", "Dos", ""]]
    reading = reading_of(book_of(practices=main, results=results), record)
    assert reading.problems == []
    assert [[row.value("indicator") for row in entry.rows["results"]] for entry in reading.entries] == [
        ["Primero", "Segundo", "Último"],
        ["First"],
        ["Alone"],
    ]
    assert reading.entries[2].code == "2"
    assert all(entry.rows.keys() == {"results"} for entry in reading.entries)
    assert reading.entries[0].rows["results"][0].cells.keys() == {"indicator"}


def test_rows_of_nobody_are_refused_where_they_stand(record):
    results = [
        ["code", "page_language", "row", "indicator"],
        ["new-9", "es", 1, "x"],
        ["new-1", "fr", 1, "x"],
        ["new-1", "", 1, "x"],
        ["", "es", 1, "x"],
        ["new-1", "es", "first", "x"],
    ]
    main = [HEADING, ["new-1", "es", "Uno", ""], ["new-1", "en", "One", ""]]
    reading = reading_of(book_of(practices=main, results=results), record)
    assert {place for place, _message in told(reading)} == {
        "sheet results, row 2",
        "sheet results, row 3",
        "sheet results, row 4",
        "sheet results, row 5",
        "sheet results, row 6, column C (row)",
    }
    assert "new-9" in dict(told(reading))["sheet results, row 2"]


def test_a_practice_twice_and_one_without_code_or_language_are_refused(record):
    rows = [
        HEADING,
        ["AGC-0001", "es", "Uno"],
        ["agc-0001", "es", "Dos"],
        ["", "es", "Tres"],
        ["AGC-0002", None, "x"],
    ]
    reading = reading_of(book_of(practices=rows), record)
    assert [place for place, _message in told(reading)] == [
        "sheet practices, row 3",
        "sheet practices, row 4",
        "sheet practices, row 5",
    ]
    assert "sheet practices, row 2" in reading.problems[0].message
    assert len(reading.entries) == 1


def test_rows_with_nothing_but_what_was_there_are_passed_over_unless_something_hangs_on_them(record):
    main = [HEADING, ["new-1", "es"], ["new-2", "es", " ", ""], [None, None, "  "], ["new-3", "es", "Tres"]]
    results = [["code", "page_language", "row", "indicator"], ["new-2", "es", 1, "x"], ["new-1", "es", 1, None]]
    reading = reading_of(book_of(practices=main, results=results), record)
    assert sorted(entry.code for entry in reading.entries) == ["new-2", "new-3"]
    assert reading.problems == []


def test_formulas_and_errors_are_refused_by_cell(record):
    rows = [HEADING, ["new-1", "es", "=A2", "#REF!"], ["new-2", "es", "Dos", "#N/A"]]
    reading = reading_of(book_of(practices=rows), record)
    assert [place for place, _message in told(reading)] == [
        "sheet practices, row 2, column C (title)",
        "sheet practices, row 2, column D (claim)",
        "sheet practices, row 3, column D (claim)",
    ]
    assert "formula" in reading.problems[0].message
    assert "#REF!" in reading.problems[1].message


def test_yes_and_no_are_taken_as_libreoffice_writes_them(record):
    rows = [["code", "page_language", "ongoing", "multi_country"], ["new-1", "es", "=TRUE()", "=FALSE()"]]
    reading = reading_of(book_of(practices=rows), record)
    assert reading.problems == []
    [entry] = reading.entries
    assert entry.line.value("ongoing") is True
    assert entry.line.value("multi_country") is False


def test_merged_cells_are_refused_by_range(record):
    book = load_workbook(io.BytesIO(simple()))
    sheet = book["practices"]
    sheet.insert_rows(1)
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("C3:D3")
    sheet.merge_cells("A5:A9")
    reading = reading_of(saved(book), record)
    assert {(place, re.search(r"\((.*?)\)", message)[1]) for place, message in told(reading)} == {
        ("sheet practices, row 3", "C3:D3"),
        ("sheet practices, row 5", "A5:A9"),
    }
    assert len(reading.problems) == 2


@pytest.mark.parametrize("chunk", [7, 31, 64])
def test_merged_cells_are_found_wherever_a_chunk_ends(record, monkeypatch, chunk):
    book = load_workbook(io.BytesIO(simple()))
    book["practices"].merge_cells("C2:D2")
    book["practices"].merge_cells("A5:A9")
    monkeypatch.setattr(archives, "CHUNK", chunk)
    assert len(reading_of(saved(book), record).problems) == 2


def with_shared_texts(content):
    """Return a workbook as Excel writes it: its texts in a table of their own, of which cells have the numbers."""
    texts = []

    def shared(found):
        texts.append(b"<si>" + found[2] + b"</si>")
        return b'<c r="%s" t="s"><v>%d</v></c>' % (found[1], len(texts) - 1)

    cell = rb'<c r="([A-Z]+[0-9]+)" t="inlineStr"><is>(.*?)</is></c>'
    content = changed(content, MAIN_PART, lambda body: re.sub(cell, shared, body))
    table = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + b"".join(texts) + b"</sst>"
    content = changed(content, "xl/sharedStrings.xml", lambda body: table)
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
    assert texts
    return changed(content, "[Content_Types].xml", lambda body: body.replace(b"</Types>", override))


def test_a_workbook_of_excel_is_read_as_one_of_the_site(record):
    content = book_of(
        practices=[HEADING, ["new-1", "es", "Uno & dos <3", "_x000D_\nخدمات"], ["new-2", "es", "=A1", ""]]
    )
    reading = reading_of(with_shared_texts(content), record)
    assert reading.entries[0].line.value("title") == "Uno & dos <3"
    assert reading.entries[0].line.value("claim") == "\nخدمات"
    assert [place for place, _message in told(reading)] == ["sheet practices, row 3, column C (title)"]


def test_values_stay_what_they_are(record):
    rows = [
        [*HEADING, "start_year", "facts_as_of", "ongoing", "cost_amount", "local_name"],
        ["new-1", "es", "Uno\r\nDos_x000D_\nTres", "2015", 2015, datetime.date(2025, 1, 2), True, 1.5, "007"],
    ]
    line = reading_of(book_of(practices=rows), record).entries[0].line
    assert line.value("title") == "Uno\nDos\nTres"
    assert line.value("claim") == "2015"
    assert line.value("start_year") == 2015
    assert line.value("facts_as_of") == datetime.datetime(2025, 1, 2)
    assert line.value("ongoing") is True
    assert line.value("cost_amount") == 1.5
    assert line.value("local_name") == "007"


def test_other_sheets_are_noted_and_those_for_people_are_not(record):
    reading = reading_of(
        simple(codebook=[["x"]], lists=[["y"]], about=[["z"]], Notas=[["mine"]], voices=[[None]]), record
    )
    [problem] = reading.problems
    assert problem.place.sheet == "Notas"
    assert not problem.is_error
    # An empty sheet says nothing of voices: it does not take them away.
    assert reading.entries[0].rows == {}


def test_a_sheet_of_rows_without_names_is_refused(record):
    reading = reading_of(simple(voices=[["Ana", "dijo"]], results=[["indicator", "unit"], ["x", "y"]]), record)
    assert {problem.place.sheet for problem in reading.problems} == {"voices", "results"}
    assert all(problem.is_error for problem in reading.problems)


def test_the_only_sheet_that_fits_is_taken_whatever_its_name(record):
    reading = reading_of(book_of(Hoja1=[HEADING, ["new-1", "es", "Uno", ""]], Hoja2=[["x"]]), record)
    assert reading.entries[0].line.place.sheet == "Hoja1"
    two_sheets = book_of(Hoja1=[HEADING, ["new-1", "es", "Uno"]], Hoja2=[HEADING, ["new-1", "es", "Uno"]])
    assert "“practices”" in refused(two_sheets, record)
    assert "“practices”" in refused(book_of(Hoja1=[["x", "y"]]), record)
    assert "names of the columns" in refused(book_of(practices=[["Título"], ["Uno"]]), record)


def test_a_column_that_tells_practices_apart_may_not_be_missing(record):
    reading = reading_of(book_of(practices=[["code", "title"], ["new-1", "Uno"]]), record)
    assert "page_language" in reading.problems[0].message
    assert reading.entries == []
    assert "page_language" in refused(b"code,title\nnew-1,Uno\n", record, "x.csv")


# Files that are wrong


def ole(name):
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + (name + "\0").encode("utf-16-le") + b"\0" * 600


def picture(kind):
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, kind)
    return file.getvalue()


def archive_of(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (ole("Workbook"), ".xls"),
        (ole("EncryptedPackage"), "password"),
        (ole("WordDocument"), ".doc"),
        (ole("Other"), "cannot be read"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        (picture("PNG"), "picture"),
        (picture("JPEG"), "picture"),
        (picture("WEBP"), "picture"),
        (archive_of(**{"a.txt": "x"}), "ZIP"),
        (archive_of(**{"xl/workbook.bin": "x"}), ".xlsb"),
        (archive_of(mimetype="application/vnd.oasis.opendocument.spreadsheet"), ".ods"),
        (archive_of(mimetype="application/epub+zip"), "cannot be read"),
        (archive_of(mimetype="application/vnd.oasis.opendocument.text"), "damaged"),
        (archive_of(**{"xl/workbook.xml": "x"}), "damaged"),
        (archive_of(**{"word/document.xml": "x"}), "damaged"),
        (b"PK\x03\x04" + b"x" * 500, "damaged"),
        (b"{\\rtf1 x}", "RTF"),
        (b"<html><table><tr><td>code</td></tr></table></html>", "web page"),
        (b"just words, and more", "names of the columns"),
        (b"\x00\x01\x02\x03" * 200, "cannot be read"),
        (b"\n\n\n", "names of the columns"),
    ],
)
@pytest.mark.parametrize("name", ["x.xlsx", "ملف الممارسات.csv", None])
def test_what_is_no_table_says_what_it_is(record, content, says, name):
    assert says in refused(content, record, name)


def test_each_answer_is_in_the_language_of_who_sent_it(record):
    with translation.override("fr"):
        in_french = refused(b"%PDF-1.7", record)
    with translation.override("es"):
        in_spanish = refused(b"%PDF-1.7", record)
    assert "PDF" in in_french
    assert "PDF" in in_spanish


def test_a_file_that_was_cut_on_its_way_is_damaged(record):
    content = simple()
    for end in (len(content) // 2, len(content) - 30):
        assert "damaged" in refused(content[:end], record)
    middle = content.index(b"PK\x01\x02") // 2
    broken = content[:middle] + b"\xff" * 40 + content[middle + 40 :]
    assert "damaged" in refused(broken, record)


@pytest.mark.parametrize("part", ["xl/workbook.xml", MAIN_PART, "xl/styles.xml", "[Content_Types].xml"])
@pytest.mark.parametrize(
    "change",
    [
        lambda body: body[: len(body) // 2],
        lambda body: b"",
        lambda body: b"<a><b></a>",
        lambda body: b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>',
        lambda body: b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
        lambda body: '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'.encode("utf-16"),
    ],
)
def test_broken_and_hostile_parts_are_damage(record, part, change):
    assert "damaged" in refused(changed(simple(), part, change), record)


@pytest.mark.parametrize(
    "cell",
    [b"<c r='C2'><v>%s</v></c>" % (b"9" * 5000), b"<c r='ZZZZ2'><v>1</v></c>", b"<c r='C2' t='s'><v>99999</v></c>"],
)
def test_broken_cells_are_damage(record, cell):
    content = changed(simple(), MAIN_PART, lambda body: re.sub(rb'<c r="C2".*?</c>', cell, body))
    assert "damaged" in refused(content, record)


def test_an_infinite_number_is_refused(record):
    content = changed(
        simple(), MAIN_PART, lambda body: re.sub(rb'<c r="C2".*?</c>', b'<c r="C2"><v>1E999</v></c>', body)
    )
    [(place, message)] = told(reading_of(content, record))
    assert place.endswith("C (title)")
    assert "too large" in message


def test_a_bomb_is_refused_before_it_is_unpacked(record):
    bomb = changed(simple(), "xl/styles.xml", lambda body: b" " * (archives.MOST_UNPACKED + 1))
    assert len(bomb) < 1_000_000
    assert "larger than" in refused(bomb, record)


def test_a_directory_that_lies_about_sizes_does_not_get_through(record):
    content = changed(simple(), MAIN_PART, lambda body: body + b" " * 1_000_000)
    real = struct.pack("<L", zipfile.ZipFile(io.BytesIO(content)).getinfo(MAIN_PART).file_size)
    start = content.index(b"PK\x01\x02")
    lying = content[:start] + content[start:].replace(real, struct.pack("<L", 100))
    assert lying != content
    assert "damaged" in refused(lying, record)


def test_other_ways_of_packing_are_refused_for_they_have_no_bound(record):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(simple())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    assert "damaged" in refused(out.getvalue(), record)


def test_a_part_with_a_password_is_refused(record):
    content = bytearray(simple())
    for found in re.finditer(b"PK\x01\x02", bytes(content)):
        content[found.start() + 8] |= 1
    assert "password" in refused(bytes(content), record)


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/styles.xml", MAIN_PART])
def test_millions_of_empty_tags_are_not_read(record, part):
    content = changed(simple(), part, lambda body: b"<x>" + b"<y/>" * (archives.MOST_TAGS + 1) + b"</x>")
    begin = time.perf_counter()
    assert "larger than" in refused(content, record)
    assert time.perf_counter() - begin < 10


def with_empty_rows(content, number):
    rows = b"".join(b'<row r="%d" s="1" customFormat="1"/>' % row for row in range(3, number + 3))
    return changed(content, MAIN_PART, lambda body: body.replace(b"</sheetData>", rows + b"</sheetData>"))


def test_a_million_empty_rows_with_a_format_cost_little(record):
    content = with_empty_rows(simple(), 1_048_000)
    begin = time.perf_counter()
    reading = reading_of(content, record)
    assert time.perf_counter() - begin < 20
    assert len(reading.entries) == 1
    [problem] = reading.problems
    assert not problem.is_error
    assert "empty" in problem.message


def test_a_row_far_away_is_not_waited_for(record):
    far = b'<row r="999999999"><c r="A999999999"><v>1</v></c></row></sheetData>'
    content = changed(simple(), MAIN_PART, lambda body: body.replace(b"</sheetData>", far))
    assert len(reading_of(content, record).entries) == 1


def test_a_sheet_that_is_too_wide_is_refused(record):
    wide = b'<row r="3"><c r="XFD3"><v>1</v></c></row></sheetData>'
    content = changed(simple(), MAIN_PART, lambda body: body.replace(b"</sheetData>", wide))
    assert "columns" in refused(content, record)


def test_what_a_sheet_says_of_its_size_is_not_believed(record):
    content = changed(simple(), MAIN_PART, lambda body: re.sub(rb'<dimension ref=".*?"', b'<dimension ref="A1"', body))
    assert reading_of(content, record).entries[0].line.value("claim") == "Cambió"


def test_a_file_that_is_too_large_is_refused(record, monkeypatch):
    monkeypatch.setattr(problems, "MOST_BYTES", 1000)
    assert "larger than" in refused(b"x" * 1001, record)


def test_too_many_practices_are_refused(record):
    rows = [HEADING, *([f"new-{number}", "es", "Uno", ""] for number in range(501))]
    text = "\n".join(",".join(row) for row in rows).encode()
    data = json.dumps([{"code": row[0], "page_language": "es", "title": "x"} for row in rows[1:]]).encode()
    for content in (book_of(practices=rows), text, data):
        assert "500" in refused(content, record)
    assert len(reading_of(book_of(practices=rows[:-1]), record).entries) == 500


def test_too_many_rows_are_refused(record, monkeypatch):
    monkeypatch.setattr("practices.data_in.files.assembling.MOST_ROWS", 3)
    row = {"indicator": "x"}
    data = [{"code": "new-1", "page_language": "es", "results": [row] * 4}]
    assert "3" in refused(json.dumps(data).encode(), record)
    results = [["code", "page_language", "indicator"], *[["new-1", "es", "x"]] * 4]
    assert "3" in refused(simple(results=results), record)
    names = [f"results.{number}.indicator" for number in range(1, 5)]
    text = f"code,page_language,{','.join(names)}\nnew-1,es,a,b,c,d\n"
    assert "3" in refused(text.encode(), record)


def test_what_was_read_is_all_that_stays_in_memory(record):
    results = [["code", "page_language", "indicator", "year"], *[["new-1", "es", "x", 2020]] * 4_000]
    content = simple(results=results)
    tracemalloc.start()
    reading = reading_of(content, record)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(reading.entries[0].rows["results"]) == 4_000
    assert peak < 20_000_000


def test_a_text_that_fills_its_cell_may_have_been_cut(record):
    content = book_of(practices=[HEADING, ["new-1", "es", "x" * xlsx.FULL_CELL, "y" * (xlsx.FULL_CELL - 1)]])
    [(place, message)] = told(reading_of(content, record))
    assert place.endswith("C (title)")
    assert "JSON" in message


def test_many_problems_are_told_up_to_a_number(record):
    rows = [HEADING, *([f"new-{number}", "es", "=A1", "=A1"] for number in range(400))]
    reading = reading_of(book_of(practices=rows), record)
    assert len(reading.problems) == problems.MOST_TOLD + 1
    assert "more" in reading.problems[-1].message


def test_a_strict_workbook_says_how_to_save_it(record):
    names = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    content = changed(
        simple(), "xl/workbook.xml", lambda body: body.replace(names, b"http://purl.oclc.org/ooxml/spreadsheetml/main")
    )
    assert "Strict" in refused(content, record)


def test_macros_are_passed_over(record):
    content = changed(
        simple(),
        "[Content_Types].xml",
        lambda body: body.replace(
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        ),
    )
    assert len(reading_of(content, record, "x.xlsm").entries) == 1


# CSV


def text_of(*rows, separator=","):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("encoding", "notes"), [("utf-8", 0), ("utf-8-sig", 0), ("utf-16", 0), ("utf-16-be", 0), ("cp1252", 1)]
)
def test_text_is_read_however_it_was_saved(record, separator, encoding, notes):
    text = text_of(["code", "page_language", "title"], ["new-1", "es", "Día; de, cuidados\nhoy"], separator=separator)
    mark = codecs.BOM_UTF16_BE if encoding == "utf-16-be" else b""
    reading = reading_of(mark + text.encode(encoding), record, "x.csv")
    assert reading.entries[0].line.value("title") == "Día; de, cuidados\nhoy"
    assert [problem.is_error for problem in reading.problems] == [False] * notes


def test_arabic_text_is_read(record):
    text = text_of(["code", "page_language", "title"], ["new-1", "ar", "خدمات الرعاية"])
    [entry] = reading_of(text.encode("utf-16"), record, "ملف.csv").entries
    assert entry.line.value("title") == "خدمات الرعاية"


def test_a_first_line_that_names_the_separator_is_passed_over(record):
    reading = reading_of(b"sep=;\r\ncode;page_language;title\r\nnew-1;es;Uno\r\n", record)
    assert reading.entries[0].line.value("title") == "Uno"
    assert reading.entries[0].line.place.row == 3


def test_rows_beside_a_practice_are_read_in_their_order(record):
    heading = [
        "code",
        "page_language",
        "results.10.indicator",
        "results.2.indicator",
        "results.2.year",
        "voices.1.quote",
    ]
    text = text_of(heading, ["new-1", "es", "Diez", "Dos", "2020", ""], ["new-2", "es", "", "", "", ""])
    [entry] = reading_of(text.encode(), record).entries
    assert [row.value("indicator") for row in entry.rows["results"]] == ["Dos", "Diez"]
    assert entry.rows["results"][0].value("year") == "2020"
    assert entry.rows["results"][0].cells["year"].place.column == "E (results.2.year)"
    assert entry.rows["voices"] == []
    assert "places" not in entry.rows


def test_a_name_of_a_row_that_is_nearly_right_is_told(record):
    text = text_of([*HEADING, "results.2.indicador"], ["new-1", "es", "Uno", "", "x"])
    [(_place, message)] = told(reading_of(text.encode(), record))
    assert "“results.2.indicator”" in message


def test_guards_against_formulas_are_taken_away(record):
    text = text_of(HEADING, ["new-1", "es", "'=1+1", "'quoted'"])
    line = reading_of(text.encode(), record).entries[0].line
    assert (line.value("title"), line.value("claim")) == ("=1+1", "'quoted'")


def test_more_cells_than_names_are_refused(record):
    reading = reading_of(b"code,page_language,title\nnew-1,es,Uno, dos\nnew-2,es,Dos,,\n", record)
    [(place, message)] = told(reading)
    assert place == "row 2"
    assert "quotation marks" in message


def test_open_quotation_marks_are_refused(record):
    assert "line 3" in refused(b'code,page_language,title\nnew-1,es,Uno\nnew-2,es,"Dos\nnew-3,es,Tres\n', record)
    assert "line 2" in refused(b'code,page_language,title\nnew-1,es,"Uno" dos\n', record)
    assert "quotation" in refused(b'code,page_language,title\nnew-1,es,"' + b"x" * 200_000 + b'"\n', record)


def test_signs_that_are_no_text_are_refused(record):
    reading = reading_of(b"code,page_language,title,claim\nnew-1,es,Uno\x00,\x0bdos\x0btres\n", record)
    [(place, message)] = told(reading)
    assert place == "row 2, column C (title)"
    assert "sign" in message
    assert reading.entries[0].line.value("claim") == "\ndos\ntres"


def test_text_that_nobody_can_read_is_refused(record):
    assert "UTF-8" in refused(b"code,page_language,title\nnew-1,es,\x81\x8d\n", record)
    assert "UTF-8" in refused(codecs.BOM_UTF16_LE + b"c\x00o\x00d", record)


# JSON


def test_json_may_be_whole_a_list_or_one_record(record):
    one = {"code": "new-1", "page_language": "es", "title": "Uno"}
    for data in ({"records": [one], "licence": "x"}, [one], one):
        [entry] = reading_of(json.dumps(data).encode("utf-8-sig"), record, "x.json").entries
        assert entry.line.value("title") == "Uno"
        assert str(entry.line.cells["title"].place) == "row 1, column title"
        assert entry.rows == {}


def test_codes_may_stand_alone_or_with_their_words(record):
    data = {
        "code": "new-1",
        "page_language": "es",
        "kind": {"code": "programme", "label": "Programa"},
        "stage": "promising",
        "evidence": None,
        "concepts_level": [{"code": "national", "label": "Nacional"}, "local"],
        "concepts_sdg": [],
        "places": [{"country": {"code": "uy", "label": "Uruguay"}, "place": ""}, {}, {"country": "cl"}],
        "voices": [],
    }
    reading = reading_of(json.dumps(data).encode(), record)
    [entry] = reading.entries
    line = entry.line
    assert reading.problems == []
    assert (line.value("kind"), line.value("stage"), line.value("evidence")) == ("programme", "promising", None)
    assert line.value("concepts_level") == ["national", "local"]
    assert line.cells["concepts_sdg"].value is None
    assert [row.value("country") for row in entry.rows["places"]] == ["uy", "cl"]
    assert str(entry.rows["places"][1].cells["country"].place) == "row 1, column places.3.country"
    assert entry.rows["voices"] == []


def test_wrong_shapes_are_told_where_they_stand(record):
    data = [
        "x",
        {
            "code": "new-1",
            "page_language": "es",
            "title": ["Uno"],
            "clame": "x",
            "kind": ["programme"],
            "concepts_level": [1],
            "results": {"indicator": "x"},
            "places": [["uy"], {"contry": "uy"}],
        },
        {"code": "new-2", "page_language": "es", "clame": "y"},
    ]
    reading = reading_of(json.dumps(data).encode(), record)
    assert {place for place, _message in told(reading)} == {
        "row 1",
        "row 2, column title",
        "row 2, column clame",
        "row 2, column kind",
        "row 2, column concepts_level",
        "row 2, column results",
        "row 2, column places.1",
        "row 2, column places.2.contry",
    }
    messages = dict(told(reading))
    assert "“claim”" in messages["row 2, column clame"]
    assert "“country”" in messages["row 2, column places.2.contry"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'{"code": NaN}', "NaN"),
        (b'{"code": -Infinity}', "Infinity"),
        (b'{"code": 1e999}', "1e999"),
        (b'{"code": ' + b"9" * 5000 + b"}", "too large"),
        (b'{"code": "a", "code": "b"}', "“code”"),
        (b"[" * 100_000, "deeply"),
        (b'{"a":' * 50 + b"1" + b"}" * 50, "deeply"),
        (b'{"code": "a"', "line 1"),
        (b'{"code": "a"}}', "line 1"),
        (b'[{"code": "\xe1"}]', "UTF-8"),
        ('{"code": "a"}'.encode("utf-16"), "UTF-8"),
        (b'{"name": "x"}', "records"),
        (b'{"records": {"code": "a"}}', "records"),
        (b'{"records": []}', "nothing is filled in"),
        (b"[" + b"[]," * 500_001 + b"[]]", "too many"),
    ],
)
def test_json_that_is_none_is_refused(record, content, says):
    assert says in refused(content, record, "x.json")


def test_json_by_its_name_alone_is_read_as_such(record):
    assert "JSON" in refused(b"code: new-1", record, "x.JSON")


def test_signs_that_no_database_keeps_are_refused(record):
    data = b'{"code": "new-1", "page_language": "es", "title": "a\\u0000b", "claim": "\\ud800", "\\ud800": 1}'
    reading = reading_of(data, record)
    assert {problem.place.column for problem in reading.problems} >= {"title", "claim"}
    for problem in reading.problems:
        assert f"{problem.place} {problem.message}".encode()


def test_texts_that_are_too_long_are_refused(record):
    data = {"code": "new-1", "page_language": "es", "title": "x" * 40_000, "claim": "y" * 100_001}
    [(place, message)] = told(reading_of(json.dumps(data).encode(), record))
    assert place == "row 1, column claim"
    assert "100000" in message.replace(",", "").replace("\u202f", "")


# Whatever comes

FUZZ = settings(
    max_examples=150, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
names = st.sampled_from(["code", "page_language", "title", "results", "places.1.country", "kind", "records", "x", ""])
scalars = st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8)
trees = st.recursive(
    scalars, lambda each: st.lists(each, max_size=4) | st.dictionaries(names, each, max_size=5), max_leaves=20
)


def survives(content, record, name):
    try:
        reading = read(io.BytesIO(content), name, record)
    except Unreadable as error:
        str(error).encode()
        return
    for problem in reading.problems:
        assert f"{problem.place} {problem.message}".encode()
    for entry in reading.entries:
        assert entry.code
        assert entry.language


@FUZZ
@given(st.binary(max_size=300), st.sampled_from(["x.csv", "x.json", "x.xlsx", "x.docx", ""]))
def test_any_bytes_are_read_or_refused(record, content, name):
    survives(content, record, name)


@FUZZ
@given(st.text(alphabet="code,page_language;title\"'\n\r\t\x00=+é\u202e1.", max_size=200))
@example('"')
def test_any_table_is_read_or_refused(record, text):
    survives(f"code,page_language,title,results.1.year\n{text}".encode("utf-8", "replace"), record, "x.csv")


@FUZZ
@given(trees)
def test_any_json_is_read_or_refused(record, tree):
    survives(json.dumps(tree).encode(), record, "x.json")


@FUZZ
@given(st.binary(min_size=1, max_size=30), st.floats(0, 1))
def test_any_damage_to_a_workbook_is_met(record, noise, where):
    content = WORKBOOK
    place = int(where * (len(content) - len(noise)))
    survives(content[:place] + noise + content[place + len(noise) :], record, "x.xlsx")


WORKBOOK = simple(results=[["code", "page_language", "indicator"], ["new-1", "es", "x"]])
