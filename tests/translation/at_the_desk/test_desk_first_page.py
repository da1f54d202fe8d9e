"""The first page of the CMS: work and decisions that wait for somebody, and the words that were proposed."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from agc.core.languages import locales
from agc.editorial.groups import MEMBERS, language_reviewers, translators
from agc.translation.models import TranslationRecord
from agc.translation.wording import label_of, open_proposal, stamp, steps, words_of
from agc.vocabulary.models import Concept
from tests.factories import concept, practice
from tests.translation.at_the_desk.lists import client_of, edit, fill, queue, read, three
from tests.translation.desk import count_queries

pytestmark = pytest.mark.django_db


def test_a_translator_finds_their_work_on_the_first_page(client, translator, secretariat, make_user):
    three(secretariat)
    mine = TranslationRecord.objects.get(source__title="Página D", locale=locales()["en"])
    TranslationRecord.objects.filter(pk=mine.pk).update(assignee=translator)
    html = read(client_of(client, translator), reverse("wagtailadmin_home"))
    assert "To translate" in html
    assert "4 due" in html
    assert html.index("Página D") < html.index("Página B") < html.index("Página A")
    assert queue("en") in html
    assert queue("fr") not in html


def test_no_more_than_five_stand_on_the_first_page(client, translator, secretariat):
    fill(secretariat, None, 7)
    html = read(client_of(client, translator), reverse("wagtailadmin_home"))
    assert "7 due" in html
    assert html.count("desk-status--open") == 5


def test_a_reviewer_finds_what_waits_on_the_first_page(client, login, submitted):
    login(language_reviewers("en"))
    html = read(client, reverse("wagtailadmin_home"))
    assert "Translations waiting for your decision" in html
    assert submitted.source.title in html


def panel(client, name):
    found = BeautifulSoup(read(client, reverse("wagtailadmin_home")), "html.parser").find(id=f"{name}-section")
    return found.get_text(" ", strip=True) if found else ""


def test_a_page_stands_on_the_first_page_of_its_reviewer_once(client, login, submitted):
    login(language_reviewers("en"))
    html = read(client, reverse("wagtailadmin_home"))
    assert html.count(f'href="{edit(submitted.target)}"') == 1
    assert "Awaiting your review" not in html


def test_what_is_no_translation_awaits_its_review_as_ever(client, secretariat, submitted, make_user):
    page = practice(title="Sin traducir")
    page.claim = "Otra cosa."
    page.save_revision()
    page.get_workflow().start(page, make_user("member", MEMBERS))
    client.force_login(secretariat)
    assert "Sin traducir" in panel(client, "awaiting-review")
    assert submitted.target.title not in panel(client, "awaiting-review")
    assert submitted.source.title in panel(client, "translations-waiting")


def propose(row, user, text, language="en"):
    label = label_of(row, language)
    return steps.propose(row, language, user, words_of(label) | {"preferred": text}, stamp(label, None))


def ask_for_changes(proposal, user, comment):
    row, language = proposal.concept, proposal.language
    seen = stamp(label_of(row, language), open_proposal(row, language))
    return steps.decide(row, language, user, "changes", comment, seen)


def test_a_reviewer_finds_proposed_words_on_the_first_page(client, login, translator, make_user):
    reviewer = login(language_reviewers("en"))
    french = make_user("french", translators("fr"))
    row = concept("r", "reward")
    propose(row, translator, "Remunerate")
    propose(row, french, "Rémunérer", "fr")
    propose(concept("r", "reduce"), reviewer, "Lessen")
    shown = panel(client, "words-waiting")
    assert "Remunerate" in shown
    assert "translator" in shown
    assert "Rémunérer" not in shown
    assert "Lessen" not in shown
    assert reverse("translation_words:concept", args=["en", row.pk]) in read(client, reverse("wagtailadmin_home"))


def test_an_author_finds_the_words_that_were_sent_back(client, translator, make_user):
    proposal = propose(concept("r", "reward"), translator, "Remunerate")
    propose(concept("r", "reduce"), translator, "Lessen")
    client.force_login(translator)
    assert "Remunerate" not in panel(client, "translations-due")
    ask_for_changes(proposal, make_user("reviewer", language_reviewers("en")), "Use the word of the ILO.")
    shown = panel(client, "translations-due")
    assert "Remunerate" in shown
    assert "Use the word of the ILO." in shown
    assert "Lessen" not in shown
    client.force_login(make_user("other", translators("en")))
    assert "Remunerate" not in read(client, reverse("wagtailadmin_home"))


def test_of_many_proposals_five_stand_there_with_the_way_to_the_others(client, login, translator):
    login(language_reviewers("en"))
    rows = list(Concept.objects.of("country")[:7])
    for row in rows[:2]:
        propose(row, translator, f"New {row.code}")
    few = count_queries(client, reverse("wagtailadmin_home"))
    assert "English: " not in panel(client, "words-waiting")
    for row in rows[2:]:
        propose(row, translator, f"New {row.code}")
    shown = panel(client, "words-waiting")
    assert shown.count("New ") == 5
    assert "English: 7" in shown
    assert count_queries(client, reverse("wagtailadmin_home")) == few


def test_a_member_finds_neither_on_the_first_page(client, login, work):
    login(MEMBERS)
    html = read(client, reverse("wagtailadmin_home"))
    assert "To translate" not in html
    assert "Translations waiting" not in html


@pytest.mark.one_database
def test_the_queries_of_the_first_page_do_not_grow(client, translator, secretariat):
    client.force_login(translator)
    fill(secretariat, translator, 1)
    few = count_queries(client, reverse("wagtailadmin_home"))
    fill(secretariat, translator, 6)
    assert count_queries(client, reverse("wagtailadmin_home")) == few
