"""The review of a translation: nothing of it is public before a language reviewer, who had no hand in it, says so."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page, WorkflowState
from wagtail_localize.models import OverridableSegment, Translation

from agc.core.publishing import NotPublished
from agc.editorial.groups import EDITORS, language_reviewers, translators
from agc.translation import rights, workflow
from agc.translation.models import LanguageReviewTask, SegmentComment, Status
from agc.translation.texts import segments_of, set_text
from tests.factories import frame_page, picture, practice, standard, translate
from tests.translation.desk import (
    record,
    republish,
    sent,
    submitted,
    target,
    text_of,
    translation,
    write,
    write_all,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english_interface(_spanish):
    with override("en"):
        yield


@pytest.fixture
def in_review(source, secretariat, translator):
    sent(source, secretariat)
    return submitted(source, translator)


def public(page, client):
    """Return what a reader finds at the English address of a page, or None."""
    english = target(page)
    response = client.get(english.url) if english.url else None
    return response.content.decode() if response and response.status_code == 200 else None


def test_saving_a_draft_leaves_what_is_public_as_it_is(client, source, translator):
    english = translate(source, "en", claim="Who cares has changed.")
    made = translation(source)
    write(made, "claim", "Not reviewed yet.", translator)
    row = next(segment for segment in segments_of(made) if segment.path.startswith("effects"))
    write(made, row.path, "Not reviewed either.", translator)
    workflow.save_draft(made, translator)
    live = type(english).objects.get(pk=english.pk)
    assert live.claim == "Who cares has changed."
    assert live.effects.get().explanation == "en Hace visible el cuidado."
    assert "reviewed" not in public(source, client)
    draft = live.get_latest_revision_as_object()
    assert (draft.claim, draft.effects.get().explanation) == ("Not reviewed yet.", "Not reviewed either.")


def test_submitting_publishes_nothing_and_starts_the_review(source, in_review, translator):
    page = target(source)
    assert not page.live
    state = page.current_workflow_state
    assert (state.status, state.requested_by) == (WorkflowState.STATUS_IN_PROGRESS, translator)
    assert page.get_latest_revision_as_object().claim == "en Cambió quién cuida."


def test_an_original_in_the_same_tree_keeps_the_workflow_of_its_kind(in_review):
    original = practice("en", title="Written in English")
    assert original.get_workflow() != target_workflow(in_review)
    assert "Good practices" in original.get_workflow().name


def target_workflow(made):
    return rights.target_of(made).get_workflow()


def test_a_missing_text_stops_submission_and_is_named(source, secretariat, translator):
    made = sent(source, secretariat)
    write_all(made, translator)
    write(made, "claim", "", translator)
    with pytest.raises(NotPublished, match="Cambió quién cuida"):
        workflow.submit(made, translator)
    assert target(source).current_workflow_state is None


def test_an_error_stops_submission(source, secretariat, translator):
    made = sent(source, secretariat)
    write_all(made, translator)
    summary = next(segment for segment in segments_of(made) if segment.path == "summary")
    write(made, summary.path, "<h1>Too big</h1>", translator)
    with pytest.raises(NotPublished):
        workflow.submit(made, translator)


def test_approval_publishes_as_the_reviewer(client, source, in_review, reviewer):
    workflow.decide(in_review, reviewer, "approve")
    page = target(source)
    assert page.live
    assert page.live_revision.user == reviewer
    assert "en Cambió quién cuida." in public(source, client)
    assert page.current_workflow_state is None


def test_what_a_reviewer_corrects_is_published_with_the_approval(source, in_review, reviewer):
    assert rights.why_not_editable(in_review, reviewer) == ""
    write(in_review, "claim", "It changed who cares.", reviewer)
    workflow.decide(in_review, reviewer, "approve")
    assert target(source).claim == "It changed who cares."


def test_four_eyes_neither_the_submitter_nor_a_writer_decides(source, secretariat, translator, reviewer, make_user):
    made = sent(source, secretariat)
    write_all(made, translator)
    write(made, "claim", "Written by the reviewer.", reviewer)
    workflow.submit(made, translator)
    task = target(source).current_workflow_task
    assert task.get_actions(target(source), reviewer) == []
    for person in (reviewer, translator):
        with pytest.raises(PermissionDenied):
            workflow.decide(made, person, "approve")
    second = make_user("second", language_reviewers("en"))
    workflow.decide(made, second, "approve")
    assert target(source).live


def test_a_reviewer_of_another_language_and_editors_do_not_decide(source, in_review, make_user):
    for number, group in enumerate((language_reviewers("fr"), EDITORS, translators("en"))):
        with pytest.raises(PermissionDenied):
            workflow.decide(in_review, make_user(f"person-{number}", group), "approve")
    assert not target(source).live


def test_the_waiting_list_of_a_reviewer_has_what_is_theirs_to_decide(source, in_review, reviewer, make_user):
    task = target(source).current_workflow_task
    assert task.get_task_states_user_can_moderate(reviewer).count() == 1
    other = make_user("other", language_reviewers("fr"))
    assert task.get_task_states_user_can_moderate(other).count() == 0


def test_texts_are_locked_in_review_and_open_again_when_changes_are_asked_for(source, in_review, translator, reviewer):
    assert "in review" in rights.why_not_editable(in_review, translator)
    workflow.decide(in_review, reviewer, "reject", "The title is too long.")
    assert rights.why_not_editable(in_review, translator) == ""
    write(in_review, "title", "Care system", translator)
    workflow.submit(in_review, translator)
    state = target(source).current_workflow_state
    assert state.status == WorkflowState.STATUS_IN_PROGRESS
    assert WorkflowState.objects.for_instance(target(source)).count() == 1
    workflow.decide(in_review, reviewer, "approve")
    assert target(source).title == "Care system"


def test_changes_are_not_asked_for_without_a_word(source, in_review, reviewer):
    with pytest.raises(ValidationError):
        workflow.decide(in_review, reviewer, "reject", "  ")
    segment = segments_of(in_review)[0]
    SegmentComment.objects.create(
        record=record(source), context_id=segment.context_id, string_id=segment.string_id, author=reviewer, text="Why?"
    )
    workflow.decide(in_review, reviewer, "reject", "")
    assert record(source).status == Status.CHANGES
    assert "comment beside one text" in target(source).current_workflow_state.current_task_state.comment


def test_who_sent_it_takes_it_back(source, in_review, translator, make_user):
    with pytest.raises(PermissionDenied):
        workflow.withdraw(in_review, make_user("other", translators("en")))
    workflow.withdraw(in_review, translator)
    assert record(source).status == Status.READY
    assert rights.why_not_editable(in_review, translator) == ""


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


def test_a_locked_page_is_neither_changed_nor_submitted(source, secretariat, translator):
    made = sent(source, secretariat)
    write_all(made, translator)
    page = target(source)
    page.locked, page.locked_by = True, secretariat
    page.save()
    with pytest.raises(PermissionDenied, match="locked"):
        workflow.submit(made, translator)


def test_direct_publication_is_a_review_by_another_person(source, secretariat, translator, reviewer):
    made = sent(source, secretariat)
    write_all(made, translator)
    with pytest.raises(PermissionDenied):
        workflow.publish(made, translator)
    workflow.publish(made, reviewer)
    assert target(source).live


def test_who_wrote_does_not_publish(source, secretariat):
    made = sent(source, secretariat)
    write_all(made, secretariat)
    with pytest.raises(PermissionDenied, match="another person"):
        workflow.publish(made, secretariat)
    assert not target(source).live


def test_one_may_publish_after_another_published_what_one_wrote_before(source, secretariat, translator, reviewer):
    made = sent(source, secretariat)
    write_all(made, reviewer)
    workflow.publish(made, secretariat)
    write(made, "claim", "A better sentence.", translator)
    workflow.publish(made, reviewer)
    assert target(source).claim == "A better sentence."


def test_publication_past_the_review_is_refused_while_it_lasts(client, source, in_review, secretariat):
    client.force_login(secretariat)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{url}?id={target(source).pk}&next=/admin/")
    assert not target(source).live
    assert target(source).current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS


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


def test_the_tree_is_sound(source, in_review, reviewer):
    workflow.decide(in_review, reviewer, "approve")
    assert Page.find_problems() == ([], [], [], [], [])
    assert not Page.objects.filter(alias_of__isnull=False).exists()


def test_whoever_sent_it_hears_of_the_decision(source, in_review, reviewer, translator):
    mail.outbox.clear()
    workflow.decide(in_review, reviewer, "reject", "Shorter, please.")
    assert [message.to for message in mail.outbox] == [[translator.email]]
    assert "Shorter, please." in mail.outbox[0].body
    assert text_of(in_review, "claim") == "en Cambió quién cuida."


# Ways round four eyes, and round the review


def linked(url="https://good.example/"):
    return standard(body=[("paragraph", f'<p>Ver <a href="{url}">esto</a>.</p>')])


def choose_link(made, user, url="https://other.example/"):
    rows = OverridableSegment.objects.filter(source=made.source).select_related("context")
    workflow.choose(made, next(row for row in rows if row.context.path.endswith("'")), url, user)


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


def test_who_chose_does_not_publish(reviewer):
    page = linked()
    translate(page, "en")
    choose_link(translation(page), reviewer)
    with pytest.raises(PermissionDenied, match="another person"):
        workflow.publish(translation(page), reviewer)


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


def test_a_change_of_the_source_does_not_hide_who_wrote(source, reviewer):
    translate(source, "en")
    write(translation(source), "claim", "Written by the reviewer alone.", reviewer)
    republish(source, start_year=2001)
    with pytest.raises(PermissionDenied, match="another person"):
        workflow.publish(translation(source), reviewer)


def test_who_wrote_between_two_rounds_does_not_decide(source, in_review, translator, reviewer):
    workflow.decide(in_review, reviewer, "reject", "No.")
    write(in_review, "claim", "Written by the reviewer meanwhile.", reviewer)
    workflow.submit(in_review, translator)
    with pytest.raises(PermissionDenied):
        workflow.decide(in_review, reviewer, "approve")


def test_who_sent_it_first_does_not_decide_though_another_sent_it_again(
    source, secretariat, translator, reviewer, make_user
):
    made = sent(source, secretariat)
    write_all(made, translator)
    workflow.submit(made, reviewer)
    second = make_user("second", language_reviewers("en"))
    workflow.decide(made, second, "reject", "No.")
    workflow.submit(made, translator)
    with pytest.raises(PermissionDenied):
        workflow.decide(made, reviewer, "approve")
    workflow.decide(made, second, "approve")


def test_what_a_reviewer_wrote_for_a_source_that_moved_on_waits_for_another(source, in_review, reviewer):
    republish(source, claim="Cambió todo.")
    write(in_review, "claim", "Everything changed, writes the reviewer.", reviewer)
    write(in_review, "title", "", reviewer)
    workflow.decide(in_review, reviewer, "approve")
    assert target(source).claim == "en Cambió quién cuida."
    write(in_review, "title", "en Sistema de cuidados", None)
    with pytest.raises(PermissionDenied, match="another person"):
        workflow.publish(in_review, reviewer)


def in_bulk(client, page, **data):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(f"{url}?id={page.pk}&next=/admin/", data, follow=True)


def test_in_bulk_the_checks_hold(client, source, secretariat, translator, reviewer):
    made = sent(source, secretariat)
    write_all(made, translator)
    claim = next(segment for segment in segments_of(made) if segment.path == "claim")
    set_text(made, claim, "Words of a machine.", translator, tool_name="X", machine=True)
    workflow.save_draft(made, translator)
    client.force_login(reviewer)
    in_bulk(client, target(source))
    assert not target(source).live


def test_in_bulk_what_stands_below_is_asked_for_its_own_rules(client, source, secretariat, translator, reviewer):
    mine, theirs = sent(source, secretariat), sent(other := practice(), secretariat)
    write_all(mine, reviewer)
    write_all(theirs, translator)
    for made in (mine, theirs):
        workflow.save_draft(made, None)
    client.force_login(reviewer)
    in_bulk(client, frame_page("practices", "en"), include_descendants="on")
    assert (target(source).live, target(other).live) == (False, True)


def test_a_machine_text_is_not_confirmed_by_cutting_the_tie_and_tying_it_again(client, source, secretariat, translator):
    made = sent(source, secretariat)
    write_all(made, translator)
    claim = next(segment for segment in segments_of(made) if segment.path == "claim")
    set_text(made, claim, "Words of a machine.", translator, tool_name="X", machine=True)
    workflow.save_draft(made, translator)
    client.force_login(secretariat)
    client.post(reverse("wagtail_localize:stop_translation", args=[made.pk]))
    assert not translation(source).enabled
    url = reverse("wagtailadmin_pages:edit", args=[target(source).pk])
    client.post(url, {"localize-restart-translation": "1"})
    assert translation(source).enabled
    assert record(source).machine == 1
    assert record(source).authors == [translator.pk]


def test_what_is_edited_apart_is_not_for_translators_and_reviewers_alone(client, source, secretariat, reviewer):
    english = translate(source, "en")
    Translation.objects.filter(source__object_id=source.translation_key).update(enabled=False)
    may = english.permissions_for_user(reviewer)
    assert (may.can_edit(), may.can_publish()) == (False, False)
    assert english.permissions_for_user(secretariat).can_publish()


def test_rights_of_two_groups_do_not_add_up(client, make_user):
    both = make_user("both", "members", language_reviewers("en"))
    practices = frame_page("practices", "en").permissions_for_user(both)
    assert not practices.can_publish_subpage()
    assert not practices.can_unpublish()
    editor = make_user("editor-too", EDITORS, language_reviewers("en"))
    english = translate(practice(), "en").permissions_for_user(editor)
    assert (english.can_publish(), english.can_delete(), english.can_move(), english.can_unpublish()) == (
        True,
        False,
        False,
        False,
    )


def test_wagtails_own_button_asks_for_a_word_too(client, source, in_review, reviewer):
    client.force_login(reviewer)
    page = target(source)
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", page.current_workflow_task_state.pk])
    client.post(url, {"comment": ""})
    assert target(source).workflow_in_progress


def test_the_dashboard_asks_no_more_for_many_reviews_than_for_one(client, secretariat, translator, reviewer):
    client.force_login(reviewer)
    counts = []
    for number in (1, 4):
        for _page in range(number):
            page = practice()
            sent(page, secretariat)
            submitted(page, translator)
        client.get(reverse("wagtailadmin_home"))
        rights.reviews(reviewer)  # What is asked once for each request.
        with CaptureQueriesContext(connection) as queries:
            task = LanguageReviewTask.objects.get()
            list(task.get_task_states_user_can_moderate(reviewer))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_translation_is_not_published_while_its_source_is_withdrawn(source, in_review, secretariat, reviewer):
    source.unpublish()
    with pytest.raises(NotPublished, match="is not public"):
        workflow.decide(in_review, reviewer, "approve")
    assert not target(source).live
    republish(source)
    workflow.decide(in_review, reviewer, "approve")
    assert target(source).live
