"""The explorer of practices: views, orders and sizes that obey the filters, each state an address."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agc.vocabulary.models import Concept
from tests.factories import concept, frame_page, practice, translate

pytestmark = pytest.mark.django_db

VIEWS = ("cards", "table", "map", "timeline")


@pytest.fixture
def url():
    return frame_page("practices").get_url()


@pytest.fixture
def some():
    return [
        practice(title="Banda", country="uy", start_year=2010, ongoing=False, end_year=2012),
        practice("en", title="Álamo", country="mx", start_year=1999),
        practice(title="Coro", country="mx", start_year=2020, evidence=concept("evidence", "evaluation")),
    ]


def soup_of(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def titles(soup):
    return [
        link.get_text(strip=True) for link in soup.select(".results :is(.card__title, .dense th, .spans__item) > a")
    ]


@pytest.mark.parametrize("view", ["", "cards", "table", "timeline", "map", "hologram", "%00", "cards&view=table"])
def test_every_view_obeys_the_filters(client, url, some, view):
    soup = soup_of(client, f"{url}?country=mx&view={view}")
    assert "2" in soup.select_one("#results").get_text()
    if view == "map":
        numbers = {
            row.th.get_text(strip=True): row.td.get_text(strip=True) for row in soup.select(".map-table tr:has(td)")
        }
        assert [number for name, number in numbers.items() if name.startswith("México")] == ["2"]
        assert soup.select_one(".map__mark")["href"].startswith("?")
    else:
        assert set(titles(soup)) == {"Álamo", "Coro"}


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("title", ["Álamo", "Banda", "Coro"]),
        ("since", ["Coro", "Banda", "Álamo"]),
        ("published", ["Coro", "Álamo", "Banda"]),
        ("DROP TABLE", ["Coro", "Álamo", "Banda"]),
    ],
)
def test_the_order_is_that_of_the_address(client, url, some, sort, expected):
    assert titles(soup_of(client, f"{url}?sort={sort}")) == expected


def test_the_timeline_goes_by_the_years_whatever_the_order(client, url, some):
    soup = soup_of(client, f"{url}?view=timeline&sort=title")
    assert titles(soup) == ["Coro", "Banda", "Álamo"]
    assert [year.get_text() for year in soup.select(".spans__year")] == ["2020", "2010", "1999"]
    bars = [(float(bar["x"]), float(bar["width"])) for bar in soup.select(".span__bar")]
    assert all(start >= 0 and length > 0 and start + length <= 100 for start, length in bars)
    assert bars[2][0] == 0


def test_a_page_is_as_long_as_the_address_says(client, url):
    for _number in range(21):
        practice()
    assert len(titles(soup_of(client, url))) == 20
    assert len(titles(soup_of(client, f"{url}?size=50"))) == 21
    assert len(titles(soup_of(client, f"{url}?size=1000000"))) == 20
    assert soup_of(client, f"{url}?size=50&page=2", status=404)
    assert soup_of(client, f"{url}?page=2&view=table").select_one('a[rel="prev"]')["href"] == "?view=table"


def test_each_control_keeps_what_the_others_chose(client, url, some):
    soup = soup_of(client, f"{url}?country=mx&view=table&sort=title&size=50")
    kept = {(box["name"], box["value"]) for box in soup.select('.filters input[type="hidden"]')}
    assert kept == {("view", "table"), ("sort", "title"), ("size", "50")}
    controls = {(box["name"], box["value"]) for box in soup.select('.controls input[type="hidden"]')}
    assert controls == {("country", "mx"), ("view", "table")}
    chosen = {select["name"]: select.select_one("[selected]")["value"] for select in soup.select(".controls select")}
    assert chosen == {"sort": "title", "size": "50"}
    for link in soup.select(".controls__views a"):
        assert "country=mx" in link["href"]
    assert "view=table" in soup.select_one("a.chip--remove")["href"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("region=019", {"Banda", "Álamo", "Coro"}),
        ("region=150", set()),
        ("since=2010", {"Banda"}),
        ("since=2010&since=1990", {"Banda", "Álamo"}),
        ("in=en", {"Álamo"}),
        ("evidence=evaluation", {"Coro"}),
        ("depth=full", set()),
        ("depth=snapshot", {"Banda", "Álamo", "Coro"}),
        ("kind=programme", {"Banda", "Álamo", "Coro"}),
        ("since=٢٠١٠", {"Banda", "Álamo", "Coro"}),
    ],
)
def test_what_can_be_narrowed_by(client, url, some, query, expected):
    assert set(titles(soup_of(client, f"{url}?{query}"))) == expected


def test_a_country_of_the_map_narrows_and_is_taken_back(client, url, some):
    soup = soup_of(client, f"{url}?view=map")
    link = soup.select_one('.map-table a[href*="country=uy"]')["href"]
    narrowed = soup_of(client, url + link)
    assert "1" in narrowed.select_one("#results").get_text()
    chosen = narrowed.select_one(".map-table a[aria-current]")
    assert "country" not in chosen["href"]
    assert soup_of(client, url + chosen["href"]).select_one(".map-table a[aria-current]") is None


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_costs_the_same_for_one_practice_and_for_twenty(client, url, view):
    def cost():
        client.get(f"{url}?view={view}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{url}?view={view}")
        return len(queries)

    practice()
    translate(practice(), "en")
    one = cost()
    for _number in range(18):
        practice()
    assert cost() == one


def test_a_page_that_is_cut_in_another_way_is_no_canonical_one(client, url):
    for _number in range(21):
        practice()
    plain = soup_of(client, f"{url}?page=2").select_one('link[rel="canonical"]')["href"]
    sorted_one = soup_of(client, f"{url}?page=2&sort=title").select_one('link[rel="canonical"]')["href"]
    assert plain.endswith("?page=2")
    assert "page" not in sorted_one


def test_every_value_of_a_long_address_counts(client, url):
    practice(country="uy")
    others = Concept.objects.of("country").exclude(code="uy").values_list("code", flat=True)[:60]
    query = "&".join(f"country={code}" for code in others)
    assert titles(soup_of(client, f"{url}?{query}&country=uy"))
