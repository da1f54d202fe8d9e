"""Faults of wagtail-localize: what readers see would change unasked, or not along with its source."""

from html import unescape

import pytest
from django.urls import reverse
from wagtail.models import Page

from agc.editorial.groups import SECRETARIAT, language_reviewers, translators
from agc.translation import workflow
from agc.translation.models import TranslationRecord
from tests.factories import concept, picture, practice, publication, section, standard, translate
from tests.translation.desk import republish, sent, submitted, target, translation, write
from tests.translation.faults.acting import edit_url, localize, put

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_b05_saving_a_translation_does_not_touch_what_is_public(login, source, english):
    made = translation(source)
    client = login(translators("en"))
    assert put(client, made, "Not reviewed.").status_code == 200
    workflow.save_draft(made, None)
    english.refresh_from_db()
    assert english.claim == "en Cambió quién cuida."
    assert "Not reviewed." not in client.get(english.url).content.decode()


def test_b09_a_lock_holds_for_texts_and_for_publication(login, make_user, source, english):
    made = translation(source)
    write(made, "claim", "Changed before the lock.")
    english.locked, english.locked_by = True, make_user("owner", SECRETARIAT)
    english.save()
    client = login(language_reviewers("en"))
    assert put(client, made, "Changed under the lock.").status_code == 423
    response = client.post(edit_url(english), {"action": "publish"}, follow=True)
    english.refresh_from_db()
    assert english.claim == "en Cambió quién cuida."
    assert "lock" in response.content.decode().lower()


def test_b09_publication_does_not_pass_over_a_review(login, make_user, source, django_capture_on_commit_callbacks):
    sent(source, make_user("s", SECRETARIAT))
    submitted(source, make_user("t", translators("en")))
    with django_capture_on_commit_callbacks(execute=True):
        login(SECRETARIAT).post(edit_url(target(source)), {"action": "publish"})
    page = target(source)
    assert not page.live
    assert page.workflow_in_progress
    assert translation(source).enabled


def test_b14_what_an_editor_unpublished_stays_so(login, source, english, django_capture_on_commit_callbacks):
    english.unpublish()
    url = localize("update_translations", translation(source).source_id)
    with django_capture_on_commit_callbacks(execute=True):
        login(SECRETARIAT).post(url, {"publish_translations": "on"})
    republish(source, start_year=2001)
    english.refresh_from_db()
    assert not english.live


def test_b23_what_is_emptied_in_the_source_is_emptied_in_its_translations(login):
    source = publication(image=picture(), image_alt="Una portada.", concepts=[concept("level", "national")])
    english = translate(source, "en")
    assert (english.image_id, english.concepts.count()) == (source.image_id, 1)
    draft = type(source).objects.get(pk=source.pk)
    draft.concepts, draft.image, draft.image_alt = [], None, ""
    draft.save_revision().publish()
    url = localize("update_translations", translation(source).source_id)
    login(SECRETARIAT).post(url, {"publish_translations": "on"})
    english = type(english).objects.get(pk=english.pk)
    assert english.image is None
    assert not english.concepts.exists()


def test_b24_unpublish_move_and_delete_reach_the_translations(login, source, english):
    client = login(SECRETARIAT)
    shown = client.get(reverse("wagtailadmin_pages:unpublish", args=[source.pk])).content.decode()
    assert "This will also unpublish one translation of the page." in shown
    client.post(reverse("wagtailadmin_pages:unpublish", args=[source.pk]))
    english.refresh_from_db()
    assert not english.live
    shown = client.get(reverse("wagtailadmin_pages:delete", args=[source.pk])).content.decode()
    assert "takes its translations along: English" in unescape(shown)
    client.post(reverse("wagtailadmin_pages:delete", args=[source.pk]))
    assert not Page.objects.filter(translation_key=source.translation_key).exists()


def test_b24_a_move_reaches_the_translations(login):
    page, below = standard(), section()
    english, there = translate(page, "en"), translate(below, "en")
    login(SECRETARIAT).post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, below.pk]))
    assert Page.objects.get(pk=english.pk).get_parent().pk == there.pk


def test_b24_in_bulk_translations_are_deleted_along_and_moved_by_themselves(login, source, english):
    client = login(SECRETARIAT)
    other, plain, alone, below = practice(), standard(), standard(), section()
    translate(plain, "en")
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    address = f"{bulk}?id={plain.pk}&id={alone.pk}&next=/admin/"
    response = client.post(address, {"chooser": below.pk}, follow=True)
    assert "has translations: move it by itself" in unescape(response.content.decode())
    assert [Page.objects.get(pk=page.pk).get_parent().pk == below.pk for page in (plain, alone)] == [False, True]
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    client.post(f"{bulk}?id={source.pk}&id={other.pk}&next=/admin/")
    assert not Page.objects.filter(translation_key=source.translation_key).exists()
    assert not TranslationRecord.objects.filter(source__translation_key=source.translation_key).exists()
    assert Page.find_problems() == ([], [], [], [], [])
