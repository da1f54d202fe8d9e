"""The list of practices: each record once, narrowed by its address."""

import pytest
from bs4 import BeautifulSoup
from django.utils import translation

from tests.factories import concept, frame_page, practice, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    return frame_page("practices")


@pytest.fixture
def three():
    """Uruguay and children; Mexico and children; Mexico and old age."""

    def concepts(care):
        return [concept("level", "national"), concept("component", "services"), concept("care-type", care)]

    return {
        "uy-child": practice(title="Uy niñez", country="uy", concepts=concepts("early-childhood")),
        "mx-child": practice(title="Mx niñez", country="mx", concepts=concepts("early-childhood")),
        "mx-long": practice(title="Mx mayores", country="mx", concepts=concepts("long-term-care"), r="reward"),
    }


def soup_of(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def titles(soup):
    return [link.get_text(strip=True) for link in soup.select(".results .card__title a")]


def counts(soup, name):
    boxes = soup.select(f'.filters input[name="{name}"]')
    return {
        box["value"]: int(box.find_parent("label").select_one(".check__count").get_text().split()[-1]) for box in boxes
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"uy-child", "mx-child", "mx-long"}),
        ("country=uy", {"uy-child"}),
        ("country=uy&country=mx", {"uy-child", "mx-child", "mx-long"}),
        ("care=early-childhood", {"uy-child", "mx-child"}),
        ("country=mx&care=early-childhood", {"mx-child"}),
        ("country=mx&care=early-childhood&care=long-term-care", {"mx-child", "mx-long"}),
        ("country=uy&care=long-term-care", set()),
        ("r=reward", {"mx-long"}),
        ("r=reward&r=recognise&country=mx", {"mx-child", "mx-long"}),
        ("country=", {"uy-child", "mx-child", "mx-long"}),
        ("country=uy&country=uy", {"uy-child"}),
        ("care=services", {"uy-child", "mx-child", "mx-long"}),
        ("utm_source=x", {"uy-child", "mx-child", "mx-long"}),
    ],
)
def test_or_within_a_facet_and_across(client, index, three, query, expected):
    soup = soup_of(client, f"{index.get_url()}?{query}")
    assert set(titles(soup)) == {three[key].title for key in expected}
    assert str(len(expected)) in soup.select_one("#results").get_text()


def test_counts_leave_out_their_own_facet(client, index, three):
    soup = soup_of(client, f"{index.get_url()}?country=uy")
    assert counts(soup, "country") == {"uy": 1, "mx": 2}
    assert counts(soup, "care") == {"early-childhood": 1}
    assert counts(soup, "r") == {"recognise": 1}
    checked = soup.select(".filters input[checked]")
    assert [(box["name"], box["value"]) for box in checked] == [("country", "uy")]


def test_a_choice_that_finds_nothing_stays_to_be_taken_back(client, index, three):
    soup = soup_of(client, f"{index.get_url()}?country=uy&care=long-term-care")
    assert counts(soup, "care")["long-term-care"] == 0
    assert soup.select_one('.filters input[name="care"][value="long-term-care"]').has_attr("checked")
    links = [link["href"] for link in soup.select("a.chip--remove")]
    assert links in (["?country=uy", "?care=long-term-care"], ["?care=long-term-care", "?country=uy"])
    assert soup.select_one("a.chip--clear")["href"] == index.get_url()
    for link in links:
        assert titles(soup_of(client, index.get_url() + link))


def test_a_practice_in_two_languages_is_counted_once(client, index, three):
    translate(three["uy-child"], "en")
    for language in ("es", "en", "fr"):
        soup = soup_of(client, frame_page("practices", language).get_url())
        assert counts(soup, "country") == {"uy": 1, "mx": 2}
        assert len(titles(soup)) == 3


@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_filters_speak_the_reader_s_language(client, three, language):
    soup = soup_of(client, f"{frame_page('practices', language).get_url()}?care=early-childhood")
    label = soup.select_one('.filters input[value="early-childhood"]').find_parent("label")
    with translation.override(language):
        expected = concept("care-type", "early-childhood").label
    assert label.select_one(".check__label").get_text() == expected
    assert expected in soup.select_one("a.chip--remove").get_text()


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("country=atlantis", "atlantis"),
        ("care=uy", "uy"),
        ("country=UY", "UY"),
        ("country=%3Cscript%3Ealert(1)%3C/script%3E", "<script>alert(1)</script>"),
        ("country=uy%00", "uy"),
        ("country=" + "x" * 5000, "x" * 5000),
    ],
)
def test_an_unknown_value_is_named_and_left_out(client, index, three, query, named):
    soup = soup_of(client, f"{index.get_url()}?{query}")
    assert len(titles(soup)) == 3
    assert named in soup.select_one('p[role="status"]').get_text()
    assert [script.get("type") for script in soup.select("script:not([src])")] == ["application/ld+json"]


