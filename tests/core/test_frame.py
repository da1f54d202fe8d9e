"""What stands round a page: languages, the way back, and no way out of an element."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import translation
from wagtail.models import PageViewRestriction

from tests.factories import chapter, frame_page, picture, practice, publication, translate

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def soup_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def switch(soup):
    """Return the links of the switcher in the header, by language."""
    return {link["hreflang"]: link for link in soup.select_one("header nav.languages").select("a[hreflang]")}


def alternates(soup):
    return {link["hreflang"]: link["href"] for link in soup.select('link[rel="alternate"][hreflang]')}


def test_the_switcher_leads_to_the_same_record_and_marks_the_current_language(client):
    page = practice(title="Sistema de cuidados")
    english = translate(page, "en", title="Care system")
    links = switch(soup_of(client, page.get_url()))
    assert list(links) == ["es", "en", "fr"]
    assert [link.get("lang") for link in links.values()] == ["es", "en", "fr"]
    assert links["es"].get("aria-current") == "true"
    assert links["en"].get("aria-current") is None
    assert links["en"]["href"] == english.get_url()
    assert links["en"].get_text(strip=True) == "English"


def test_where_no_translation_exists_the_switcher_says_so_and_leads_to_the_list(client):
    page = practice()
    links = switch(soup_of(client, page.get_url()))
    for language in ("en", "fr"):
        assert links[language]["href"] == frame_page("practices", language).get_url()
        assert links[language].select_one("small[lang=es]") is not None
        assert client.get(links[language]["href"]).status_code == 200
    assert links["es"].select_one("small") is None


def test_a_chapter_without_translation_leads_to_its_translated_guide(client):
    guide = publication()
    english = translate(guide, "en")
    links = switch(soup_of(client, chapter(guide).get_url()))
    assert links["en"]["href"] == english.get_url()
    assert links["fr"]["href"] == frame_page("publications", "fr").get_url()


@pytest.mark.parametrize("state", ["draft", "unpublished", "private"])
def test_a_translation_that_is_not_public_is_as_if_it_were_not_there(client, state):
    page = practice()
    english = translate(page, "en", publish=state != "draft", title="Secret words")
    if state == "unpublished":
        english.unpublish()
    if state == "private":
        PageViewRestriction.objects.create(page=english, restriction_type=PageViewRestriction.LOGIN)
    soup = soup_of(client, page.get_url())
    assert switch(soup)["en"]["href"] == frame_page("practices", "en").get_url()
    assert "en" not in alternates(soup)
    assert "Secret words" not in str(soup)


def test_the_query_and_the_filters_are_kept(client):
    practice(country="uy")
    page = frame_page("practices")
    links = switch(soup_of(client, f"{page.get_url()}?country=uy&country=mx&r=recognise&page=1"))
    english = frame_page("practices", "en").get_url()
    assert links["en"]["href"] == f"{english}?country=uy&country=mx&r=recognise&page=1"
    soup = soup_of(client, links["en"]["href"])
    assert soup.select_one('input[name="country"][value="uy"]').has_attr("checked")


def test_the_search_keeps_its_words_in_every_language(client):
    links = switch(soup_of(client, f"{reverse('search')}?q=pol%C3%ADtica+%26+m%C3%A1s"))
    for language in ("en", "fr"):
        with translation.override(language):
            assert links[language]["href"] == f"{reverse('search')}?q=pol%C3%ADtica+%26+m%C3%A1s"
        soup = soup_of(client, links[language]["href"])
        assert soup.select_one("#search")["value"] == "política & más"


def test_the_addresses_of_the_search_are_those_of_each_language(client):
    for language, address in (("es", "/es/buscar/"), ("en", "/en/search/"), ("fr", "/fr/recherche/")):
        with translation.override(language):
            assert reverse("search") == address


def test_hreflang_names_the_live_versions_and_x_default_and_they_point_back(client):
    page = practice()
    french = translate(page, "fr")
    expected = {"es": page.full_url, "fr": french.full_url, "x-default": page.full_url}
    for version in (page, french):
        soup = soup_of(client, version.get_url())
        assert alternates(soup) == expected
        assert soup.select_one('link[rel="canonical"]')["href"] == version.full_url


def test_x_default_of_a_record_without_spanish_is_the_first_language_it_has(client):
    page = practice("fr")
    assert alternates(soup_of(client, page.get_url())) == {"fr": page.full_url, "x-default": page.full_url}


def test_breadcrumbs_lead_back_to_the_home_page(client):
    guide = publication(title="Guía")
    page = chapter(guide, title="Capítulo uno")
    crumbs = [link["href"] for link in soup_of(client, page.get_url()).select("nav.breadcrumbs a")]
    assert crumbs == [frame_page("home").get_url(), frame_page("publications").get_url(), guide.get_url()]


def test_the_menu_has_the_sections_of_its_language_and_marks_where_one_is(client):
    page = practice("en")
    menu = soup_of(client, page.get_url()).select("#menu a")
    assert [link.get_text() for link in menu] == [
        "Practices",
        "Publications",
        "Events",
        "Communities",
        "Members",
        "The Alliance",
    ]
    assert [link.get_text() for link in menu if link.get("aria-current")] == ["Practices"]


NASTY = '</script><script>alert(1)</script><!-- \u2028 & "quoted"'


def test_a_title_cannot_break_out_of_the_json_ld(client):
    page = practice(title=NASTY, local_name=NASTY)
    soup = soup_of(client, page.get_url())
    assert [script.get("type") for script in soup.select("script:not([src])")] == ["application/ld+json"]
    data = json.loads(soup.select_one("script:not([src])").string)
    assert data["headline"] == data["alternateName"] == NASTY
    assert data["identifier"] == page.code
    assert data["inLanguage"] == "es"
    assert soup.select_one("h1").get_text() == NASTY


def test_words_of_another_language_are_marked_as_such_in_a_list(client):
    page = practice("fr", title="Mode de garde")
    link = soup_of(client, frame_page("practices", "en").get_url()).select_one(f'a[href="{page.get_url()}"]')
    assert (link["lang"], link["hreflang"]) == ("fr", "fr")


def test_each_page_of_the_whole_list_declares_itself(client):
    for _number in range(21):
        practice()
    index, english = (frame_page("practices", language) for language in ("es", "en"))
    for query, declared in (
        ("", ""),
        ("?page=1", ""),
        ("?page=2", "?page=2"),
        ("?utm_source=x&page=2", "?page=2"),
        ("?country=uy&page=2", ""),
    ):
        soup = soup_of(client, index.get_url() + query)
        assert soup.select_one('link[rel="canonical"]')["href"] == index.full_url + declared
        assert soup.select_one('meta[property="og:url"]')["content"] == index.full_url + declared
        assert alternates(soup)["en"] == english.full_url + declared
        soup_of(client, english.get_url() + declared)


def test_a_page_that_is_no_list_has_no_further_pages(client):
    page = practice()
    soup = soup_of(client, f"{page.get_url()}?page=2")
    assert soup.select_one('link[rel="canonical"]')["href"] == page.full_url


def test_a_shared_link_has_a_picture_of_the_page_or_of_the_alliance(client):
    own, plain = practice(image=picture(), image_alt="Una plaza"), practice()
    pictures = [soup_of(client, page.get_url()).find("meta", property="og:image")["content"] for page in (own, plain)]
    assert "/media/" in pictures[0]
    assert pictures[1] == "http://testserver/static/agc/share.jpg"
