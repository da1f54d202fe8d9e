"""Cards that are kept ready: each reader's own, and none that says what is no longer so."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Page, PageViewRestriction, Site

from search.cards import cards
from search.listing import Records
from search.ordering import BY_DAY
from tests.factories import concept, event, frame_page, practice, translate

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def first_card(client):
    """Return a function that returns the text of the first card of a list."""

    def do(name="practices", language="es"):
        response = client.get(frame_page(name, language).get_url())
        card = BeautifulSoup(response.content, "html.parser").select_one(".results .card")
        return card and " ".join(card.get_text(" ").split())

    return do


def test_a_card_is_drawn_anew_when_its_page_is_published_again(committed, first_card):
    page = committed(practice, title="Huerto de cuidados")
    assert "Huerto de cuidados" in first_card()
    page.title = "Jardín de cuidados"
    committed(page.save_revision().publish)
    assert "Jardín de cuidados" in first_card()
    committed(page.unpublish)
    assert first_card() is None


def test_a_card_is_drawn_anew_when_a_concept_on_it_is_called_otherwise(committed, first_card):
    committed(practice, r="recognise")
    label = concept("r", "recognise").label
    assert label in first_card()
    row = concept("r", "recognise").labels.get(language="es")
    row.preferred = "Apreciar"
    committed(row.save)
    committed(concept("r", "recognise").save)
    assert "Apreciar" in first_card()
    assert label not in first_card()


def test_each_reader_has_cards_in_their_language(committed, first_card):
    committed(practice, title="Huerto de cuidados")
    assert "en español" not in first_card()
    assert "in Spanish" in first_card(language="en")
    assert "en espagnol" in first_card(language="fr")
    assert "in Spanish" in first_card(language="en")
    with translation.override("fr"):
        assert concept("r", "recognise").label in first_card(language="fr")


def test_an_event_is_over_once_it_ends(committed, first_card, monkeypatch):
    now = timezone.now()
    committed(event, starts_at=now - datetime.timedelta(hours=1), ends_at=now + datetime.timedelta(hours=1))
    assert "Pasado" not in first_card("events")
    monkeypatch.setattr(timezone, "now", lambda: now + datetime.timedelta(hours=2))
    assert "Pasado" in first_card("events")


def test_what_is_private_has_no_card_though_it_was_drawn(committed, first_card):
    page = committed(practice)
    assert page.title in first_card()
    # The index is not told: who is refused is refused at once.
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page, restriction_type="login")])
    assert first_card() is None


def test_what_is_withdrawn_has_no_card_though_it_was_drawn(committed, first_card):
    page = committed(practice)
    assert page.title in first_card()
    Page.objects.filter(pk=page.pk).update(live=False)
    assert first_card() is None


def addresses(response):
    return [link["href"] for link in BeautifulSoup(response.content, "html.parser").select(".results .card__title a")]


def test_a_card_leads_to_where_its_page_is_now(committed, client):
    page, above = committed(practice), frame_page("practices")
    assert addresses(client.get(above.get_url())) == [page.get_url()]
    above.slug = "experiencias"
    committed(above.save_revision().publish)
    assert addresses(client.get("/es/experiencias/")) == [f"/es/experiencias/{page.slug}/"]


def test_another_site_leads_to_where_the_first_is_now(committed, client):
    committed(practice, title="Huerto de cuidados")
    Site.objects.create(hostname="otro.example", root_page=frame_page("alliance"))
    site = Site.objects.get(is_default_site=True)

    def led_to(hostname):
        Site.objects.filter(pk=site.pk).update(hostname=hostname)
        Site.clear_site_root_paths_cache()
        response = client.get(reverse("search"), {"q": "huerto"}, headers={"host": "otro.example"})
        return addresses(response)[0].partition("/es/")[0]

    assert led_to("alianza.example").startswith("http://alianza.example")
    assert led_to("cuidados.example").startswith("http://cuidados.example")


def test_cards_that_are_kept_cost_the_same_queries_for_one_and_for_ten(committed):
    for _number in range(10):
        committed(practice)
    request = RequestFactory().get("/")

    def cost(number):
        keys = BY_DAY.pages(Records(Page, "es").maps.public, "es", 0, number)
        cards(Page.objects.filter(pk__in=keys), request)
        with CaptureQueriesContext(connection) as queries:
            drawn = cards(Page.objects.filter(pk__in=keys), request)
        assert len(drawn) == number
        return len(queries)

    assert cost(1) == cost(10) == 2


def test_a_card_looks_as_each_place_wants_it(committed):
    page = committed(practice)
    pages, request = Page.objects.filter(pk=page.pk), RequestFactory().get("/")
    plain, full = (cards(pages, request, **look)[page.pk] for look in ({}, {"level": 3, "show_type": True}))
    assert "<h3" not in plain
    assert "<h3" in full
    assert page.type_name not in plain
    assert page.type_name in full


def test_a_translation_has_its_own_card(committed, first_card):
    page = committed(practice, title="Huerto de cuidados")
    assert "Huerto" in first_card(language="en")
    committed(translate, page, "en", title="Garden of care")
    assert "Garden of care" in first_card(language="en")
    assert "Huerto" in first_card()
