"""The frame of the site when a language is added."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Locale, Page

from agc.core.records import key_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def portuguese(settings):
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [*settings.LANGUAGES, ("pt", "Portuguese")]


def test_a_page_without_texts_in_a_new_language_is_not_made_and_the_operator_is_told_where_they_go(portuguese):
    Page.objects.filter(translation_key=key_of("alliance")).delete()
    before = Page.objects.count()
    with pytest.raises(CommandError, match=r"home/frame.yaml: write the texts in 'pt'.* title, summary, intro"):
        call_command("setup_site", verbosity=0)
    assert Page.objects.count() == before


def test_a_site_that_has_its_pages_gets_the_language_alone(portuguese):
    before = Page.objects.count()
    call_command("setup_site", verbosity=0)
    assert Locale.objects.filter(language_code="pt").exists()
    assert Page.objects.count() == before
