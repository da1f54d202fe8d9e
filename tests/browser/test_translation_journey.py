"""Two translators and their reviewers carry a practice that changed through all states, as people do it."""

import datetime
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from agc.translation.models import Status
from tests.browser.people import Album
from tests.browser.translators import people_at, said
from tests.browser.two_practices import (
    CHANGED_WORDS,
    CHANGES,
    CLAIM,
    CLAIMS,
    CORRECTED,
    DRAFT,
    EXPLANATION,
    INDICATOR,
    LEAD,
    NEW_CLAIM,
    SLIP,
    TITLE,
    WORDS,
)

pytestmark = [pytest.mark.browser, pytest.mark.changes_the_demo, pytest.mark.one_database]

ALBUM = Path(__file__).resolve().parents[2] / "var" / "translation-journey"
QUESTION = "Is “sin compañía” said of those who live alone, or of those who feel lonely?"
ANSWER = "Of those who live alone. Say so."
WORD = "Vuelvo el lunes; falta la frase."
NOTE = "La frase sola: lo demás queda."


@pytest.fixture
def people(admit, two_practices):
    return people_at(admit, Album(ALBUM))


def test_two_translators_and_a_reviewer_carry_a_changed_practice_through_all_states(people):
    before = people.secretariat.coverage()
    readers_have(people, {"es": CLAIM} | {code: words[CLAIM] for code, words in WORDS.items()}, number=100)

    change_a_sentence_and_a_number(people)
    see_what_is_outdated(people, before)
    translate_the_change(people)
    hand_back_and_assign(people)
    ask_for_changes_and_get_them(people)
    change_the_source_during_the_review(people)
    approve_what_was_reviewed(people)
    withdraw_lock_and_publish(people)
    correct_a_slip_of_the_pen(people)

    after = people.secretariat.coverage()
    assert after["en"]["current"] == before["en"]["current"]
    assert after["fr"]["current"] == before["fr"]["current"] - 1
    assert people.seen == {Status.OUTDATED, Status.READY, Status.IN_REVIEW, Status.CHANGES, Status.PUBLISHED}
    people.had_no_trouble()


def readers_have(people, claims, number, ahead=()):
    """What is public: the sentence in each language, the number, and who is told that the source says more."""
    for language, reader in people.readers.items():
        page = reader.page
        reader.find(language, title_in(language))
        main = page.get_by_role("main")
        expect(page.locator("h1")).to_have_text(title_in(language))
        expect(main).to_contain_text(claims[language])
        expect(main).to_contain_text(re.compile(rf"\b{number}\b"))
        expect(main.locator(".notice--ahead")).to_have_count(int(language in ahead))
        reader.keep(f"reader-{language}-reads")


def title_in(language):
    return WORDS[language][TITLE] if language in WORDS else TITLE


def edit_the_source(secretariat):
    secretariat.explore("es", "Prácticas")
    secretariat.open_from_list(TITLE)


def change_a_sentence_and_a_number(people):
    """Beside the form stands, before it is done, what a change does to the translations."""
    secretariat = people.secretariat
    edit_the_source(secretariat)
    secretariat.page.locator("[data-side-panel-toggle=translations]").click()
    expect(secretariat.page.locator(".desk-side .desk-warning")).to_contain_text("2")
    secretariat.keep("secretariat-is-told-beforehand")
    secretariat.page.fill("[name=claim]", NEW_CLAIM)
    secretariat.tab("[name=results-0-after_value]")
    secretariat.page.fill("[name=results-0-after_value]", "180")
    assert TITLE in secretariat.publish()


def see_what_is_outdated(people, before):
    """Both translations are behind in one text; the number is the same everywhere, and readers are not alarmed."""
    secretariat = people.secretariat
    secretariat.explore("es", "Prácticas")
    row = secretariat.page.locator("table.listing tbody tr").filter(
        has=secretariat.page.get_by_role("link", name=TITLE, exact=True)
    )
    expect(row.locator(".desk-status")).to_have_text([said("es", "Outdated")] * 2)
    secretariat.keep("the-explorer-says-so")
    for language in ("en", "fr"):
        line = secretariat.at_the_desk(Status.OUTDATED, TITLE, language=language, search=TITLE)
        expect(line).to_contain_text(said("es", "%(done)s of %(total)s texts", done=8, total=9))
        expect(line.locator(".desk-figure").first).to_contain_text(str(len(NEW_CLAIM.split())))
    secretariat.keep("outdated-at-the-desk")
    now = secretariat.coverage()
    for language in ("en", "fr"):
        assert now[language]["public"] == before[language]["public"]
        assert now[language]["current"] == before[language]["current"] - 1
    readers_have(people, {"es": NEW_CLAIM} | {code: words[CLAIM] for code, words in WORDS.items()}, number=180)


def translate_the_change(people):
    """The English translator takes it, sees what has changed, starts from what it was, is warned of a number."""
    english = people.english
    english.at_the_desk(Status.OUTDATED, TITLE)
    english.keep("translator-en-finds-it")
    assert TITLE in english.press_at(TITLE, "Take it")
    english.open_at_the_desk(TITLE)
    english.in_the_editor(Status.OUTDATED)
    english.page.locator("[data-te-filter=changed]").click()
    expect(english.rows()).to_have_count(1)
    row = english.row(NEW_CLAIM)
    expect(row.locator(".te-changes del").first).to_contain_text("5")
    expect(row.locator(".te-changes ins").first).to_contain_text("6")
    previous = row.locator(".te-offer--previous")
    expect(previous).to_contain_text(WORDS["en"][CLAIM])
    english.keep("what-changed-and-what-it-was")
    previous.locator("[data-te-use]").click()
    expect(english.field(NEW_CLAIM)).to_have_value(WORDS["en"][CLAIM])
    expect(row.locator(".te-finding--warning")).to_contain_text("6")

    english.translate(NEW_CLAIM, SLIP)
    warning = row.locator(".te-finding--warning")
    expect(warning).to_contain_text("60")
    english.keep("warned-of-a-number")
    english.translate(NEW_CLAIM, DRAFT)
    expect(warning).to_have_count(0)
    english.comment(NEW_CLAIM, QUESTION)
    english.keep("translator-en-asks")
    english.act("save")
    english.in_the_editor(Status.READY)
    expect(english.at_the_desk(Status.READY, TITLE)).to_contain_text("translator-en")
    english.keep("ready")
    english.open_at_the_desk(TITLE)
    english.act("submit")
    english.in_the_editor(Status.IN_REVIEW)
    expect(english.field(NEW_CLAIM)).not_to_be_editable()
    assert english.may() == {"withdraw"}
    english.keep("translator-en-submitted")


def hand_back_and_assign(people):
    """The French translator hands it back with a word; the secretariat gives it to them by a day, with another."""
    french, secretariat = people.french, people.secretariat
    french.at_the_desk(Status.OUTDATED, TITLE)
    french.press_at(TITLE, said("fr", "Take it"))
    french.line(TITLE).get_by_role("link", name=said("fr", "Hand it back")).click()
    french.page.fill("[name=word]", WORD)
    french.keep("translator-fr-hands-it-back")
    with french.page.expect_navigation():
        french.page.get_by_role("button", name=said("fr", "Hand it back")).click()
    assert TITLE in french.said()

    line = secretariat.at_the_desk(Status.OUTDATED, TITLE, language="fr")
    expect(line.locator(".desk-note")).to_contain_text(WORD)
    line.get_by_role("link", name=said("es", "Assign")).click()
    day = datetime.date.today() + datetime.timedelta(days=3)
    secretariat.page.select_option("[name=assignee]", label="translator-fr")
    secretariat.page.fill("[name=note]", NOTE)
    secretariat.pick_day("[name=due]", day)
    secretariat.keep("secretariat-assigns-it")
    with secretariat.page.expect_navigation():
        secretariat.page.get_by_role("button", name=said("es", "Save"), exact=True).click()
    assert TITLE in secretariat.said()

    french.page.goto("/admin/")
    panel = french.page.get_by_role("region", name=said("fr", "To translate"))
    mine = panel.locator("tr").filter(has=french.page.get_by_role("link", name=TITLE))
    expect(mine.locator("td").last).to_have_text(said("fr", "me"))
    french.keep("translator-fr-has-it-on-the-first-page")
    mine.get_by_role("link", name=TITLE).click()
    expect(french.page.locator(".te-note")).to_contain_text(NOTE)
    expect(french.page.locator(".te-progress time")).to_have_attribute("datetime", day.isoformat())
    french.keep("translator-fr-reads-the-note")


def ask_for_changes_and_get_them(people):
    """The reviewer answers at the text and sends it back; the translator settles it and sends it again."""
    reviewer, english = people.reviewer, people.english
    reviewer.open_what_waits(TITLE)
    reviewer.in_the_editor(Status.IN_REVIEW)
    row = reviewer.row(NEW_CLAIM)
    expect(row.locator(".te-comments li")).to_contain_text(QUESTION)
    assert reviewer.may() >= {"approve", "reject"}
    reviewer.comment(NEW_CLAIM, ANSWER)
    reviewer.page.fill("[name=decision]", "One sentence to be clearer.")
    reviewer.keep("reviewer-asks-for-changes")
    reviewer.act("reject")
    reviewer.in_the_editor(Status.CHANGES)

    english.at_the_desk(Status.CHANGES, TITLE)
    english.keep("changes-asked-for-at-the-desk")
    english.open_at_the_desk(TITLE)
    expect(english.page.locator(".te-banner--changes")).to_contain_text("One sentence to be clearer.")
    english.keep("translator-en-reads-what-was-asked")
    english.page.locator("[data-te-filter=comments]").click()
    expect(english.rows()).to_have_count(1)
    english.translate(NEW_CLAIM, CLAIMS["en"])
    for comment in (QUESTION, ANSWER):
        english.settle(NEW_CLAIM, comment)
    english.keep("translator-en-settles-it")
    english.act("submit")
    english.in_the_editor(Status.IN_REVIEW)


