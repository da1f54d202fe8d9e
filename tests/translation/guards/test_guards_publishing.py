"""Publishing a translation: by whom, and by no way with a text of the source in it."""

from html import unescape

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from agc.core.languages import locales
from agc.core.publishing import NotPublished
from agc.editorial.groups import EDITORS, MEMBERS, SECRETARIAT, translators
from tests.factories import frame_page, practice, standard, standard_form, translate
from tests.translation.guards.acting import in_bulk, submit

pytestmark = pytest.mark.django_db


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
