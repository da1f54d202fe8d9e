"""What is done to a source is done to its translations, as an editor expects, and said before."""

from datetime import timedelta
from html import unescape

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from agc.core.languages import locales
from agc.editorial.groups import SECRETARIAT
from agc.translation import memory, workflow
from agc.translation.models import MemoryUnit, Status, TranslationRecord
from agc.translation.texts import segments_of
from tests.factories import practice, section, standard, translate
from tests.translation.desk import record, republish, sent, target, translation, write, write_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretariat(client, make_user):
    user = make_user("secretariat", SECRETARIAT)
    client.force_login(user)
    return user


def test_moving_a_source_moves_its_translations_to_the_same_section_and_says_so_before(client, secretariat):
    page, there = standard(), section()
    english, english_there = translate(page, "en"), translate(there, "en")
    url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, there.pk])
    shown = unescape(client.get(url).content.decode())
    assert "takes its translations along: English" in shown
    client.post(url)
    assert Page.objects.get(pk=page.pk).get_parent().pk == there.pk
    assert Page.objects.get(pk=english.pk).get_parent().pk == english_there.pk
    assert Page.find_problems() == ([], [], [], [], [])


def test_an_address_belongs_to_its_language(client, source, django_capture_on_commit_callbacks):
    english = translate(source, "en", title="Care system")
    with django_capture_on_commit_callbacks(execute=True):
        republish(source, slug="otra-direccion")
    english.refresh_from_db()
    assert english.slug == "care-system"
    assert client.get(english.url).status_code == 200
    assert client.get("/es/practicas/sistema-de-cuidados/").status_code == 301


def test_the_address_of_a_translation_stays_when_its_title_changes(source, secretariat):
    english = translate(source, "en", title="Care system")
    write(translation(source), "title", "System of care")
    workflow.publish(translation(source), secretariat)
    english.refresh_from_db()
    assert (english.title, english.slug) == ("System of care", "care-system")
    assert not Redirect.objects.filter(redirect_page=english).exists()


def test_a_source_that_expires_takes_its_translations_along_and_they_have_no_day_of_their_own(source, secretariat):
    soon = timezone.now() + timedelta(days=1)
    source = republish(source, expire_at=soon)
    made = sent(source, secretariat)
    assert target(source).expire_at is None
    write_all(made, None)
    workflow.publish(made, secretariat)
    type(source).objects.filter(pk=source.pk).update(expire_at=timezone.now() - timedelta(hours=1))
    call_command("publish_scheduled")
    page = target(source)
    assert (page.live, page.expired) == (False, True)
    source = type(source).objects.get(pk=source.pk)
    republish(source, expire_at=None)
    assert target(source).live


def test_a_translation_that_waits_for_its_source_comes_with_it(source):
    english = translate(source, "en")
    source.unpublish()
    draft = type(source).objects.get(pk=source.pk).get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    draft.save_revision().publish()
    english.refresh_from_db()
    assert not english.live
    revision = type(source).objects.get(pk=source.pk).scheduled_revision
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    call_command("publish_scheduled")
    english.refresh_from_db()
    assert english.live


def test_deleting_every_page_leaves_the_memory(source, secretariat):
    translate(source, "en", claim="Who cares has changed.")
    for page in Page.objects.filter(translation_key=source.translation_key).order_by("-pk"):
        Page.objects.get(pk=page.pk).specific.delete()
    assert MemoryUnit.objects.filter(target_text="Who cares has changed.").exists()
    again = practice(title="Otra práctica")
    made = sent(again, secretariat)
    claim = next(segment for segment in segments_of(made) if segment.path == "claim")
    offers = memory.exact(made, [claim])[claim.key]
    assert "Who cares has changed." in [offer.target for offer in offers]


def test_a_translation_that_was_deleted_can_be_asked_for_again(source, secretariat):
    translate(source, "en").delete()
    assert record(source).status == Status.MISSING
    made = sent(source, secretariat)
    assert record(source).status == Status.READY
    workflow.publish(made, secretariat)
    assert record(source).status == Status.PUBLISHED


def test_going_back_to_an_earlier_version_of_the_source_is_a_change_like_another(source):
    translate(source, "en")
    first = type(source).objects.get(pk=source.pk).latest_revision
    source = republish(source, claim="Cambió todo.")
    assert record(source).status == Status.OUTDATED
    first.publish(previous_revision=first)
    assert record(source).status == Status.PUBLISHED


def test_a_record_of_one_language_needs_no_other(secretariat):
    page = practice("fr", title="Écrite en français")
    codes = {row.locale.language_code for row in TranslationRecord.objects.filter(source=page)}
    assert codes == {"es", "en"}
    made = sent(page, secretariat, "es")
    write_all(made, None, prefix="es ")
    workflow.publish(made, secretariat)
    assert target(page, "es").live
    assert not Page.objects.filter(translation_key=page.translation_key, locale=locales()["en"]).exists()
