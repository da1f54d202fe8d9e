"""Words of the vocabulary proposed for one language, and all the steps until readers have them."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import ModelLogEntry

from agc.editorial.groups import SECRETARIAT, translators
from agc.translation import wording
from agc.translation.models import LabelProposal
from agc.translation.wording import steps as wording_steps
from agc.vocabulary.loading import load_vocabulary
from search.models import SearchRecord
from tests.factories import concept, practice
from tests.translation.wording.words import State, label, page_of, propose, send, text, url

pytestmark = pytest.mark.django_db


def test_a_translator_proposes_and_readers_have_it_after_another_person_approved(translator, reviewer, reward):
    proposal = propose(
        translator, reward, alternatives="pay\r\n\r\n fair wages \r\npay", definition="Pay those who care."
    )
    assert label(reward).preferred == "Reward"
    shown = page_of(reviewer, reward)
    assert "Remunerate" in shown.select_one("#proposal-section").get_text()
    response = send(reviewer, reward, "approve")
    assert response.status_code == 302
    found = label(reward)
    assert found.words == ["Remunerate", "pay", "fair wages"]
    assert found.definition == "Pay those who care."
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by) == (State.APPROVED, reviewer.user)
    with translation.override("en"):
        assert concept("r", "reward").label == "Remunerate"
    assert label(reward, "fr").preferred == "Récompenser"


def test_a_label_that_was_missing_is_made(translator, reviewer, reward):
    label(reward).delete()
    propose(translator, reward, "Reward")
    send(reviewer, reward, "approve")
    assert label(reward).preferred == "Reward"


def test_the_search_finds_the_approved_words(translator, reviewer, django_capture_on_commit_callbacks):
    row = concept("component", "services")
    with django_capture_on_commit_callbacks(execute=True):
        page = practice(concepts=[row, concept("level", "national")])
    propose(translator, row, "Services", alternatives="zeppelin")
    assert "zeppelin" not in SearchRecord.objects.get(rows=page.pk).labels
    with django_capture_on_commit_callbacks(execute=True):
        send(reviewer, row, "approve")
    assert "zeppelin" in SearchRecord.objects.get(rows=page.pk).labels


def test_loading_the_official_lists_keeps_approved_words(translator, reviewer, reward):
    propose(translator, reward)
    send(reviewer, reward, "approve")
    load_vocabulary()
    assert label(reward).preferred == "Remunerate"


def test_changes_are_asked_for_with_a_comment_and_the_author_sends_it_again(translator, reviewer, reward):
    proposal = propose(translator, reward)
    response = send(reviewer, reward, "changes")
    assert response.status_code == 422
    assert "Say why" in text(response)
    send(reviewer, reward, "changes", comment="Use the word of the ILO.")
    proposal.refresh_from_db()
    assert proposal.state == State.CHANGES
    assert "Use the word of the ILO." in text(translator.get(url("concept", "en", reward.pk)))
    assert "Your turn" in text(translator.get(url("proposals")))
    response = send(reviewer, reward, "approve")
    assert response.status_code == 422
    assert label(reward).preferred == "Reward"

    assert page_of(translator, reward).select_one("input[name=preferred]")["value"] == "Remunerate"
    propose(translator, reward, "Compensate")
    assert LabelProposal.objects.count() == 1
    send(reviewer, reward, "approve")
    assert label(reward).preferred == "Compensate"


def test_the_author_takes_a_proposal_back(translator, reward):
    propose(translator, reward)
    assert send(translator, reward, "withdraw").status_code == 302
    assert LabelProposal.objects.get().state == State.WITHDRAWN
    assert "Withdrawn" in text(translator.get(url("proposals") + "?show=mine"))
    propose(translator, reward, "Compensate")


def test_what_a_proposal_changes_is_marked(translator, reviewer, reward):
    now = wording.words_of(label(reward))
    first, *others = now["alternatives"].splitlines()
    changed = {
        "alternatives": "\n".join([*others, "new word"]),
        "definition": now["definition"].replace("fair", "good"),
    }
    propose(translator, reward, **changed)
    panel = page_of(reviewer, reward).select_one("#proposal-section")
    assert [mark.get_text() for mark in panel.select("del")] == [first, "fair"]
    assert [mark.get_text() for mark in panel.select("ins")] == ["new word", "good"]


def test_a_reviewer_sets_aside_what_an_author_left_behind(translator, reviewer, reward, make_user):
    propose(translator, reward)
    translator.user.delete()
    assert "somebody who has left" in text(reviewer.get(url("proposals")))
    assert send(reviewer, reward, "set_aside").status_code == 422
    assert send(reviewer, reward, "set_aside", comment="No author.").status_code == 302
    other = Client()
    other.force_login(make_user("other", translators("en")))
    propose(other, reward, "Compensate")


def test_the_history_of_the_concept_tells_who_proposed_and_who_approved(translator, reviewer, people, reward):
    propose(translator, reward)
    send(reviewer, reward, "approve", comment="As the ILO says.")
    entries = ModelLogEntry.objects.filter(object_id=str(reward.pk), action__startswith="agc.words")
    assert {(entry.user_id, entry.action) for entry in entries} == {
        (translator.user.pk, wording.PROPOSED),
        (reviewer.user.pk, wording_steps.DECIDED),
    }
    shown = text(people(SECRETARIAT).get(reverse("wagtailsnippets_vocabulary_concept:history", args=[reward.pk])))
    assert "English: “Remunerate”. Approved" in shown
    assert "As the ILO says." in shown
