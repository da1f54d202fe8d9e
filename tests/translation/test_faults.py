"""The faults of wagtail-localize 1.14.5 beside Wagtail 8.0.1, one by one: none of them happens here.

Each test does what brings the fault about where wagtail-localize is left alone.
"""

import datetime
from html import unescape
from pathlib import Path

import polib
import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Page, Revision
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from agc.core.languages import locales
from agc.demo.building import Builder
from agc.demo.content_files import ContentFile
from agc.editorial.groups import SECRETARIAT, language_reviewers, translators
from agc.translation import workflow
from agc.translation.models import Status, TranslationRecord
from agc.translation.texts import segments_of
from home.models import StandardPage
from tests.factories import chapter, concept, frame_page, picture, practice, publication, section, standard, translate
from tests.translation.desk import record, republish, sent, submitted, target, translation, type_text, write, write_all

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def stranger(client, make_user):
    """Who has the one right of wagtail-localize, and none on any page."""
    user = make_user("stranger")
    user.user_permissions.add(
        Permission.objects.get(codename="submit_translation"), Permission.objects.get(codename="access_admin")
    )
    client.force_login(user)
    return client


def localize(name, *args):
    return reverse(f"wagtail_localize:{name}", args=args)


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def put(client, made, value, path="claim"):
    return type_text(client, made, path, value)


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


def test_b04_the_editor_of_a_translator_saves_and_submits_and_has_no_alias(login, source):
    english = translate(source, "en", publish=False)
    page = login(translators("en")).get(edit_url(english)).content.decode()
    assert "convert_to_alias" not in page
    assert 'value="submit"' in page
    assert 'value="save"' in page
    assert 'value="publish"' not in page


def test_b05_saving_a_translation_does_not_touch_what_is_public(login, source, english):
    made = translation(source)
    client = login(translators("en"))
    assert put(client, made, "Not reviewed.").status_code == 200
    workflow.save_draft(made, None)
    english.refresh_from_db()
    assert english.claim == "en Cambió quién cuida."
    assert "Not reviewed." not in client.get(english.url).content.decode()


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


def test_b10_who_reviews_decides_in_the_editor(login, make_user, source):
    sent(source, make_user("s", SECRETARIAT))
    submitted(source, make_user("t", translators("en")))
    page = target(source)
    client = login(language_reviewers("en"))
    html = client.get(edit_url(page)).content.decode()
    assert 'value="approve"' in html
    assert 'value="reject"' in html
    assert "In review" in html
    client.post(edit_url(page), {"action": "approve"})
    page.refresh_from_db()
    assert page.live


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


def test_b14_what_an_editor_unpublished_stays_so(login, source, english, django_capture_on_commit_callbacks):
    english.unpublish()
    url = localize("update_translations", translation(source).source_id)
    with django_capture_on_commit_callbacks(execute=True):
        login(SECRETARIAT).post(url, {"publish_translations": "on"})
    republish(source, start_year=2001)
    english.refresh_from_db()
    assert not english.live


def test_b15_what_was_written_by_hand_is_kept_when_the_tie_is_made_again(login, source, english):
    made = translation(source)
    client = login(SECRETARIAT)
    client.post(localize("stop_translation", made.pk))
    by_hand = type(english).objects.get(pk=english.pk)
    by_hand.claim = "Written by hand."
    by_hand.save_revision().publish()
    client.post(edit_url(english), {"localize-restart-translation": "1"})
    assert translation(source).enabled
    workflow.save_draft(translation(source), None).publish()
    english.refresh_from_db()
    assert english.claim == "Written by hand."


def test_b16_deleting_a_translation_keeps_its_words(make_user, source, english):
    user = make_user("s", SECRETARIAT)
    Page.objects.get(pk=english.pk).delete()
    made = sent(source, user)
    assert record(source).status == Status.READY
    assert {segment.target for segment in segments_of(made)} >= {"Care system", "en Cambió quién cuida."}


def test_b17_texts_of_blocks_made_by_a_program_are_all_sent(make_user):
    file = ContentFile(Path("x.yaml"), {"type": "standard", "source": "es", "fields": {}})
    blocks = [{"paragraph": "Párrafo."}, {"checklist": {"title": "Lista", "items": ["Primero", "Segundo"]}}]
    page = standard(body=Builder(file, "es", locales()["es"], {}).stream("body", blocks))
    texts = {segment.source for segment in segments_of(sent(page, make_user("s", SECRETARIAT)))}
    assert {"Párrafo.", "Lista", "Primero", "Segundo"} <= texts


@pytest.mark.parametrize("files", [{}, {"file": SimpleUploadedFile("x.po", b'msgid ""\nmsgstr ""\n')}])
def test_b18_a_useless_po_file_is_no_error_page(login, source, english, files):
    url = localize("upload_pofile", translation(source).pk)
    assert login(translators("en")).post(url, files, follow=True).status_code < 500


def test_b19_a_po_file_repeats_nothing_and_says_its_language(login):
    page = standard(body=[("paragraph", "<p>Igual.</p><p>Otra cosa.</p><p>Igual.</p>")])
    translate(page, "en")
    file = login(translators("en")).get(localize("download_pofile", translation(page).pk)).content.decode()
    catalogue = polib.pofile("\n" + file)
    places = [(entry.msgctxt, entry.msgid) for entry in catalogue]
    assert len(places) == len(set(places))
    assert catalogue.metadata["Language"] == "en"


def test_b19_what_a_program_marked_as_doubtful_is_not_final(login, source, english):
    client = login(translators("en"))
    url = localize("download_pofile", translation(source).pk)
    catalogue = polib.pofile("\n" + client.get(url).content.decode())
    entry = next(entry for entry in catalogue if entry.msgctxt == "claim")
    entry.msgstr, entry.flags = "Doubtful.", ["fuzzy"]
    upload = {"file": SimpleUploadedFile("x.po", str(catalogue).encode())}
    client.post(localize("upload_pofile", translation(source).pk), upload)
    assert not StringTranslation.objects.filter(data="Doubtful.").exists()


def test_b20_titles_of_drafts_are_shown_to_who_translates_or_sends_only(login, source):
    translate(source, "en", publish=False)
    client = login("members")
    for url in (localize("translations_report"), reverse("translation_desk:coverage")):
        response = client.get(url, follow=True)
        assert "Sistema de cuidados" not in response.content.decode()


def long_page(number):
    return standard(body=[("paragraph", f"<p>Párrafo número {index}.</p>") for index in range(number)])


def test_b21_the_editor_opens_with_as_many_queries_for_one_text_as_for_many(
    login, make_user, django_assert_max_num_queries
):
    client = login(translators("en"))
    counts = []
    for number in (1, 40):
        english = translate(long_page(number), "en", publish=False)
        client.get(edit_url(english))
        with django_assert_max_num_queries(60) as found:
            client.get(edit_url(english))
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_b22_an_empty_text_is_missing(login, make_user, source):
    made = sent(source, make_user("s", SECRETARIAT))
    write_all(made, None)
    assert put(login(translators("en")), made, "").status_code < 500
    total, done = made.get_progress()
    assert done == total - 1
    assert record(source).status == Status.IN_PROGRESS
    assert record(source).done == record(source).strings - 1


def test_b22_every_text_that_counts_can_be_edited(login, make_user):
    source = practice(search_description="Para buscadores.")
    made = sent(source, make_user("s", SECRETARIAT))
    html = login(translators("en")).get(edit_url(target(source))).content.decode()
    assert "search_description" not in {segment.path for segment in segments_of(made)}
    for segment in segments_of(made):
        assert f'id="segment-{segment.pk}"' in html, segment.path


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


@pytest.mark.parametrize("language", ["es", "fr"])
def test_b25_the_editor_speaks_one_language(client, make_user, source, language):
    english = translate(source, "en")
    january = datetime.datetime(2026, 1, 15, 12, tzinfo=datetime.UTC)
    Revision.objects.filter(pk=english.live_revision_id).update(created_at=january)
    client.force_login(make_user("t", translators("en"), language=language))
    html = client.get(edit_url(english)).content.decode()
    assert "wagtail_localize/js/" not in html
    assert "January" not in html
    for word in ("enEnglish", "Publish", "Save draft", "Submit for", "Translate this page", "Missing"):
        assert f">{word}" not in html


def test_no_field_counts_for_translators_without_being_a_text_of_the_page():
    """What wagtail-localize calls translatable has a panel: a slug would keep a page below 100 percent for ever."""
    names = {field.field_name for field in get_translatable_fields(type(practice()))}
    assert "slug" in names
    made = translate(practice(), "en")
    assert "slug" not in {segment.path for segment in segments_of(translation(made))}
