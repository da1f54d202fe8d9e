"""Where a practice is carried out: how big the place is, and how rich the country."""

import csv
import io
import json

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from practices.models import Place
from tests.factories import concept, frame_page, practice, translate

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def url():
    return frame_page("practices").get_url()


def soup_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def counts(soup, name):
    boxes = soup.select(f'.filters input[type="checkbox"][name="{name}"]')
    return {
        box["value"]: int(box.find_parent("label").select_one(".check__count").get_text().split()[-1]) for box in boxes
    }


def titles(soup, within):
    return [link.get_text(strip=True) for link in soup.select(f"{within} .card__title a")]


def label(scheme, code, language="es"):
    with translation.override(language):
        return concept(scheme, code).label


# The list


def test_the_list_counts_income_groups_and_sizes_in_every_language(client, url):
    page = practice(country="uy", size="metropolis")
    translate(page, "en")
    practice("en", country="fr", size="village")
    practice(country="bf", size="village")
    practice(country="ck")
    for language in ("es", "en", "fr"):
        soup = soup_of(client, frame_page("practices", language).get_url())
        assert counts(soup, "income") == {"low": 1, "high": 2}
        assert counts(soup, "size") == {"metropolis": 1, "village": 2}
        assert label("income-group", "low", language) in soup.select_one(".filters").get_text()
    narrowed = soup_of(client, f"{url}?income=high&size=village")
    assert counts(narrowed, "income") == {"low": 1, "high": 1}
    assert counts(narrowed, "size") == {"metropolis": 1, "village": 1}


def test_a_practice_in_several_countries_counts_in_the_group_of_each_once(client, url):
    page = practice(title="Varias", country="uy")
    for country in ("fr", "bf"):
        Place.objects.create(practice=page, country=concept("country", country))
    page.save_revision().publish()
    assert counts(soup_of(client, url), "income") == {"low": 1, "high": 1}


def test_the_word_of_an_income_group_finds_no_practice_of_its_countries(client):
    """What a country earns is not what a practice is about."""
    practice(title="Una", country="bf")
    soup = soup_of(client, f"{frame_page('home').get_url()}buscar/?q=ingreso")
    assert "Una" not in titles(soup, "main")


def test_a_country_that_moves_to_another_group_takes_its_practices_along(client, url, make_user):
    practice(country="uy")
    assert counts(soup_of(client, url), "income") == {"high": 1}
    row = concept("country", "uy")
    labels = [
        {"id": one.pk, "language": one.language, "preferred": one.preferred, "alternatives": "", "definition": ""}
        for one in row.labels.all()
    ]
    data = {"scheme": row.scheme_id, "code": row.code, "notation": row.notation, "order": row.order}
    data = nested_form_data(
        data | {"broader": row.broader_id, "labels": inline_formset(labels, initial=len(labels))}
    ) | {"groups": [concept("income-group", "upper-middle").pk]}
    client.force_login(make_user("secretariat", "secretariat"))
    edit = reverse("wagtailsnippets_vocabulary_concept:edit", args=[row.pk])
    boxes = soup_of(client, edit).select('input[name="groups"]')
    assert [box.has_attr("checked") for box in boxes] == [False, False, False, True]
    assert client.post(edit, data).status_code == 302
    client.logout()
    assert counts(soup_of(client, url), "income") == {"upper-middle": 1}


# Find one like mine


def test_a_setting_asks_for_both_and_every_reason_is_given_in_words(client, url):
    practice(title="Lejana", country="bf", size="village", concepts=[concept("level", "national")])
    near = [concept("level", "municipal"), concept("care-type", "long-term-care"), concept("setting", "urban")]
    practice(title="Cercana", country="co", size="metropolis", concepts=near)
    practice(title="Media", country="mx", size="town", concepts=[concept("level", "national")])
    asked = "income=upper-middle&size=metropolis&level=municipal&care=long-term-care&setting=urban"
    soup = soup_of(client, f"{url}like-mine/?{asked}")
    assert titles(soup, "main") == ["Cercana", "Media"]
    reasons = [why.get_text(" ", strip=True) for why in soup.select(".result__why")]
    for scheme, code in (
        ("income-group", "upper-middle"),
        ("place-size", "metropolis"),
        ("level", "municipal"),
        ("care-type", "long-term-care"),
        ("setting", "urban"),
    ):
        assert label(scheme, code) in reasons[0]
    assert reasons[1].endswith(label("income-group", "upper-middle"))


@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_the_form_offers_every_group_and_size_by_name(client, language):
    soup = soup_of(client, f"{frame_page('practices', language).get_url()}like-mine/")
    for name, scheme, codes in (
        ("income", "income-group", ["low", "lower-middle", "upper-middle", "high"]),
        ("size", "place-size", ["metropolis", "large-city", "medium-city", "town", "village"]),
    ):
        options = soup.select(f"#setting-{name} option")[1:]
        assert [option["value"] for option in options] == codes
        assert [option.get_text() for option in options] == [label(scheme, code, language) for code in codes]


