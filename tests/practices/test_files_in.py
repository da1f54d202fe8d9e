"""Workbooks and files of the site itself that come in: all that stands in them is read."""

import datetime
import io
import re

import pytest
from openpyxl import load_workbook

from practices.data_in.files import archives
from practices.models import KeyDate, PracticePage
from practices.record import Kind
from tests.factories import member, practice, translate
from tests.practices.books import HEADING, MAIN_PART, book_of, changed, reading_of, refused, saved, simple, taken, told

pytestmark = [pytest.mark.django_db, pytest.mark.one_database, pytest.mark.usefixtures("in_english")]


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
