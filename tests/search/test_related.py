"""Records like one, and why."""

import pytest
from bs4 import BeautifulSoup
from django.utils import translation

from tests.factories import concept, practice, translate

pytestmark = pytest.mark.django_db


def concepts(care, component="services", level="national"):
    return [concept("care-type", care), concept("component", component), concept("level", level)]


def alike(client, page):
    """Return the titles of the practices like one, each with the reason."""
    soup = BeautifulSoup(client.get(page.get_url()).content, "html.parser")
    cards = soup.select(".record__related li:has(> .card)")
    return {card.select_one("a").get_text(strip=True): card.select_one(".result__why").get_text() for card in cards}


def test_a_practice_shows_those_that_do_the_same_with_the_reason(client):
    page = practice("es", title="Una", concepts=concepts("early-childhood", "financing"))
    practice("es", title="Igual", country="mx", r="reward", concepts=concepts("early-childhood", "financing"))
    practice("es", title="Otra", country="fr", r="reward", concepts=concepts("long-term-care"))
    for number in range(3):
        practice("es", title=f"Ajena {number}", country="in", r="reward", concepts=concepts("household-work"))
    found = alike(client, page)
    assert next(iter(found)) == "Igual"
    assert "Una" not in found
    with translation.override("es"):
        assert concept("care-type", "early-childhood").label in found["Igual"]


def test_what_is_alike_stands_in_the_reader_s_language_where_it_exists(client):
    spanish = practice("es", title="Española")
    english = translate(spanish, "en", title="Spanish one")
    other = practice("en", title="English one")
    assert set(alike(client, english)) == {"English one"}
    assert set(alike(client, other)) == {"Spanish one"}
    assert set(alike(client, spanish)) == {"English one"}


def test_drafts_are_like_nothing_and_nothing_is_like_them(client):
    page, draft = practice(), practice()
    assert len(alike(client, page)) == 1
    draft.unpublish()
    assert alike(client, page) == {}


def test_a_practice_alone_of_its_kind_says_nothing(client):
    soup = BeautifulSoup(client.get(practice().get_url()).content, "html.parser")
    assert soup.select_one(".record__related") is None
