"""Sending pages to the translators: who may, which pages, and nothing else goes along."""

import pytest
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation

from agc.core.languages import locales
from agc.editorial.groups import MEMBERS, SECRETARIAT, translators
from tests.factories import frame_page
from tests.translation.guards.acting import submit, submit_url

pytestmark = pytest.mark.django_db


def test_the_secretariat_sends_a_page_and_nothing_goes_live(login, source):
    submit(login(SECRETARIAT), source, "en", "fr")
    targets = Page.objects.filter(translation_key=source.translation_key).exclude(pk=source.pk)
    assert {page.locale.language_code for page in targets} == {"en", "fr"}
    assert not targets.filter(live=True).exists()
    assert not Page.objects.filter(alias_of__isnull=False).exists()


@pytest.mark.parametrize("group", [MEMBERS, translators("en")])
def test_who_may_not_submit_is_refused(login, source, group):
    submit(login(group), source, "fr")
    assert not Translation.objects.filter(source__object_id=source.translation_key).exists()


def test_the_right_to_submit_alone_is_not_enough(login, make_user, client, source):
    from django.contrib.auth.models import Permission

    user = make_user("stranger")
    user.user_permissions.add(
        Permission.objects.get(codename="submit_translation"), Permission.objects.get(codename="access_admin")
    )
    client.force_login(user)
    submit(client, source, "en")
    assert not Translation.objects.filter(source__object_id=source.translation_key).exists()


def test_a_draft_is_not_translated(login, source):
    source.unpublish()
    submit(login(SECRETARIAT), source, "en")
    assert not Translation.objects.filter(source__object_id=source.translation_key).exists()


def test_unpublished_changes_are_published_first(login, source):
    source.claim = "Otra cosa."
    source.save_revision()
    submit(login(SECRETARIAT), source, "en")
    assert not Translation.objects.filter(source__object_id=source.translation_key).exists()


def test_a_translation_is_no_source(login, source, english):
    submit(login(SECRETARIAT), english, "fr")
    assert not Page.objects.filter(translation_key=source.translation_key, locale=locales()["fr"]).exists()


def test_a_parent_that_is_not_translated_is_never_made_an_alias(login):
    Page.objects.get(pk=frame_page("publications", "fr").pk).delete()
    from tests.factories import publication

    guide = publication()
    response = submit(login(SECRETARIAT), guide, "fr")
    assert not Page.objects.filter(translation_key=guide.translation_key, locale=locales()["fr"]).exists()
    assert not Page.objects.filter(alias_of__isnull=False).exists()
    assert "not translated yet" in response.content.decode()


def test_a_subtree_is_never_submitted(login):
    from tests.factories import chapter, publication

    guide = publication()
    chapter(guide)
    client = login(SECRETARIAT)
    client.post(submit_url(guide), {"locales": [locales()["en"].pk], "include_subtree": "on"})
    assert Page.objects.filter(translation_key=guide.translation_key, locale=locales()["en"]).exists()
    assert Page.objects.filter(locale=locales()["en"], content_type__model="chapterpage").count() == 0


def test_a_language_added_later_starts_from_the_newest_text(login, source, english):
    source = type(source).objects.get(pk=source.pk)
    source.claim = "Cambió todo."
    source.save_revision().publish()
    submit(login(SECRETARIAT), source, "fr")
    translation = Translation.objects.get(source__object_id=source.translation_key, target_locale=locales()["fr"])
    assert StringSegment.objects.filter(source=translation.source, string__data="Cambió todo.").exists()


def test_the_tree_is_sound_after_all_that(login, source, english):
    submit(login(SECRETARIAT), source, "fr")
    assert Page.find_problems() == ([], [], [], [], [])
