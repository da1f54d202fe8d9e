"""The empty workbook: what its sheets offer to who fills them in, and that they are read back."""

import re

import pytest
from openpyxl import load_workbook

from practices.data_in.files.reading import read
from practices.data_in.files.template import xlsx_template
from tests.factories import concept
from tests.practices.template.filling import check_at, fill, names, saved

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

LANGUAGES = ("es", "en", "fr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_has_a_sheet_for_practices_and_for_each_kind_of_rows(record, language):
    book = load_workbook(xlsx_template(record, language))
    assert book.sheetnames == ["about", "practices", *(child.name for child in record.children), "lists"]
    assert all(sheet.sheet_state == "visible" for sheet in book)
    main = names(book["practices"])
    assert list(main)[:3] == ["code", "page_language", "title"]
    assert not {"source_language", "published", "page_address", "image"} & main.keys()
    assert not any(name.endswith("_label") for name in main)
    assert list(names(book["results"]))[:4] == ["code", "page_language", "row", "indicator"]
    assert "document" not in names(book["media"])
    assert "url" in names(book["media"])


def test_twenty_rows_have_codes_of_new_practices(record):
    sheet = load_workbook(xlsx_template(record, "fr"))["practices"]
    codes = [sheet.cell(row, 1).value for row in range(3, 23)]
    assert [code.rpartition("-")[2] for code in codes] == [str(number) for number in range(1, 21)]
    [batch] = {code.rpartition("-")[0] for code in codes}
    assert re.fullmatch("new-[a-z0-9]{6}", batch)
    assert {sheet.cell(row, 2).value for row in range(3, 23)} == {"fr"}
    assert sheet.max_row == 22
    again = load_workbook(xlsx_template(record, "fr"))["practices"]
    assert again["A3"].value != codes[0]


def test_what_is_required_is_marked_by_more_than_colour(record):
    sheet = load_workbook(xlsx_template(record, "en"))["practices"]
    columns = names(sheet)
    title, local = sheet.cell(1, columns["title"]), sheet.cell(1, columns["local_name"])
    assert title.value == "Title *"
    assert title.fill.start_color.rgb != local.fill.start_color.rgb
    assert not local.value.endswith("*")


@pytest.mark.parametrize("language", LANGUAGES)
def test_codes_are_chosen_from_lists_that_say_what_they_mean(record, language):
    book = load_workbook(xlsx_template(record, language))
    check = check_at(book["places"], "country")
    assert (check.type, check.showErrorMessage) == ("list", True)
    sheet, cells = check.formula1.split("!")
    assert sheet == "lists"
    rows = book["lists"][cells.replace("$", "")]
    words = {row[0].value: row[0].offset(column=1).value for row in rows}
    assert len(words) > 200
    assert words["uy"] == "Uruguay"
    assert words["mx"] == {"es": "México", "en": "Mexico", "fr": "Mexique"}[language]
    [paid] = {check_at(book["practices"], "paid").formula1}
    assert [row[0].value for row in book["lists"][paid.split("!")[1].replace("$", "")]] == ["unpaid", "paid", "both"]


def test_countries_stand_in_the_order_of_the_alphabet_and_stages_in_their_own(record):
    book = load_workbook(xlsx_template(record, "es"))

    def words(sheet, column):
        cells = check_at(book[sheet], column).formula1.split("!")[1].replace("$", "")
        return [row[0].offset(column=1).value for row in book["lists"][cells]]

    assert words("places", "country")[:4] == ["Afganistán", "Albania", "Alemania", "Andorra"]
    assert words("practices", "stage")[0] == concept("stage", "pilot").label


def test_who_stands_in_a_cell_reads_what_it_takes(record):
    book = load_workbook(xlsx_template(record, "en"))
    main = book["practices"]
    title = check_at(main, "title")
    assert (title.type, title.operator, title.formula1) == ("textLength", "lessThanOrEqual", "120")
    assert title.promptTitle == "Title"
    assert "Required." in title.prompt
    assert "120" in title.prompt
    levels = check_at(main, "concepts_level")
    assert levels.type is None
    assert "; " in levels.prompt
    assert check_at(main, "facts_as_of").type == "date"
    assert check_at(main, "start_year").type == "whole"
    latitude = check_at(book["places"], "latitude")
    assert (latitude.type, latitude.formula1, latitude.formula2) == ("decimal", "-90", "90")
    assert check_at(book["results"], "after_value").type == "decimal"
    assert check_at(main, "ongoing").type == "list"
    assert check_at(main, "page_language").showErrorMessage
    assert not check_at(main, "local_name_language").showErrorMessage
    for sheet in book.worksheets[1:-1]:
        for check in sheet.data_validations.dataValidation:
            assert len(check.promptTitle) <= 32
            assert len(check.prompt or "") <= 255


def test_words_of_a_list_are_no_formula_and_cannot_be_changed_by_accident(record):
    label = concept("kind", "programme").labels.get(language="es")
    label.preferred = '=HYPERLINK("http://x")'
    label.save()
    book = load_workbook(xlsx_template(record, "es"))
    cells = [cell for row in book["lists"].iter_rows() for cell in row]
    assert '=HYPERLINK("http://x")' in {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert book["lists"].protection.sheet


def test_a_code_that_looks_like_a_number_stays_a_text(record):
    sheet = load_workbook(xlsx_template(record, "en"))["practices"]
    letter = sheet.cell(2, names(sheet)["concepts_sdg"]).column_letter
    assert sheet.column_dimensions[letter].number_format == "@"


def test_a_workbook_comes_back_as_it_was_filled_in(record):
    book = load_workbook(xlsx_template(record, "es"))
    main, results, places = book["practices"], book["results"], book["places"]
    code, other = main["A3"].value, main["A5"].value
    fill(main, 3, title="Cuidar en común", kind="programme", start_year=2015, concepts_level="national; local")
    fill(main, 5, title="خدمات الرعاية")
    fill(results, 3, code=code, row=2, indicator="Segundo", after_value=7)
    fill(results, 4, code=code, row=1, indicator="Primero", after_value=5.5, year=2024)
    fill(places, 3, code=other, page_language="es", country="uy")
    fill(places, 4, code=code)
    reading = read(saved(book), "عربي.xlsx", record)
    assert reading.problems == []
    first, second = reading.entries
    assert (first.code, first.language, second.code) == (code, "es", other)
    assert first.line.value("title") == "Cuidar en común"
    assert first.line.value("start_year") == 2015
    assert first.line.value("concepts_level") == "national; local"
    assert first.line.cells["claim"].value is None
    assert "image" not in first.line.cells
    assert [row.value("indicator") for row in first.rows["results"]] == ["Primero", "Segundo"]
    assert first.rows["results"][0].value("after_value") == 5.5
    assert first.rows["places"] == []
    assert second.line.value("title") == "خدمات الرعاية"
    assert [row.value("country") for row in second.rows["places"]] == ["uy"]
    assert set(first.rows) == {child.name for child in record.children}
    place = first.line.cells["title"].place
    assert (place.sheet, place.row, place.column) == ("practices", 3, "C (title)")
