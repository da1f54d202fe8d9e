"""Two translators and their reviewers carry a practice that changed through all states, as people do it."""

import datetime
import re
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.text import capfirst
from playwright.sync_api import expect

from agc.translation.models import Status
from tests.browser.people import Album, Person, tidy
from tests.browser.translators import Translator, said
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
    MAKE,
    NEW_CLAIM,
    OTHER,
    OTHER_WORDS,
    REMOVE,
    SLIP,
    TITLE,
    UNIT,
    WORDS,
)

pytestmark = [pytest.mark.browser, pytest.mark.changes_the_demo]

ALBUM = Path(__file__).resolve().parents[2] / "var" / "translation-journey"
QUESTION = "Is “sin compañía” said of those who live alone, or of those who feel lonely?"
ANSWER = "Of those who live alone. Say so."
WORD = "Vuelvo el lunes; falta la frase."
NOTE = "La frase sola: lo demás queda."


@pytest.fixture
def album(demo_site):
    demo_site.shell(REMOVE)
    demo_site.shell(MAKE)
    yield Album(ALBUM)
    demo_site.shell(REMOVE)


@pytest.fixture
def enter(browser, demo_site, album):
    """A function that lets a person in, each with a browser of their own."""
    people = []

    def let_in(language, account=None, kind=Translator, **options):
        people.append(kind(browser, demo_site.url, album, language, account, **options))
        return people[-1]

    yield let_in
    for person in people:
        person.page.context.close()


class Journey:
    """What the steps share.

    Attributes:
        seen: the statuses that somebody has seen at the desk or in the editor.
    """

    def __init__(self, enter):
        self.secretariat = enter("es", "secretariat")
        self.english = enter("en", "translator-en")
        self.french = enter("fr", "translator-fr")
        self.reviewer = enter("en", "language-reviewer-en")
        self.readers = {language: enter(language, kind=Person) for language in ("es", "en", "fr")}
        self.seen = set()

    @property
    def people(self):
        return [self.secretariat, self.english, self.french, self.reviewer, *self.readers.values()]

    def at_the_desk(self, person, status, title=TITLE, **list_of):
        """Go to the desk, where a page stands so; return its row."""
        person.desk(**list_of)
        line = person.line(title)
        self.check(person, line.locator(".desk-status"), status)
        return line

    def in_the_editor(self, person, status):
        self.check(person, person.page.locator(".te-status"), status)

    def check(self, person, mark, status):
        with translation.override(person.language):
            expect(mark).to_have_text(str(status.label))
        self.seen.add(status)


def test_two_translators_and_a_reviewer_carry_a_changed_practice_through_all_states(enter):
    journey = Journey(enter)
    before = coverage(journey.secretariat)
    readers_have(journey, {"es": CLAIM} | {code: words[CLAIM] for code, words in WORDS.items()}, number=100)

    change_a_sentence_and_a_number(journey)
    see_what_is_outdated(journey, before)
    translate_the_change(journey)
    hand_back_and_assign(journey)
    ask_for_changes_and_get_them(journey)
    change_the_source_during_the_review(journey)
    approve_what_was_reviewed(journey)
    withdraw_lock_and_publish(journey)
    correct_a_slip_of_the_pen(journey)
    after = coverage(journey.secretariat)
    assert after["en"]["current"] == before["en"]["current"]
    assert after["fr"]["current"] == before["fr"]["current"] - 1

    send_another_practice(journey)
    translate_by_keyboard(journey)
    edit_apart_and_tie_again(journey)

    assert journey.seen == set(Status)
    assert [person.problems for person in journey.people if person.problems] == []


def readers_have(journey, claims, number, ahead=()):
    """What is public: the sentence in each language, the number, and who is told that the source says more."""
    for language, reader in journey.readers.items():
        page = reader.page
        find(page, language, title_in(language))
        main = page.get_by_role("main")
        expect(page.locator("h1")).to_have_text(title_in(language))
        expect(main).to_contain_text(claims[language])
        expect(main).to_contain_text(re.compile(rf"\b{number}\b"))
        expect(main.locator(".notice--ahead")).to_have_count(int(language in ahead))
        reader.keep(f"reader-{language}-reads")


def find(page, language, title):
    """Find a page by the search, as a reader does."""
    page.goto(f"/{language}/")
    box = page.get_by_role("main").get_by_role("searchbox")
    box.fill(title)
    box.press("Enter")
    page.get_by_role("main").get_by_role("link", name=title).first.click()