@pytest.mark.parametrize("below", ["like-mine/", "coverage/"])
@pytest.mark.parametrize(
    ("language", "bank"), [("es", "Banco Mundial"), ("en", "World Bank"), ("fr", "Banque mondiale")]
)
def test_what_the_groups_mean_is_said_with_whose_list_it_is(client, below, language, bank):
    soup = soup_of(client, frame_page("practices", language).get_url() + below)
    terms = [term.get_text() for term in soup.select(".meanings dt")]
    assert {label("income-group", "low", language), label("place-size", "town", language)} <= set(terms)
    # The licence of the list asks for it.
    assert sum(bank in meaning.get_text() for meaning in soup.select(".meanings dd")) == 4


@pytest.mark.parametrize("wrong", ["rich", "%00", "ريف", "<script>", "x" * 3000])
def test_a_group_or_a_size_that_does_not_exist_is_named_and_left_out(client, url, wrong):
    practice(size="town")
    soup = soup_of(client, f"{url}like-mine/?income={wrong}&size={wrong}")
    assert soup.select_one('p.notice[role="status"]')
    assert titles(soup, "main") == []


# The board, the comparison, the page


def test_the_board_counts_by_income_group_and_by_size(client, url):
    practice(country="uy", r="reduce", size="town")
    practice(country="bf", r="reward")
    soup = soup_of(client, f"{url}coverage/")
    rows = {row.th.get_text(): row for row in soup.select("table.coverage tbody tr")}

    def numbers(scheme, code):
        return [cell.get_text(strip=True) for cell in rows[label(scheme, code)].select("td")]

    assert numbers("income-group", "high") == ["0", "1", "0", "0", "0", "1"]
    assert numbers("income-group", "low")[-1] == "1"
    assert numbers("income-group", "upper-middle") == ["0"] * 6
    assert numbers("place-size", "town")[-1] == "1"
    link = rows[label("income-group", "high")].select_one("a")["href"]
    assert "1" in soup_of(client, link).select_one("#results").get_text()


def test_a_comparison_has_the_income_groups(client):
    url = frame_page("practices", "en").get_url()
    codes = [practice(country="uy").code, practice(country="bf").code]
    rows = soup_of(client, f"{url}compare/?p={','.join(codes)}").select(".compare tbody tr")
    (row,) = [row for row in rows if row.th.get_text(strip=True).startswith("Income group of the country")]
    assert [cell.get_text(strip=True) for cell in row.select("td")] == [
        label("income-group", "high", "en"),
        label("income-group", "low", "en"),
    ]


@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_the_page_says_the_size_beside_its_place_where_it_is_known(client, language):
    page = practice(language, country="co", size="metropolis")
    Place.objects.create(practice=page, country=concept("country", "mx"))
    places = [place.get_text(" ", strip=True) for place in soup_of(client, page.get_url()).select(".facts dd")]
    assert f"{label('country', 'co', language)} {label('place-size', 'metropolis', language)}" in places
    assert label("country", "mx", language) in places


def test_a_page_costs_the_same_for_one_place_of_a_size_and_for_four(client):
    def cost(page):
        client.get(page.get_url())
        with CaptureQueriesContext(connection) as queries:
            client.get(page.get_url())
        return len(queries)

    page = practice(size="town")
    one = cost(page)
    for size in ("metropolis", "village", "large-city"):
        Place.objects.create(practice=page, country=concept("country", "mx"), size=concept("place-size", size))
    assert cost(page) == one


# Taken away


def test_files_have_the_size_and_the_income_group(client, url):
    practice(country="uy", size="town")
    practice(country="ck")
    rows = csv.DictReader(io.StringIO(b"".join(client.get(f"{url}csv/")).decode("utf-8-sig"), newline=""))
    found = {row["income_groups"]: row for row in rows}
    assert set(found) == {"high", ""}
    assert found["high"]["income_groups_label"] == label("income-group", "high")
    assert label("place-size", "town") in found["high"]["places"]
    records = json.loads(b"".join(client.get(f"{url}json/")))["records"]
    sizes = [place["size"] and place["size"]["code"] for record in records for place in record["places"]]
    assert sorted(sizes, key=str) == [None, "town"]


def test_the_codebook_has_both_lists(client, url):
    page = soup_of(client, f"{url}codebook/")
    text = page.get_text(" ", strip=True)
    for scheme, code in (("place-size", "village"), ("income-group", "lower-middle")):
        for language in ("es", "en", "fr"):
            assert label(scheme, code, language) in text
