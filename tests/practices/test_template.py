"""Empty templates and forms: what they offer, that they can be filled in, and that they are read back."""

import csv
import io
import re
import zipfile
from copy import deepcopy

import pytest
from django.utils import translation
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import load_workbook

from practices.data_in.files.form_docx import docx_form
from practices.data_in.files.reading import read
from practices.data_in.files.template import csv_template, xlsx_template
from practices.data_in.lines import Unreadable
from practices.models import PracticePage
from practices.record import record_of
from tests.factories import concept

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

LANGUAGES = ("es", "en", "fr")


@pytest.fixture
def record():
    return record_of(PracticePage)


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file


def names(sheet):
    """Return the numbers of the columns of a sheet by their names."""
    return {cell.value: cell.column for cell in sheet[2]}


def fill(sheet, number, **values):
    columns = names(sheet)
    for name, value in values.items():
        sheet.cell(number, columns[name], value)


def check_at(sheet, column):
    """Return what a column checks of its first cell to be filled in."""
    cell = sheet.cell(3, names(sheet)[column]).coordinate
    [check] = [each for each in sheet.data_validations.dataValidation if cell in each.sqref]
    return check


# The workbook


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


# CSV


def test_a_table_in_csv_comes_back_as_it_was_filled_in(record):
    text = csv_template(record, "fr")
    assert text.startswith("\ufeffcode,page_language,title,")
    heading, line = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert [name for name in heading if name.startswith("results.") and name.endswith(".year")] == [
        "results.1.year",
        "results.2.year",
        "results.3.year",
    ]
    assert "media.1.document" not in heading
    row = dict(zip(heading, line, strict=True))
    assert row["page_language"] == "fr"
    row |= {"title": "Prendre soin", "results.1.indicator": "A", "results.3.indicator": "B"}
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, heading, delimiter=";")
    writer.writeheader()
    writer.writerow(row)
    reading = read(io.BytesIO(out.getvalue().encode()), "x.csv", record)
    [entry] = reading.entries
    assert reading.problems == []
    assert entry.line.value("title") == "Prendre soin"
    assert [each.value("indicator") for each in entry.rows["results"]] == ["A", "B"]
    assert entry.rows["voices"] == []


@pytest.mark.parametrize("make", [xlsx_template, docx_form, lambda *args: io.BytesIO(csv_template(*args).encode())])
def test_where_nothing_is_filled_in_there_is_no_practice(record, make):
    with pytest.raises(Unreadable):
        read(make(record, "es"), "x", record)


# The form


def answer(document, name, *paragraphs):
    """Write an answer beside a question of a form."""
    cell = cell_of(document, name)
    cell.text = paragraphs[0] if paragraphs else ""
    for text in paragraphs[1:]:
        cell.add_paragraph(text)
    return cell


def row_of(document, name):
    rows = [row for table in document.tables for row in table.rows]
    return next(row for row in rows if row.cells[0].paragraphs[-1].text == name)


def cell_of(document, name):
    return row_of(document, name).cells[1]


def name_paragraph(row):
    return row.cells[0].paragraphs[-1]


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


def test_a_form_written_from_right_to_left_says_so(record, settings):
    document = Document(docx_form(record, "ar"))
    assert document.styles["Normal"].font.rtl
    answer(document, "title", "خدمات الرعاية")
    reading = read(saved(document), "نموذج.docx", record)
    assert reading.entries[0].line.value("title") == "خدمات الرعاية"
    assert load_workbook(xlsx_template(record, "ar"))["practices"].sheet_view.rightToLeft


def wrapped(run, tag, **attributes):
    """Put a run of a document into an element, as programs do that keep track of changes."""
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"{'r' if name == 'id' else 'w'}:{name}"), value)
    run._r.addprevious(element)
    element.append(run._r)
    return element


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


def test_a_document_that_is_no_form_says_so(record):
    document = Document()
    document.add_table(1, 2).cell(0, 0).text = "Title"
    with pytest.raises(Unreadable, match="form"):
        read(saved(document), "x.docx", record)


def damaged(content, part, change):
    out = io.BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info, change(old.read(info)) if info.filename == part else old.read(info))
    return out


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'


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


# The form in the format of LibreOffice

ODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">
 <office:automatic-styles>
  <style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
 </office:automatic-styles>
 <office:body><office:text><table:table>
  <table:table-header-rows>%(head)s</table:table-header-rows>%(rows)s
 </table:table></office:text></office:body>
</office:document-content>"""


def odt_of(*rows):
    def row(name, answer):
        cell = "<table:table-cell>%s</table:table-cell>"
        left = f"<text:p><text:span text:style-name='T1'>Pregunta</text:span></text:p><text:p>{name}</text:p>"
        return f"<table:table-row>{cell % left}{cell % answer}</table:table-row>"

    content = ODT % {"head": row("", "<text:p>Respuesta</text:p>"), "rows": "".join(row(*each) for each in rows)}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
        # What OpenOffice wrote into this part, and nobody reads.
        archive.writestr("META-INF/manifest.xml", '<!DOCTYPE manifest PUBLIC "x" "Manifest.dtd"><manifest/>')
    return file


def test_a_form_saved_by_libreoffice_is_read(record):
    summary = """<text:p>Uno<text:s text:c="2"/>
      <text:span text:style-name="T1">fuerte</text:span> y <text:a xlink:href="https://example.org/">enlace</text:a></text:p>
      <text:list><text:list-item><text:p>primero</text:p></text:list-item>
      <text:list-item><text:p>segundo<text:line-break/>sigue</text:p></text:list-item></text:list>"""
    file = odt_of(
        ("code", "<text:p>new-ab12cd-1</text:p>"),
        ("page_language", "<text:p>es</text:p>"),
        ("title", "<text:p>خدمات الرعاية</text:p>"),
        ("summary", summary),
        ("concepts_level", "<text:p>national</text:p><text:p>local</text:p>"),
        ("results.1.indicator", "<text:p>Personas</text:p>"),
        ("results.2.indicator", "<text:p/>"),
    )
    reading = read(file, "نموذج.odt", record)
    [entry] = reading.entries
    assert reading.problems == []
    assert (entry.code, entry.language) == ("new-ab12cd-1", "es")
    assert entry.line.value("title") == "خدمات الرعاية"
    assert entry.line.value("summary") == (
        "Uno  **fuerte** y [enlace](<https://example.org/>)\n\n* primero\n* segundo\\\n  sigue"
    )
    assert entry.line.value("concepts_level") == "national; local"
    assert [row.value("indicator") for row in entry.rows["results"]] == ["Personas"]


@pytest.mark.parametrize("content", [BOMB, b"<a><b></a>", b"<x>" * 100_000 + b"</x>" * 100_000, b""])
def test_a_broken_or_hostile_form_of_libreoffice_is_refused(record, content):
    file = damaged(odt_of(), "content.xml", lambda body: content)
    with pytest.raises(Unreadable):
        read(file, "x.odt", record)


def test_countries_stand_in_the_order_of_the_alphabet_and_stages_in_their_own(record):
    book = load_workbook(xlsx_template(record, "es"))

    def words(sheet, column):
        cells = check_at(book[sheet], column).formula1.split("!")[1].replace("$", "")
        return [row[0].offset(column=1).value for row in book["lists"][cells]]

    assert words("places", "country")[:4] == ["Afganistán", "Albania", "Alemania", "Andorra"]
    assert words("practices", "stage")[0] == concept("stage", "pilot").label
