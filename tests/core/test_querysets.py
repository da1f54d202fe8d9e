"""Each record once, in the reader's language or the best that there is, and nothing that is not public."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from agc.core.languages import locales
from agc.core.querysets import best_pages
from practices.models import PracticePage
from tests.factories import event, frame_page, practice, translate

pytestmark = pytest.mark.django_db


def best(language):
    pages = PracticePage.objects.in_best_language(locales()[language]).select_related("locale")
    return sorted((str(page.translation_key), page.locale.language_code) for page in pages)


def chosen(pages, language):
    return [(page.translation_key, page.locale.language_code) for page in best_pages(pages, locales()[language])]


def hide(page):
    """Close a page in one language alone: by the way of the CMS its translations would be closed with it."""
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page=page, restriction_type=PageViewRestriction.LOGIN)]
    )


def take_back(page):
    """Unpublish a page in one language alone: by the way of the CMS its translations would go with it."""
    Page.objects.filter(pk=page.pk).update(live=False)


@pytest.mark.parametrize(
    ("source", "others", "unpublished", "seen"),
    [
        ("es", [], [], {"es": "es", "en": "es", "fr": "es"}),
        ("es", ["en"], [], {"es": "es", "en": "en", "fr": "es"}),
        ("es", ["en", "fr"], [], {"es": "es", "en": "en", "fr": "fr"}),
        ("fr", ["en"], [], {"es": "fr", "en": "en", "fr": "fr"}),
        ("en", ["fr"], ["fr"], {"es": "en", "en": "en", "fr": "en"}),
        ("es", ["fr"], ["es"], {"es": "fr", "en": "fr", "fr": "fr"}),
        ("es", ["en", "fr"], ["es", "en", "fr"], {}),
    ],
)
def test_a_record_is_listed_once_in_the_best_language_there_is(source, others, unpublished, seen):
    page = practice(source)
    versions = {source: page} | {language: translate(page, language) for language in others}
    for language in unpublished:
        take_back(versions[language])
    for reader in ("es", "en", "fr"):
        assert best(reader) == ([(str(page.translation_key), seen[reader])] if seen else [])


def test_without_source_and_own_language_one_of_the_others_is_shown_once():
    page = practice("es")
    translate(page, "fr")
    english = translate(page, "en")
    take_back(page)
    take_back(english)
    french = translate(practice("es"), "fr")
    assert best("en") == sorted([(str(page.translation_key), "fr"), (str(french.translation_key), "es")])


def test_a_private_translation_is_as_if_it_were_not_there():
    page = practice("es")
    hide(translate(page, "en"))
    assert best("en") == [(str(page.translation_key), "es")]


def test_what_lies_under_a_private_page_is_private_too():
    page = practice("es")
    translate(page, "en")
    hide(frame_page("practices", "en"))
    assert best("en") == best("es") == [(str(page.translation_key), "es")]


def test_a_private_source_leaves_its_public_translation():
    page = practice("es")
    translate(page, "en")
    hide(page)
    assert best("es") == [(str(page.translation_key), "en")]


def test_drafts_are_in_no_list():
    page = practice("es")
    translate(page, "en", publish=False)
    take_back(page)
    assert best("es") == best("en") == []


def test_the_best_of_chosen_pages_keeps_their_order_and_each_record_once():
    first, second, third = practice("es"), event("en"), practice("fr")
    english = translate(first, "en")
    pages = [third, first, second, english]
    expected = [(third.translation_key, "fr"), (first.translation_key, "en"), (second.translation_key, "en")]
    assert chosen(pages, "en") == expected
    expected[1] = (first.translation_key, "es")
    assert chosen(pages, "es") == expected


def test_chosen_pages_that_are_not_public_are_left_out():
    shown, draft, private = practice(), practice(), practice()
    take_back(draft)
    hide(private)
    assert chosen([draft, private, shown], "es") == [(shown.translation_key, "es")]


@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_a_chosen_draft_gives_way_to_its_public_translation(language):
    page = practice("es")
    translate(page, "en")
    take_back(page)
    assert chosen([page], language) == [(page.translation_key, "en")]


def test_of_several_languages_chosen_the_source_stands_for_the_record():
    page = practice("fr")
    assert chosen([translate(page, "en"), page], "es") == [(page.translation_key, "fr")]


def test_nothing_chosen_is_nothing_shown():
    assert best_pages([], locales()["es"]) == []


def test_the_best_language_and_chosen_pages_cost_the_same_whatever_their_number():
    spanish = locales()["es"]

    def cost(read):
        with CaptureQueriesContext(connection) as queries:
            read()
        return len(queries)

    def both():
        pages = list(PracticePage.objects.live())
        return (
            cost(lambda: list(PracticePage.objects.in_best_language(spanish))),
            cost(lambda: [page.locale.language_code for page in best_pages(pages, spanish)]),
        )

    practice("es")
    few = both()
    for language in ("es", "en", "fr") * 2:
        practice(language)
    assert both() == few == (2, 8)
