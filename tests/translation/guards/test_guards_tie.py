"""The tie of a translation to its source: nothing goes along it unasked, nobody cuts it, and no page is an alias."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation

from agc.editorial.groups import EDITORS, MEMBERS, SECRETARIAT, translators
from tests.factories import frame_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("group", [translators("en"), MEMBERS])
def test_syncing_needs_the_right_to_edit_the_source(login, source, english, translation, group):
    url = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    type(source).objects.filter(pk=source.pk).update(claim="Sin publicar por la puerta de atrás.")
    login(group).post(url, {"publish_translations": "on"})
    assert not StringSegment.objects.filter(source=translation.source, string__data__startswith="Sin publicar").exists()


def test_syncing_publishes_no_word(login, source, english, translation):
    StringTranslation.objects.filter(locale=english.locale, context__path="claim").update(data="Not reviewed")
    url = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    login(SECRETARIAT).post(url, {"publish_translations": "on"})
    english.refresh_from_db()
    assert english.claim == "en Cambió quién cuida."


@pytest.mark.parametrize("group", [SECRETARIAT, EDITORS, translators("en")])
def test_nobody_makes_an_alias(login, english, group):
    client = login(group)
    client.post(reverse("wagtail_localize:convert_to_alias", args=[english.pk]))
    client.post(reverse("wagtailadmin_pages:edit", args=[english.pk]), {"localize-convert-to-alias": "1"})
    english.refresh_from_db()
    assert english.alias_of_id is None
    assert english.claim == "en Cambió quién cuida."


def test_a_translator_cannot_end_the_tie_to_the_source(login, translation):
    login(translators("en")).post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))
    translation.refresh_from_db()
    assert translation.enabled


def copy(client, page, parent, **data):
    form = {"new_title": "Copia", "new_slug": "copia", "new_parent_page": parent.pk} | data
    return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form)


def test_a_copy_stays_in_its_language_and_is_no_alias(login, source):
    client = login(SECRETARIAT)
    response = copy(client, source, frame_page("practices", "en"), publish_copies="on")
    assert not Page.objects.filter(slug="copia").exists()
    assert "This is another language" in response.content.decode()
    copy(client, source, frame_page("practices"), alias="on")
    assert not Page.objects.filter(alias_of__isnull=False).exists()


def test_a_copy_of_a_translation_is_an_original(login, english):
    copy(login(SECRETARIAT), english, frame_page("practices", "en"))
    made = type(english).objects.get(slug="copia")
    assert not made.is_translation
    assert {revision.as_object().is_translation for revision in made.revisions.all()} == {False}
    assert type(english).objects.get(pk=english.pk).is_translation


def test_what_was_deleted_is_not_found(login, source, english, translation):
    client = login(SECRETARIAT)
    # What waits for the commit (a redirect from the address that the translation had first) is done before it goes.
    client.get("/")
    segment = StringSegment.objects.filter(source=translation.source).first()
    english.delete()
    for name in ("stop_translation", "upload_pofile", "machine_translate"):
        url = reverse(f"wagtail_localize:{name}", args=[translation.pk])
        assert client.post(url, follow=True).status_code == 404
    url = reverse("translation_editor:text", args=[translation.pk, segment.pk])
    assert client.post(url, follow=True).status_code == 404
    type(source).objects.get(pk=source.pk).delete()
    url = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    assert client.get(url, follow=True).status_code == 404
