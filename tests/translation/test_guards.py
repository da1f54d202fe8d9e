"""What wagtail-localize allows when left alone, refused here by the server."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from agc.core.languages import locales
from agc.editorial.groups import EDITORS, MEMBERS, SECRETARIAT, translators
from tests.factories import frame_page, practice, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return practice(title="Sistema de cuidados")


@pytest.fixture
def english(source):
    return translate(source, "en", title="Care system")


@pytest.fixture
def translation(source, english):
    return Translation.objects.get(source__object_id=source.translation_key, target_locale=english.locale)


@pytest.fixture
def login(client, make_user):
    def log_in(*groups):
        client.force_login(make_user(groups[0], *groups))
        return client

    return log_in


def submit_url(page):
    return reverse("wagtail_localize:submit_page_translation", args=[page.pk])


def submit(client, page, *languages):
    return client.post(submit_url(page), {"locales": [locales()[code].pk for code in languages]}, follow=True)


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


def put(client, translation, path="claim", text="Who cares has changed."):
    segment = StringSegment.objects.get(source=translation.source, context__path=path)
    url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

    return client.put(url, encode_multipart(BOUNDARY, {"value": text}), content_type=MULTIPART_CONTENT)


def test_a_translator_writes_in_their_language_only(login, source, translation):
    french = translate(source, "fr")
    other = Translation.objects.get(source=translation.source, target_locale=french.locale)
    client = login(translators("en"))
    assert put(client, translation).status_code == 200
    assert put(client, other).status_code == 403
    assert not StringTranslation.objects.filter(locale=french.locale, data="Who cares has changed.").exists()


def test_a_locked_translation_is_not_written(login, make_user, english, translation):
    english.locked, english.locked_by = True, make_user("somebody")
    english.save()
    response = put(login(translators("en")), translation)
    assert response.status_code == 423
    assert response.json()["error"]


def publish(client, page):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"}, follow=True)


def test_the_secretariat_publishes_a_finished_translation(login, source, django_capture_on_commit_callbacks):
    english = translate(source, "en", publish=False, title="Care system")
    with django_capture_on_commit_callbacks(execute=True):
        publish(login(SECRETARIAT), english)
    english.refresh_from_db()
    assert english.live
    assert english.slug == "care-system"


@pytest.mark.parametrize("group", [EDITORS, translators("en"), MEMBERS])
def test_who_may_not_publish_is_refused(login, source, group, django_capture_on_commit_callbacks):
    english = translate(source, "en", publish=False)
    with django_capture_on_commit_callbacks(execute=True):
        publish(login(group), english)
    english.refresh_from_db()
    assert not english.live


def test_an_unfinished_translation_is_not_published(login, source, django_capture_on_commit_callbacks):
    english = translate(source, "en", publish=False)
    StringTranslation.objects.filter(locale=english.locale, context__path="claim").delete()
    with django_capture_on_commit_callbacks(execute=True):
        response = publish(login(SECRETARIAT), english)
    english.refresh_from_db()
    assert not english.live
    assert "still in the language of the source" in response.content.decode()


def test_no_way_of_publishing_puts_source_text_live(make_user, source):
    translation_made = translate(source, "en", publish=False)
    StringTranslation.objects.filter(locale=translation_made.locale).delete()
    Translation.objects.get(source__object_id=source.translation_key).save_target(publish=False)
    page = type(source).objects.get(pk=translation_made.pk)
    with pytest.raises(PermissionDenied):
        page.get_latest_revision().publish(user=make_user("root", superuser=True))
    page.refresh_from_db()
    assert not page.live


def test_a_translator_cannot_touch_the_source_nor_an_original_in_their_language(login, source, english):
    original = practice("en", title="Written in English")
    client = login(translators("en"))
    for page in (source, original):
        response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert response.status_code == 302
    assert client.get(reverse("wagtailadmin_pages:edit", args=[english.pk])).status_code == 200


def test_a_translator_deletes_nothing(login, source):
    english = translate(source, "en", publish=False)
    login(translators("en")).post(reverse("wagtailadmin_pages:delete", args=[english.pk]))
    assert Page.objects.filter(pk=english.pk).exists()


def test_unpublishing_a_source_takes_its_translations_along(login, source, english):
    client = login(SECRETARIAT)
    client.post(reverse("wagtailadmin_pages:unpublish", args=[source.pk]), {"include_descendants": "on"})
    english.refresh_from_db()
    assert not english.live


def test_unpublishing_a_translation_leaves_its_source(login, source, english):
    login(SECRETARIAT).post(reverse("wagtailadmin_pages:unpublish", args=[english.pk]))
    source.refresh_from_db()
    assert source.live


@pytest.mark.parametrize("data", [{}, {"file": "no header"}])
def test_a_useless_po_upload_is_told_and_not_an_error_page(login, translation, data):
    from django.core.files.uploadedfile import SimpleUploadedFile

    files = {name: SimpleUploadedFile("x.po", b'msgid ""\nmsgstr ""\n') for name in data}
    url = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    assert login(translators("en")).post(url, files).status_code == 302


def test_the_report_of_translations_is_not_for_everybody(login):
    assert login(MEMBERS).get(reverse("wagtail_localize:translations_report")).status_code == 302


def test_the_tree_is_sound_after_all_that(login, source, english):
    submit(login(SECRETARIAT), source, "fr")
    assert Page.find_problems() == ([], [], [], [], [])
