"""Who decides: a language reviewer who had no hand in the translation, and nobody by a way round."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail_localize.models import Translation

from agc.editorial.groups import EDITORS, language_reviewers, translators
from agc.translation import workflow
from agc.translation.texts import segments_of, set_text
from tests.factories import frame_page, practice, translate
from tests.translation.desk import record, republish, sent, target, translation, write, write_all
from tests.translation.review.links import choose_link, linked

pytestmark = pytest.mark.django_db


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


def test_who_chose_does_not_publish(reviewer):
    page = linked()
    translate(page, "en")
    choose_link(translation(page), reviewer)
    with pytest.raises(PermissionDenied, match="another person"):
        workflow.publish(translation(page), reviewer)


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
