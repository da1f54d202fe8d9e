"""The desk, the editor and the coverage can be read and used by everybody, as can what readers see of them."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import SIZES, look, told
from tests.browser.people import Album
from tests.browser.translators import Translator
from tests.browser.two_practices import NEW_CLAIM, TITLE
from tests.demo.visiting import LANGUAGES

pytestmark = [pytest.mark.browser, pytest.mark.changes_the_demo, pytest.mark.one_database]

CHANGE = f"""
from tests.translation.desk import republish
from practices.models import PracticePage
republish(PracticePage.objects.get(title={TITLE!r}), claim={NEW_CLAIM!r})
"""


@pytest.fixture
def person(admit, two_practices, demo_site, tmp_path):
    """A function that lets somebody in; one practice is behind its source in both languages."""
    demo_site.shell(CHANGE)
    return lambda language, account=None: admit(Album(tmp_path), language, account, Translator)


@pytest.mark.parametrize("size", SIZES)
def test_the_desk_violates_nothing(person, axe, size):
    secretariat = person("es", "secretariat")
    page = secretariat.page
    problems = {}
    for address in ("all/", "fr/", "en/review/", "all/every/", "en/?q=xyzzyx", "fr/?status=outdated", "coverage/"):
        page.goto(f"/admin/translation/{address}")
        expect(page.locator(".desk-tabs, .desk-coverage").first).to_be_visible()
        problems |= look(page, axe, size, address)
    page.goto("/admin/translation/en/")
    secretariat.line(TITLE).locator("a[href*='/assign/']").click()
    expect(page.locator("[name=assignee]")).to_be_visible()
    problems |= look(page, axe, size, "assign")
    page.goto("/admin/")
    expect(page.locator(".desk-panel").first).to_be_visible()
    problems |= look(page, axe, size, "first page")

    assert problems == {}, told(problems)


@pytest.mark.parametrize("size", SIZES)
def test_the_editor_violates_nothing(person, axe, size):
    """With a change, an offer, a warning and a comment; then side by side, locked in review, and with the list of keys."""
    english = person("en", "translator-en")
    page = english.page
    page.set_viewport_size(SIZES[size])
    english.page.goto("/admin/translation/en/")
    english.open_at_the_desk(TITLE)
    problems = look(page, axe, size, "outdated")
    english.translate(NEW_CLAIM, "The dining room opens 9 days a week and serves 60 lunches to those who live alone.")
    expect(english.row(NEW_CLAIM).locator(".te-finding--warning")).to_be_visible()
    english.comment(NEW_CLAIM, "Is it 9?")
    english.row(NEW_CLAIM).locator(".te-explain > summary").click()
    page.locator("[data-te-keys]").click()
    problems |= look(page, axe, size, "the keys", "#te-keys")
    page.keyboard.press("Escape")
    problems |= look(page, axe, size, "a warning and a comment")
    english.act("submit")
    problems |= look(page, axe, size, "in review")
    page.locator("a[href$='/side-by-side/']").click()
    expect(page.frame_locator("iframe").last.locator("h1")).to_be_visible()
    problems |= look(page, axe, size, "side by side", ".te--pages")

    assert problems == {}, told(problems)
    assert english.problems == []


@pytest.mark.parametrize("size", SIZES)
def test_the_decision_violates_nothing(person, axe, size):
    reviewer, english = person("fr", "language-reviewer-en"), person("en", "translator-en")
    english.page.goto("/admin/translation/en/")
    english.open_at_the_desk(TITLE)
    english.translate(NEW_CLAIM, "The dining room opens 6 days a week and serves 60 lunches to those who live alone.")
    english.act("submit")
    reviewer.page.goto("/admin/translation/en/review/")
    problems = look(reviewer.page, axe, size, "what waits")
    reviewer.open_at_the_desk(TITLE)
    problems |= look(reviewer.page, axe, size, "deciding")
    reviewer.page.fill("[name=decision]", "?")
    reviewer.act("reject")
    problems |= look(reviewer.page, axe, size, "changes asked for")

    assert problems == {}, told(problems)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_readers_see_of_it_violates_nothing(person, axe, visitor, language):
    """The coverage of the site, the form by which one asks for a language, and the thanks for it."""
    reader = person(language)
    page = reader.page
    asking = visitor.asking_addresses()
    problems = {}
    for size, viewport in SIZES.items():
        page.set_viewport_size(viewport)
        page.goto(visitor.coverage_address(language))
        expect(page.locator("table.coverage")).to_be_visible()
        problems |= look(page, axe, size, "coverage", "html")
        if language in asking:
            page.goto(asking[language])
            problems |= look(page, axe, size, "asking", "html")
            page.get_by_role("main").get_by_role("button").click()
            expect(page.get_by_role("main").get_by_role("status")).to_be_visible()
            problems |= look(page, axe, size, "thanks", "html")

    assert problems == {}, told(problems)
    assert reader.problems == []
    assert page.context.cookies() == []