def title_in(language):
    return WORDS[language][TITLE] if language in WORDS else TITLE


def coverage(person):
    """Return what the coverage says of practices: how many are public and how many up to date, by language."""
    page = person.page
    page.goto("/admin/translation/coverage/")
    row = page.locator(".desk-matrix tbody tr").filter(
        has=page.get_by_role("rowheader", name=capfirst(said(person.language, "good practice")), exact=True)
    )
    heads = [tidy(head) for head in page.locator(".desk-matrix thead th").all_inner_texts()]
    found = {}
    for code, name in (("en", "English"), ("fr", "French")):
        cell = row.locator("th, td").nth(heads.index(said(person.language, name)))
        main, rest = cell.locator(".desk-cell__main"), cell.locator(".desk-small").first
        found[code] = {
            "public": int(re.search(r"\d+", main.inner_text()).group()),
            "current": int(re.search(r"\d+", rest.inner_text()).group()),
        }
    person.keep("coverage")
    return found


def edit_the_source(secretariat):
    secretariat.explore("es", "Prácticas")
    secretariat.open_from_list(TITLE)


def change_a_sentence_and_a_number(journey):
    """Beside the form stands, before it is done, what a change does to the translations."""
    secretariat = journey.secretariat
    edit_the_source(secretariat)
    secretariat.page.locator("[data-side-panel-toggle=translations]").click()
    expect(secretariat.page.locator(".desk-side .desk-warning")).to_contain_text("2")
    secretariat.keep("secretariat-is-told-beforehand")
    secretariat.page.fill("[name=claim]", NEW_CLAIM)
    secretariat.page.fill("[name=results-0-after_value]", "180")
    assert TITLE in secretariat.publish()


def see_what_is_outdated(journey, before):
    """Both translations are behind in one text; the number is the same everywhere, and readers are not alarmed."""
    secretariat = journey.secretariat
    secretariat.explore("es", "Prácticas")
    row = secretariat.page.locator("table.listing tbody tr").filter(
        has=secretariat.page.get_by_role("link", name=TITLE, exact=True)
    )
    expect(row.locator(".desk-status")).to_have_text([said("es", "Outdated")] * 2)
    secretariat.keep("the-explorer-says-so")
    for language in ("en", "fr"):
        line = journey.at_the_desk(secretariat, Status.OUTDATED, language=language, search=TITLE)
        expect(line).to_contain_text(said("es", "%(done)s of %(total)s texts", done=8, total=9))
        expect(line.locator(".desk-figure").first).to_contain_text(str(len(NEW_CLAIM.split())))
    secretariat.keep("outdated-at-the-desk")
    now = coverage(secretariat)
    for language in ("en", "fr"):
        assert now[language]["public"] == before[language]["public"]
        assert now[language]["current"] == before[language]["current"] - 1
    readers_have(journey, {"es": NEW_CLAIM} | {code: words[CLAIM] for code, words in WORDS.items()}, number=180)


def translate_the_change(journey):
    """The English translator takes it, sees what has changed, starts from what it was, is warned of a number."""
    english = journey.english
    journey.at_the_desk(english, Status.OUTDATED)
    english.keep("translator-en-finds-it")
    assert TITLE in english.press_at(TITLE, "Take it")
    english.open_at_the_desk(TITLE)
    journey.in_the_editor(english, Status.OUTDATED)
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
    journey.in_the_editor(english, Status.READY)
    journey.at_the_desk(english, Status.READY)
    english.keep("ready")
    english.open_at_the_desk(TITLE)
    english.act("submit")
    journey.in_the_editor(english, Status.IN_REVIEW)
    expect(english.field(NEW_CLAIM)).not_to_be_editable()
    assert english.may() == {"withdraw"}
    english.keep("translator-en-submitted")


def hand_back_and_assign(journey):
    """The French translator hands it back with a word; the secretariat gives it to them by a day, with another."""
    french, secretariat = journey.french, journey.secretariat
    journey.at_the_desk(french, Status.OUTDATED)
    french.press_at(TITLE, said("fr", "Take it"))
    french.line(TITLE).get_by_role("link", name=said("fr", "Hand it back")).click()
    french.page.fill("[name=word]", WORD)
    french.keep("translator-fr-hands-it-back")
    with french.page.expect_navigation():
        french.page.get_by_role("button", name=said("fr", "Hand it back")).click()
    assert TITLE in french.said()

    line = journey.at_the_desk(secretariat, Status.OUTDATED, language="fr")
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


