"""The sitemap: all three trees, and in it nothing that a reader cannot open."""

import xml.etree.ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.factories import frame_page, practice, translate

pytestmark = pytest.mark.django_db

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def read(client):
    """Return the pairs of each address of the sitemap: language code and address."""
    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    rows = ET.fromstring(response.content).findall("s:url", NAMES)  # noqa: S314 - made by the site itself
    locations = [row.findtext("s:loc", namespaces=NAMES) for row in rows]
    assert len(locations) == len(set(locations))
    return {
        location: {(link.get("hreflang"), link.get("href")) for link in row.findall("x:link", NAMES)}
        for location, row in zip(locations, rows, strict=True)
    }


def test_the_trees_of_all_languages_are_in_it_and_every_address_answers(client):
    practice("es")
    practice("fr")
    sitemap = read(client)
    for key in ("home", "practices", "publications", "events", "communities", "members", "alliance"):
        for language in ("es", "en", "fr"):
            assert frame_page(key, language).full_url in sitemap
    assert {client.get(location).status_code for location in sitemap} == {200}


def test_alternates_point_back_at_each_other_and_name_x_default(client):
    page = practice()
    french = translate(page, "fr")
    alone = practice("en")
    sitemap = read(client)
    assert (
        sitemap[page.full_url]
        == sitemap[french.full_url]
        == {
            ("es", page.full_url),
            ("fr", french.full_url),
            ("x-default", page.full_url),
        }
    )
    assert sitemap[alone.full_url] == {("en", alone.full_url), ("x-default", alone.full_url)}
    for pairs in sitemap.values():
        for _code, location in pairs:
            assert sitemap[location] == pairs


def test_drafts_and_private_pages_are_not_in_it(client):
    draft, private, shown = practice(), practice(), practice()
    translation = translate(shown, "en", publish=False)
    draft.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    sitemap = read(client)
    assert shown.full_url in sitemap
    named = {location for pairs in sitemap.values() for _code, location in pairs} | set(sitemap)
    assert not named & {draft.full_url, private.full_url, translation.full_url}


def test_what_lies_under_a_private_page_is_not_in_it(client):
    page = practice("en")
    PageViewRestriction.objects.create(page=frame_page("practices", "en"), restriction_type=PageViewRestriction.LOGIN)
    assert page.full_url not in read(client)


def test_its_queries_do_not_grow_with_the_pages(client):
    def cost():
        client.get("/sitemap.xml")
        with CaptureQueriesContext(connection) as queries:
            client.get("/sitemap.xml")
        return len(queries)

    practice()
    before = cost()
    for _number in range(5):
        translate(practice(), "en")
    assert cost() == before


def test_robots_txt_names_the_sitemap_and_keeps_the_cms_out(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    lines = response.content.decode().splitlines()
    assert "Disallow: /admin/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines
