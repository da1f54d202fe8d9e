"""The words of the vocabulary at the translators' desk: proposed for one language, approved by another person."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.models import ModelLogEntry

from agc.core.languages import locales
from agc.editorial.groups import EDITORS, MEMBERS, SECRETARIAT, language_reviewers, translators
from agc.translation import wording
from agc.translation.models import LabelProposal
from agc.translation.wording import steps as wording_steps
from agc.vocabulary.loading import load_vocabulary
from agc.vocabulary.models import Concept, ConceptLabel, Scheme
from search.models import SearchRecord
from tests.factories import concept, practice

pytestmark = pytest.mark.django_db

State = LabelProposal.State
ARABIC = "الرعاية المنزلية"


@pytest.fixture
def people(make_user):
    """Return a function that gives a client logged in as a person of one group, made when first asked for."""
    made = {}

    def client_of(group):
        if group not in made:
            made[group] = Client()
            if group != "anonymous":
                made[group].user = make_user(group, group)
                made[group].force_login(made[group].user)
        return made[group]

    return client_of


@pytest.fixture
def translator(people):
    return people(translators("en"))


@pytest.fixture
def reviewer(people):
    return people(language_reviewers("en"))


@pytest.fixture
def reward():
    return concept("r", "reward")


def url(name, language="en", *args):
    return reverse(f"translation_words:{name}", args=[language, *args])


def page_of(client, row, language="en"):
    return soup(client.get(url("concept", language, row.pk)))


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def seen_by(client, row, language="en"):
    found = page_of(client, row, language).select_one("input[name=seen]")
    return found["value"] if found else "none"


def send(client, row, action, language="en", seen=None, **data):
    seen = seen or seen_by(client, row, language)
    return client.post(url("concept", language, row.pk), {"action": action, "seen": seen} | data)


def propose(client, row, preferred="Remunerate", language="en", **data):
    words = wording.words_of(wording.label_of(row, language)) | {"preferred": preferred} | data
    response = send(client, row, "propose", language, **words)
    assert response.status_code == 302
    return LabelProposal.objects.get(concept=row, language=language, state=State.SUBMITTED)


def label(row, language="en"):
    return ConceptLabel.objects.get(concept=row, language=language)


def text(response):
    return soup(response).get_text(" ", strip=True)


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


def test_a_reviewer_sets_aside_what_an_author_left_behind(translator, reviewer, reward, make_user):
    propose(translator, reward)
    translator.user.delete()
    assert "somebody who has left" in text(reviewer.get(url("proposals")))
    assert send(reviewer, reward, "set_aside").status_code == 422
    assert send(reviewer, reward, "set_aside", comment="No author.").status_code == 302
    other = Client()
    other.force_login(make_user("other", translators("en")))
    propose(other, reward, "Compensate")


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


def test_the_same_word_for_another_concept_is_a_warning(translator, reviewer, reward):
    propose(translator, reward, "  REDUCE ")
    for client in (translator, reviewer):
        warning = page_of(client, reward).select_one(".help-warning").get_text(" ", strip=True)
        assert "called the same" in warning
        assert "reduce" in warning
    twins = wording.twins(concept("r", "recognise"), "en", "reduce")
    assert {row.code for row, _word in twins} == {"reduce", "reward"}
    assert wording.twins(reward, "fr", "Reduce") == []
    assert wording.twins(concept("care-type", "early-childhood"), "en", "Reduce") == []


REFUSED = {
    "empty": {"preferred": "   "},
    "only invisible signs": {"preferred": "\u200b\u200d\u2060"},
    "too long a label": {"preferred": "x" * 201},
    "too long a definition": {"definition": "x" * 401},
    "too many other words": {"alternatives": "x" * 2001},
    "a sign that ends texts": {"preferred": "a\x00b"},
    "text turned around": {"definition": "abc\u202edef"},
    "a bell": {"alternatives": "a\x07"},
    "what readers have": {},
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED)
def test_words_that_do_not_fit_are_refused_and_kept_in_the_form(translator, reward, data):
    words = wording.words_of(label(reward)) | data
    response = send(translator, reward, "propose", **words)
    assert response.status_code == 422
    assert soup(response).select(".w-field__errors, .messages .error, .error-message")
    assert not LabelProposal.objects.exists()
    kept = soup(response).select_one("textarea[name=alternatives]").get_text().strip()
    assert kept == words["alternatives"].strip()


def test_the_form_says_how_long_a_text_may_be_and_lets_the_browser_cut_none(translator, reward):
    page = page_of(translator, reward)
    assert "At most 2000 characters." in page.get_text()
    assert "At most 400 characters." in page.get_text()
    assert not page.select("#words-section [maxlength]")


def test_more_words_than_a_proposal_holds_are_kept_as_the_label_is_changed(translator, reviewer, reward):
    many = "\n".join(f"word {number}" for number in range(400))
    ConceptLabel.objects.filter(pk=label(reward).pk).update(alternatives=many)
    page = page_of(translator, reward)
    assert f"At most {len(many)} characters, as many as readers have now." in page.get_text()
    assert page.select_one("textarea[name=alternatives]").get_text().strip() == many
    longer = wording.words_of(label(reward)) | {"alternatives": many + "\nand one more"}
    response = send(translator, reward, "propose", **longer)
    assert response.status_code == 422
    assert "and one more" in soup(response).select_one("textarea[name=alternatives]").get_text()
    assert propose(translator, reward).alternatives == many
    assert send(reviewer, reward, "approve").status_code == 302
    assert (label(reward).preferred, label(reward).alternatives) == ("Remunerate", many)


def test_line_ends_of_a_form_are_one_sign_each(translator, reward):
    definition = "\r\n".join(["x" * 99] * 4)
    assert len(definition.replace("\r\n", "\n")) <= 400 < len(definition) + 5
    assert "\r" not in propose(translator, reward, definition=definition).definition


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "%s %(x)s"]
)
def test_markup_is_text(translator, reviewer, reward, hostile):
    propose(translator, reward, hostile, definition=hostile)
    send(reviewer, reward, "changes", comment=hostile)
    for client in (translator, reviewer):
        for address in (url("list"), url("proposals"), url("concept", "en", reward.pk)):
            response = client.get(address)
            assert hostile in text(response)
            assert not soup(response).select("main script, main img[src=x]")


def test_arabic_words_stand_from_right_to_left(translator, reviewer, reward, settings):
    propose(translator, reward, ARABIC)
    send(reviewer, reward, "approve")
    assert label(reward).preferred == ARABIC
    ConceptLabel.objects.create(concept=reward, language="ar", preferred=ARABIC)
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [*settings.WAGTAIL_CONTENT_LANGUAGES, ("ar", "Arabic")]
    shown = page_of(translator, reward).select_one("#other-languages-section dd[lang=ar]")
    assert shown["dir"] == "rtl"
    assert shown.get_text(strip=True) == ARABIC


def test_the_other_languages_stand_beside_marked_as_such(translator, reward):
    page = page_of(translator, reward)
    for language in ("es", "fr"):
        words = page.select(f"#other-languages-section dd[lang={language}]")
        assert words[0].get_text(strip=True) == label(reward, language).preferred
    assert page.select_one("input[name=preferred]")["lang"] == "en"


def rows(response):
    return {
        row.select_one("th a")["href"].rstrip("/").rsplit("/", 1)[1]: row.get_text(" ", strip=True)
        for row in soup(response).select("table.listing tbody tr")
    }


@pytest.fixture
def gaps():
    """Five concepts of a list of their own, each with another gap in English; the last with none."""
    scheme = Scheme.objects.create(code="gaps", order=99)
    spanish = {"preferred": "Algo", "alternatives": "cosa", "definition": "Qué es."}
    made = {}
    for code, english in {
        "no-label": None,
        "empty-label": {"preferred": ""} | {"alternatives": "thing", "definition": "What."},
        "no-definition": {"preferred": "Thing", "alternatives": "stuff"},
        "no-alternatives": {"preferred": "Thing", "definition": "What."},
        "complete": {"preferred": "Thing", "alternatives": "stuff", "definition": "What."},
    }.items():
        made[code] = Concept.objects.create(scheme=scheme, code=code)
        ConceptLabel.objects.create(concept=made[code], language="es", **spanish)
        if english:
            ConceptLabel.objects.create(concept=made[code], language="en", **english)
    return made


@pytest.mark.parametrize(
    ("show", "codes"),
    [
        ("", {"no-label", "empty-label", "no-definition", "no-alternatives", "complete"}),
        ("missing", {"no-label", "empty-label", "no-definition"}),
        ("label", {"no-label", "empty-label"}),
        ("definition", {"no-label", "no-definition"}),
        ("alternatives", {"no-label", "no-alternatives"}),
        ("proposed", set()),
        ("nonsense", {"no-label", "empty-label", "no-definition", "no-alternatives", "complete"}),
    ],
)
def test_the_list_is_narrowed_by_what_is_missing(translator, gaps, show, codes):
    found = rows(translator.get(url("list"), {"scheme": "gaps", "show": show}))
    assert set(found) == {str(gaps[code].pk) for code in codes}


def test_what_is_missing_is_said_in_words(translator, gaps):
    found = rows(translator.get(url("list"), {"scheme": "gaps"}))
    said = {code: found[str(row.pk)] for code, row in gaps.items()}
    assert "Definition" in said["no-definition"]
    assert "Other words" in said["no-alternatives"]
    for word in ("Label", "Definition", "Other words"):
        assert word in said["no-label"]
        assert word not in said["complete"]
    assert "Algo" in said["no-label"]


def test_what_is_counted_is_what_the_list_shows(translator, gaps, django_assert_num_queries):
    english = locales()["en"]
    with django_assert_num_queries(3):
        counts = wording.open_counts(english)
    assert counts == {"missing": 3, "lists": 1, "proposed": 0}
    propose(translator, gaps["no-label"], "Thing of its own")
    assert wording.open_counts(english) == {"missing": 2, "lists": 1, "proposed": 1}
    assert wording.open_counts(locales()["fr"])["proposed"] == 0
    assert str(gaps["no-label"].pk) not in rows(translator.get(url("list"), {"show": "missing"}))
    assert str(gaps["no-label"].pk) in rows(translator.get(url("list"), {"show": "proposed"}))


def test_a_retired_concept_is_not_asked_for(translator, gaps):
    Concept.objects.filter(pk=gaps["no-label"].pk).update(retired=True)
    assert str(gaps["no-label"].pk) not in rows(translator.get(url("list"), {"scheme": "gaps"}))


@pytest.mark.parametrize("q", ["RECOMPENSAR", "récompenser", "recompénser", "reward", "rewarding"])
def test_the_list_is_searched_in_every_language_whatever_the_accents(translator, reward, q):
    ConceptLabel.objects.filter(concept=reward, language="en").update(alternatives="rewarding")
    assert str(reward.pk) in rows(translator.get(url("list"), {"q": q}))


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=" + "x" * 5000,
        "scheme=nonsense",
        "scheme=%00",
        "p=-1",
        "p=999999",
        "p=x",
        "q=%F0%9F%98%80&p=0",
        "q=%25_",
    ],
)
def test_nonsense_in_the_address_is_answered(translator, query):
    assert translator.get(f"{url('list')}?{query}").status_code == 200
    assert translator.get(f"{url('proposals')}?{query}&show={query}").status_code == 200


def test_nonsense_in_the_form_is_answered(translator, reviewer, reward):
    propose(translator, reward)
    for data in ({}, {"action": "publish"}, {"action": "approve"}, {"action": "approve", "seen": "x" * 5000}):
        assert reviewer.post(url("concept", "en", reward.pk), data).status_code in (409, 422)
    assert label(reward).preferred == "Reward"


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


def test_the_number_of_queries_does_not_grow(translator):
    def queries(address):
        translator.get(address)
        with CaptureQueriesContext(
            connection,
        ) as context:
            assert translator.get(address).status_code == 200
        return len(context)

    few = url("list") + "?scheme=setting"
    propose(translator, concept("setting", "urban"), "Town")
    short = queries(few), queries(url("proposals"))
    for row in Concept.objects.of("country")[:40]:
        label_of = wording.label_of(row, "en")
        words = wording.words_of(label_of) | {"preferred": f"{row.code} proposed"}
        wording_steps.propose(row, "en", translator.user, words, wording.stamp(label_of, None))
    long = queries(url("list")), queries(url("proposals"))
    assert long == short
    assert max(long) <= 30


def test_each_page_of_the_list_has_its_own_concepts(translator):
    first, second = (rows(translator.get(url("list"), {"p": page})) for page in (1, 2))
    assert len(first) == 50
    assert second
    assert not set(first) & set(second)
