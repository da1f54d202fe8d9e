"""The address of a translation comes from its own title, and stays once readers have it."""

import pytest
from wagtail.models import Page

from tests.factories import practice, standard, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return practice(title="Sistema de cuidados")


def test_the_source_has_the_address_of_its_title(source):
    assert source.slug == "sistema-de-cuidados"


@pytest.mark.parametrize(
    ("language", "title", "slug"),
    [
        ("en", "Care system", "care-system"),
        ("fr", "Système de soins à l’échelle du pays", "systeme-de-soins-a-lechelle-du-pays"),
        ("en", "نظام الرعاية", "ndham-alraaya"),
    ],
)
def test_a_translation_has_the_address_of_its_own_title(client, source, language, title, slug):
    page = translate(source, language, title=title)
    assert page.slug == slug
    assert client.get(page.get_url()).status_code == 200
    source.refresh_from_db()
    assert source.slug == "sistema-de-cuidados"


def test_before_it_is_published_the_address_follows_the_title(source):
    draft = translate(source, "en", publish=False, title="First words")
    assert not draft.live
    page = translate(source, "en", title="Better words")
    assert page.slug == "better-words"


def test_once_published_the_address_stays_when_the_title_changes(client, source):
    page = translate(source, "en", title="Care system")
    address = page.get_url()
    page.title = "National care system"
    page.save_revision().publish()
    page.refresh_from_db()
    assert (page.title, page.get_url()) == ("National care system", address)
    assert "National care system" in client.get(address).content.decode()


def test_a_new_translation_of_the_title_leaves_the_address_alone(source):
    translate(source, "en", title="Care system")
    assert translate(source, "en", title="Another title").slug == "care-system"


def test_a_translation_that_was_unpublished_keeps_its_address(source):
    page = translate(source, "en", title="Care system")
    page.unpublish()
    page = type(page).objects.get(pk=page.pk)
    page.title = "Another title"
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.slug == "care-system"


def test_two_translations_of_the_same_title_have_two_addresses(source):
    first = translate(source, "en", title="Care system")
    second = translate(practice(title="Sistema nacional"), "en", title="Care system")
    assert (first.slug, second.slug) == ("care-system", "care-system-2")


def test_home_pages_of_all_languages_have_addresses_of_their_own():
    homes = Page.objects.filter(depth=2)
    assert len({home.slug for home in homes}) == homes.count() == 3


def test_the_same_title_in_two_languages_is_the_same_address_in_two_trees(client):
    page = standard(title="Accesibilidad digital")
    english = translate(page, "en", title="Accesibilidad digital")
    assert page.slug == english.slug
    assert page.get_url() != english.get_url()
    assert {client.get(p.get_url()).status_code for p in (page, english)} == {200}
