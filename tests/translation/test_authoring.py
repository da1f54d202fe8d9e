"""A translation made of texts that exist already."""

import pytest
from wagtail_localize.models import StringTranslation

from agc.core.languages import locales
from agc.translation.authoring import translate_page
from practices.models import PracticePage
from tests.factories import practice

pytestmark = pytest.mark.django_db


def translated(source, claim):
    """Return an unsaved page with the texts of a translation."""
    page = PracticePage.objects.get(pk=source.pk)
    page.claim = claim
    return page


def test_a_new_translation_goes_live_or_stays_a_draft():
    for publish in (True, False):
        source = practice()
        made = translate_page(source, locales()["en"], translated(source, "Who cares."), publish=publish)
        assert made.live is publish
        assert made.get_latest_revision_as_object().claim == "Who cares."


def test_a_draft_of_a_live_translation_is_not_read_yet():
    source = practice()
    english = locales()["en"]
    translate_page(source, english, translated(source, "Who cares."))
    made = translate_page(source, english, translated(source, "Not reviewed."), publish=False)
    assert (made.live, made.claim) == (True, "Who cares.")
    assert made.get_latest_revision_as_object().claim == "Not reviewed."
    assert StringTranslation.objects.filter(locale=english, data="Not reviewed.").exists()
    assert translate_page(source, english, translated(source, "Reviewed.")).claim == "Reviewed."
