"""The feed of a list: what a feed reader gets, narrowed as the list is."""

import pytest
from bs4 import BeautifulSoup
from defusedxml import ElementTree
from wagtail.models import PageViewRestriction

from tests.factories import event, frame_page, practice, publication, translate

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def feed(client, name="practices", language="es", query="", status=200):
    response = client.get(f"{frame_page(name, language).get_url()}atom/{query}")
    assert response.status_code == status
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def titles(root):
    return [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]


def test_the_last_published_stands_first_each_record_once(client):
    first = practice("es", title="Primera")
    practice("fr", title="Deuxième")
    translate(first, "en", title="First")
    assert titles(feed(client)) == ["Deuxième", "Primera"]
    english = feed(client, language="en")
    assert titles(english) == ["First", "Deuxième"]
    assert [entry.get(LANG) for entry in english.iter(f"{ATOM}entry")] == ["en", "fr"]


def test_an_entry_is_the_same_in_every_language_and_leads_to_the_page(client):
    page = practice("es")
    english = translate(page, "en")
    entries = [next(feed(client, language=code).iter(f"{ATOM}entry")) for code in ("es", "en")]
    assert {entry.findtext(f"{ATOM}id") for entry in entries} == {page.translation_key.urn}
    links = [entry.find(f"{ATOM}link").get("href") for entry in entries]
    assert links == [page.full_url, english.full_url]


def test_it_is_narrowed_as_the_list_is_and_says_so(client):
    practice(title="Uruguaya", country="uy")
    practice(title="Mexicana", country="mx")
    root = feed(client, query="?country=uy&country=atlantis&page=7")
    assert titles(root) == ["Uruguaya"]
    assert "Uruguay" in root.findtext(f"{ATOM}title")
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["alternate"].endswith("/es/practicas/?country=uy")
    assert links["self"].endswith("/es/practicas/atom/?country=uy")
    assert root.findtext(f"{ATOM}id") == links["self"]


def test_the_list_leads_to_its_feed(client):
    practice(country="uy")
    url = frame_page("practices").get_url()
    soup = BeautifulSoup(client.get(f"{url}?country=uy&x=1&page=1").content, "html.parser")
    assert soup.select_one('head link[type="application/atom+xml"]')["href"] == f"{url}atom/?country=uy"
    assert soup.select_one(".results__feed a")["href"] == f"{url}atom/?country=uy"


@pytest.mark.parametrize("make", [practice, publication, event])
def test_texts_that_xml_or_html_would_take_for_its_own_are_read_as_they_are(client, make):
    make(title="Más <b>cuidado</b> & \x08menos\x1f")
    name = {practice: "practices", publication: "publications", event: "events"}[make]
    root = feed(client, name)
    assert titles(root) == ["Más <b>cuidado</b> & menos"]


def test_a_summary_is_text_and_no_html(client):
    practice(claim="De 5 < 6 horas & más <script>alert(1)</script>")
    summary = next(feed(client).iter(f"{ATOM}summary"))
    assert summary.get("type") == "html"
    shown = BeautifulSoup(summary.text, "html.parser")
    assert shown.find() is None
    assert shown.get_text().startswith("De 5 < 6 horas & más")


def test_what_is_not_public_is_not_in_it(client):
    draft, private = practice(title="Borrador"), practice(title="Privada")
    practice(title="Pública")
    draft.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert titles(feed(client)) == ["Pública"]


def test_an_empty_list_has_an_empty_feed(client):
    assert titles(feed(client, "communities")) == []
    assert feed(client, "communities").findtext(f"{ATOM}updated")


def test_no_page_stands_where_the_list_answers_itself(client, make_user):
    client.force_login(make_user("secretariat", "secretariat"))
    from django.urls import reverse

    from tests.factories import practice_form

    url = reverse("wagtailadmin_pages:add", args=["practices", "practicepage", frame_page("practices").pk])
    response = client.post(url, practice_form(slug="coverage") | {"action-publish": "1"})
    assert response.status_code == 200
    assert "slug" in response.context["form"].errors
