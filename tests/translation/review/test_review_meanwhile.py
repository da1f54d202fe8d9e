"""What changes while a translation is written and reviewed: its source, and what was chosen for it."""

import pytest
from wagtail_localize.models import OverridableSegment

from agc.core.publishing import NotPublished
from agc.translation import workflow
from agc.translation.models import Status
from tests.factories import picture, standard, translate
from tests.translation.desk import record, republish, target, text_of, translation, write
from tests.translation.review.links import choose_link, linked

pytestmark = pytest.mark.django_db


def test_a_source_that_changes_during_the_review(client, source, in_review, translator, reviewer):
    republish(source, claim="Cambió todo.")
    assert record(source).status == Status.IN_REVIEW
    assert record(source).done == record(source).strings - 1
    workflow.decide(in_review, reviewer, "approve")
    page = target(source)
    assert page.claim == "en Cambió quién cuida."
    now = record(source)
    assert (page.live, now.status, now.changed) == (True, Status.OUTDATED, 1)


def test_a_number_that_changes_during_the_review_is_published_right(source, in_review, reviewer):
    republish(source, start_year=2001)
    workflow.decide(in_review, reviewer, "approve")
    assert target(source).start_year == 2001


def test_no_other_revision_slips_in_during_the_review(source, in_review, translator, reviewer):
    page = target(source)
    draft = page.get_latest_revision_as_object()
    draft.claim = "Slipped in."
    draft.save_revision(user=translator)
    workflow.decide(in_review, reviewer, "approve")
    assert target(source).claim == "en Cambió quién cuida."


def test_a_dropped_concept_and_country_are_dropped_from_the_draft_too(source, translator):
    translate(source, "en")
    made = translation(source)
    draft = type(source).objects.get(pk=source.pk)
    draft.concepts = list(draft.concepts.all())[:1]
    draft.save_revision().publish()
    workflow.save_draft(made, translator)
    page = target(source)
    assert len(page.get_latest_revision_as_object().concepts.all()) == 1
    assert page.concepts.count() == 1


def test_a_choice_is_public_with_the_approval_and_not_before(translator, reviewer):
    page = linked()
    translate(page, "en")
    made = translation(page)
    choose_link(made, translator)
    assert record(page).status == Status.READY
    republish(page, illustrative=True)
    assert (target(page).illustrative, "other.example" in str(target(page).body.raw_data[0])) == (True, False)
    workflow.submit(made, translator)
    workflow.decide(made, reviewer, "approve")
    assert "other.example" in str(target(page).body.raw_data[0])
    assert record(page).status == Status.PUBLISHED
    republish(page, illustrative=False)
    assert "other.example" in str(target(page).body.raw_data[0])


def test_a_picture_without_consent_does_not_go_live_with_the_source(translator):
    page = standard(image=picture(), image_alt="Una persona cuida a otra.")
    english = translate(page, "en")
    made = translation(page)
    secret = picture(consent="missing")
    choice = OverridableSegment.objects.get(source=made.source, context__path="image")
    workflow.choose(made, choice, secret.pk, translator)
    republish(page, illustrative=True)
    assert type(english).objects.get(pk=english.pk).image_id == page.image_id


def test_a_chosen_picture_that_was_deleted_stops_nothing_but_itself(translator):
    page = standard(image=picture(), image_alt="Una persona cuida a otra.")
    translate(page, "en")
    made = translation(page)
    other = picture()
    workflow.choose(
        made, OverridableSegment.objects.get(source=made.source, context__path="image"), other.pk, translator
    )
    other.delete()
    page = republish(page, summary="Otro resumen.")
    assert record(page).status == Status.OUTDATED
    with pytest.raises(NotPublished, match="does not exist any more"):
        workflow.save_draft(made, translator)


def test_texts_that_change_places_are_not_what_readers_had(source, translator):
    english = translate(source, "en", title="Care system")
    made = translation(source)
    claim = text_of(made, "claim")
    write(made, "title", claim, translator)
    write(made, "claim", "Care system", translator)
    republish(source, start_year=2001)
    english.refresh_from_db()
    assert (english.title, english.start_year) == ("Care system", 2001)


def test_a_translation_is_not_published_while_its_source_is_withdrawn(source, in_review, secretariat, reviewer):
    source.unpublish()
    with pytest.raises(NotPublished, match="is not public"):
        workflow.decide(in_review, reviewer, "approve")
    assert not target(source).live
    republish(source)
    workflow.decide(in_review, reviewer, "approve")
    assert target(source).live
