"""The way of a translation through the editor, from the translator over the reviewer to the readers."""

import re

import pytest
from wagtail.models import TaskState

from agc.translation import workflow
from agc.translation.models import Status
from agc.translation.texts import segments_of, set_text
from tests.translation.editor.forms import edit_url, form, segment_at, words

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def offered(response):
    """Return the buttons of the footer, and which of them stands out."""
    buttons = re.findall(r'name="action" value="(\w+)" class="button([^"]*)"', response.content.decode())
    return {name for name, _more in buttons}, [name for name, more in buttons if "secondary" not in more]


def test_from_the_translator_to_the_readers(as_, target, translation, good, people):
    title = segment_at(translation, "title")
    data = form(translation, {title.pk: "Care for everybody"}, action="submit")
    assert "Sent to be reviewed" in words(as_("translator").post(edit_url(target), data, follow=True))
    waiting = as_("translator").get(edit_url(target))
    assert "readonly" in waiting.content.decode()
    assert "Withdraw from review" in words(waiting)
    assert "Submit for review" not in words(waiting)

    seen = as_("reviewer").get(edit_url(target))
    assert "Approve and publish" in words(seen)
    assert "translator sent it to be reviewed" in words(seen)
    comment = form(translation, do=f"comment.{title.pk}") | {f"comment-{title.pk}": "Say “all”."}
    as_("reviewer").post(edit_url(target), comment)
    as_("reviewer").post(edit_url(target), {"action": "reject", "decision": "One word."}, follow=True)

    back = as_("translator").get(edit_url(target))
    assert "reviewer asked for changes" in words(back)
    assert "One word." in words(back)
    assert "Say “all”." in words(back)
    as_("translator").post(edit_url(target), form(translation, {title.pk: "Care for all"}, action="submit"))
    response = as_("reviewer").post(edit_url(target), {"action": "approve"}, follow=True)
    assert "Approved: readers see the translation now." in words(response)
    target.refresh_from_db()
    assert target.live
    assert target.title == "Care for all"
    assert workflow.record_of(translation).status == Status.PUBLISHED


def test_nothing_is_submitted_while_a_text_is_missing(as_, target, translation, good):
    title = segment_at(translation, "title")
    response = as_("translator").post(edit_url(target), form(translation, {title.pk: ""}, action="submit"))
    assert response.status_code == 422
    assert "1 text keeps it from being published." in words(response)
    # Nobody pressed “Publish”.
    assert "was not published" not in words(response)
    target.refresh_from_db()
    assert target.current_workflow_state is None


def test_changes_are_asked_for_with_a_word_only(as_, target, translation, good):
    as_("translator").post(edit_url(target), form(translation, action="submit"))
    response = as_("reviewer").post(edit_url(target), {"action": "reject", "decision": " "})
    assert response.status_code == 422
    assert "Say what has to change" in words(response)
    title = segment_at(translation, "title")
    as_("reviewer").post(edit_url(target), {"do": f"comment.{title.pk}", f"comment-{title.pk}": "Which care?"})
    as_("reviewer").post(edit_url(target), {"action": "reject"})
    assert TaskState.objects.latest("pk").status == TaskState.STATUS_REJECTED


def test_who_asked_for_changes_waits_for_whoever_makes_them(as_, target, translation, good, people):
    workflow.submit(translation, people["translator"])
    workflow.decide(translation, people["reviewer"], "reject", "One word.")
    seen = as_("reviewer").get(edit_url(target))
    assert offered(seen) == ({"save"}, ["save"])
    assert "It is published once it has been submitted again and approved." in words(seen)
    assert "This translation is in review" not in words(seen)
    assert offered(as_("translator").get(edit_url(target))) == ({"save", "submit"}, ["submit"])
    # Whoever changes it can send it too.
    set_text(translation, segment_at(translation, "title"), "Care for all of us", people["reviewer"])
    assert offered(as_("reviewer").get(edit_url(target))) == ({"save", "submit"}, ["submit"])


def test_a_reviewer_of_texts_of_others_is_led_to_publish_them(as_, target, translation, good, people):
    assert offered(as_("reviewer").get(edit_url(target))) == ({"save", "submit", "publish"}, ["publish"])
    assert "Submit the translation" not in words(as_("reviewer").get(edit_url(target)))
    set_text(translation, segment_at(translation, "title"), "Care for all of us", people["reviewer"])
    assert offered(as_("reviewer").get(edit_url(target))) == ({"save", "submit"}, ["submit"])


def test_nothing_is_sent_or_published_where_there_is_nothing_to_be_done(as_, target, translation, good, people):
    workflow.publish(translation, people["reviewer"])
    for name in ("translator", "reviewer", "secretariat"):
        seen = as_(name).get(edit_url(target))
        assert "There is nothing to be done." in words(seen)
        assert offered(seen) == ({"save"}, ["save"])
    set_text(translation, segment_at(translation, "title"), "Care for all of us", people["translator"])
    assert offered(as_("translator").get(edit_url(target))) == ({"save", "submit"}, ["submit"])


def test_a_comment_of_a_decision_that_was_not_taken_is_shown_again(as_, target, translation, good):
    as_("translator").post(edit_url(target), form(translation, action="submit"))
    set_text(translation, segment_at(translation, "body"), "One two, and no link.", None)
    response = as_("reviewer").post(edit_url(target), {"action": "approve", "decision": "Well done."})
    assert response.status_code == 422
    assert "Well done." in response.content.decode()
    target.refresh_from_db()
    assert not target.live


def test_a_reviewer_finds_what_readers_do_not_have_yet(as_, target, translation, good, people):
    workflow.submit(translation, people["translator"])
    workflow.decide(translation, people["reviewer"], "approve")
    title = segment_at(translation, "title")
    set_text(translation, title, "Care for every person", people["translator"])
    workflow.submit(translation, people["translator"])
    html = as_("reviewer").get(edit_url(target), {"show": "unpublished"}).content.decode()
    hidden = re.findall(r'<article class="te-row"[^>]*id="segment-(\d+)"[^>]* hidden>', html)
    assert str(title.pk) not in hidden
    assert len(hidden) == len(segments_of(translation)) - 1
    assert "Not public yet" in html


def test_a_translation_in_review_is_taken_back(as_, target, translation, good):
    as_("translator").post(edit_url(target), form(translation, action="submit"))
    assert as_("second").post(edit_url(target), {"action": "withdraw"}).status_code == 403
    response = as_("translator").post(edit_url(target), {"action": "withdraw"}, follow=True)
    assert "Taken back" in words(response)
    target.refresh_from_db()
    assert target.current_workflow_state is None


def test_a_reviewer_corrects_a_text_in_review_and_approves_it(as_, target, translation, good):
    as_("translator").post(edit_url(target), form(translation, action="submit"))
    title = segment_at(translation, "title")
    data = form(translation, {title.pk: "Care for all people"}, action="approve")
    as_("reviewer").post(edit_url(target), data)
    target.refresh_from_db()
    assert target.live
    assert target.title == "Care for all people"
