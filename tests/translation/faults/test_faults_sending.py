"""Faults of wagtail-localize: what is sent to the translators would be the wrong page, or more than it."""

from pathlib import Path

import pytest
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation

from agc.core.languages import locales
from agc.demo.building import Builder
from agc.demo.content_files import ContentFile
from agc.editorial.groups import SECRETARIAT
from agc.translation.texts import segments_of
from home.models import StandardPage
from tests.factories import chapter, frame_page, publication, standard, translate
from tests.translation.desk import republish, sent, target
from tests.translation.faults.acting import edit_url, localize

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_b06_a_whole_tree_is_not_sent_and_the_tree_stays_sound(login, django_capture_on_commit_callbacks):
    guide = publication()
    chapter(guide)
    data = {"locales": [locales()["en"].pk], "include_subtree": "on"}
    with django_capture_on_commit_callbacks(execute=True):
        login(SECRETARIAT).post(localize("submit_page_translation", guide.pk), data)
    assert Page.find_problems() == ([], [], [], [], [])
    assert not Page.objects.filter(locale=locales()["en"], content_type__model="chapterpage").exists()


def test_b07_sending_a_page_puts_no_text_of_the_source_live(login, client, source, django_capture_on_commit_callbacks):
    data = {"locales": [locales()["en"].pk]}
    with django_capture_on_commit_callbacks(execute=True):
        login(SECRETARIAT).post(localize("submit_page_translation", source.pk), data)
    english = target(source)
    assert not english.live
    client.logout()
    assert client.get(f"/en/{english.url_path.split('/', 2)[2]}").status_code == 404


def test_b08_one_record_has_one_source(login, source):
    english = translate(source, "en")
    client = login(SECRETARIAT)
    client.post(localize("submit_page_translation", english.pk), {"locales": [locales()["fr"].pk]})
    assert Translation.objects.filter(source__object_id=source.translation_key).count() == 1
    for page in (source, english):
        assert client.get(edit_url(page)).status_code == 200


def test_b08_a_page_sent_from_two_languages_can_be_opened(login, django_capture_on_commit_callbacks):
    guide = publication()
    inner = chapter(translate(guide, "en"))
    translate(inner, "es")
    client, data = login(SECRETARIAT), {"locales": [locales()["fr"].pk], "include_subtree": "on"}
    for page in (inner, guide, inner):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(localize("submit_page_translation", page.pk), data)
    french = Page.objects.get(translation_key=inner.translation_key, locale=locales()["fr"])
    assert client.get(edit_url(french)).status_code == 200


def test_b11_a_language_added_later_starts_from_the_newest_text(make_user, source, english):
    source = republish(source, claim="Cambió todo.")
    made = sent(source, make_user("s", SECRETARIAT), "fr")
    assert "Cambió todo." in {segment.source for segment in segments_of(made)}


def test_b12_a_draft_is_not_sent(login, source):
    draft = type(source).objects.get(pk=source.pk)
    draft.claim = "Todavía no."
    draft.save_revision()
    url = localize("submit_page_translation", source.pk)
    response = login(SECRETARIAT).post(url, {"locales": [locales()["en"].pk]}, follow=True)
    assert not Translation.objects.filter(source__object_id=source.translation_key).exists()
    assert "Publish this page with its last changes first" in response.content.decode()


def test_b12_a_page_never_published_is_not_sent_as_first_saved(login):
    page = StandardPage(locale=locales()["es"], title="Borrador", summary="Primer texto.", live=False)
    frame_page("home").add_child(instance=page)
    page.save_revision()
    page.summary = "Texto posterior."
    page.save_revision()
    login(SECRETARIAT).post(localize("submit_page_translation", page.pk), {"locales": [locales()["en"].pk]})
    assert not StringSegment.objects.filter(string__data="Primer texto.").exists()


def test_b13_a_parent_is_never_made_an_alias(login):
    Page.objects.get(pk=frame_page("publications", "fr").pk).delete()
    guide = publication()
    login(SECRETARIAT).post(localize("submit_page_translation", guide.pk), {"locales": [locales()["fr"].pk]})
    assert not Page.objects.filter(alias_of__isnull=False).exists()
    assert not Page.objects.filter(translation_key=guide.translation_key, locale=locales()["fr"]).exists()


def test_b17_texts_of_blocks_made_by_a_program_are_all_sent(make_user):
    file = ContentFile(Path("x.yaml"), {"type": "standard", "source": "es", "fields": {}})
    blocks = [{"paragraph": "Párrafo."}, {"checklist": {"title": "Lista", "items": ["Primero", "Segundo"]}}]
    page = standard(body=Builder(file, "es", locales()["es"], {}).stream("body", blocks))
    texts = {segment.source for segment in segments_of(sent(page, make_user("s", SECRETARIAT)))}
    assert {"Párrafo.", "Lista", "Primero", "Segundo"} <= texts
