"""What a reader sees of the results: what was meant, why it was found, and how to narrow it."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import translation

from tests.factories import practice, standard, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    def do(action, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return action(*args, **kwargs)

    return do


@pytest.fixture
def search(client):
    """Return a function that types a query and returns the page."""

    def do(query, language="es", **params):
        with translation.override(language):
            response = client.get(reverse("search"), {"q": query} | params)
        assert response.status_code == 200
        return BeautifulSoup(response.content, "html.parser")

    return do


@pytest.fixture
def laundry(committed):
    return committed(practice, title="Lavandería comunitaria", claim="Las vecinas lavan la ropa de quien no puede.")


def links(page):
    return [link["href"] for link in page.select(".results .card__title a")]


def said(page):
    return " ".join(" ".join(notice.get_text().split()) for notice in page.select("p.notice[role=status]"))


@pytest.mark.parametrize("query", ["lavanderia", "lavanderías", "labandería", "lavanderai", "lavander", "comunitarios"])
def test_other_forms_and_slips_find_it(search, laundry, query):
    assert links(search(query)) == [laundry.get_url()]


@pytest.mark.parametrize("query", ["lavandería", "lavanderías"])
def test_no_slip_is_seen_where_there_is_none(search, laundry, query):
    assert said(search(query)) == ""


def test_a_slip_is_said(search, laundry):
    page = search("labandería")
    assert "labandería" in said(page)
    assert "lavandería" in said(page)


def test_a_short_word_is_taken_as_it_is(search, laundry):
    assert links(search("rop")) == [laundry.get_url()]
    assert links(search("rpa")) == []


def test_quotes_want_the_words_as_they_stand(search, committed, laundry):
    other = committed(standard, title="Ropa", summary="Lavan mucho, y la ropa también.")
    assert set(links(search("lavan la ropa"))) == {laundry.get_url(), other.get_url()}
    assert links(search('"lavan la ropa"')) == [laundry.get_url()]
    assert links(search('"la ropa lavan"')) == []


def test_a_minus_leaves_out(search, committed, laundry):
    other = committed(standard, title="Lavandería de hotel")
    assert links(search("lavandería -hoteles")) == [laundry.get_url()]
    assert links(search('lavandería -"comunitaria"')) == [other.get_url()]
    assert laundry.get_url() not in links(search("-lavandería"))


def test_words_that_say_little_are_looked_for_where_there_is_nothing_else(search, committed):
    page = committed(standard, title="De la a la z", summary="Sobre el de y el la.")
    assert page.get_url() in links(search("de la"))


def test_where_no_record_has_all_the_words_those_that_have_some_are_shown(search, laundry):
    page = search("lavandería interplanetaria")
    assert links(page) == [laundry.get_url()]
    assert said(page)


def test_the_passage_that_matched_is_shown_with_its_words_marked(search, laundry):
    passage = search("vecina ropas").select_one(".result__passage")
    assert [mark.get_text() for mark in passage.select("mark")] == ["vecinas", "ropa"]
    assert passage["lang"] == "es"


def test_a_match_in_another_language_is_shown_in_that_language(search, committed, laundry):
    committed(translate, laundry, "en", title="Community laundry", claim="Neighbours wash the clothes.")
    page = search("neighbours")
    assert links(page) == [laundry.get_url()]
    passage = page.select_one(".result__passage")
    assert (passage["lang"], passage.mark.get_text()) == ("en", "Neighbours")


def test_a_match_by_a_concept_names_it_in_the_reader_s_language(search, laundry):
    page = search("early childhood")
    assert links(page) == [laundry.get_url()]
    assert "Primera infancia" in page.select_one(".result__why").get_text()


def test_markup_in_a_text_is_shown_as_text(search, committed):
    committed(standard, title="Signos", summary="Uno <script>alert(1)</script> zanahoria & más.")
    passage = search("zanahoria").select_one(".result__passage")
    assert passage.select("script") == []
    assert "&" in passage.get_text()


def test_facets_count_the_whole_result_and_leave_their_own_choice_out(search, committed, laundry):
    committed(standard, title="Lavandería de hotel")
    counts = {
        box["value"]: int(box.parent.select_one(".check__count").get_text())
        for box in search("lavandería").select("input[name=type]")
    }
    assert counts == {"practicepage": 1, "standardpage": 1}
    page = search("lavandería", type="practicepage")
    assert links(page) == [laundry.get_url()]
    boxes = {box["value"]: box.has_attr("checked") for box in page.select("input[name=type]")}
    assert boxes == {"practicepage": True, "standardpage": False}
    assert page.select_one("form.filters__form input[name=q]")["value"] == "lavandería"


def test_a_country_is_found_by_its_region(search, laundry):
    assert laundry.get_url() in links(search("", region="019"))
    assert laundry.get_url() in links(search("Amérique du Sud", "fr"))


def test_what_the_address_chooses_that_nobody_knows_is_named(search, laundry):
    page = search("lavandería", type="nada")
    assert links(page) == [laundry.get_url()]
    assert "nada" in said(page)
