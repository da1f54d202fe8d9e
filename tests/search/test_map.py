"""The map of the world: every country is on it, the numbers and links are right, and it stays small."""

import gzip
import json
import re
from math import dist
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.management import CommandError, call_command
from django.template.loader import render_to_string
from django.utils import translation

from agc.vocabulary.loading import read_lists
from search import cartography
from search.map import LEAST_WIDTH, RADII, WORLD, atlas, lower_bounds, places, world_map

LABELS = {"uy": "Uruguay", "cv": "Cabo Verde", "mx": "México", "gt": "Guatemala", "sv": "El Salvador"}
REGIONS = {"uy": "América del Sur", "cv": "África occidental"} | dict.fromkeys(("mx", "gt", "sv"), "América Central")


@pytest.fixture(autouse=True)
def _english(_spanish):
    with translation.override("en"):
        yield


def world(counts, chosen=(), labels=LABELS, regions=REGIONS):
    return world_map(counts, set(chosen), lambda code: f"/es/practicas/?country={code}&view=map", labels, regions)


def shown(found, template="map"):
    return BeautifulSoup(render_to_string(f"search/{template}.html", {"world": found}), "html.parser")


def marks(page):
    return {mark["aria-label"]: mark for mark in page.select("a.map__mark")}


def vocabulary():
    [countries] = [scheme for scheme in read_lists() if scheme["code"] == "country"]
    return {country["code"] for country in countries["concepts"]}


def test_every_country_of_the_vocabulary_has_a_point_within_the_map():
    width, height = atlas()["size"]
    assert set(atlas()["countries"]) == vocabulary()
    for code, (x, y, *_shape) in atlas()["countries"].items():
        assert 0 < x < width, code
        assert 0 < y < height, code


def test_countries_that_are_large_enough_have_a_shape():
    shapeless = {code for code, found in atlas()["countries"].items() if len(found) == 2}
    assert {"mt", "sg", "bh", "mv", "tv", "aq"} <= shapeless
    assert not shapeless & {"uy", "cr", "sv", "lb", "gf", "sj", "ps", "eh", "cy", "lu", "fj", "nz", "ru", "us"}


@pytest.mark.parametrize("code", ["ru", "fj", "us", "fr", "nz"])
def test_no_line_runs_across_the_map(code):
    """As one does where a shape goes over the edge of the world."""
    steps = re.findall(r"l([-0-9 ]+)z", atlas()["countries"][code][2])
    numbers = [int(number) for line in steps for number in re.findall(r"-?\d+", line)]
    assert max(map(abs, numbers)) < 250


def test_the_file_stays_small():
    data = WORLD.read_bytes()
    assert len(data) <= 45_000
    assert len(gzip.compress(data)) <= 20_000


def test_the_style_sheet_gives_the_picture_the_proportions_of_the_map():
    sheet = (Path(settings.PROJECT_DIR) / "static/agc/site.css").read_text(encoding="utf-8")
    assert "aspect-ratio: {} / {};".format(*atlas()["size"]) in sheet


def test_a_country_is_a_link_that_says_its_name_and_number():
    found = marks(shown(world({"uy": 3, "cv": 1})))
    assert list(found) == ["Cabo Verde: 1 practice", "Uruguay: 3 practices"]
    assert [mark["href"] for mark in found.values()] == [
        "/es/practicas/?country=cv&view=map",
        "/es/practicas/?country=uy&view=map",
    ]
    assert [mark.find("text").text for mark in found.values()] == ["1", "3"]


def test_a_shape_is_a_second_way_for_the_pointer_alone():
    [area] = shown(world({"uy": 3, "cv": 1})).select("a.map__area")
    assert area["tabindex"] == "-1"
    assert area.find_parent("svg")["aria-hidden"] == "true"
    assert area["href"] == "/es/practicas/?country=uy&view=map"


def test_countries_without_records_are_land_without_links():
    page = shown(world({"uy": 3, "mx": 0}))
    assert len(marks(page)) == 1
    assert atlas()["countries"]["mx"][2] in page.select_one(".map__land")["d"]
    assert atlas()["countries"]["uy"][2] not in page.select_one(".map__land")["d"]


def test_the_chosen_are_marked_even_without_a_record():
    found = world({"uy": 3, "mx": 2}, chosen=["uy", "cv"])
    page, table = shown(found), shown(found, "map_table")
    assert list(marks(page)) == ["Cabo Verde: 0 practices", "México: 2 practices", "Uruguay: 3 practices"]
    assert [mark.find("text").text for mark in page.select("[aria-current=true]")] == ["0", "3"]
    assert [link.text for link in table.select("[aria-current=true]")] == ["Cabo Verde", "Uruguay"]
    assert {country.label: country.shade for country in found.countries} == {"Cabo Verde": 0, "México": 2, "Uruguay": 3}


@pytest.mark.parametrize(
    ("most", "bounds"),
    [(0, []), (1, [1]), (2, [1, 2]), (8, [1, 2, 3, 5]), (16, [1, 2, 4, 8]), (1000, [1, 6, 32, 178])],
)
def test_shades_grow_by_the_same_factor(most, bounds):
    assert lower_bounds(most) == bounds


def test_the_legend_says_what_each_shade_means():
    steps = [step.text.split()[-1] for step in shown(world({"uy": 8, "mx": 1})).select(".map__step")]
    assert steps == ["1", "2", "3–4", "5–8"]


