"""What a reader finds on the page of a practice, and in guides and collections."""

import datetime
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.utils import translation
from wagtail.models import PageViewRestriction

from agc.core.models import AllianceDocument
from practices.models import CitedPractice, PublicationFile, Result
from search.finding import find
from tests.factories import chapter, collection, concept, frame_page, member, picture, practice, publication, translate

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def soup_of(client, page):
    response = client.get(page.get_url())
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def facts(soup):
    return " ".join(soup.select_one(".facts").get_text(" ", strip=True).split())


@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_the_facts_stand_first_in_the_reader_s_language(client, language):
    page = practice(language, country="de", lead_name="Bundesministerium")
    text = facts(soup_of(client, page))
    with translation.override(language):
        for scheme, code in (("country", "de"), ("kind", "programme"), ("stage", "promising")):
            assert concept(scheme, code).label in text
    assert "Bundesministerium" in text
    assert "2015" in text
    assert "2.015" not in text
    assert "2,015" not in text


@pytest.mark.parametrize(
    ("value", "qualifier", "shown"),
    [
        (Decimal("842278"), "", {"es": "842\xa0278", "en": "842,278", "fr": "842\u202f278"}),
        (Decimal("1234"), "", {"es": "1234", "en": "1,234", "fr": "1\u202f234"}),
        (Decimal("12.500"), "", {"es": "12,5", "en": "12.5", "fr": "12,5"}),
        (Decimal("0.750"), "", {"es": "0,75", "en": "0.75", "fr": "0,75"}),
    ],
)
def test_numbers_are_written_as_each_language_writes_them(value, qualifier, shown):
    result = Result(after_value=value, qualifier=qualifier)
    for language, text in shown.items():
        with translation.override(language):
            assert result.after.replace("\u202f", "\xa0") == text.replace("\u202f", "\xa0")


def test_a_range_before_and_a_missing_figure_are_told():
    with translation.override("en"):
        assert Result(before_value=Decimal(10), before_to=Decimal(20), after_value=Decimal(5)).before == "10–20"
        assert Result(after_value=Decimal(5)).before == ""


def test_a_figure_that_is_not_exact_says_so():
    result = Result(after_value=Decimal(5), qualifier="more")
    with translation.override("en"):
        assert result.after == "more than 5"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"ongoing": True}, {"2015", "Since"}),
        ({"ongoing": False, "end_year": 2019}, {"2015", "2019"}),
    ],
)
def test_when_it_was(client, fields, words):
    text = facts(soup_of(client, practice("en", **fields)))
    assert all(word in text for word in words)


def test_facts_past_their_review_are_marked_and_others_are_not(client):
    old = practice(review_by=datetime.date(2020, 1, 1))
    assert soup_of(client, old).select_one(".notice--overdue")
    assert soup_of(client, practice()).select_one(".notice--overdue") is None


def test_an_example_says_that_it_is_one(client):
    assert soup_of(client, practice(illustrative=True)).select_one(".notice--example")
    assert soup_of(client, practice()).select_one(".notice--example") is None


def test_a_picture_speaks_through_its_alternative_text_and_names_its_maker(client):
    image = picture(credit="Dibujo de la Alianza")
    soup = soup_of(client, practice(image=image, image_alt="Una plaza con juegos"))
    assert soup.select_one("figure.picture img")["alt"] == "Una plaza con juegos"
    assert "Dibujo de la Alianza" in soup.select_one("figcaption").get_text()


def test_a_reader_s_words_are_text_never_markup(client):
    nasty = "<img src=x onerror=alert(1)>"
    soup = soup_of(client, practice(title=nasty, claim=nasty, local_name=nasty, lead_name=nasty))
    assert soup.select_one("img[onerror]") is None
    assert soup.select_one("h1").get_text() == nasty


def test_chapters_lead_on_and_back_and_say_how_long_they_take(client):
    guide = publication()
    chapters = [chapter(guide, title=f"Capítulo {name}") for name in ("A", "B", "C")]
    turns = []
    for page in chapters:
        soup = soup_of(client, page)
        link = {rel: soup.select_one(f'nav.turn a[rel="{rel}"]') for rel in ("prev", "next")}
        turns.append(tuple(link[rel] and link[rel]["href"] for rel in ("prev", "next")))
    urls = [page.get_url() for page in chapters]
    assert turns == [(None, urls[1]), (urls[0], urls[2]), (urls[1], None)]
    listed = [link["href"] for link in soup_of(client, guide).select(".chapters a")]
    assert listed == urls


def test_a_draft_chapter_is_passed_over(client):
    guide = publication()
    first, draft, last = (chapter(guide) for _number in range(3))
    draft.unpublish()
    assert soup_of(client, first).select_one('nav.turn a[rel="next"]')["href"] == last.get_url()
    assert draft.title not in str(soup_of(client, guide))


