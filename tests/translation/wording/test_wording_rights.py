"""Who may what with the words of the vocabulary, in which language; another person decides."""

import pytest
from django.test import Client
from django.urls import reverse

from agc.editorial.groups import EDITORS, MEMBERS, SECRETARIAT, language_reviewers, translators
from agc.translation import wording
from agc.translation.models import LabelProposal
from agc.translation.wording import steps as wording_steps
from tests.factories import concept
from tests.translation.wording.words import State, label, page_of, propose, send, soup, text, url

pytestmark = pytest.mark.django_db


def test_nobody_decides_on_their_own_words(reviewer, people, reward):
    propose(reviewer, reward)
    page = page_of(reviewer, reward)
    assert "another person decides" in page.get_text()
    assert not page.select("button[value=approve]")
    for action in ("approve", "changes", "set_aside"):
        assert send(reviewer, reward, action, comment="Fine.").status_code == 403
    assert label(reward).preferred == "Reward"
    assert send(people(SECRETARIAT), reward, "approve").status_code == 302
    assert label(reward).preferred == "Remunerate"


def test_a_superuser_decides_on_anything_as_on_pages(client, make_user, reward):
    client.user = make_user("root", superuser=True)
    client.force_login(client.user)
    propose(client, reward)
    assert send(client, reward, "approve").status_code == 302
    assert label(reward).preferred == "Remunerate"


def test_a_translator_cannot_approve(translator, people, reward, make_user):
    propose(translator, reward)
    other = Client()
    other.force_login(make_user("other", translators("en")))
    for client in (translator, other):
        shown = wording.stamp(label(reward), wording.open_proposal(reward, "en"))
        response = send(client, reward, "approve", seen=shown)
        assert response.status_code == 403
        assert "Only a language reviewer decides" in text(response)
    assert label(reward).preferred == "Reward"


def test_an_open_proposal_is_changed_and_taken_back_by_its_author_only(translator, make_user, reward):
    propose(translator, reward)
    other = Client()
    other.force_login(make_user("other", translators("en")))
    page = page_of(other, reward)
    assert "proposed already by translators-en" in page.get_text()
    assert not page.select("button[value=propose]")
    shown = wording.stamp(label(reward), wording.open_proposal(reward, "en"))
    response = send(other, reward, "propose", seen=shown, preferred="Mine, typed long")
    assert response.status_code == 403
    assert soup(response).select_one("input[name=preferred]")["value"] == "Mine, typed long"
    assert send(other, reward, "withdraw", seen=shown).status_code == 403
    assert LabelProposal.objects.get().preferred == "Remunerate"


PEOPLE = [
    "anonymous",
    MEMBERS,
    translators("en"),
    translators("fr"),
    language_reviewers("en"),
    language_reviewers("fr"),
    EDITORS,
    SECRETARIAT,
]
REACH = {
    "anonymous": None,
    MEMBERS: [],
    translators("en"): ["en"],
    translators("fr"): ["fr"],
    language_reviewers("en"): ["en"],
    language_reviewers("fr"): ["fr"],
    EDITORS: ["es", "en", "fr"],
    SECRETARIAT: ["es", "en", "fr"],
}
DECIDES = {language_reviewers("en"): ["en"], language_reviewers("fr"): ["fr"], SECRETARIAT: ["es", "en", "fr"]}


@pytest.fixture
def proposals(make_user, reward):
    """A proposal in each language, of somebody who has nothing to do with who asks."""
    author = make_user("author", *map(translators, ("es", "en", "fr")))
    for language in ("es", "en", "fr"):
        words = {"preferred": f"Secret {language}", "alternatives": "", "definition": ""}
        seen = wording.stamp(label(reward, language), None)
        wording_steps.propose(reward, language, author, words, seen)


