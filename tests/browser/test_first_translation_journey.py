"""A practice that nobody has translated, from a reader's wish for it to its first readers in English."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from agc.translation.models import Status
from tests.browser.people import Album, tidy
from tests.browser.translators import people_at, said
from tests.browser.two_practices import (
    EXPLANATION,
    INDICATOR,
    LEAD,
    OTHER,
    OTHER_CLAIM,
    OTHER_WORDS,
    UNIT,
    WORDS,
)

pytestmark = [pytest.mark.browser, pytest.mark.changes_the_demo, pytest.mark.one_database]

ALBUM = Path(__file__).resolve().parents[2] / "var" / "first-translation-journey"
# What stands on the other practice too, and is offered from there.
KNOWN = {source: WORDS["en"][source] for source in (LEAD, EXPLANATION, INDICATOR, UNIT)}
BY_HAND = "One free afternoon a week for those who care at home."


@pytest.fixture
def people(admit, two_practices):
    return people_at(admit, Album(ALBUM))


def test_a_practice_is_asked_for_sent_translated_and_read(people):
    be_asked_for(people)
    send(people)
    translate_by_keyboard(people)
    edit_apart_and_tie_again(people)
    submit_by_keyboard(people)
    approve(people)

    everything = {Status.MISSING, Status.REQUESTED, Status.IN_PROGRESS, Status.READY, Status.IN_REVIEW}
    assert people.seen == everything | {Status.INDEPENDENT, Status.PUBLISHED}
    people.had_no_trouble()


def be_asked_for(people):
    """A reader of French finds it in Spanish, and asks for it; the desk counts that."""
    reader = people.readers["fr"]
    reader.find("fr", OTHER)
    expect(reader.page.locator("html")).to_have_attribute("lang", "es")
    reader.page.locator("form.versions__ask[lang=fr] button").click()
    expect(reader.page.get_by_role("status")).to_be_visible()
    reader.keep("reader-fr-asks-for-it")
    line = people.secretariat.at_the_desk(Status.MISSING, OTHER, language="fr")
    expect(line.locator(".desk-figure").last).to_contain_text("1")
    people.secretariat.keep("asked-for-at-the-desk")


def send(people):
    secretariat = people.secretariat
    secretariat.at_the_desk(Status.MISSING, OTHER, language="en")
    assert OTHER in secretariat.press_at(OTHER, said("es", "Send to translators"))
    secretariat.sees(secretariat.line(OTHER).locator(".desk-status"), Status.REQUESTED)
    secretariat.keep("sent-from-the-desk")


def translate_by_keyboard(people):
    """All of it without a mouse, from one missing text to the next."""
    english = people.english
    english.at_the_desk(Status.REQUESTED, OTHER)
    english.press_at(OTHER, "Take it")
    english.open_at_the_desk(OTHER)
    english.in_the_editor(Status.REQUESTED)
    english.keep("requested")
    keys = english.page.keyboard
    keys.press("Alt+ArrowDown")
    left = OTHER_WORDS | KNOWN
    while left:
        source = tidy(english.page.locator("[data-te-row]:focus-within .te-row__source > .te-text").inner_text())
        text = left.pop(source)
        if source in KNOWN:
            keys.press("Alt+s")
        else:
            keys.type(text)
        expect(english.field(source)).to_have_value(text)
        keys.press("Control+Enter")
        if len(left) == 2:
            see_it_in_progress(people.secretariat)
    keys.press("Control+s")
    english.saved()
    expect(english.rows("missing")).to_have_count(0)
    english.keep("written-by-keyboard")
    english.at_the_desk(Status.READY, OTHER)


def see_it_in_progress(secretariat):
    """Meanwhile the secretariat sees who is at it."""
    line = secretariat.at_the_desk(Status.IN_PROGRESS, OTHER, language="en")
    expect(line).to_contain_text("translator-en")
    secretariat.keep("in-progress-at-the-desk")


def edit_apart_and_tie_again(people):
    """The tie to the source is cut, a sentence written by hand, the tie taken up again; no text is lost by either."""
    secretariat = people.secretariat
    page = secretariat.page
    secretariat.desk(language="en")
    secretariat.open_at_the_desk(OTHER)
    apart = said("es", "Edit apart from the source")
    page.get_by_role("link", name=apart).click()
    with page.expect_navigation():
        page.get_by_role("button", name=apart).click()
    expect(page.locator("[name=title]")).to_have_value(OTHER_WORDS[OTHER])
    expect(page.locator("[name=claim]")).to_have_value(OTHER_WORDS[OTHER_CLAIM])
    page.fill("[name=claim]", BY_HAND)
    secretariat.save()
    secretariat.keep("edited-apart")
    secretariat.at_the_desk(Status.INDEPENDENT, OTHER, scope="every", language="en", search=OTHER)
    secretariat.keep("edited-apart-at-the-desk")
    secretariat.line(OTHER).locator("td.title .title-wrapper a").click()
    secretariat.press("localize-restart-translation")
    secretariat.in_the_editor(Status.READY)
    expect(secretariat.field(OTHER)).to_have_value(OTHER_WORDS[OTHER])
    expect(secretariat.field(OTHER_CLAIM)).to_have_value(BY_HAND)
    secretariat.keep("tied-to-its-source-again")


def submit_by_keyboard(people):
    english = people.english
    english.desk()
    english.open_at_the_desk(OTHER)
    english.page.keyboard.press("Alt+ArrowUp")
    english.act_by_keyboard("submit")
    english.in_the_editor(Status.IN_REVIEW)
    english.keep("submitted-by-keyboard")


def approve(people):
    """What the reviewer approves is what readers find."""
    reviewer, reader = people.reviewer, people.readers["en"]
    reviewer.open_what_waits(OTHER)
    reviewer.act("approve")
    reviewer.in_the_editor(Status.PUBLISHED)
    reviewer.keep("published-in-english")
    reader.find("en", OTHER_WORDS[OTHER])
    expect(reader.page.locator("h1")).to_have_text(OTHER_WORDS[OTHER])
    for text in (OTHER_WORDS | KNOWN | {OTHER_CLAIM: BY_HAND}).values():
        expect(reader.page.locator("main")).to_contain_text(text)
    reader.keep("read-in-english")
