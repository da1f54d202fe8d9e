"""Faults of wagtail-localize: one right would give all the others."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation

from agc.core.languages import locales
from agc.editorial.groups import SECRETARIAT, language_reviewers, translators
from tests.factories import frame_page, translate
from tests.translation.desk import translation
from tests.translation.faults.acting import edit_url, localize

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_b01_one_right_does_not_publish_to_all_languages(stranger, source, english):
    type(source).objects.filter(pk=source.pk).update(claim="Sin permiso.")
    url = localize("update_translations", translation(source).source_id)
    stranger.post(url, {"publish_translations": "on"})
    english.refresh_from_db()
    assert english.claim == "en Cambió quién cuida."
    assert not StringSegment.objects.filter(string__data="Sin permiso.").exists()


def test_b02_one_right_does_not_send_nor_copy_pages(stranger, source):
    for page in (source, frame_page("practices")):
        stranger.post(localize("submit_page_translation", page.pk), {"locales": [locales()["fr"].pk]})
    assert not Translation.objects.filter(source__object_id=source.translation_key).exists()


@pytest.mark.parametrize("group", [translators("en"), language_reviewers("en"), SECRETARIAT])
def test_b03_nobody_makes_an_alias_nor_drops_what_translators_wrote(login, source, english, group):
    client = login(group)
    client.post(localize("convert_to_alias", english.pk))
    client.post(edit_url(english), {"localize-convert-to-alias": "1"})
    assert not Page.objects.filter(alias_of__isnull=False).exists()
    assert translation(source).enabled


def test_b03_a_translator_neither_stops_nor_deletes(login, source):
    english = translate(source, "en", publish=False)
    client = login(translators("en"))
    client.post(localize("stop_translation", translation(source).pk))
    assert translation(source).enabled
    client.post(reverse("wagtailadmin_pages:delete", args=[english.pk]))
    assert Page.objects.filter(pk=english.pk).exists()


def test_b20_titles_of_drafts_are_shown_to_who_translates_or_sends_only(login, source):
    translate(source, "en", publish=False)
    client = login("members")
    for url in (localize("translations_report"), reverse("translation_desk:coverage")):
        response = client.get(url, follow=True)
        assert "Sistema de cuidados" not in response.content.decode()
