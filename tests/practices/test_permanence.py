"""What is left of a practice that was withdrawn, and collections that follow a filter."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import inline_formset

from practices.models import CollectionPage
from tests.factories import collection, frame_page, page_form, practice, translate

pytestmark = pytest.mark.django_db


def withdraw(page, because=""):
    page.withdrawn_because = because
    page.save_revision()
    page.unpublish()


def gone(client, page, language="es"):
    response = client.get(f"/{page.code}", headers={"accept-language": language})
    assert response.status_code == 410
    return BeautifulSoup(response.content, "html.parser").main


def test_what_was_withdrawn_says_why_and_how_it_was_cited(client):
    page = practice(title="Guarderías móviles", lead_name="Ministerio")
    withdraw(page, "La organización lo pidió en 2026.")
    text = gone(client, page).get_text(" ", strip=True)
    for words in ("La organización lo pidió en 2026.", "Guarderías móviles", "Ministerio", f"/{page.code}"):
        assert words in text


def test_a_reason_in_another_language_is_marked(client):
    page = practice("fr")
    withdraw(page, "Retirée à sa demande.")
    assert gone(client, page).select_one("p[lang=fr]").get_text() == "Retirée à sa demande."


def test_the_reason_is_there_for_the_readers_of_every_language(client):
    page = practice(title="Guarderías")
    translate(page, "en")
    withdraw(page, "La organización lo pidió.")
    main = gone(client, page, "en")
    assert main.select_one("p[lang=es]").get_text() == "La organización lo pidió."
    assert "Guarderías" in main.get_text()


def test_until_somebody_says_why_nothing_of_it_is_shown_but_its_code(client):
    page = practice(title="Zanahoria")
    withdraw(page)
    main = gone(client, page)
    assert page.code in main.get_text()
    assert "Zanahoria" not in main.get_text()


def test_the_reason_is_shown_to_nobody_before(client):
    page = practice()
    page.withdrawn_because = "Secreto"
    page.save_revision().publish()
    assert "Secreto" not in client.get(page.get_url()).content.decode()
    for ending in ("json", "ris"):
        assert "Secreto" not in client.get(f"/{page.code}.{ending}").content.decode()


def test_what_is_private_is_no_tombstone(client):
    page = practice(title="Privada")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(f"/{page.code}", follow=True).status_code == 404
    withdraw(page, "Secreto")
    assert "Secreto" not in gone(client, page).get_text()


def test_a_collection_follows_its_filter(client):
    practice(title="Uruguaya", country="uy")
    practice(title="Mexicana", country="mx")
    page = collection([], query="country=uy&utm=x")
    soup = BeautifulSoup(client.get(page.get_url()).content, "html.parser")
    assert [link.get_text(strip=True) for link in soup.select(".card__title a")] == ["Uruguaya"]
    assert soup.select_one('a[href$="?country=uy"]')
    practice("en", title="Another", country="uy")
    english = translate(page, "en")
    soup = BeautifulSoup(client.get(english.get_url()).content, "html.parser")
    assert {link.get_text(strip=True) for link in soup.select(".card__title a")} == {"Another", "Uruguaya"}


@pytest.mark.parametrize(
    ("query", "is_right"),
    [
        ("country=uy", True),
        ("/es/practicas/?r=reduce&country=mx", True),
        ("", False),
        ("country=atlantis", False),
        ("color=azul", False),
        ("hola", False),
    ],
)
def test_a_filter_that_the_list_does_not_know_is_refused(client, make_user, query, is_right):
    client.force_login(make_user("secretariat", "secretariat"))
    url = reverse("wagtailadmin_pages:add", args=["practices", "collectionpage", frame_page("practices").pk])
    data = page_form(title="Colección", slug="coleccion", summary="Una.", query=query, items=inline_formset([]))
    data["intro-count"] = "0"
    response = client.post(url, data | {"action-publish": "1"})
    assert (response.status_code == 302) is is_right
    assert CollectionPage.objects.live().exists() is is_right
    if is_right:
        assert CollectionPage.objects.get().query == query.rpartition("?")[2]
    else:
        assert "query" in response.context["form"].errors
