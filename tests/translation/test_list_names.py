"""The names of the lists of concepts: proposed for one language, and approved by another person."""

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import ModelLogEntry

from agc.core.languages import locales
from agc.editorial.groups import SECRETARIAT, language_reviewers, translators
from agc.translation import system_checks, wording
from agc.translation.models import LabelProposal
from agc.vocabulary.models import Concept, Scheme, SchemeLabel
from events.models import EventPage
from tests.factories import concept

pytestmark = pytest.mark.django_db

State = LabelProposal.State


@pytest.fixture
def scheme():
    return Scheme.objects.get(code="r")


@pytest.fixture
def person(make_user):
    """Return a function that gives a client logged in as a person of one group, made when first asked for."""
    made = {}

    def client_of(group):
        if group not in made:
            made[group] = Client()
            made[group].user = make_user(group, group)
            made[group].force_login(made[group].user)
        return made[group]

    return client_of


def url(name, language="en", *args):
    return reverse(f"translation_words:{name}", args=[language, *args])


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def text(response):
    return soup(response).get_text(" ", strip=True)


def send(client, scheme, action, language="en", **data):
    address = url("scheme", language, scheme.pk)
    found = soup(client.get(address)).select_one("input[name=seen]")
    return client.post(address, {"action": action, "seen": found["value"] if found else ""} | data)


def name(scheme, language="en"):
    return SchemeLabel.objects.get(scheme=scheme, language=language).preferred


def test_a_name_is_proposed_and_readers_have_it_after_another_person_approved(person, scheme):
    translator, reviewer = person(translators("en")), person(language_reviewers("en"))
    before = name(scheme)
    assert send(translator, scheme, "propose", preferred="The Rs of care").status_code == 302
    assert name(scheme) == before
    proposal = LabelProposal.objects.get(scheme=scheme, language="en")
    assert (proposal.state, proposal.concept, proposal.alternatives) == (State.SUBMITTED, None, "")
    assert "The Rs of care" in text(reviewer.get(url("proposals")))
    assert url("scheme", "en", scheme.pk) in reviewer.get(url("proposals")).content.decode()
    assert send(reviewer, scheme, "approve").status_code == 302
    assert name(scheme) == "The Rs of care"
    with translation.override("en"):
        assert str(Scheme.objects.get(code="r")) == "The Rs of care"
    assert name(scheme, "es") != "The Rs of care"


def test_the_author_does_not_approve_and_others_do_not_propose(person, scheme):
    translator = person(translators("en"))
    send(translator, scheme, "propose", preferred="The Rs of care")
    assert send(translator, scheme, "approve").status_code == 403
    assert LabelProposal.objects.get().state == State.SUBMITTED
    other = person(translators("fr"))
    for address in (url("scheme", "en", scheme.pk), url("lists")):
        assert other.get(address, follow=True).status_code == 404
    other.post(url("scheme", "en", scheme.pk), {"action": "propose", "preferred": "Mine"})
    assert not LabelProposal.objects.filter(preferred="Mine").exists()


def test_changes_are_asked_for_and_sent_again(person, scheme):
    translator, reviewer = person(translators("en")), person(language_reviewers("en"))
    send(translator, scheme, "propose", preferred="The Rs")
    send(reviewer, scheme, "changes", comment="Say of what.")
    assert "Say of what." in text(translator.get(url("scheme", "en", scheme.pk)))
    assert "The Rs" in text(translator.get(reverse("wagtailadmin_home")))
    send(translator, scheme, "propose", preferred="The Rs of care")
    assert "The Rs of care" in text(reviewer.get(reverse("wagtailadmin_home")))
    send(reviewer, scheme, "approve")
    assert name(scheme) == "The Rs of care"


@pytest.mark.parametrize("preferred", ["", "   ", "x" * 201, "\u202eabc"])
def test_a_name_that_cannot_be_is_refused_and_stays_in_the_form(person, scheme, preferred):
    response = send(person(translators("en")), scheme, "propose", preferred=preferred)
    assert response.status_code == 422
    assert not LabelProposal.objects.exists()
    assert (soup(response).select_one("input[name=preferred]").get("value") or "").strip() == preferred.strip()


def test_other_words_and_a_definition_are_not_asked_for(person, scheme):
    page = soup(person(translators("en")).get(url("scheme", "en", scheme.pk)))
    assert page.select_one("[name=preferred]")
    assert not page.select("[name=alternatives], [name=definition]")


def test_a_name_that_is_missing_is_counted_found_and_made(person, scheme):
    scheme.labels.filter(language="fr").delete()
    translator, reviewer = person(translators("fr")), person(language_reviewers("fr"))
    assert wording.open_counts(locales()["fr"])["lists"] == 1
    shown = translator.get(url("lists", "fr"))
    assert "1 list has no name in this language" in text(shown)
    assert url("scheme", "fr", scheme.pk) in shown.content.decode()
    assert "Names of the lists (1 missing)" in text(translator.get(url("list", "fr")))
    send(translator, scheme, "propose", "fr", preferred="Les R du soin")
    assert wording.open_counts(locales()["fr"])["lists"] == 0
    send(reviewer, scheme, "approve", "fr")
    assert name(scheme, "fr") == "Les R du soin"


def test_the_same_name_as_that_of_another_list_is_shown(person, scheme):
    other = Scheme.objects.exclude(pk=scheme.pk).first()
    translator = person(translators("en"))
    send(translator, scheme, "propose", preferred=name(other))
    shown = text(translator.get(url("scheme", "en", scheme.pk)))
    assert "Other lists are called the same" in shown


def test_the_history_of_the_list_keeps_who_decided(person, scheme):
    send(person(translators("en")), scheme, "propose", preferred="The Rs of care")
    send(person(language_reviewers("en")), scheme, "approve")
    actions = ModelLogEntry.objects.filter(object_id=str(scheme.pk)).values_list("action", flat=True)
    assert set(actions) == {"agc.words.proposed", "agc.words.decided"}
    history = person(SECRETARIAT).get(reverse("wagtailsnippets_vocabulary_scheme:history", args=[scheme.pk]))
    assert "The Rs of care" in text(history)


def test_a_conflict_is_shown_where_readers_were_given_another_name_meanwhile(person, scheme):
    reviewer = person(language_reviewers("en"))
    send(person(translators("en")), scheme, "propose", preferred="The Rs of care")
    scheme.labels.filter(language="en").update(preferred="Five Rs")
    assert "Conflict" in text(reviewer.get(url("scheme", "en", scheme.pk)))
    assert "Conflict" in text(reviewer.get(url("proposals")))


@pytest.mark.parametrize("subjects", [(), ("concept", "scheme")])
def test_a_proposal_is_for_a_concept_or_for_a_list(scheme, subjects):
    both = {"concept": concept("r", "reward"), "scheme": scheme}
    with pytest.raises(IntegrityError), transaction.atomic():
        LabelProposal.objects.create(language="en", preferred="x", **{name: both[name] for name in subjects})


def test_a_snippet_with_rows_per_language_is_refused(monkeypatch):
    assert system_checks.no_snippet_has_rows_per_language(None) == []
    monkeypatch.setattr(system_checks, "get_snippet_models", lambda: [Concept, EventPage])
    assert [found.obj for found in system_checks.no_snippet_has_rows_per_language(None)] == [EventPage]
