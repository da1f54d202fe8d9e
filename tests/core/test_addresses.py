"""The start page by the browser's languages, and a proper answer to every wrong address."""

import pytest
from bs4 import BeautifulSoup
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import PageViewRestriction

from practices.models import PracticePage
from tests.factories import event, frame_page, practice, translate

pytestmark = pytest.mark.django_db

LANGUAGES = ("es", "en", "fr")
NOTHING_HERE = "There is no page here"


@pytest.mark.parametrize(
    ("accepted", "start"),
    [
        (None, "/es/"),
        ("", "/es/"),
        ("fr", "/fr/"),
        ("en-GB,en;q=0.8", "/en/"),
        ("fr-CA,fr;q=0.8,en;q=0.5", "/fr/"),
        ("de,pt;q=0.9,en;q=0.5", "/en/"),
        ("de", "/es/"),
        ("es-419,es;q=0.9", "/es/"),
        ("nonsense;;q=x", "/es/"),
    ],
)
def test_the_start_page_is_chosen_by_the_browser_and_no_cookie_is_set(client, accepted, start):
    response = client.get("/", headers={} if accepted is None else {"accept-language": accepted})
    assert response.status_code == 302
    assert response["Location"] == start
    assert "Accept-Language" in response["Vary"]
    assert not response.cookies
    response = client.get(start)
    assert response.status_code == 200
    assert not response.cookies


def test_no_reader_gets_a_cookie(client):
    page = practice()
    for url in (
        page.get_url(),
        frame_page("practices").get_url(),
        f"{frame_page('events').get_url()}?mode=online",
        "/es/no/",
    ):
        assert not client.get(url).cookies
    assert not client.cookies


def assert_not_found(response, language):
    """A page of the site in the right language, with its frame, that says there is nothing here."""
    assert response.status_code == 404
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.html["lang"] == language
    with translation.override(language):
        assert soup.select_one("h1").get_text(strip=True) == gettext(NOTHING_HERE)
    assert len(soup.select("h1")) == 1
    assert soup.select_one('meta[name="robots"]')["content"] == "noindex"
    menu = {link["href"] for link in soup.select("#menu a")}
    assert frame_page("practices", language).get_url() in menu
    assert soup.select_one('form[role="search"]')["action"].startswith(f"/{language}/")
    return soup


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "path",
    [
        "no-such-page/",
        "a/b/c/d/",
        "%00/",
        "x%00y/",
        "practicas/%00/",
        "%F0%9F%92%A9/",
        "..%2F..%2Fetc%2Fpasswd/",
        pytest.param("x" * 300 + "/", id="long"),
    ],
)
def test_an_unknown_address_is_not_found_in_the_language_of_the_address(client, language, path):
    assert_not_found(client.get(f"/{language}/{path}"), language)


def test_the_page_for_a_wrong_address_speaks_each_language(client):
    headings = {
        BeautifulSoup(client.get(f"/{language}/no/").content, "html.parser").select_one("h1").get_text(strip=True)
        for language in LANGUAGES
    }
    assert len(headings) == len(LANGUAGES)


@pytest.mark.parametrize("path", ["/de/", "/de/praktiken/", "/nothing/", "/pt-br/", "/%00", "/es%00/"])
@pytest.mark.parametrize(("accepted", "language"), [("fr", "fr"), ("de", "es")])
def test_without_a_language_of_the_site_the_answer_is_in_the_reader_s_own(client, path, accepted, language):
    response = client.get(path, headers={"accept-language": accepted}, follow=True)
    assert_not_found(response, language)


@pytest.mark.parametrize(
    "path", ["/documents/1/x%00.pdf", "/media/images/%00.png", "/media/images/none.png", "/AGC-0001%00"]
)
def test_files_and_codes_with_a_nul_byte_or_unknown_are_not_found(client, path):
    assert client.get(path, follow=True).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_switcher_of_a_wrong_address_leads_to_the_home_pages(client, language):
    soup = assert_not_found(client.get(f"/{language}/no/"), language)
    links = {link["hreflang"]: link["href"] for link in soup.select("header nav.languages a")}
    assert links == {"es": "/es/", "en": "/en/", "fr": "/fr/"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_address_of_a_draft_says_nothing(client, language):
    page = practice(language, title="Zanahoria secreta", slug="borrador")
    PracticePage.objects.filter(pk=page.pk).update(live=False, first_published_at=None)
    response = client.get(page.get_url())
    assert_not_found(response, language)
    assert "Zanahoria" not in response.content.decode()


def test_a_translation_not_yet_published_says_nothing(client):
    page = practice()
    draft = translate(page, "en", publish=False, title="Secret carrot", slug="secret-carrot")
    response = client.get(draft.get_url())
    assert_not_found(response, "en")
    assert "Secret carrot" not in response.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD])
def test_the_address_of_a_private_page_leaks_no_title(client, kind, language):
    page = event(language, title="Zanahoria secreta", slug="privada", summary="Nadie sabe de esto.")
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password="x")
    response = client.get(page.get_url(), follow=True)
    html = response.content.decode()
    assert "anahoria" not in html
    assert "Nadie sabe" not in html
    if kind == PageViewRestriction.PASSWORD:
        soup = BeautifulSoup(html, "html.parser")
        assert soup.html["lang"] == language
        assert soup.select_one('input[type="password"]')


def test_a_private_page_opens_with_its_password(client):
    page = event(title="Zanahoria secreta")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="x")
    form = BeautifulSoup(client.get(page.get_url()).content, "html.parser").select_one('form[method="post"]')
    data = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
    assert "Zanahoria" not in client.post(form["action"], data | {"password": "wrong"}, follow=True).content.decode()
    assert "Zanahoria" in client.post(form["action"], data | {"password": "x"}, follow=True).content.decode()


def test_robots_txt_names_the_sitemap_and_keeps_the_cms_out(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    lines = response.content.decode().splitlines()
    assert "Disallow: /admin/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines
