"""The sitemap: all three trees, and in it nothing that a reader cannot open."""

import xml.etree.ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from search.sitemaps import RecordsSitemap
from tests.factories import frame_page, practice, translate

pytestmark = pytest.mark.django_db

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def read(client, address="/sitemap.xml"):
    """Return the pairs of each address of the sitemap: language code and address."""
    response = client.get(address)
    assert response.status_code == 200
    rows = ET.fromstring(response.content).findall("s:url", NAMES)  # noqa: S314 - made by the site itself
    locations = [row.findtext("s:loc", namespaces=NAMES) for row in rows]
    assert len(locations) == len(set(locations))
    return {
        location: {(link.get("hreflang"), link.get("href")) for link in row.findall("x:link", NAMES)}
        for location, row in zip(locations, rows, strict=True)
    }


def test_the_trees_of_all_languages_are_in_it_and_every_address_answers(client, committed):
    committed(practice, "es")
    committed(practice, "fr")
    sitemap = read(client)
    for key in ("home", "practices", "publications", "events", "communities", "members", "alliance"):
        for language in ("es", "en", "fr"):
            assert frame_page(key, language).full_url in sitemap
    assert {client.get(location).status_code for location in sitemap} == {200}


def test_alternates_point_back_at_each_other_and_name_x_default(client, committed):
    page = committed(practice)
    french = committed(translate, page, "fr")
    alone = committed(practice, "en")
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


def test_drafts_and_private_pages_are_not_in_it(client, committed):
    draft, private, shown = committed(practice), committed(practice), committed(practice)
    translation = committed(translate, shown, "en", publish=False)
    # Even before the index has followed.
    draft.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    sitemap = read(client)
    assert shown.full_url in sitemap
    named = {location for pairs in sitemap.values() for _code, location in pairs} | set(sitemap)
    assert not named & {draft.full_url, private.full_url, translation.full_url}


def test_what_lies_in_the_tree_of_a_language_that_is_not_open_is_not_in_it(client, committed):
    page = committed(practice)
    french = committed(translate, page, "fr")
    frame_page("home", "fr").unpublish()
    sitemap = read(client)
    assert sitemap[page.full_url] == {("es", page.full_url), ("x-default", page.full_url)}
    assert french.full_url not in sitemap


def test_what_lies_under_a_private_page_is_not_in_it(client, committed):
    page = committed(practice, "en")
    PageViewRestriction.objects.create(page=frame_page("practices", "en"), restriction_type=PageViewRestriction.LOGIN)
    assert page.full_url not in read(client)


def test_its_queries_do_not_grow_with_the_pages(client, committed):
    def cost():
        client.get("/sitemap.xml")
        with CaptureQueriesContext(connection) as queries:
            client.get("/sitemap.xml")
        return len(queries)

    committed(practice)
    before = cost()
    for _number in range(5):
        committed(translate, committed(practice), "en")
    assert cost() == before


def test_where_there_are_many_an_index_names_the_files_that_have_them(client, committed, monkeypatch):
    page = committed(practice)
    french = committed(translate, page, "fr")
    everything = read(client)
    monkeypatch.setattr(RecordsSitemap, "limit", 5)
    index = client.get("/sitemap.xml")
    files = [
        row.findtext("s:loc", namespaces=NAMES)
        for row in ET.fromstring(index.content).findall("s:sitemap", NAMES)  # noqa: S314 - as above
    ]
    assert len(files) == -(-len(everything) // 5)
    parts = [read(client, file) for file in files]
    assert [len(part) for part in parts[:-1]] == [5] * (len(parts) - 1)
    # A page names its translations in other files too.
    assert {location: pairs for part in parts for location, pairs in part.items()} == everything
    assert everything[page.full_url] == everything[french.full_url]
    for address in ("/sitemap-pages.xml?p=99", "/sitemap-pages.xml?p=x", "/sitemap-other.xml"):
        assert client.get(address).status_code == 404
