"""The editorial set-up: made by a command that can be run again."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Workflow, WorkflowPage

from agc.editorial.groups import language_reviewers
from agc.editorial.models import ReviewTask
from agc.editorial.setup import set_up_editorial
from tests.factories import (
    community,
    event,
    frame_page,
    governance_body,
    member,
    practice,
    publication,
    standard,
    translate,
)

pytestmark = pytest.mark.django_db


def state():
    """Return everything that the command sets up."""
    return {
        "groups": {
            group.name: sorted(group.permissions.values_list("content_type__app_label", "codename"))
            for group in Group.objects.all()
        },
        "pages": sorted(GroupPagePermission.objects.values_list("group", "page", "permission")),
        "collections": sorted(Collection.objects.values_list("path", "name")),
        "files": sorted(GroupCollectionPermission.objects.values_list("group", "collection", "permission")),
        "workflows": {
            flow.name: [task.pk for task in flow.tasks.order_by("workflow_tasks__sort_order")]
            for flow in Workflow.objects.all()
        },
        "where": sorted(WorkflowPage.objects.values_list("page", "workflow")),
        "tasks": sorted(ReviewTask.objects.values_list("pk", "name", "criteria", "four_eyes")),
    }


def test_run_twice_nothing_changes():
    before = state()
    call_command("setup_editorial", verbosity=0)
    assert state() == before


def test_every_role_has_a_group():
    assert set(Group.objects.values_list("name", flat=True)) >= {
        "secretariat",
        "editors",
        "reviewers",
        "members",
        "translators-es",
        "translators-en",
        "translators-fr",
        "language-reviewers-es",
        "language-reviewers-en",
        "language-reviewers-fr",
    }


def test_of_the_groups_that_wagtail_brings_only_those_in_use_stay(make_user):
    assert not Group.objects.filter(name__in=("Editors", "Moderators")).exists()
    Group.objects.bulk_create([Group(name="Editors"), Group(name="Moderators")])
    make_user("moderator", "Moderators")
    set_up_editorial()
    assert Group.objects.filter(name__in=("Editors", "Moderators")).get().name == "Moderators"


def test_what_the_secretariat_changed_in_a_workflow_stays():
    task = ReviewTask.objects.get(name__contains="Peer review")
    task.criteria, task.four_eyes = "Lo nuestro.", False
    task.save()
    task.groups.set(Group.objects.filter(name="editors"))
    set_up_editorial()
    task.refresh_from_db()
    assert (task.criteria, task.four_eyes) == ("Lo nuestro.", False)
    assert [group.name for group in task.groups.all()] == ["editors"]


@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_practices_pass_three_steps_and_the_rest_one(language):
    def steps(page):
        return [task.name.split(" · ")[1] for task in page.get_workflow().tasks.order_by("workflow_tasks__sort_order")]

    assert steps(practice(language)) == ["Eligibility", "Peer review", "Approval"]
    for make in (standard, event, publication, member, community, governance_body):
        assert steps(make(language)) == ["Approval"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_translation_passes_the_review_of_translations_wherever_it_stands(language):
    for page in (translate(practice(), language), translate(standard(), language), frame_page("home", language)):
        tasks = [task.specific for task in page.get_workflow().tasks]
        assert [type(task).__name__ for task in tasks] == ["LanguageReviewTask"]


def test_nobody_but_the_secretariat_publishes_or_unlocks_what_is_no_translation():
    rights = GroupPagePermission.objects.filter(
        permission__codename__in=("publish_page", "bulk_delete_page", "lock_page", "unlock_page")
    )
    reviewers = {language_reviewers(language) for language in ("es", "en", "fr")}
    assert set(rights.values_list("group__name", flat=True)) == {"secretariat", *reviewers}
    assert not rights.filter(group__name__in=reviewers, permission__codename="bulk_delete_page").exists()
    for name in reviewers:
        codes = {right.page.locale.language_code for right in rights.filter(group__name=name)}
        assert codes == {name[-2:]}


def test_translators_have_no_right_outside_their_language():
    for language in ("es", "en", "fr"):
        rights = GroupPagePermission.objects.filter(group__name=f"translators-{language}")
        assert set(rights.values_list("page__locale__language_code", "permission__codename")) == {
            (language, "change_page")
        }
