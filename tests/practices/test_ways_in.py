"""Ways into the practices beside their list: side by side, like one's own setting, and where the collection is thin."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tests.factories import concept, frame_page, practice, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def url():
    return frame_page("practices").get_url()


def soup_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    assert len(soup.select("h1")) == 1
    return soup


def line(soup, label):
    for row in soup.select(".compare tbody tr"):
        if row.th.get_text(" ", strip=True).startswith(label):
            return row.has_attr("class"), [cell.get_text(" ", strip=True) for cell in row.select("td")]
    return None


def test_practices_stand_side_by_side_and_what_differs_is_marked(client, url):
    one = practice(title="Una", country="uy", summary="<p>Con <b>fuerza</b>.</p>")
    two = practice("en", title="Other", country="mx", start_year=1999)
    soup = soup_of(client, f"{url}compare/?p={one.code}&p={two.code}")
    assert [link.get_text() for link in soup.select(".compare thead a")] == ["Una", "Other"]
    assert line(soup, "Desde") == (True, ["2015", "1999"])
    assert line(soup, "En varios países") == (False, ["no", "no"])
    assert line(soup, "Resumen")[1][0] == "Con fuerza."
    assert line(soup, "Dónde")[1] == ["Uruguay", "México"]
    assert line(soup, "Datos al")[1] == ["1 de enero de 2025"] * 2
    with translation.override("es"):
        assert line(soup, "Niveles") == (False, [concept("level", "national").label] * 2)


@pytest.mark.parametrize("typed", ["{0} , {1}", "{0}%0A{1}", "{0};{1}", "&p={0}&p={1}&p={0}"])
def test_codes_are_read_as_people_type_them(client, url, typed):
    codes = [practice().code.lower(), practice().code]
    soup = soup_of(client, f"{url}compare/?p={typed.format(*codes)}")
    assert len(soup.select(".compare thead a")) == 2


@pytest.mark.parametrize("wrong", ["AGC-9999", "hola", "<script>", "%00", "AGC-" + "9" * 5000, "محمد", "' OR 1=1"])
def test_what_cannot_be_compared_is_named_and_the_rest_shown(client, url, wrong):
    codes = [practice().code, practice().code]
    soup = soup_of(client, f"{url}compare/?p={codes[0]}&p={wrong}&p={codes[1]}")
    assert soup.select_one('p.notice[role="status"]')
    assert len(soup.select(".compare thead a")) == 2
    assert soup.select("script:not([src]):not([type])") == []


def test_a_draft_cannot_be_compared(client, url):
    shown, draft = practice(), practice(title="Secreta")
    draft.unpublish()
    soup = soup_of(client, f"{url}compare/?p={shown.code}&p={draft.code}")
    assert draft.code in soup.select_one("p.notice").get_text()
    assert "Secreta" not in soup.get_text()
    assert soup.select_one(".compare") is None
    assert soup.select_one(".empty")


def test_four_fit_and_more_are_left_out_by_name(client, url):
    codes = [practice().code for _number in range(6)]
    soup = soup_of(client, f"{url}compare/?p={','.join(codes)}")
    assert len(soup.select(".compare thead a")) == 4
    assert codes[4] in soup.select_one("p.notice").get_text()


def test_the_table_of_practices_leads_to_the_comparison(client, url):
    codes = {practice().code, practice().code}
    soup = soup_of(client, f"{url}?view=table")
    form = soup.select_one("form:has(.dense)")
    assert form["action"] == f"{url}compare/"
    assert {box["value"] for box in form.select('input[name="p"]')} == codes


def test_a_comparison_costs_the_same_for_two_and_for_four(client, url):
    codes = [practice(concepts=[concept("level", "national"), concept("component", "time")]).code for _n in range(4)]

    def cost(number):
        client.get(f"{url}compare/?p={','.join(codes[:number])}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{url}compare/?p={','.join(codes[:number])}")
        return len(queries)

    assert cost(2) == cost(4)


def test_the_nearest_to_a_setting_come_first_with_the_reason(client, url):
    near = [concept("care-type", "school-age"), concept("setting", "rural"), concept("component", "time")]
    practice(title="Lejana", country="in")
    practice(title="Cercana", country="uy", concepts=near)
    practice(title="Media", country="uy", concepts=[concept("care-type", "school-age")])
    soup = soup_of(client, f"{url}like-mine/?care=school-age&setting=rural&country=uy&cost=")
    assert [link.get_text(strip=True) for link in soup.select(".cards .card__title a")] == ["Cercana", "Media"]
    with translation.override("es"):
        shared = [concept("care-type", "school-age").label, concept("setting", "rural").label]
        why = soup.select_one(".result__why").get_text().removeprefix("En común:").strip()
        assert sorted(why.split("; ")) == sorted([*shared, concept("country", "uy").label])
    chosen = {box["name"]: box.select_one("[selected]") for box in soup.select(".setting-form select")}
    assert {name: option["value"] for name, option in chosen.items() if option} == {
        "care": "school-age",
        "setting": "rural",
        "country": "uy",
    }


@pytest.mark.parametrize("query", ["", "?care=", "?care=nada", "?care=%00&x=1", "?country=" + "x" * 3000])
def test_a_setting_that_says_nothing_finds_nothing_and_no_error(client, url, query):
    practice()
    soup = soup_of(client, f"{url}like-mine/{query}")
    assert soup.select(".cards") == []
    assert soup.select_one(".setting-form")


def test_the_board_counts_what_there_is_and_leads_to_it(client, url):
    page = practice(country="uy", r="reduce", concepts=[concept("care-type", "early-childhood")])
    practice("en", country="in", r="reduce", concepts=[concept("care-type", "early-childhood")])
    translate(page, "en")
    soup = soup_of(client, f"{url}coverage/")
    tables = soup.select("table.coverage")
    languages = {row.th.get_text(): row.td.get_text() for row in tables[0].select("tbody tr")}
    assert languages["Español"] == "1"
    assert languages["Inglés"] == "2"
    with translation.override("es"):
        region, care = concept("region", "019").label, concept("care-type", "early-childhood").label
    rows = {row.th.get_text(): row for table in tables[1:] for row in table.select("tbody tr")}
    assert [cell.get_text(strip=True) for cell in rows[region].select("td")] == ["0", "1", "0", "0", "0", "1"]
    assert [cell.get_text(strip=True) for cell in rows[care].select("td")] == ["0", "2", "0", "0", "0", "2"]
    link = rows[region].select_one("a")["href"]
    assert "1" in soup_of(client, link).select_one("#results").get_text()
    assert "shade--0" in rows[region].td["class"]


def test_an_empty_collection_has_a_board_of_noughts(client, url):
    soup = soup_of(client, f"{url}coverage/")
    assert {cell.get_text(strip=True) for cell in soup.select("table.coverage td")} == {"0"}


@pytest.mark.parametrize("language", ["es", "en", "fr"])
@pytest.mark.parametrize("below", ["compare/", "like-mine/", "coverage/"])
def test_each_way_in_has_an_address_of_its_own_in_every_language(client, below, language):
    here = frame_page("practices", language)
    soup = soup_of(client, here.get_url() + below)
    assert soup.html["lang"] == language
    assert soup.select_one('link[rel="canonical"]')["href"] == here.full_url + below
    alternates = {link["hreflang"]: link["href"] for link in soup.select('link[rel="alternate"][hreflang]')}
    assert alternates["fr"] == frame_page("practices", "fr").full_url + below
