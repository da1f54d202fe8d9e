"""A changed source brings its translations up to date without publishing a word."""

import pytest
from wagtail_localize.models import StringSegment, Translation

from agc.core.untranslated import missing_strings
from tests.factories import concept, practice, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return practice(title="Sistema de cuidados")


@pytest.fixture
def english(source):
    return translate(source, "en", title="Care system")


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