def ask_for_changes_and_get_them(journey):
    """The reviewer answers at the text and sends it back; the translator settles it and sends it again."""
    reviewer, english = journey.reviewer, journey.english
    reviewer.open_what_waits(TITLE)
    journey.in_the_editor(reviewer, Status.IN_REVIEW)
    row = reviewer.row(NEW_CLAIM)
    expect(row.locator(".te-comments li")).to_contain_text(QUESTION)
    assert reviewer.may() >= {"approve", "reject"}
    reviewer.comment(NEW_CLAIM, ANSWER)
    reviewer.page.fill("[name=decision]", "One sentence to be clearer.")
    reviewer.keep("reviewer-asks-for-changes")
    reviewer.act("reject")
    journey.in_the_editor(reviewer, Status.CHANGES)

    journey.at_the_desk(english, Status.CHANGES)
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
    journey.in_the_editor(english, Status.IN_REVIEW)


def change_the_source_during_the_review(journey):
    """More than half of the texts change; who decides is told, and so is the translator."""
    secretariat = journey.secretariat
    edit_the_source(secretariat)
    secretariat.rewrite("[data-contentpath=problem]", CHANGES["problem"])
    for name in ("effects-0-explanation", "results-0-indicator", "results-0-unit", "lead_name"):
        secretariat.page.fill(f"[name={name}]", CHANGES[name])
    secretariat.publish()
    for person in (journey.english, journey.reviewer):
        person.desk(scope="review")
        person.open_at_the_desk(TITLE)
        journey.in_the_editor(person, Status.IN_REVIEW)
        expect(person.page.locator(".te-banner--warning").first).to_contain_text("5 texts are new")
        person.keep("the-source-moved-on-during-the-review")


def approve_what_was_reviewed(journey):
    """Readers get what was reviewed, and not a word of what was not; it is outdated at once, and readers are told."""
    reviewer = journey.reviewer
    expect(reviewer.field(NEW_CLAIM)).to_have_value(CLAIMS["en"])
    reviewer.act("approve")
    journey.in_the_editor(reviewer, Status.OUTDATED)
    reviewer.keep("approved-and-outdated-at-once")
    claims = {"es": NEW_CLAIM, "en": CLAIMS["en"], "fr": WORDS["fr"][CLAIM]}
    readers_have(journey, claims, number=180, ahead=("en", "fr"))
    main = journey.readers["en"].page.get_by_role("main")
    for text in (LEAD, EXPLANATION, INDICATOR):
        expect(main).to_contain_text(WORDS["en"][text])
    for text in CHANGES.values():
        expect(main).not_to_contain_text(text)


def withdraw_lock_and_publish(journey):
    """The rest is translated, taken back once, kept still by a lock for a while, and published."""
    english, secretariat, reviewer = journey.english, journey.secretariat, journey.reviewer
    journey.at_the_desk(english, Status.OUTDATED)
    english.open_at_the_desk(TITLE)
    assert set(english.due()) == set(CHANGES.values())
    for source, text in CHANGED_WORDS.items():
        english.translate(source, text)
    english.act("submit")
    journey.in_the_editor(english, Status.IN_REVIEW)
    english.act("withdraw")
    journey.in_the_editor(english, Status.READY)
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
    journey.in_the_editor(reviewer, Status.PUBLISHED)
    reviewer.keep("published-in-english")
    claims = {"es": NEW_CLAIM, "en": CLAIMS["en"], "fr": WORDS["fr"][CLAIM]}
    readers_have(journey, claims, number=180, ahead=("fr",))
    for text in CHANGED_WORDS.values():
        expect(journey.readers["en"].page.get_by_role("main")).to_contain_text(text)


def switch_the_lock(secretariat, label):
    with secretariat.page.expect_navigation():
        secretariat.page.get_by_role("button", name=said("es", label)).click()


