"""The empty form of a word processor: what it asks for, and that it is read back as it was filled in."""

import re
from copy import deepcopy

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from practices.data_in.files.form_docx import docx_form
from practices.data_in.files.reading import read
from practices.data_in.files.template import xlsx_template
from tests.practices.template.filling import answer, cell_of, name_paragraph, row_of, saved

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

LANGUAGES = ("es", "en", "fr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_can_be_used_with_a_screen_reader(record, language):
    document = Document(docx_form(record, language))
    headings = [each.style.name for each in document.paragraphs if each.style.name.startswith(("Heading", "Title"))]
    assert headings[0] == "Title"
    assert headings[1] == "Heading 1"
    assert "Heading 2" in headings
    assert document.core_properties.language == language
    [named] = document.styles.element.findall(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    assert named.get(qn("w:val")) == language
    assert all(table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None for table in document.tables)


def test_a_form_asks_for_all_that_can_come_in(record):
    document = Document(docx_form(record, "en"))
    asked = {name_paragraph(row).text for table in document.tables for row in table.rows[1:]}
    assert {"code", "page_language", "title", "summary", "results.3.year", "sources.1.title"} <= asked
    assert not {"image", "published", "results.4.year", "media.1.document"} & asked
    assert "lessons.3.text" in asked
    left = row_of(document, "paid").cells[0].text
    assert "both – paid and unpaid care" in left
    assert "100" in row_of(document, "easy_read").cells[0].text
    text = "\n".join(each.text for each in document.paragraphs)
    assert text.count("uy – Uruguay") == 1
    assert re.fullmatch("new-[a-z0-9]{6}-1", cell_of(document, "code").text)


def test_a_form_comes_back_as_it_was_filled_in(record):
    document = Document(docx_form(record, "es"))
    answer(document, "title", "Cuidar")
    cell = answer(document, "summary", "Uno * dos")
    second = cell.add_paragraph("Con ")
    second.add_run("fuer").bold = True
    second.add_run("za ").bold = True
    second.add_run("y calma").italic = True
    cell.add_paragraph("primero", "List Bullet")
    cell.add_paragraph("segundo", "List Number")
    cell.add_paragraph("Fin")
    answer(document, "concepts_level", "national – nacional", "local")
    bold = answer(document, "claim", "")
    bold.paragraphs[0].add_run("Cambió").bold = True
    answer(document, "places.1.country", "UY – Uruguay")
    answer(document, "results.2.indicator", "Personas")
    answer(document, "building_blocks.1.steps", "Uno", "Dos")
    reading = read(saved(document), "formulario.docx", record)
    assert reading.problems == []
    [entry] = reading.entries
    assert entry.code.startswith("new-")
    assert entry.language == "es"
    assert entry.line.value("title") == "Cuidar"
    assert entry.line.value("claim") == "Cambió"
    assert entry.line.value("summary") == "Uno \\* dos\n\nCon **fuerza** *y calma*\n\n* primero\n* segundo\n\nFin"
    assert entry.line.value("concepts_level") == "national – nacional; local"
    assert [row.value("country") for row in entry.rows["places"]] == ["UY – Uruguay"]
    assert [row.value("indicator") for row in entry.rows["results"]] == ["Personas"]
    assert entry.rows["building_blocks"][0].value("steps") == "Uno\n\nDos"
    assert entry.rows["voices"] == []
    assert entry.rows["results"][0].cells["indicator"].place.column == "results.2.indicator"


def test_a_form_that_was_cut_and_lengthened_is_read_all_the_same(record):
    document = Document(docx_form(record, "es"))
    answer(document, "title", "Cuidar")
    answer(document, "results.3.indicator", "Tercero")
    table = next(table for table in document.tables if table.rows[1].cells[0].text.endswith("results.3.indicator"))
    numbered, same = deepcopy(table._tbl), deepcopy(table._tbl)
    table._tbl.addnext(numbered)
    numbered.addnext(same)
    for text in numbered.iter(qn("w:t")):
        text.text = text.text.replace("results.3.", "results.4.").replace("Tercero", "Cuarto")
    row = row_of(document, "claim")._tr
    row.getparent().remove(row)
    for table in [each for each in document.tables if each.rows[1].cells[0].text.endswith("voices.1.quote")]:
        table._tbl.getparent().remove(table._tbl)
    document.add_paragraph("Un texto fuera de las tablas: title")
    below = row_of(document, "local_name").cells[0]
    below.add_paragraph("Escrito debajo")
    reading = read(saved(document), "x.docx", record)
    [entry] = reading.entries
    assert [row.value("indicator") for row in entry.rows["results"]] == ["Tercero", "Tercero", "Cuarto"]
    assert "claim" not in entry.line.cells
    assert entry.line.value("local_name") == "Escrito debajo"
    assert reading.problems == []


def test_a_form_written_from_right_to_left_says_so(record, settings):
    document = Document(docx_form(record, "ar"))
    assert document.styles["Normal"].font.rtl
    answer(document, "title", "خدمات الرعاية")
    reading = read(saved(document), "نموذج.docx", record)
    assert reading.entries[0].line.value("title") == "خدمات الرعاية"
    assert load_workbook(xlsx_template(record, "ar"))["practices"].sheet_view.rightToLeft
