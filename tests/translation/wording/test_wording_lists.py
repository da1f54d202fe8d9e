"""The lists of concepts and of proposals: narrowed, searched, counted, and never slower for being long."""

import pytest

from agc.core.languages import locales
from agc.translation import wording
from agc.translation.wording import steps as wording_steps
from agc.vocabulary.models import Concept, ConceptLabel, Scheme
from tests.factories import concept
from tests.translation.desk import count_queries
from tests.translation.wording.words import propose, soup, url

pytestmark = pytest.mark.django_db


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


def test_the_number_of_queries_does_not_grow(translator):
    few = url("list") + "?scheme=setting"
    propose(translator, concept("setting", "urban"), "Town")
    short = count_queries(translator, few), count_queries(translator, url("proposals"))
    for row in Concept.objects.of("country")[:40]:
        label_of = wording.label_of(row, "en")
        words = wording.words_of(label_of) | {"preferred": f"{row.code} proposed"}
        wording_steps.propose(row, "en", translator.user, words, wording.stamp(label_of, None))
    long = count_queries(translator, url("list")), count_queries(translator, url("proposals"))
    assert long == short
    assert max(long) <= 30


def test_each_page_of_the_list_has_its_own_concepts(translator):
    first, second = (rows(translator.get(url("list"), {"p": page})) for page in (1, 2))
    assert len(first) == 50
    assert second
    assert not set(first) & set(second)
