"""The frame of the site when a language is added."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Locale, Page

from agc.core.records import key_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def portuguese(settings):
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [*settings.LANGUAGES, ("pt", "Portuguese")]


def test_a_page_without_words_in_the_default_language_is_not_made_and_the_operator_is_told_where_they_go(
    portuguese, settings
):
    settings.LANGUAGE_CODE = "pt"
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = list(reversed(settings.LANGUAGES))
    Page.objects.filter(translation_key=key_of("alliance")).delete()
    before = Page.objects.count()
    with pytest.raises(CommandError, match=r"'pt', lacks words of the frame.*locale/pt/") as refused:
        call_command("setup_site", verbosity=0)
    for name in ("title", "summary", "intro"):
        assert f"alliance, {name}: not in the catalogue" in str(refused.value)
    assert Page.objects.count() == before
    assert not Locale.all_objects.filter(language_code="pt").exists()


def test_a_site_that_has_its_pages_gets_drafts_of_them_in_a_language_without_words(portuguese):
    before = set(Page.objects.values_list("pk", flat=True))
    call_command("setup_site", verbosity=0)
    made = Page.objects.exclude(pk__in=before)
    assert set(made.values_list("locale__language_code", "live")) == {("pt", False)}
    assert made.count() == Page.objects.filter(pk__in=before, depth__gt=1, locale__language_code="es").count()


def test_a_second_run_changes_nothing(portuguese):
    call_command("setup_site", verbosity=0)
    before = list(Page.objects.order_by("pk").values())
    call_command("setup_site", verbosity=0)
    assert list(Page.objects.order_by("pk").values()) == before
