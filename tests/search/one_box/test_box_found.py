"""One box over everything public: any language in, each record once out."""

import pytest
from bs4 import BeautifulSoup

from tests.factories import (
    chapter,
    community,
    event,
    governance_body,
    governance_document,
    member,
    practice,
    publication,
    standard,
    translate,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["es", "en", "fr"])
@pytest.mark.parametrize("query", ["cuidados", "national care", "soins", "cuidados soins care"])
def test_any_language_finds_the_record_once_in_the_reader_s_language(search, committed, uruguay, language, query):
    versions = {
        "es": uruguay,
        "en": committed(translate, uruguay, "en", title="National care system"),
        "fr": committed(translate, uruguay, "fr", title="Système de soins"),
    }
    results = search(query, language)
    assert versions[language].get_url() in results
    assert not set(results) & {page.get_url() for code, page in versions.items() if code != language}
    assert len(results) == len(set(results))


def test_without_translation_the_original_is_found_and_marked(client, uruguay):
    response = client.get("/en/search/", {"q": "niñas"})
    card = BeautifulSoup(response.content, "html.parser").select_one(".results .card")
    link = card.select_one(".card__title a")
    assert (link["href"], link["lang"], link["hreflang"]) == (uruguay.get_url(), "es", "es")
    assert card.select_one(".badge--language")


@pytest.mark.parametrize(
    "query",
    ["política", "politica", "POLÍTICA", "PoLiTiCa", "poli\u0301tica", "  politica  ", "«política»", "ninas", "NIÑAS"],
)
def test_accents_and_capitals_do_not_matter(search, uruguay, query):
    assert search(query) == [uruguay.get_url()]


@pytest.mark.parametrize(
    ("query", "found"),
    [("política niñas", True), ("política remolacha", False), ("zapalla", True), ("sistema-nacional", True)],
)
def test_every_word_has_to_stand_in_the_record(search, committed, uruguay, query, found):
    other = committed(standard, title="Remolacha")
    assert search(query) == ([uruguay.get_url()] if found else [other.get_url(), uruguay.get_url()])


@pytest.mark.parametrize(
    "query",
    [
        "Primera infancia",
        "guardería",
        "guarderia",
        "daycare",
        "nursery",
        "crèche",
        "petite enfance",
        "Early childhood care",
    ],
)
def test_labels_and_other_words_of_concepts_in_any_language_find_the_practice(search, uruguay, query):
    for language in ("es", "en", "fr"):
        assert search(query, language)[0] == uruguay.get_url()


def test_between_quotes_a_concept_is_found_by_the_label_that_a_page_shows_alone(search, uruguay):
    assert search('"primera infancia"') == [uruguay.get_url()]
    assert search('"jardín infantil"') == []


def test_a_word_that_says_little_is_none_that_says_much(search, committed):
    committed(practice, title="Un lugar para cuidar", claim="Es para quien cuida.")
    assert search("huelga") == search("strike", "en") == []


def test_sources_and_who_pays_find_the_practice(search, committed):
    page = committed(practice, cost_payer="La cooperativa Zanahoria.")
    source = page.sources.all()[0]
    source.title, source.publisher = "Bill C-35", "Berenjena Press"
    page.sources = [source]
    committed(page.save_revision().publish)
    for query in ("zanahoria", "C-35", "berenjena"):
        assert search(query) == [page.get_url()]


def test_an_event_is_found_by_what_it_offers_to_who_cannot_hear(search, committed):
    page = committed(event, title="Encuentro", sign_language=True)
    assert search("lengua de señas")[0] == page.get_url()
    assert search("langue des signes", "fr")[0] == page.get_url()


@pytest.mark.parametrize("query", ["Uruguay", "Reconnaître", "time-use survey"])
def test_countries_and_rs_find_the_practice(search, uruguay, query):
    assert uruguay.get_url() in search(query, "en")


def test_the_code_finds_the_practice(search, uruguay):
    assert uruguay.get_url() in search(uruguay.code)


def test_every_kind_of_record_is_found(search, committed):
    guide = committed(publication, title="Zanahoria guía")
    body = committed(governance_body, title="Zanahoria comité")
    pages = [
        guide,
        body,
        committed(chapter, guide, title="Zanahoria capítulo"),
        committed(governance_document, body, title="Zanahoria regla"),
        committed(practice, title="Zanahoria práctica"),
        committed(event, title="Zanahoria evento"),
        committed(community, title="Zanahoria comunidad"),
        committed(member, title="Zanahoria organización"),
        committed(standard, title="Zanahoria página"),
    ]
    assert set(search("zanahoria")) == {page.get_url() for page in pages}


def test_the_text_of_a_body_is_found_and_its_markup_is_not(search, committed):
    page = committed(standard, body=[("paragraph", "<p>uno</p><p>dos <b>tres</b></p>"), ("heading", "Remolacha")])
    assert search("remolacha tres") == [page.get_url()]
    assert search("unodos") == []
    assert page.get_url() not in search("paragraph")


def test_what_has_the_word_in_its_title_comes_first(search, committed):
    second = committed(standard, title="Otra cosa", summary="Sobre la remolacha.")
    first = committed(standard, title="Remolacha")
    third = committed(standard, title="Tercera", summary="Sobre la remolacha.")
    assert search("remolacha")[0] == first.get_url()
    assert set(search("remolacha")) == {page.get_url() for page in (first, second, third)}


def test_arabic_words_are_found(search, committed):
    page = committed(member, title="وزارة التنمية الاجتماعية", slug="ministerio")
    assert search("التنمية") == [page.get_url()]
