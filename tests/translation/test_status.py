"""Where a translation stands is computed from its strings, at every step of its life."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from agc.core.languages import locales
from agc.translation import status, workflow
from agc.translation.models import Status, TranslationPolicy, TranslationRecord
from tests.factories import event, practice, standard, translate
from tests.translation.desk import record, republish, sent, submitted, target, translation, write, write_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(secretariat, translator, reviewer):
    return {"secretariat": secretariat, "translator": translator, "reviewer": reviewer}


def test_from_missing_to_published_and_outdated_and_back(source, people):
    assert record(source).status == Status.MISSING
    made = sent(source, people["secretariat"])
    assert record(source).status == Status.REQUESTED
    write(made, "title", "Care system", people["translator"])
    assert record(source).status == Status.IN_PROGRESS
    write_all(made, people["translator"])
    assert record(source).status == Status.READY
    workflow.submit(made, people["translator"])
    assert record(source).status == Status.IN_REVIEW
    workflow.decide(made, people["reviewer"], "reject", "Shorter, please.")
    assert record(source).status == Status.CHANGES
    write(made, "claim", "It changed who cares.", people["translator"])
    workflow.submit(made, people["translator"])
    workflow.decide(made, people["reviewer"], "approve")
    assert record(source).status == Status.PUBLISHED
    source = republish(source, claim="Cambió todo.")
    now = record(source)
    assert (now.status, now.changed, bool(now.outdated_since)) == (Status.OUTDATED, 1, True)
    write(made, "claim", "It changed everything.", people["translator"])
    assert record(source).status == Status.READY
    assert record(source).outdated_since == now.outdated_since
    workflow.submit(made, people["translator"])
    workflow.decide(made, people["reviewer"], "approve")
    now = record(source)
    assert (now.status, now.changed, now.outdated_since) == (Status.PUBLISHED, 0, None)


def test_figures_count_texts_and_words(source, people):
    made = sent(source, people["secretariat"])
    before = record(source)
    assert (before.done, before.percent) == (0, 0)
    assert before.words == before.words_left > 10
    write(made, "title", "Care system")
    after = record(source)
    assert after.done == 1
    assert after.words_left == before.words_left - len(["Sistema", "de", "cuidados"])


def test_publishing_the_source_without_a_change_leaves_it_published(source):
    translate(source, "en")
    since = record(source).outdated_since
    republish(source)
    assert (record(source).status, since, record(source).outdated_since) == (Status.PUBLISHED, None, None)


def test_a_draft_of_the_source_outdates_nothing(source):
    translate(source, "en")
    draft = type(source).objects.get(pk=source.pk)
    draft.claim = "Todavía no."
    draft.save_revision()
    assert record(source).status == Status.PUBLISHED


def test_a_number_that_all_languages_share_outdates_nothing(source):
    translate(source, "en")
    republish(source, start_year=2001)
    assert record(source).status == Status.PUBLISHED


def test_a_paragraph_that_moves_or_goes_outdates_nothing_as_the_translation_follows(people):
    page = standard(body=[("paragraph", "<p>Uno.</p>"), ("paragraph", "<p>Dos.</p>"), ("paragraph", "<p>Tres.</p>")])
    english = translate(page, "en")
    blocks = list(type(page).objects.get(pk=page.pk).body.raw_data)
    republish(page, body=[blocks[2], blocks[0]])
    assert record(page).status == Status.PUBLISHED
    words = [str(block.value) for block in type(english).objects.get(pk=english.pk).body]
    assert ["Tres." in words[0], "Uno." in words[1], len(words)] == [True, True, 2]


def test_going_back_to_the_earlier_text_ends_it(source):
    translate(source, "en")
    source = republish(source, claim="Cambió todo.")
    assert record(source).status == Status.OUTDATED
    republish(source, claim="Cambió quién cuida.")
    assert (record(source).status, record(source).outdated_since) == (Status.PUBLISHED, None)


def test_a_correction_of_the_translation_is_work_in_progress_and_outdates_nothing(source, people):
    translate(source, "en")
    write(translation(source), "claim", "A better sentence.", people["translator"])
    now = record(source)
    assert (now.status, now.changed, now.outdated_since) == (Status.READY, 0, None)


def test_a_correction_does_not_hide_that_it_is_outdated(source, people):
    translate(source, "en")
    source = republish(source, claim="Cambió todo.")
    write(translation(source), "title", "A better title.", people["translator"])
    assert (record(source).status, record(source).changed) == (Status.OUTDATED, 1)


def test_a_minor_change_of_the_source_outdates_nothing(source):
    english = translate(source, "en", claim="Who cares has changed.")
    source = republish(source, claim="Cambió quien cuida.", minor_change=True)
    assert (record(source).status, record(source).outdated_since) == (Status.PUBLISHED, None)
    english.refresh_from_db()
    assert english.claim == "Who cares has changed."


def test_a_new_text_in_a_minor_change_is_due_all_the_same():
    page = standard(body=[("paragraph", "<p>Texto de siempre.</p>")])
    translate(page, "en")
    blocks = [*type(page).objects.get(pk=page.pk).body.raw_data, {"type": "paragraph", "value": "<p>Algo nuevo.</p>"}]
    republish(page, body=blocks, minor_change=True)
    assert (record(page).status, record(page).changed) == (Status.OUTDATED, 1)


def test_the_next_change_is_not_minor_unless_somebody_says_so(client, people, source):
    from django.urls import reverse

    translate(source, "en")
    source = republish(source, claim="Cambió quien cuida.", minor_change=True)
    client.force_login(people["secretariat"])
    page = client.get(reverse("wagtailadmin_pages:edit", args=[source.pk])).content.decode()
    box = page[page.index('name="minor_change"') - 200 : page.index('name="minor_change"') + 200]
    assert "checked" not in box


def test_stopped_is_edited_apart_and_deleted_is_missing_again(client, people, source):
    english = translate(source, "en")
    made = translation(source)
    made.enabled = False
    made.save()
    assert record(source).status == Status.INDEPENDENT
    english.delete()
    assert record(source).status == Status.MISSING


def test_a_policy_says_by_when_a_new_page_is_due(settings):
    event_type = event()
    assert record(event_type).due == timezone.localdate() + timedelta(days=7)
    TranslationPolicy.objects.all().delete()
    assert record(event()).due is None


def test_what_becomes_outdated_is_due_anew_and_what_is_published_is_not(source):
    translate(source, "en")
    assert record(source).due is None
    source = republish(source, claim="Cambió todo.")
    assert record(source).due == timezone.localdate() + timedelta(days=30)


def test_what_was_agreed_ends_with_publication(source, people):
    made = sent(source, people["secretariat"])
    TranslationRecord.objects.filter(translation=made).update(
        assignee=people["translator"], note="Before the session", asked_for=12
    )
    submitted(source, people["translator"])
    workflow.decide(made, people["reviewer"], "approve")
    now = record(source)
    assert (now.assignee, now.note, now.asked_for, now.due) == (None, "", 0, None)


def test_unpublished_with_its_source_and_public_again_with_it(source):
    english = translate(source, "en", title="Care system")
    french = translate(source, "fr")
    french.unpublish()
    source.unpublish()
    english.refresh_from_db()
    assert not english.live
    republish(source, start_year=2003)
    english.refresh_from_db()
    french.refresh_from_db()
    assert (english.live, english.title, english.start_year) == (True, "Care system", 2003)
    assert not french.live


def test_a_draft_goes_on_waiting_when_its_source_comes_back(source, people):
    english = translate(source, "en", title="Care system")
    write(translation(source), "title", "A better title", people["translator"])
    workflow.save_draft(translation(source), people["translator"])
    source.unpublish()
    republish(source)
    english.refresh_from_db()
    assert (english.live, english.title) == (True, "Care system")
    assert english.get_latest_revision_as_object().title == "A better title"


def test_who_listens_hears_of_each_new_status_once(source, people):
    heard = []

    def listen(sender, record, before, **kwargs):
        heard.append((before, record.status, record.locale.language_code))

    status.status_changed.connect(listen)
    try:
        made = sent(source, people["secretariat"])
        write_all(made, people["translator"])
    finally:
        status.status_changed.disconnect(listen)
    assert heard == [
        (Status.MISSING, Status.REQUESTED, "en"),
        (Status.REQUESTED, Status.IN_PROGRESS, "en"),
        (Status.IN_PROGRESS, Status.READY, "en"),
    ]


def test_computing_everything_anew_changes_nothing(source, people):
    translate(source, "en")
    sent(practice(), people["secretariat"], "fr")
    republish(source, claim="Cambió todo.")
    fields = ("source", "locale", "status", "done", "changed", "outdated_since", "due", "live", "published")
    before = list(TranslationRecord.objects.order_by("pk").values(*fields))
    call_command("refresh_translations")
    assert list(TranslationRecord.objects.order_by("pk").values(*fields)) == before


def test_texts_written_past_the_desk_are_noticed_by_the_nightly_command(source, people):
    made = sent(source, people["secretariat"])
    write_all(made, people["translator"])
    from wagtail_localize.models import StringTranslation

    StringTranslation.objects.filter(locale=locales()["en"], context__object_id=source.translation_key).update(data="")
    call_command("refresh_translations")
    assert record(source).status == Status.REQUESTED
    assert target(source).pk


def test_what_was_sent_again_after_changes_is_in_review_again(source, people):
    made = sent(source, people["secretariat"])
    submitted(source, people["translator"])
    workflow.decide(made, people["reviewer"], "reject", "Shorter, please.")
    workflow.submit(made, people["translator"])
    assert record(source).status == Status.IN_REVIEW


def test_a_minor_change_leaves_what_was_outdated_before_outdated(source):
    translate(source, "en")
    source = republish(source, claim="Cambió todo, y para siempre.")
    source = republish(source, title="Sistema de cuidado", minor_change=True)
    now = record(source)
    assert (now.status, now.changed) == (Status.OUTDATED, 1)


def test_a_text_taken_over_from_before_waits_for_its_review(source, people):
    made = sent(source, people["secretariat"])
    submitted(source, people["translator"])
    workflow.decide(made, people["reviewer"], "approve")
    source = republish(source, claim="Cambió quien cuida.")
    TranslationRecord.objects.filter(translation=made).update(assignee=people["translator"], note="Soon")
    since = record(source).outdated_since
    write(made, "claim", "en Cambió quién cuida.", people["translator"])
    now = record(source)
    assert (now.status, now.changed, now.outdated_since) == (Status.READY, 1, since)
    assert (now.assignee, now.note) == (people["translator"], "Soon")
    republish(source, start_year=2001)
    assert record(source).status == Status.READY
    workflow.submit(made, people["translator"])
    workflow.decide(made, people["reviewer"], "approve")
    assert (record(source).status, record(source).changed) == (Status.PUBLISHED, 0)


def test_going_back_to_what_a_translator_wrote_needs_no_review(source, people):
    made = sent(source, people["secretariat"])
    submitted(source, people["translator"])
    workflow.decide(made, people["reviewer"], "approve")
    source = republish(source, claim="Cambió todo.")
    republish(source, claim="Cambió quién cuida.")
    assert record(source).status == Status.PUBLISHED


def test_a_source_without_a_record_in_some_language_can_be_deleted(source):
    from django.db import connection

    TranslationRecord.objects.filter(source=source).delete()
    source.delete()
    connection.check_constraints()
    assert not TranslationRecord.objects.filter(source=source.pk).exists()
