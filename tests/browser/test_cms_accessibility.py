"""What the CMS has for the repository can be used by everybody: files that come in, and the reports."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.looking import SIZES, look, told
from tests.browser.people import Album
from tests.practices.files_in import COMPLETE

pytestmark = [pytest.mark.browser, pytest.mark.changes_the_demo, pytest.mark.one_database]

FORGET = "from practices.models import PracticeImport; PracticeImport.objects.all().delete()"
FILES = {"sound": [COMPLETE], "wrong": [COMPLETE | {"start_year": "ayer", "kind": "ninguna"}], "nothing": []}


@pytest.fixture
def page(admit, demo_site, tmp_path):
    yield admit(Album(tmp_path), "es", "secretariat").page
    demo_site.shell(FORGET)


@pytest.mark.parametrize("size", SIZES)
def test_the_import_violates_nothing(page, axe, size):
    problems = {}
    for name, records in FILES.items():
        page.goto("/admin/practices/import/")
        file = {
            "name": f"{name}.json",
            "mimeType": "application/json",
            "buffer": json.dumps({"records": records}).encode(),
        }
        page.locator("[name=file]").set_input_files(file)
        page.get_by_role("button", name="Revisarlo", exact=True).click()
        expect(page.locator("#import-outcome")).to_be_visible(timeout=60_000)
        problems |= look(page, axe, size, name)
    page.goto("/admin/practices/import/")
    problems |= look(page, axe, size, "files")

    assert problems == {}, told(problems)


@pytest.mark.parametrize("size", SIZES)
def test_the_reports_violate_nothing(page, axe, size):
    problems = {}
    for report in ("review-dates", "completeness"):
        page.goto(f"/admin/reports/practices/{report}/")
        expect(page.locator("main table").first).to_be_visible()
        problems |= look(page, axe, size, report)

    assert problems == {}, told(problems)