def correct_a_slip_of_the_pen(journey):
    """A change that is said to be minor leaves a translation as it is: published, or outdated by what came before."""
    secretariat = journey.secretariat
    edit_the_source(secretariat)
    secretariat.rewrite("[data-contentpath=problem]", CORRECTED)
    secretariat.page.get_by_role("tab", name=said("es", "Settings")).click()
    secretariat.page.locator("[name=minor_change]").check()
    secretariat.keep("secretariat-corrects-a-slip")
    secretariat.publish()
    journey.at_the_desk(journey.english, Status.PUBLISHED, scope="every", search=TITLE)
    journey.english.keep("a-minor-change-leaves-it-published")
    reader = journey.readers["en"].page
    reader.reload()
    expect(reader.get_by_role("main")).to_contain_text(CHANGED_WORDS[CHANGES["problem"]])
    expect(reader.locator(".notice--ahead")).to_have_count(0)
    journey.at_the_desk(journey.french, Status.OUTDATED)
    expect(journey.french.line(TITLE).locator(".desk-figure").first).not_to_be_empty()


def send_another_practice(journey):
    """A reader asks for it in French; the secretariat sends it to the English translators."""
    secretariat = journey.secretariat
    reader = journey.readers["fr"].page
    find(reader, "fr", OTHER)
    reader.locator("form.versions__ask[lang=fr] button").click()
    expect(reader.get_by_role("status")).to_be_visible()
    journey.readers["fr"].keep("reader-fr-asks-for-it")
    line = journey.at_the_desk(secretariat, Status.MISSING, OTHER, language="fr")
    expect(line.locator(".desk-figure").last).to_contain_text("1")
    journey.at_the_desk(secretariat, Status.MISSING, OTHER, language="en")
    secretariat.keep("missing-at-the-desk")
    assert OTHER in secretariat.press_at(OTHER, said("es", "Send to translators"))
    journey.check(secretariat, secretariat.line(OTHER).locator(".desk-status"), Status.REQUESTED)


def translate_by_keyboard(journey):
    """All of it without a mouse; what stands on the other practice too is offered, and taken over."""
    english = journey.english
    journey.at_the_desk(english, Status.REQUESTED, OTHER)
    english.press_at(OTHER, "Take it")
    english.open_at_the_desk(OTHER)
    english.keep("requested")
    keys = english.page.keyboard
    known = {source: WORDS["en"][source] for source in (LEAD, EXPLANATION, INDICATOR, UNIT)}
    keys.press("Alt+ArrowDown")
    left = OTHER_WORDS | known
    while left:
        row = english.page.locator("[data-te-row]:focus-within")
        source = tidy(row.locator(".te-row__source > .te-text").inner_text())
        text = left.pop(source)
        if source in known:
            keys.press("Alt+s")
        else:
            keys.type(text)
        expect(english.field(source)).to_have_value(text)
        keys.press("Control+Enter")
        if len(left) == 2:
            see_it_in_progress(journey)
    expect(english.page.locator("[data-te-status]")).to_have_text(
        re.compile(f"{re.escape('There is no text left that is missing.')}|{re.escape('All texts are saved.')}")
    )
    keys.press("Control+s")
    english.saved()
    english.keep("written-by-keyboard")
    journey.at_the_desk(english, Status.READY, OTHER)


def see_it_in_progress(journey):
    """Meanwhile the secretariat sees how far it is."""
    line = journey.at_the_desk(journey.secretariat, Status.IN_PROGRESS, OTHER, language="en")
    expect(line).to_contain_text("translator-en")
    journey.secretariat.keep("in-progress-at-the-desk")


def edit_apart_and_tie_again(journey):
    """Who publishes in a language may cut the tie to the source, and take it up again; the texts stay."""
    reviewer = journey.reviewer
    reviewer.desk(search=OTHER)
    reviewer.open_at_the_desk(OTHER)
    reviewer.page.get_by_role("link", name="Edit apart from the source").click()
    with reviewer.page.expect_navigation():
        reviewer.page.get_by_role("button", name="Edit apart from the source").click()
    expect(reviewer.page.locator("[name=claim]")).to_be_visible()
    reviewer.keep("edited-apart")
    journey.at_the_desk(reviewer, Status.INDEPENDENT, OTHER, scope="every", search=OTHER)
    reviewer.keep("edited-apart-at-the-desk")
    reviewer.line(OTHER).locator("td.title .title-wrapper a").click()
    expect(reviewer.page.locator("[name=claim]")).to_be_visible()
    again = reviewer.page.locator("[name=localize-restart-translation]")
    if not again.is_visible():
        reviewer.more_actions()
    with reviewer.page.expect_navigation():
        again.click()
    journey.in_the_editor(reviewer, Status.READY)
    expect(reviewer.field(OTHER)).to_have_value(OTHER_WORDS[OTHER])
    reviewer.keep("tied-to-its-source-again")
