"""Words that changed meanwhile: both wordings are shown, and nobody decides on what they were not shown."""

import pytest

from agc.editorial.groups import SECRETARIAT
from agc.translation.models import LabelProposal
from agc.vocabulary.models import ConceptLabel
from tests.translation.wording.words import State, label, page_of, propose, seen_by, send, soup, text, url

pytestmark = pytest.mark.django_db


def test_what_changed_otherwise_meanwhile_is_shown_with_both_wordings(translator, reviewer, reward):
    propose(translator, reward)
    ConceptLabel.objects.filter(pk=label(reward).pk).update(preferred="Recompense")
    assert "Conflict" in text(reviewer.get(url("proposals")))
    shown = page_of(reviewer, reward).select_one("#proposal-section").get_text(" ", strip=True)
    for words in ("Conflict", "Reward", "Recompense", "Remunerate", "Approve all the same"):
        assert words in shown
    send(reviewer, reward, "approve")
    assert label(reward).preferred == "Remunerate"


def test_a_proposal_changed_after_the_label_is_in_conflict_no_more(translator, reward):
    propose(translator, reward)
    ConceptLabel.objects.filter(pk=label(reward).pk).update(preferred="Recompense")
    propose(translator, reward, "Compensate")
    assert "Conflict" not in page_of(translator, reward).get_text()
    assert "Conflict" not in text(translator.get(url("proposals")))


def test_nothing_is_approved_but_what_the_reviewer_was_shown(translator, reviewer, reward):
    propose(translator, reward)
    seen = seen_by(reviewer, reward)
    propose(translator, reward, "Something else")
    response = send(reviewer, reward, "approve", seen=seen, comment="Well said.")
    assert response.status_code == 409
    assert "Somebody has changed these words meanwhile" in text(response)
    assert "Something else" in text(response)
    assert soup(response).select_one("textarea[name=comment]").get_text(strip=True) == "Well said."
    assert label(reward).preferred == "Reward"


def test_what_was_typed_is_kept_when_the_label_changed_meanwhile(translator, reward):
    seen = seen_by(translator, reward)
    ConceptLabel.objects.filter(pk=label(reward).pk).update(preferred="Recompense")
    response = send(translator, reward, "propose", seen=seen, preferred="Typed")
    assert response.status_code == 409
    form = soup(response)
    assert form.select_one("input[name=preferred]")["value"] == "Typed"
    assert not LabelProposal.objects.exists()
    send(translator, reward, "propose", seen=form.select_one("input[name=seen]")["value"], preferred="Typed")
    assert LabelProposal.objects.get().preferred == "Typed"


def test_two_reviewers_decide_once(translator, reviewer, people, reward):
    propose(translator, reward)
    seen = seen_by(people(SECRETARIAT), reward)
    send(reviewer, reward, "approve")
    assert send(people(SECRETARIAT), reward, "set_aside", seen=seen, comment="No.").status_code == 409
    assert LabelProposal.objects.get().state == State.APPROVED
