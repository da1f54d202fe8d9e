"""Who may what in the translators' editor, with a draft and in review; and those who may not."""

import pytest

from agc.translation import workflow
from agc.translation.models import SegmentComment
from tests.translation.editor.forms import edit_url, segment_at, url

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ACTIONS = {
    "save": {"translator", "reviewer", "editor", "secretariat"},
    "submit": {"translator", "reviewer", "editor", "secretariat"},
    "approve": set(),
    "reject": set(),
    "withdraw": set(),
    "publish": {"reviewer", "secretariat"},
}
IN_REVIEW = {
    "save": {"reviewer", "secretariat"},
    "submit": set(),
    "approve": {"reviewer", "secretariat"},
    "reject": {"reviewer", "secretariat"},
    "withdraw": {"translator", "reviewer", "secretariat"},
    "publish": set(),
}


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("name", ["translator", "french", "reviewer", "editor", "secretariat", "member"])
def test_actions_on_a_draft_are_for_whom_they_are(as_, target, translation, good, name, action):
    response = as_(name).post(edit_url(target), {"action": action, "decision": "A word."})
    assert done(response, target) is (name in ACTIONS[action])
    target.refresh_from_db()
    assert target.live is (action == "publish" and name in ACTIONS[action])


@pytest.mark.parametrize("action", IN_REVIEW)
@pytest.mark.parametrize("name", ["translator", "second", "french", "reviewer", "editor", "secretariat", "member"])
def test_actions_in_review_are_for_whom_they_are(as_, target, translation, good, people, name, action):
    workflow.submit(translation, people["translator"])
    response = as_(name).post(edit_url(target), {"action": action, "decision": "A word."})
    assert done(response, target) is (name in IN_REVIEW[action])
    target.refresh_from_db()
    assert target.live is (action == "approve" and name in IN_REVIEW[action])


def done(response, target):
    """Return whether an action was done: who may not is told so at the editor, or sent away from it."""
    if response.status_code == 302:
        return response.url.startswith(edit_url(target))
    assert response.status_code in {403, 404, 422}
    return False


@pytest.mark.parametrize("name", ["text", "similar", "choice", "side_by_side", "preview", "source", "stop"])
@pytest.mark.parametrize("person", ["french", "member", None])
def test_no_address_of_the_editor_answers_others(client, as_, target, translation, name, person):
    title = segment_at(translation, "title")
    address = url(name, translation, *([title.pk] if name in {"text", "similar", "choice"} else []))
    browser = as_(person) if person else client
    method = browser.post if name in {"text", "choice"} else browser.get
    response = method(address, {f"text-{title.pk}": "Mine", "tokens": "{}", "do": f"comment.{title.pk}"})
    assert response.status_code in {302, 403}
    assert "Cuidados" not in response.content.decode()
    assert segment_at(translation, "title").target == title.target
    assert not SegmentComment.objects.exists()


@pytest.mark.parametrize("name", ["text", "choice"])
def test_what_changes_something_is_no_link(as_, translation, name):
    assert as_("translator").get(url(name, translation, 1)).status_code == 405


def test_only_who_writes_and_publishes_pages_is_asked_about_the_tie(as_, translation):
    for name, code in (("translator", 302), ("reviewer", 302), ("secretariat", 200)):
        assert as_(name).get(url("stop", translation)).status_code == code
