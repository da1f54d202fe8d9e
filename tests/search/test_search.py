"""One box over everything public: any language in, each record once out."""

from contextlib import suppress

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from agc.vocabulary import loading
from agc.vocabulary.models import ConceptLabel
from home.models import StandardPage
from search.models import SearchRow, SearchState
from tests.factories import (
    chapter,
    community,
    concept,
    event,
    frame_page,
    governance_body,
    governance_document,
    member,
    practice,
    publication,
    standard,
    translate,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def search(results):
    """Return a function that types a query and reads the results: titles by their addresses."""

    def do(*args, **kwargs):
        return [link["href"] for link in results(*args, **kwargs).select(".results .card__title a")]

    return do


@pytest.fixture
def uruguay(committed):
    page = committed(
        practice, title="Sistema Nacional de Cuidados", claim="La política cambió quién cuida a niñas en Zapallar."
    )
    return page


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


def test_drafts_are_never_found(search, committed, uruguay):
    committed(translate, uruguay, "en", publish=False, title="Secret carrot")
    draft = committed(type(uruguay).objects.get, pk=uruguay.pk)
    draft.title = "Zanahoria secreta"
    committed(draft.save_revision)
    for query in ("carrot", "zanahoria"):
        assert search(query) == search(query, "en") == []
    assert search("Sistema Nacional")[0] == uruguay.get_url()


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD])
def test_private_pages_are_never_found(search, committed, uruguay, kind):
    english = committed(translate, uruguay, "en", title="Turnip system")
    committed(PageViewRestriction.objects.create, page=english, restriction_type=kind, password="x")
    assert search("turnip", "en") == []
    assert search("niñas", "en") == [uruguay.get_url()]
    on_all = committed(
        PageViewRestriction.objects.create, page=frame_page("practices"), restriction_type=kind, password="x"
    )
    assert search("niñas", "en") == search("niñas") == []
    committed(on_all.delete)
    assert search("niñas") == [uruguay.get_url()]


def test_what_is_published_together_is_written_together(search, committed):
    """An import writes hundreds of practices in one transaction; its readers wait for one batch."""
    pages = []

    def undone():
        with suppress(RuntimeError), transaction.atomic():
            pages.append(standard(title="Remolacha deshecha"))
            raise RuntimeError

    def publish_many():
        undone()
        pages.extend(standard(title=f"Remolacha {number}") for number in range(5))

    before = SearchState.newest_change()
    committed(publish_many)
    assert SearchState.newest_change() == before + 1
    assert sorted(search("remolacha")) == sorted(page.get_url() for page in pages[1:])


def test_a_record_that_cannot_be_written_takes_no_other_with_it(search, committed, monkeypatch):
    pages = []

    def publish_many():
        pages.extend(standard(title=f"Remolacha {number}") for number in range(3))

    own = StandardPage.get_search_document

    def broken(page):
        if page.title == "Remolacha 2":
            raise ValueError(page.title)
        return own(page)

    monkeypatch.setattr(StandardPage, "get_search_document", broken)
    with pytest.raises(ValueError, match="Remolacha 2"):
        committed(publish_many)
    monkeypatch.undo()
    assert {page.get_url() for page in pages[:2]} <= set(search("remolacha"))


def test_unpublishing_removes_and_publishing_again_brings_back(search, committed, uruguay):
    english = committed(translate, uruguay, "en", title="Turnip system")
    assert search("turnip") == [uruguay.get_url()]
    committed(english.unpublish)
    assert search("turnip") == []
    assert search("niñas", "en") == [uruguay.get_url()]
    committed(uruguay.unpublish)
    assert search("niñas") == []
    committed(type(uruguay).objects.get(pk=uruguay.pk).save_revision().publish)
    assert search("niñas") == [uruguay.get_url()]


def test_deleting_removes(search, committed, uruguay):
    assert search("zapallar") == [uruguay.get_url()]
    committed(uruguay.delete)
    assert search("zapallar") == []
    assert not SearchRow.objects.filter(record__translation_key=uruguay.translation_key).exists()


def test_a_change_is_found_when_it_is_published_and_the_old_words_no_more(search, committed, uruguay):
    uruguay.claim = "Otra frase con remolacha."
    committed(uruguay.save_revision().publish)
    assert search("remolacha") == [uruguay.get_url()]
    assert search("zapallar") == []


def test_a_renamed_concept_is_found_by_its_new_name(client, search, committed, uruguay, make_user):
    from tests.vocabulary.test_cms import form_of

    row = concept("component", "services")
    labels = [
        (label.language, "Remolacha" if label.language == "es" else label.preferred, {"id": label.pk})
        for label in row.labels.all()
    ]
    client.force_login(make_user("secretariat", "secretariat"))
    url = reverse("wagtailsnippets_vocabulary_concept:edit", args=[row.pk])
    response = committed(client.post, url, form_of("component", "services", labels, initial=len(labels)))
    assert response.status_code == 302
    client.logout()
    assert ConceptLabel.objects.get(concept=row, language="es").preferred == "Remolacha"
    assert search("remolacha") == search("remolacha", "fr") == [uruguay.get_url()]


def test_a_word_new_in_the_official_lists_finds_what_has_the_concept(search, committed, uruguay, monkeypatch):
    lists = loading.read_lists()
    component = next(data["concepts"] for data in lists if data["code"] == "component")
    services = next(row for row in component if row["code"] == "services")
    services["labels"]["fr"]["alternatives"] = ["betterave"]
    monkeypatch.setattr(loading, "read_lists", lambda: lists)
    committed(call_command, "load_vocabulary", verbosity=0)
    assert search("betterave") == [uruguay.get_url()]


def test_rebuilding_finds_the_same_and_drops_what_is_left_over(search, committed, uruguay):
    before = set(SearchRow.objects.values_list("pk", "title", "text", "is_fallback"))
    Page.objects.filter(pk=committed(standard, title="Remolacha").pk).update(live=False)
    SearchRow.objects.filter(pk=uruguay.pk).delete()
    call_command("rebuild_search", verbosity=0)
    assert set(SearchRow.objects.values_list("pk", "title", "text", "is_fallback")) == before
    assert search("niñas") == [uruguay.get_url()]


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


def test_arabic_words_are_found(search, committed):
    page = committed(member, title="وزارة التنمية الاجتماعية", slug="ministerio")
    assert search("التنمية") == [page.get_url()]


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