def test_an_unknown_value_beside_a_known_one_narrows_by_the_known_one(client, index, three):
    soup = soup_of(client, f"{index.get_url()}?country=uy&country=atlantis")
    assert titles(soup) == ["Uy niñez"]
    assert "atlantis" in soup.select_one('p[role="status"]').get_text()


@pytest.mark.parametrize("page", ["2", "0", "-1", "abc", "1.5", "9" * 30, "%00", "1%00", "٢"])
def test_a_page_that_the_list_has_not_is_not_found(client, index, three, page):
    soup = soup_of(client, f"{index.get_url()}?page={page}", status=404)
    assert soup.html["lang"] == "es"


def test_a_long_list_is_read_page_by_page(client, index):
    for number in range(21):
        practice(title=f"Número {number}", country="uy" if number else "mx")
    first, second = (soup_of(client, f"{index.get_url()}{query}") for query in ("", "?page=2"))
    assert (len(titles(first)), len(titles(second))) == (20, 1)
    assert len(set(titles(first) + titles(second))) == 21
    assert first.select_one('a[rel="next"]')["href"] == "?page=2"
    assert second.select_one('a[rel="prev"]')["href"] == index.get_url()
    assert soup_of(client, f"{index.get_url()}?country=uy").select_one('a[rel="next"]') is None
    filtered = soup_of(client, f"{index.get_url()}?country=uy&country=mx")
    assert filtered.select_one('a[rel="next"]')["href"] == "?country=uy&country=mx&page=2"


def test_a_foreign_record_is_marked_and_leads_to_the_original(client):
    page = practice("es", title="Sistema de cuidados", claim="Cambió quién cuida.")
    soup = soup_of(client, frame_page("practices", "en").get_url())
    card = soup.select_one(".card")
    link = card.select_one("a")
    assert (link["href"], link["lang"], link["dir"], link["hreflang"]) == (page.get_url(), "es", "ltr", "es")
    assert card.select_one(".card__teaser")["lang"] == "es"
    with translation.override("en"):
        assert card.select_one(".badge--language").get_text() == "in Spanish"
    assert card.select_one(".badge--language").find_parent(lang=True).name == "html"
    own = soup_of(client, frame_page("practices", "es").get_url())
    assert own.select_one(".badge--language") is None
    assert own.select_one(".card a").get("lang") is None


def test_where_the_translation_exists_it_is_listed_instead(client):
    page = practice("es")
    english = translate(page, "en")
    soup = soup_of(client, frame_page("practices", "en").get_url())
    assert [link["href"] for link in soup.select(".results .card__title a")] == [english.get_url()]


def test_a_filtered_list_is_for_readers_not_for_search_engines(client, index, three):
    assert soup_of(client, index.get_url()).select_one('meta[name="robots"]') is None
    robots = soup_of(client, f"{index.get_url()}?country=uy").select_one('meta[name="robots"]')
    assert "noindex" in robots["content"]


def test_drafts_are_neither_listed_nor_counted(client, index, three):
    three["uy-child"].unpublish()
    soup = soup_of(client, index.get_url())
    assert "uy" not in counts(soup, "country")
    assert len(titles(soup)) == 2


def test_an_empty_list_says_so(client, index):
    soup = soup_of(client, index.get_url())
    assert soup.select_one(".results .empty").get_text(strip=True)
    assert soup.select(".card") == []


def test_a_facet_is_called_as_its_concept_is_called_now(client, index):
    practice(country="uy")
    region = concept("region", "005")
    with translation.override("es"):
        before = region.labels.get(language="es").preferred
    assert before in soup_of(client, index.get_url()).select_one(".filters").get_text()
    label = region.labels.get(language="es")
    label.preferred = "Sudamérica"
    region.labels = [*region.labels.exclude(pk=label.pk), label]
    region.save()
    shown = soup_of(client, index.get_url()).select_one(".filters").get_text()
    assert "Sudamérica" in shown
    assert before not in shown
