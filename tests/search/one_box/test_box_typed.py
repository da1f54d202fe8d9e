"""Whatever is typed into the box gets a proper page."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.factories import frame_page, standard

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "¿?¡!",
        "%",
        "_",
        "%%%___",
        "\x00",
        "a\x00b",
        "رعاية",
        "照护",
        "'; DROP TABLE search_searchrow; --",
        '"niñas OR',
        "niñas*",
        "\\",
        "🙂",
        pytest.param("x" * 10_000, id="long word"),
        pytest.param("palabra " * 1250, id="long text"),
        pytest.param(" ".join(f"w{number}" for number in range(1000)), id="many words"),
    ],
)
def test_whatever_is_typed_gets_a_proper_page(client, uruguay, query):
    response = client.get(reverse("search"), {"q": query})
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    assert len(soup.select("h1")) == 1
    assert "\x00" not in response.content.decode()
    assert len(soup.select_one("#search").get("value", "")) <= 200
    assert bool(soup.select_one('p[role="status"].notice')) is (len(query) > 200)


@pytest.mark.parametrize("query", ["", "   ", "¿?¡!", "%", "_", "\x00", "-"])
def test_a_query_without_a_word_finds_nothing_and_offers_the_sections(client, uruguay, query):
    soup = BeautifulSoup(client.get(reverse("search"), {"q": query}).content, "html.parser")
    assert soup.select(".results .card") == []
    assert frame_page("practices").get_url() in {link["href"] for link in soup.select("main .way-on a")}


def test_no_query_at_all_is_the_empty_form(client):
    soup = BeautifulSoup(client.get(reverse("search")).content, "html.parser")
    assert soup.select_one("#search")
    assert soup.select_one("#results") is None
    assert "noindex" in soup.select_one('meta[name="robots"]')["content"]


def test_what_was_typed_is_shown_as_text(client):
    query = "<script>alert(1)</script>\"'&"
    response = client.get(reverse("search"), {"q": query})
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.select("script:not([src])") == []
    assert soup.select_one("#search")["value"] == query
    assert query in soup.select_one("#results").get_text()
    assert query in soup.title.get_text()


@pytest.mark.parametrize("page", ["2", "0", "-1", "abc", "9" * 40, "%00"])
def test_a_page_that_the_results_have_not_is_not_found(client, uruguay, page):
    response = client.get(f"{reverse('search')}?q=sistema&page={page}")
    assert response.status_code == 404
    assert BeautifulSoup(response.content, "html.parser").html["lang"] == "es"


def test_many_results_are_read_page_by_page_each_once(client, committed):
    for _number in range(21):
        committed(standard, summary="Sobre la remolacha & más.")
    url = reverse("search")
    first = BeautifulSoup(client.get(url, {"q": "remolacha"}).content, "html.parser")
    following = first.select_one('a[rel="next"]')["href"]
    second = BeautifulSoup(client.get(url + following).content, "html.parser")
    links = [link["href"] for soup in (first, second) for link in soup.select(".results .card__title a")]
    assert len(links) == len(set(links)) == 21
    assert second.select_one("#search")["value"] == "remolacha"


def test_searching_sets_no_cookie(client, uruguay):
    assert not client.get(reverse("search"), {"q": "niñas"}).cookies
