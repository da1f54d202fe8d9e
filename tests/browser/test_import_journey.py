"""Practices that come in by a workbook: filled in, corrected, written; nothing before its sender says so."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.people import Album

pytestmark = [pytest.mark.browser, pytest.mark.changes_the_demo, pytest.mark.one_database]

ALBUM = Path(__file__).resolve().parents[2] / "var" / "import-journey"
FIRST, SECOND = "Casa de cuidado de la estación", "Lavandería de la cuadra"
REMOVE = f"""
from wagtail.models import Page
for page in Page.objects.filter(title__in={[FIRST, SECOND]!r}).order_by("-pk"):
    page.specific.delete()
"""


@pytest.fixture
def editor(admit, demo_site):
    yield admit(Album(ALBUM), "es-MX", "editor")
    demo_site.shell(REMOVE)


def test_a_workbook_is_filled_in_corrected_and_written(editor, tmp_path, axe):
    page = editor.page
    page.get_by_role("link", name="Importar prácticas").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="libro de cálculo (XLSX) Español").click()
    path = tmp_path / "prácticas.xlsx"
    download.value.save_as(path)

    fill(path, 3, title=FIRST, start_year="dos mil veinte", kind="programme")
    fill(path, 4, title=SECOND, start_year=2021, kind="programme")
    send(editor, path)
    expect(page.get_by_role("row", name="hoja practices, fila 3")).to_be_visible()
    expect(page.get_by_role("button", name="Guardar")).to_have_count(0)
    assert violations(page, axe, "main") == {}
    editor.keep("what-is-wrong")

    fill(path, 3, start_year=2020)
    send(editor, path)
    expect(page.get_by_role("heading", name=FIRST)).to_be_visible()
    editor.keep("what-it-would-do")
    page.get_by_role("button", name="Guardar 2 prácticas").click()
    expect(page.get_by_text("2 prácticas se guardaron como borradores.")).to_be_visible(timeout=60_000)
    assert violations(page, axe, "main") == {}
    editor.keep("written")

    page.get_by_role("link", name=FIRST).click()
    expect(page.locator("[name=title]")).to_have_value(FIRST)

    page.get_by_role("link", name="Importar prácticas").click()
    send(editor, path)
    expect(page.get_by_text("Este archivo no cambia nada")).to_be_visible()
    assert editor.problems == []


def fill(path, row, **values):
    """Write values into a row of the sheet of practices, below the names of the columns."""
    book = load_workbook(path)
    sheet = book["practices"]
    names = [cell.value for cell in sheet[2]]
    for name, value in values.items():
        sheet.cell(row, names.index(name) + 1, value)
    book.save(path)


def send(editor, path):
    """Send a file, and wait until it was looked at."""
    page = editor.page
    page.get_by_role("link", name="Importar prácticas").click()
    page.locator("[name=file]").set_input_files(path)
    page.get_by_role("button", name="Revisarlo", exact=True).click()
    expect(page.locator("#import-outcome")).to_be_visible(timeout=60_000)
