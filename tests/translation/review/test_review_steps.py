"""The steps of a review: nothing of a translation is public before a language reviewer says so."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, WorkflowState

from agc.core.publishing import NotPublished
from agc.editorial.groups import translators
from agc.translation import rights, workflow
from agc.translation.models import LanguageReviewTask, SegmentComment, Status
from agc.translation.texts import segments_of
from tests.factories import practice, translate
from tests.translation.desk import record, sent, submitted, target, text_of, translation, write, write_all

pytestmark = pytest.mark.django_db


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


def test_a_locked_page_is_neither_changed_nor_submitted(source, secretariat, translator):
    made = sent(source, secretariat)
    write_all(made, translator)
    page = target(source)
    page.locked, page.locked_by = True, secretariat
    page.save()
    with pytest.raises(PermissionDenied, match="locked"):
        workflow.submit(made, translator)


def test_publication_past_the_review_is_refused_while_it_lasts(client, source, in_review, secretariat):
    client.force_login(secretariat)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{url}?id={target(source).pk}&next=/admin/")
    assert not target(source).live
    assert target(source).current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS


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