def test_the_table_has_the_same_numbers_by_region():
    found = world({"uy": 3, "cv": 1, "sv": 2, "gt": 12, "mx": 1})
    table = shown(found, "map_table").table
    assert [body.th.text.strip() for body in table.select("tbody")] == [
        "África occidental",
        "América Central",
        "América del Sur",
    ]
    rows = {row.th.a.text: (row.td.text, row.th.a["href"]) for row in table.select("tbody tr") if row.td}
    assert list(rows) == ["Cabo Verde", "El Salvador", "Guatemala", "México", "Uruguay"]
    on_the_map = {mark["href"]: mark.find("text").text for mark in shown(found).select("a.map__mark")}
    assert {href: number for number, href in rows.values()} == on_the_map
    assert all(row.th["scope"] == "row" for row in table.select("tbody tr") if row.td)
    assert table["id"] == shown(found).select_one(".map__way a")["href"].lstrip("#")


def test_a_country_that_the_map_does_not_know_is_in_the_table():
    found = world({"uy": 1, "xx": 2}, labels=LABELS | {"xx": "Otro"})
    assert len(marks(shown(found))) == 1
    assert shown(found, "map_table").select("tbody tr")[-1].text.split() == ["Otro", "2"]


@pytest.mark.parametrize("name", ['"><script>x()</script>', "</title></svg><img src=x onerror=x()>", "a' b\"c&d"])
def test_nothing_in_a_name_breaks_the_picture(name):
    found = world({"uy": 2}, labels={"uy": name}, regions={"uy": name})
    page, table = shown(found), shown(found, "map_table")
    for part in (page, table):
        assert not part.select("script, img")
    [label] = marks(page)
    assert label.startswith(name)
    assert table.select_one("tbody a").text == name


def test_an_address_with_signs_of_html_stays_an_address():
    found = world_map({"uy": 1}, set(), lambda code: '?q="><b>&country=uy', LABELS, REGIONS)
    assert shown(found).select_one("a.map__mark")["href"] == '?q="><b>&country=uy'
    assert not shown(found).select("b")


def test_an_empty_map_is_land_alone():
    found = world({})
    assert all(path in found.land for _x, _y, *shape in atlas()["countries"].values() for path in shape)
    assert not shown(found).select("a")
    assert not shown(found, "map_table").select("table")


def test_marks_of_neighbours_do_not_touch():
    crowded = ["mx", "gt", "bz", "sv", "hn", "ni", "cr", "pa", "cu", "jm", "ht", "do", "pr", "co", "ve", "ec"]
    found = world({code: 10 ** (place % 4) for place, code in enumerate(crowded)}).drawn
    pixel = LEAST_WIDTH / atlas()["size"][0]
    for place, one in enumerate(found):
        for other in found[place + 1 :]:
            apart = dist(one.mark, other.mark) * pixel
            assert apart >= RADII[one.signs - 1] + RADII[other.signs - 1], (one.code, other.code)


def test_a_mark_that_was_pushed_aside_has_a_line_to_its_country():
    found = {country.code: country for country in world({"gt": 1, "sv": 1, "uy": 1}).drawn}
    assert not found["uy"].leader
    assert found["gt"].leader.startswith("M{} {}L".format(*found["gt"].point))


def test_the_numbers_and_the_words_on_borders_are_in_the_language_of_the_reader():
    page = shown(world({"uy": 12345}))
    assert list(marks(page)) == ["Uruguay: 12,345 practices"]
    assert "do not imply official endorsement or acceptance by the Global Alliance for Care" in page.figcaption.text
    with translation.override("es"):
        assert shown(world({"uy": 12345})).find("text").text == "12\N{NO-BREAK SPACE}345"


@pytest.mark.django_db
def test_names_and_regions_come_from_the_vocabulary(django_assert_num_queries):
    call_command("load_vocabulary", verbosity=0)
    with translation.override("fr"), django_assert_num_queries(2):
        labels, regions = places({"uy", "cv", "xx"})
    assert labels == {"uy": "Uruguay", "cv": "Cabo Verde"}
    assert regions == {"uy": "Amérique du Sud", "cv": "Afrique occidentale"}


def test_equal_earth_is_the_published_projection():
    assert cartography.equal_earth(0, 0) == (0, 0)
    assert cartography.equal_earth(180, 0)[0] == pytest.approx(2.7066, abs=1e-4)
    assert cartography.equal_earth(0, 90)[1] == pytest.approx(1.3173, abs=1e-4)


def square(east, north, size):
    """Return an arc of TopoJSON round a square, in whole degrees."""
    return [[east, north], [0, size], [size, 0], [0, -size], [-size, 0]]


def test_the_map_is_drawn_from_topojson():
    data = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [square(-60, -34, 5), square(30, 5, 4), square(-54, 3, 2), square(0, 45, 5)],
        "objects": {
            "countries": {
                "geometries": [
                    {"id": "858", "type": "Polygon", "arcs": [[0]]},
                    {"id": "250", "type": "MultiPolygon", "arcs": [[[~2]], [[3]]]},
                    {"type": "MultiPolygon", "arcs": [[[1]]]},
                ]
            }
        },
    }
    drawn = cartography.draw(data, {"858": "uy", "250": "fr", "254": "gf", "744": "sj"})
    x, y, path = drawn["countries"]["uy"]
    assert re.fullmatch(r"M\d+ \d+l[-\d ]+z", path)
    assert cartography.on_paper(-57.5 - cartography.MERIDIAN, -31.5) == pytest.approx((x, y), abs=5)
    assert drawn["land"].count("M") == 1
    assert {code: len(found) for code, found in drawn["countries"].items()} == {"fr": 3, "gf": 3, "sj": 2, "uy": 3}


def test_what_is_no_map_is_refused(tmp_path):
    wrong = tmp_path / "wrong.json"
    for text in ("", "[]", json.dumps({"objects": {}})):
        wrong.write_text(text, encoding="utf-8")
        with pytest.raises(CommandError, match="no countries in TopoJSON"):
            call_command("make_map", wrong)