def change_the_source_during_the_review(people):
    """More than half of the texts change; who decides is told, and so is the translator."""
    secretariat = people.secretariat
    edit_the_source(secretariat)
    secretariat.rewrite("[data-contentpath=problem]", CHANGES["problem"])
    for name in ("effects-0-explanation", "results-0-indicator", "results-0-unit", "lead_name"):
        secretariat.tab(f"[name={name}]")
        secretariat.page.fill(f"[name={name}]", CHANGES[name])
    secretariat.publish()
    for person in (people.english, people.reviewer):
        person.desk(scope="review")
        person.open_at_the_desk(TITLE)
        person.in_the_editor(Status.IN_REVIEW)
        expect(person.page.locator(".te-banner--warning").first).to_contain_text("5 texts are new")
        person.keep("the-source-moved-on-during-the-review")


def approve_what_was_reviewed(people):
    """Readers get what was reviewed, and not a word of what was not; it is outdated at once, and readers are told."""
    reviewer = people.reviewer
    expect(reviewer.field(NEW_CLAIM)).to_have_value(CLAIMS["en"])
    reviewer.act("approve")
    reviewer.in_the_editor(Status.OUTDATED)
    reviewer.keep("approved-and-outdated-at-once")
    claims = {"es": NEW_CLAIM, "en": CLAIMS["en"], "fr": WORDS["fr"][CLAIM]}
    readers_have(people, claims, number=180, ahead=("en", "fr"))
    main = people.readers["en"].page.get_by_role("main")
    for text in (LEAD, EXPLANATION, INDICATOR):
        expect(main).to_contain_text(WORDS["en"][text])
    for text in CHANGES.values():
        expect(main).not_to_contain_text(text)


def withdraw_lock_and_publish(people):
    """The rest is translated, taken back once, kept still by a lock for a while, and published."""
    english, secretariat, reviewer = people.english, people.secretariat, people.reviewer
    english.at_the_desk(Status.OUTDATED, TITLE)
    english.open_at_the_desk(TITLE)
    assert set(english.due()) == set(CHANGES.values())
    for source, text in CHANGED_WORDS.items():
        english.translate(source, text)
    english.act("submit")
    english.in_the_editor(Status.IN_REVIEW)
    english.act("withdraw")
    english.in_the_editor(Status.READY)
    english.keep("translator-en-took-it-back")

    secretariat.desk(language="en", search=TITLE)
    secretariat.open_at_the_desk(TITLE)
    switch_the_lock(secretariat, "Lock the translation, so that only you change it")
    english.page.reload()
    expect(english.page.locator(".te-banner--locked")).to_contain_text("secretariat")
    expect(english.field(NEW_CLAIM)).not_to_be_editable()
    assert english.may() == set()
    english.keep("translator-en-is-told-of-the-lock")
    switch_the_lock(secretariat, "Unlock the translation")

    english.page.reload()
    english.act("submit")
    reviewer.open_what_waits(TITLE)
    reviewer.act("approve")
    reviewer.in_the_editor(Status.PUBLISHED)
    reviewer.keep("published-in-english")
    claims = {"es": NEW_CLAIM, "en": CLAIMS["en"], "fr": WORDS["fr"][CLAIM]}
    readers_have(people, claims, number=180, ahead=("fr",))
    for text in CHANGED_WORDS.values():
        expect(people.readers["en"].page.get_by_role("main")).to_contain_text(text)


def switch_the_lock(secretariat, label):
    with secretariat.page.expect_navigation():
        secretariat.page.get_by_role("button", name=said("es", label)).click()


def correct_a_slip_of_the_pen(people):
    """A change that is said to be minor leaves a translation as it is: published, or outdated by what came before."""
    secretariat = people.secretariat
    edit_the_source(secretariat)
    secretariat.rewrite("[data-contentpath=problem]", CORRECTED)
    secretariat.tab("[name=minor_change]")
    secretariat.page.locator("[name=minor_change]").check()
    secretariat.keep("secretariat-corrects-a-slip")
    secretariat.publish()
    people.english.at_the_desk(Status.PUBLISHED, TITLE, scope="every", search=TITLE)
    people.english.keep("a-minor-change-leaves-it-published")
    reader = people.readers["en"].page
    reader.reload()
    expect(reader.get_by_role("main")).to_contain_text(CHANGED_WORDS[CHANGES["problem"]])
    expect(reader.locator(".notice--ahead")).to_have_count(0)
    people.french.at_the_desk(Status.OUTDATED, TITLE)
    expect(people.french.line(TITLE).locator(".desk-figure").first).not_to_be_empty()