@pytest.mark.parametrize("language", ["es", "en", "fr"])
@pytest.mark.parametrize("group", PEOPLE)
def test_who_reaches_which_language_and_what_they_may_do(people, proposals, reward, group, language):
    client = people(group)
    seen = wording.stamp(label(reward, language), wording.open_proposal(reward, language))
    other = concept("r", "reduce")
    fresh = wording.stamp(label(other, language), None)
    answers = [client.get(url(name, language)) for name in ("list", "proposals")]
    answers.append(client.get(url("concept", language, reward.pk)))
    answers.extend(client.get(url(name, language) + "?show=decided&p=2&q=x") for name in ("list", "proposals"))
    sent = {
        "propose": send(client, other, "propose", language, seen=fresh, preferred=f"Mine {language}"),
        **{
            action: send(client, reward, action, language, seen=seen, comment="Why.")
            for action in ("withdraw", "changes", "set_aside")
        },
    }
    if REACH[group] is None:
        assert {answer.status_code for answer in (*answers, *sent.values())} == {302}
        assert all(answer.url.startswith("/admin/login/") for answer in (*answers, *sent.values()))
    elif language not in REACH[group]:
        everything = [*answers, *sent.values()]
        # An address that there is not is sought once more in the language of the reader.
        assert {(answer.status_code, answer.url) for answer in everything} == {
            (302, f"/es{answer.wsgi_request.get_full_path()}") for answer in everything
        }
        assert {client.get(answer.url).status_code for answer in everything} == {404}
        assert client.get(url("list", language), headers={"x-requested-with": "XMLHttpRequest"}).status_code != 200
    else:
        assert {answer.status_code for answer in answers} == {200}
        assert sent["propose"].status_code == 302
        assert sent["withdraw"].status_code == 403
        assert sent["changes"].status_code == (302 if language in DECIDES.get(group, ()) else 403)
    state = LabelProposal.objects.get(concept=reward, language=language).state
    assert state == (State.CHANGES if language in DECIDES.get(group, ()) else State.SUBMITTED)
    proposed = LabelProposal.objects.filter(concept=other, language=language).exists()
    assert proposed is (language in (REACH[group] or ()))


@pytest.mark.parametrize("group", PEOPLE)
def test_who_approves(people, proposals, reward, group):
    seen = wording.stamp(label(reward), wording.open_proposal(reward, "en"))
    send(people(group), reward, "approve", seen=seen)
    assert (label(reward).preferred == "Secret en") is ("en" in DECIDES.get(group, ()))


@pytest.mark.parametrize("name", ["list", "proposals", "concept"])
@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_do_nothing(translator, reward, name, method):
    args = [reward.pk] if name == "concept" else []
    assert getattr(translator, method)(url(name, "en", *args)).status_code == 405


@pytest.mark.parametrize("name", ["list", "proposals"])
def test_lists_take_nothing(translator, name):
    assert translator.post(url(name), {"action": "approve"}).status_code == 405


@pytest.mark.parametrize("language", ["de", "EN", "en-gb", "xx", "%00", "الع"])
def test_a_language_that_the_site_has_not_is_not_found(people, language):
    assert people(SECRETARIAT).get(f"/admin/translation/{language}/words/", follow=True).status_code == 404


def test_a_concept_that_there_is_not_is_not_found(translator):
    for key in ("999999", "99999999999999999999999"):
        address = f"/admin/translation/en/words/{key}/"
        assert translator.get(address, follow=True).status_code == 404
        for action in ("propose", "withdraw", "approve"):
            assert translator.post(address, {"action": action}, follow=True).status_code == 404


@pytest.mark.parametrize("group", [translators("en"), language_reviewers("en")])
def test_the_form_for_all_languages_stays_closed_to_who_has_one(people, reward, group):
    client = people(group)
    for model in ("concept", "scheme"):
        key = reward.pk if model == "concept" else reward.scheme_id
        name = f"wagtailsnippets_vocabulary_{model}"
        for view, args in (("list", []), ("add", []), ("edit", [key]), ("delete", [key]), ("history", [key])):
            address = reverse(f"{name}:{view}", args=args)
            assert client.get(address).url == "/admin/"
            assert client.post(address, {"labels-0-preferred": "Mine"}).url == "/admin/"
    bulk = reverse("wagtail_bulk_action", args=["vocabulary", "concept", "delete"]) + f"?id={reward.pk}"
    client.post(bulk)
    assert label(reward).preferred == "Reward"
    assert "Edit in all languages" not in text(client.get(url("concept", "en", reward.pk)))


def test_the_secretariat_goes_on_to_the_form_for_all_languages(people, reward):
    client = people(SECRETARIAT)
    link = page_of(client, reward).find("a", string="Edit in all languages")
    assert client.get(link["href"]).status_code == 200
