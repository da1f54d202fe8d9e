"""What wagtail-localize allows when left alone, refused here by the server."""

from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, PageViewRestriction
from wagtail_localize.models import OverridableSegment, SegmentOverride, StringSegment, StringTranslation, Translation

from agc.core.languages import locales
from agc.core.publishing import NotPublished
from agc.editorial.groups import EDITORS, MEMBERS, SECRETARIAT, language_reviewers, translators
from tests.factories import frame_page, practice, standard, standard_form, translate
from tests.translation.desk import type_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def translation(source, english):
    return Translation.objects.get(source__object_id=source.translation_key, target_locale=english.locale)


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


def put(client, translation):
    return type_text(client, translation, "claim", "Who cares has changed.")


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
    with pytest.raises(NotPublished):
        page.get_latest_revision().publish(user=make_user("root", superuser=True))
    page.refresh_from_db()
    assert not page.live


def translate_in_memory(source, language):
    """Give every text of a translation in the memory, as translators do: its draft keeps what it was made with."""
    translation = Translation.objects.get(source__object_id=source.translation_key, target_locale=locales()[language])
    for segment in StringSegment.objects.filter(source=translation.source).select_related("string", "context"):
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={"data": f"{language} {segment.string.data}"},
        )
    return type(source).objects.get(translation_key=source.translation_key, locale=translation.target_locale)


def in_bulk(client, action, *pages, **data):
    ids = "&".join(f"id={page.pk}" for page in pages)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return client.post(f"{url}?{ids}&next={reverse('wagtailadmin_home')}", data, follow=True)


def test_in_bulk_a_translation_is_published_with_its_texts_whatever_its_draft_says(login, source):
    client = login(SECRETARIAT)
    submit(client, source, "en")
    english = translate_in_memory(source, "en")
    assert english.get_latest_revision_as_object().claim == "Cambió quién cuida."
    in_bulk(client, "publish", english)
    english.refresh_from_db()
    assert (english.live, english.claim) == (True, "en Cambió quién cuida.")


def test_a_draft_with_a_text_that_the_source_had_before_is_published_by_no_way(login, source):
    client = login(SECRETARIAT)
    submit(client, source, "en")
    draft = type(source).objects.get(pk=source.pk)
    draft.claim = "Cambió todo."
    draft.save_revision().publish()
    english = translate_in_memory(source, "en")
    draft = Translation.objects.get(source__object_id=source.translation_key).source
    draft = draft.get_ephemeral_translated_instance(english.locale, fallback=True)
    draft.claim = "Cambió quién cuida."
    revision = draft.save_revision(clean=False)
    with pytest.raises(NotPublished):
        revision.publish()
    english.refresh_from_db()
    assert not english.live


def test_a_stopped_translation_is_published_once_its_words_are_its_own(login, source):
    client = login(SECRETARIAT)
    submit(client, source, "en")
    translation = Translation.objects.get(source__object_id=source.translation_key)
    client.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))
    english = type(source).objects.get(translation_key=source.translation_key, locale=translation.target_locale)
    in_bulk(client, "publish", english)
    english.refresh_from_db()
    assert not english.live

    by_hand = english.get_latest_revision_as_object()
    for name, text in {"title": "Care system", "claim": "Who cares.", "lead_name": "Ministry"}.items():
        setattr(by_hand, name, text)
    for name in ("summary", "problem"):
        setattr(by_hand, name, "<p>In English.</p>")
    by_hand.approach = [("paragraph", "<p>How it works.</p>")]
    row = by_hand.effects.get()
    row.explanation = "Makes care visible."
    by_hand.effects = [row]
    row = by_hand.results.get()
    row.indicator, row.unit, row.source = "People reached", "people", "Ministry"
    by_hand.results = [row]
    by_hand.save_revision()
    in_bulk(client, "publish", english)
    english.refresh_from_db()
    assert (english.live, english.title) == (True, "Care system")


def test_the_editor_says_why_a_page_was_not_published(login):
    english = translate(standard(title="Sistema de cuidados"), "en", title="Care system")
    Translation.objects.filter(source__object_id=english.translation_key).update(enabled=False)
    form = standard_form(title="Sistema de cuidados", slug=english.slug) | {"action-publish": "1"}
    client = login(SECRETARIAT)
    response = client.post(reverse("wagtailadmin_pages:edit", args=[english.pk]), form, follow=True)
    assert "such as “Sistema de cuidados”" in unescape(response.content.decode())
    english.refresh_from_db()
    assert english.title == "Care system"


def test_a_text_that_a_translator_gave_as_it_is_is_no_text_of_the_source(source):
    english = translate(source, "en", **{"lead_name": "Ministerio", "problem": "El problema."})
    assert (english.live, english.lead_name) == (True, "Ministerio")


@pytest.mark.parametrize("action", ["publish", "create_alias"])
def test_the_programming_interface_of_the_admin_is_no_way_round(login, source, action):
    client = login(SECRETARIAT)
    submit(client, source, "en")
    english = Page.objects.get(translation_key=source.translation_key, locale=locales()["en"])
    url = f"/admin/api/main/pages/{english.pk}/action/{action}/"
    data = {"destination_page_id": frame_page("practices").pk}
    assert client.post(url, data, follow=True).status_code == 404
    assert not Page.objects.filter(translation_key=source.translation_key, locale=english.locale, live=True).exists()
    assert not Page.objects.filter(alias_of__isnull=False).exists()
    assert client.get(f"/admin/api/main/pages/{english.pk}/").status_code == 200