def test_a_guide_shows_its_chapters_that_are_not_translated_yet_in_their_language(client):
    guide = publication()
    chapters = [chapter(guide, title=title) for title in ("Uno", "Dos", "Tres")]
    french = translate(guide, "fr")
    translated = translate(chapters[1], "fr")
    soup = soup_of(client, french)
    assert [link["href"] for link in soup.select(".chapters__title")] == [
        chapters[0].get_url(),
        translated.get_url(),
        chapters[2].get_url(),
    ]
    assert [link.get("lang") for link in soup.select(".chapters__title")] == ["es", None, "es"]
    soup = soup_of(client, translated)
    assert "Chapitre 2 sur 3" in " ".join(soup.select_one(".page-header").get_text().split())
    assert soup.select_one('nav.turn a[rel="next"]')["href"] == chapters[2].get_url()


def test_files_in_the_language_of_the_page_come_first(client):
    guide = publication("fr")
    for language in ("es", "fr", "en"):
        document = AllianceDocument.objects.create(
            title=language, language=language, file=ContentFile(b"%PDF", f"{language}.pdf")
        )
        PublicationFile.objects.create(publication=guide, document=document, sort_order=document.pk)
    links = [link["hreflang"] for link in soup_of(client, guide).select(".download__link")]
    assert links == ["fr", "es", "en"]


@pytest.mark.parametrize("hide", ["unpublish", "restrict"])
def test_a_lead_that_is_not_public_is_not_named(client, hide, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        lead = member(title="Zanahoria secreta")
        page = practice(lead_member=lead, lead_name="")
    assert page.pk in [row.pk for row in find("zanahoria", "es").rows]
    with django_capture_on_commit_callbacks(execute=True):
        if hide == "unpublish":
            lead.unpublish()
        else:
            PageViewRestriction.objects.create(page=lead, restriction_type=PageViewRestriction.LOGIN)
    assert "Zanahoria" not in client.get(page.get_url()).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert find("zanahoria", "es").total == 0


@pytest.mark.parametrize(("words", "minutes"), [(1, 1), (199, 1), (200, 1), (201, 2), (1000, 5)])
def test_reading_minutes(client, words, minutes):
    page = chapter(publication("en"), body=[("paragraph", f"<p>{' '.join(['word'] * words)}</p>")])
    assert page.reading_minutes == minutes
    assert f"{minutes} minute" in soup_of(client, page).select_one(".page-header").get_text()


def test_a_guide_shows_the_practices_it_is_about_in_the_reader_s_language(client):
    cited, foreign, draft = practice("es"), practice("fr"), practice("es")
    english = translate(cited, "en")
    draft.unpublish()
    guide = publication("en")
    for order, page in enumerate((cited, foreign, draft)):
        CitedPractice.objects.create(publication=guide, practice=page, sort_order=order)
    links = [link["href"] for link in soup_of(client, guide).select(".card__title a")]
    assert links == [english.get_url(), foreign.get_url()]


def test_a_collection_says_why_each_practice_is_in_it(client):
    shown, private = practice(), practice(title="Zanahoria secreta")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    page = collection([shown, private])
    soup = soup_of(client, page)
    assert [link["href"] for link in soup.select(".card__title a")] == [shown.get_url()]
    assert [note.get_text() for note in soup.select(".card__note")] == ["Por su alcance."]
    assert "Zanahoria" not in str(soup)
    listed = BeautifulSoup(client.get(frame_page("practices").get_url()).content, "html.parser")
    assert listed.select_one(f'a[href="{page.get_url()}"]')


def test_a_lead_organisation_that_is_not_public_is_not_named(client):
    lead = member(title="Zanahoria secreta")
    page = practice(lead_member=lead, lead_name="")
    assert "Zanahoria" in facts(soup_of(client, page))
    lead.unpublish()
    page = type(page).objects.get(pk=page.pk)
    assert "Zanahoria" not in str(soup_of(client, page))


def test_a_lead_organisation_is_named_in_the_reader_s_language(client):
    lead = member(title="Instituto de las Mujeres")
    page = practice(lead_member=lead, lead_name="")
    translate(lead, "en", title="Institute of Women")
    text = facts(soup_of(client, translate(page, "en")))
    assert "Institute of Women" in text
    assert "Instituto" not in text


@pytest.mark.parametrize("make", [practice, publication])
@pytest.mark.parametrize(
    ("licence", "path"),
    [("cc-by-4.0", "licenses/by/4.0/"), ("cc-by-sa-4.0", "licenses/by-sa/4.0/"), ("cc0-1.0", "publicdomain/zero/1.0/")],
)
def test_the_licence_leads_to_its_words(client, make, licence, path):
    links = soup_of(client, make(licence=licence)).select('main a[rel="license"]')
    assert [link["href"] for link in links] == [f"https://creativecommons.org/{path}"]
