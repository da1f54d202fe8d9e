"""A changed source brings its translations up to date without publishing a word."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction, WorkflowState
from wagtail_localize.models import StringSegment, Translation

from agc.core.untranslated import missing_strings
from tests.factories import concept

pytestmark = pytest.mark.django_db


def republish(page, **changes):
    draft = type(page).objects.get(pk=page.pk)
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save_revision().publish()


def test_a_number_changes_in_every_language_at_once(source, english):
    draft = type(source).objects.get(pk=source.pk)
    rows = list(draft.results.all())
    rows[0].after_value = 250
    draft.results = rows
    draft.start_year = 2016
    draft.save_revision().publish()

    english.refresh_from_db()
    assert english.start_year == 2016
    assert [row.after_value for row in type(english).objects.get(pk=english.pk).results.all()] == [250]
    assert type(english).objects.get(pk=english.pk).results.get().indicator == "en Personas atendidas"


def test_a_changed_sentence_is_due_and_the_published_words_stay(source, english):
    republish(source, claim="Cambió todo.", start_year=2017)

    english = type(english).objects.get(pk=english.pk)
    assert english.claim == "en Cambió quién cuida."
    assert english.start_year == 2017
    due = missing_strings(Translation.objects.get(source__object_id=source.translation_key))
    assert [segment.string.data for segment in due] == ["Cambió todo."]


def test_words_waiting_in_the_memory_are_not_published(source, english):
    translation = Translation.objects.get(source__object_id=source.translation_key)
    segment = StringSegment.objects.get(source=translation.source, context__path="claim")
    segment.string.translations.filter(locale=english.locale).update(data="Not reviewed yet")

    republish(source, start_year=2018)

    english = type(english).objects.get(pk=english.pk)
    assert english.start_year == 2018
    assert english.claim == "en Cambió quién cuida."


def test_a_draft_of_the_translation_stays_a_draft_and_gets_the_number(source, english):
    draft = english.get_latest_revision_as_object()
    draft.claim = "Being written"
    draft.save_revision()

    republish(source, start_year=2019)

    english = type(english).objects.get(pk=english.pk)
    assert (english.start_year, english.claim) == (2019, "en Cambió quién cuida.")
    assert english.has_unpublished_changes
    latest = english.get_latest_revision_as_object()
    assert (latest.start_year, latest.claim) == (2019, "Being written")


def test_concepts_follow_the_source_and_so_does_clearing(source, english):
    draft = type(source).objects.get(pk=source.pk)
    draft.concepts = [concept("level", "municipal")]
    draft.save_revision().publish()
    assert [c.code for c in type(english).objects.get(pk=english.pk).concepts.all()] == ["municipal"]

    draft = type(source).objects.get(pk=source.pk)
    draft.concepts = []
    draft.evidence = None
    draft.save_revision().publish()
    assert not type(english).objects.get(pk=english.pk).concepts.exists()


def test_a_row_taken_from_the_source_leaves_the_translation(source, english):
    draft = type(source).objects.get(pk=source.pk)
    draft.results = []
    draft.save_revision().publish()
    assert not type(english).objects.get(pk=english.pk).results.exists()


def test_a_row_added_to_the_source_waits_for_its_words(source, english):
    draft = type(source).objects.get(pk=source.pk)
    row = draft.results.get()
    extra = type(row)(indicator="Centros", after_value=3, year=2025, source="MIDES", locale=draft.locale, sort_order=2)
    draft.results = [row, extra]
    draft.save_revision().publish()

    assert [row.indicator for row in type(english).objects.get(pk=english.pk).results.all()] == [
        "en Personas atendidas"
    ]


def test_nothing_is_published_again_when_nothing_shared_changed(source, english):
    before = english.live_revision_id
    republish(source, title=source.title)
    english.refresh_from_db()
    assert english.live_revision_id == before


def test_an_unpublished_translation_stays_unpublished(source, english):
    english.unpublish()
    republish(source, start_year=2020)
    english.refresh_from_db()
    assert not english.live


def test_a_review_of_the_translation_goes_on(source, english, make_user):
    draft = english.get_latest_revision_as_object()
    draft.claim = "Being reviewed"
    draft.save_revision()
    english = type(english).objects.get(pk=english.pk)
    english.get_workflow().start(english, make_user("secretary", "secretariat"))

    republish(source, start_year=2021)

    english = type(english).objects.get(pk=english.pk)
    assert english.start_year == 2021
    assert english.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
    assert english.get_latest_revision_as_object().claim == "Being reviewed"


@pytest.mark.parametrize("live", [True, False])
def test_what_is_due_at_its_time_stays_so_and_gets_the_number(source, english, live):
    if not live:
        english.unpublish()
    soon = timezone.now() + timedelta(days=1)
    draft = type(english).objects.get(pk=english.pk).get_latest_revision_as_object()
    draft.claim, draft.go_live_at = "Soon", soon
    draft.save_revision().publish()

    republish(source, start_year=2022)

    english = type(english).objects.get(pk=english.pk)
    due = english.revisions.get(approved_go_live_at__isnull=False)
    assert (due.approved_go_live_at, due.as_object().claim, due.as_object().start_year) == (soon, "Soon", 2022)
    assert english.live is live


def test_a_restriction_that_the_translation_lacks_comes_with_the_next_publication(source, english):
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=source, restriction_type="login")])
    republish(source, start_year=2023)
    assert english.view_restrictions.get().restriction_type == "login"
