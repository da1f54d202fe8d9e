"""From a member's draft to a published practice, through people who are not its author."""

from html import unescape

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import Page, WorkflowState
from wagtail.test.utils.form_data import rich_text

from practices.models import PracticePage
from tests.factories import frame_page, practice_form, standard_form

pytestmark = pytest.mark.django_db

CLAIM = "Ahora cuidan más personas."


@pytest.fixture
def people(make_user):
    groups = {
        "member": ["members"],
        "secretary": ["secretariat"],
        "second-secretary": ["secretariat"],
        "reviewer": ["reviewers"],
        "second-reviewer": ["reviewers"],
        "editor": ["editors"],
    }
    return {name: make_user(name, *names) for name, names in groups.items()}


@pytest.fixture
def act(client, people):
    """Return a function that lets a person approve a page or reject it, with a comment."""

    def do(person, page, action, comment=""):
        client.force_login(people[person])
        state = Page.objects.get(pk=page.pk).current_workflow_task_state
        url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
        return client.post(url, {"comment": comment})

    return do


def submit(client, user, **fields):
    """Write a practice and submit it, as its author."""
    client.force_login(user)
    url = reverse("wagtailadmin_pages:add", args=["practices", "practicepage", frame_page("practices").pk])
    response = client.post(url, practice_form(**fields) | {"action-submit": "1"})
    assert response.status_code == 302
    return PracticePage.objects.get(owner=user)


def step(page):
    """Return the English name of the step at which a page stands: a name has all three languages."""
    task = Page.objects.get(pk=page.pk).current_workflow_task
    return task.name.split(" · ")[1] if task else None


def send_editor(client, user, page, action, **fields):
    """Send the editor of a practice with a button pressed: its name, and what goes with it."""
    client.force_login(user)
    page = PracticePage.objects.get(pk=page.pk)
    data = practice_form(slug=page.slug, **fields) | action
    for relation in ("places", "effects", "sources"):
        row = getattr(page.get_latest_revision_as_object(), relation).all()[0]
        data |= {f"{relation}-INITIAL_FORMS": "1", f"{relation}-0-id": str(row.pk or "")}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def resubmit(client, user, page, **fields):
    return send_editor(client, user, page, {"action-submit": "1"}, **fields)


def test_a_practice_of_a_member_is_published_after_three_approvals(client, people, act):
    page = submit(client, people["member"])
    assert not page.live
    for person, at in (("secretary", "Eligibility"), ("reviewer", "Peer review"), ("secretary", "Approval")):
        assert step(page) == at
        assert not PracticePage.objects.get(pk=page.pk).live
        act(person, page, "approve")
    page.refresh_from_db()
    assert page.live
    assert step(page) is None
    client.logout()
    assert client.get(page.get_url()).status_code == 200
    assert client.get(f"/{page.code}").status_code == 302


@pytest.mark.parametrize("person", ["member", "editor", "reviewer", "second-reviewer"])
def test_the_first_check_is_the_secretariat_s(client, people, act, person):
    page = submit(client, people["member"])
    act(person, page, "approve")
    act(person, page, "reject")
    assert step(page) == "Eligibility"
    assert Page.objects.get(pk=page.pk).current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS


@pytest.mark.parametrize("person", ["member", "editor", "secretary"])
def test_the_review_is_the_reviewers(client, people, act, person):
    page = submit(client, people["member"])
    act("secretary", page, "approve")
    act(person, page, "approve")
    assert step(page) == "Peer review"


def test_who_wrote_a_practice_does_not_review_it(client, people, act):
    people["reviewer"].groups.add(Group.objects.get(name="members"))
    page = submit(client, people["reviewer"])
    act("secretary", page, "approve")
    assert step(page) == "Peer review"
    act("reviewer", page, "approve")
    assert step(page) == "Peer review"
    act("second-reviewer", page, "approve")
    assert step(page) == "Approval"


def test_who_submitted_a_practice_does_not_decide_on_it(client, people, act):
    page = submit(client, people["member"])
    page.current_workflow_state.cancel(user=people["member"])
    client.force_login(people["secretary"])
    resubmit(client, people["secretary"], page)
    assert step(page) == "Eligibility"
    act("secretary", page, "approve")
    assert step(page) == "Eligibility"
    act("second-secretary", page, "approve")
    assert step(page) == "Peer review"


def test_who_is_barred_is_offered_no_action_in_the_editor(client, people, act):
    people["secretary"].groups.add(Group.objects.get(name="members"))
    page = submit(client, people["secretary"])
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    actions = {}
    for person in ("secretary", "second-secretary"):
        client.force_login(people[person])
        soup = BeautifulSoup(client.get(url).content, "html.parser")
        actions[person] = {
            button["data-w-workflow-action-name-value"] for button in soup.select("[data-w-workflow-action-name-value]")
        } or {button.get("data-workflow-action-name") for button in soup.select("[data-workflow-action-name]")}
    assert actions == {"secretary": set(), "second-secretary": {"approve", "reject"}}