def test_publishing_in_bulk_tells_what_was_not_published_and_publishes_the_rest(login, source):
    client = login(SECRETARIAT)
    submit(client, source, "en")
    spanish = Page.objects.get(translation_key=source.translation_key, locale=locales()["en"])
    ready = translate(practice(), "en", publish=False)
    response = in_bulk(client, "publish", spanish, ready)
    assert list(Page.objects.filter(pk__in=[spanish.pk, ready.pk], live=True)) == [Page.objects.get(pk=ready.pk)]
    assert "“Sistema de cuidados” was not published." in response.content.decode()


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


def expire(client, page):
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(hours=1))
    call_command("publish_scheduled")


def unpublish_in_bulk(client, page):
    in_bulk(client, "unpublish", page)


def delete_in_bulk(client, page):
    in_bulk(client, "delete", page)


@pytest.mark.parametrize("withdraw", [expire, unpublish_in_bulk, delete_in_bulk])
def test_by_whatever_way_a_source_goes_its_translations_go_too(login, source, english, withdraw):
    withdraw(login(SECRETARIAT), source)
    assert not Page.objects.filter(pk=english.pk, live=True).exists()


def test_the_history_says_once_that_a_translation_was_unpublished(login, source, english):
    login(SECRETARIAT).post(reverse("wagtailadmin_pages:unpublish", args=[source.pk]))
    assert PageLogEntry.objects.filter(page=english.pk, action="wagtail.unpublish").count() == 1


def test_a_source_is_not_deleted_by_whom_its_live_translation_is_not_theirs_to_delete(login, source, english):
    type(source).objects.filter(pk=source.pk).update(live=False)
    login(EDITORS).post(reverse("wagtailadmin_pages:delete", args=[source.pk]))
    assert Page.objects.filter(pk__in=[source.pk, english.pk]).count() == 2


def set_privacy(client, page, kind, groups=()):
    data = {"restriction_type": kind, "password": "", "groups": [group.pk for group in groups]}
    client.post(reverse("wagtailadmin_pages:set_privacy", args=[page.pk]), data)


def test_who_may_read_a_source_is_who_may_read_its_translations(client, login, make_user, source, english):
    group = make_user("reader", "members").groups.get()
    set_privacy(login(SECRETARIAT), source, "groups", [group])
    restriction = english.view_restrictions.get()
    assert (restriction.restriction_type, list(restriction.groups.all())) == ("groups", [group])
    set_privacy(client, source, "login")
    assert english.view_restrictions.get().restriction_type == "login"
    client.logout()
    assert client.get(english.url).status_code == 302
    set_privacy(login(EDITORS), source, "none")
    assert english.view_restrictions.exists()
    client.force_login(make_user("second", SECRETARIAT))
    set_privacy(client, source, "none")
    assert not english.view_restrictions.exists()


def test_a_restricted_source_that_is_deleted_leaves_no_translation_open(source, english):
    PageViewRestriction.objects.create(page=source, restriction_type="login")
    type(source).objects.get(pk=source.pk).delete()
    assert english.view_restrictions.exists()


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


def test_unpublishing_a_translation_leaves_its_source(login, source, english):
    login(SECRETARIAT).post(reverse("wagtailadmin_pages:unpublish", args=[english.pk]))
    source.refresh_from_db()
    assert source.live


@pytest.mark.parametrize(
    "content",
    [
        None,
        b'msgid ""\nmsgstr ""\n',
        b'# X-WagtailLocalize-TranslationID\nmsgid ""\nmsgstr ""\n',
        b"X-WagtailLocalize-TranslationID",
        b"/etc/passwd",
        b"\xff\x00",
    ],
)
def test_a_useless_po_upload_is_told_and_not_an_error_page(login, translation, content):
    files = {} if content is None else {"file": SimpleUploadedFile("x.po", content)}
    url = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    response = login(translators("en")).post(url, files, follow=True)
    assert "Choose the PO file" in response.content.decode()


def test_a_po_file_comes_back(login, translation):
    client = login(translators("en"))
    po = client.get(reverse("wagtail_localize:download_pofile", args=[translation.pk])).content
    po = po.replace("en Cambió quién cuida.".encode(), b"Who cares has changed.")
    url = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    client.post(url, {"file": SimpleUploadedFile("x.po", po)})
    assert StringTranslation.objects.filter(locale=translation.target_locale, data="Who cares has changed.").exists()


@pytest.mark.parametrize("group", [SECRETARIAT, translators("en"), language_reviewers("en")])
def test_texts_and_choices_are_written_in_the_editor_alone(login, source, translation, group):
    client = login(group)
    segment = StringSegment.objects.get(source=translation.source, context__path="claim")
    choice = OverridableSegment.objects.filter(source=translation.source).first()
    for name, row in (("edit_string_translation", segment), ("edit_override", choice)):
        url = reverse(f"wagtail_localize:{name}", args=[translation.pk, row.pk if row else 1])
        body = encode_multipart(BOUNDARY, {"value": "javascript:alert(1)"})
        client.put(url, body, content_type=MULTIPART_CONTENT)
    assert not StringTranslation.objects.filter(data="javascript:alert(1)").exists()
    assert not SegmentOverride.objects.exists()


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


def test_the_report_of_translations_is_not_for_everybody(login):
    assert login(MEMBERS).get(reverse("wagtail_localize:translations_report")).status_code == 302


def test_the_tree_is_sound_after_all_that(login, source, english):
    submit(login(SECRETARIAT), source, "fr")
    assert Page.find_problems() == ([], [], [], [], [])