def test_asked_for_changes_the_author_makes_them_and_the_review_goes_on(client, people, act):
    page = submit(client, people["member"])
    act("secretary", page, "approve")
    act("reviewer", page, "reject", comment="Falta decir quién lo paga.")
    state = Page.objects.get(pk=page.pk).current_workflow_state
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES

    client.force_login(people["member"])
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    asked = BeautifulSoup(editor.content, "html.parser").select_one(".messages .warning").get_text(" ", strip=True)
    assert "reviewer asked for changes. Falta decir quién lo paga." in asked

    assert resubmit(client, people["member"], page, claim=CLAIM).status_code == 302
    assert step(page) == "Peer review"
    act("second-reviewer", page, "approve")
    act("secretary", page, "approve")
    page.refresh_from_db()
    assert page.live
    assert page.claim == CLAIM
    assert page.places.count() == 1


def test_while_it_is_being_checked_its_author_does_not_change_it(client, people):
    page = submit(client, people["member"])
    client.force_login(people["member"])
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), practice_form(claim=CLAIM))
    assert Page.objects.get(pk=page.pk).get_latest_revision_as_object().claim != CLAIM


def test_a_published_practice_goes_on_being_read_while_its_changes_are_reviewed(client, people, act):
    page = submit(client, people["member"])
    for person in ("secretary", "reviewer", "secretary"):
        act(person, page, "approve")
    resubmit(client, people["member"], page, claim=CLAIM)
    assert step(page) == "Eligibility"
    page.refresh_from_db()
    client.logout()
    assert CLAIM not in client.get(page.get_url()).content.decode()
    for person in ("secretary", "reviewer", "secretary"):
        act(person, page, "approve")
    client.logout()
    assert CLAIM in client.get(page.get_url()).content.decode()


def test_an_unfinished_practice_cannot_be_submitted(client, people):
    client.force_login(people["member"])
    url = reverse("wagtailadmin_pages:add", args=["practices", "practicepage", frame_page("practices").pk])
    response = client.post(
        url, practice_form(claim="", problem=rich_text("<p>El problema.</p>")) | {"action-submit": "1"}
    )
    assert response.status_code == 200
    assert "El problema." in response.content.decode()
    assert not WorkflowState.objects.exists()


def test_a_plain_page_needs_the_approval_of_the_secretariat_alone(client, people, act):
    client.force_login(people["editor"])
    url = reverse("wagtailadmin_pages:add", args=["home", "standardpage", frame_page("home").pk])
    client.post(url, standard_form(title="Accesibilidad", slug="accesibilidad") | {"action-submit": "1"})
    page = Page.objects.get(slug="accesibilidad")
    assert step(page) == "Approval"
    act("reviewer", page, "approve")
    assert not Page.objects.get(pk=page.pk).live
    act("secretary", page, "approve")
    assert Page.objects.get(pk=page.pk).live


def test_a_reviewer_who_decides_in_the_editor_is_told_of_nothing_but_success(client, people, act):
    page = submit(client, people["member"])
    act("secretary", page, "approve")
    decision = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    response = send_editor(client, people["reviewer"], page, decision)
    assert step(page) == "Approval"
    messages = BeautifulSoup(client.get(response.url, follow=True).content, "html.parser").select(".messages li")
    assert {name for message in messages for name in message["class"]} == {"success"}


@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_who_decides_has_the_criteria_of_the_step_at_hand_in_their_language(client, people, make_user, language):
    page = submit(client, people["member"])
    client.force_login(make_user("reader", "secretariat", language=language))
    page = PracticePage.objects.get(pk=page.pk)
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", state.pk])
    with translation.override(language):
        criteria = gettext(state.task.specific.criteria)
    assert criteria in unescape(client.get(url).json()["html"])


def test_an_approval_puts_no_unfinished_practice_live(client, people, act):
    page = submit(client, people["member"])
    act("secretary", page, "approve")
    act("reviewer", page, "approve")
    client.force_login(people["secretary"])
    page = PracticePage.objects.get(pk=page.pk)
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), practice_form(slug=page.slug, claim=""))
    assert PracticePage.objects.get(pk=page.pk).get_latest_revision_as_object().claim == ""
    said = client.get(act("secretary", page, "approve").url).content.decode()
    assert "was not published. In one sentence: This field cannot be blank." in unescape(said)
    assert step(page) == "Approval"
    assert not PracticePage.objects.get(pk=page.pk).live


def test_who_approves_in_a_dialog_is_led_to_what_is_missing(client, people, act):
    page = submit(client, people["member"])
    act("secretary", page, "approve")
    act("reviewer", page, "approve")
    draft = PracticePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.claim = ""
    draft.save_revision(clean=False)
    client.force_login(people["secretary"])
    state = Page.objects.get(pk=page.pk).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    answer = client.post(url, {"comment": "Bien."}, headers={"x-requested-with": "XMLHttpRequest"}).json()
    assert answer == {"step": "success", "redirect": reverse("wagtailadmin_pages:edit", args=[page.pk])}
    assert "was not published" in client.get(answer["redirect"]).content.decode()
