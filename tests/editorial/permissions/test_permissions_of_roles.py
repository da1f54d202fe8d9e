"""Who may do what: each role tries each action by a real request, and what it may not do is refused by the server."""

import pytest
from django.db.transaction import atomic, set_rollback
from wagtail.models import Page

from tests.conftest import fresh_caches
from tests.editorial.permissions.desk import Desk
from tests.editorial.permissions.on_pages import (
    change_concept,
    create_and_publish,
    create_plain_page,
    create_practice,
    delete,
    delete_in_bulk,
    edit,
    lock,
    manage_users,
    manage_workflows,
    move,
    publish,
    publish_in_bulk,
    restrict,
    submit,
    unpublish,
    unpublish_in_bulk,
)
from tests.editorial.permissions.on_translations import (
    approve_translation,
    approve_translation_from_the_dashboard,
    ask_for_changes_of_translation,
    change_rules_on_translations,
    comment_on_text,
    convert_to_alias,
    download_po,
    preview_translation,
    publish_own_translation,
    publish_translation,
    read_report_of_translations,
    stop_translation,
    submit_for_review,
    submit_snippet,
    submit_translation,
    sync,
    take_back_from_review,
    write_string,
)
from tests.editorial.permissions.scenes import (
    draft,
    in_review,
    in_translation,
    in_translation_into_french,
    nothing,
    plain,
    published,
    source,
    translated,
    written_in_english,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ROLES = {
    "secretariat": "secretariat",
    "editor": "editors",
    "reviewer": "reviewers",
    "translator-en": "translators-en",
    "translator-fr": "translators-fr",
    "language-reviewer-en": "language-reviewers-en",
    "language-reviewer-fr": "language-reviewers-fr",
    "member": "members",
}

OWN, OTHERS = True, False
# Each action, on what it is tried, whose that is, and the roles that may do it; all the others are refused.
ALLOWED = [
    (create_practice, nothing, OTHERS, {"secretariat", "editor", "member"}),
    (create_plain_page, nothing, OTHERS, {"secretariat", "editor"}),
    (create_and_publish, nothing, OTHERS, {"secretariat"}),
    (edit, draft, OWN, {"secretariat", "editor", "member"}),
    (edit, draft, OTHERS, {"secretariat", "editor"}),
    (edit, source, OTHERS, {"secretariat", "editor"}),
    (edit, written_in_english, OTHERS, {"secretariat", "editor"}),
    (write_string, in_translation, OTHERS, {"secretariat", "editor", "translator-en", "language-reviewer-en"}),
    (
        write_string,
        in_translation_into_french,
        OTHERS,
        {"secretariat", "editor", "translator-fr", "language-reviewer-fr"},
    ),
    (publish, draft, OWN, {"secretariat"}),
    (publish, draft, OTHERS, {"secretariat"}),
    (publish_in_bulk, draft, OWN, {"secretariat"}),
    (publish_translation, in_translation, OTHERS, {"secretariat", "language-reviewer-en"}),
    (unpublish, published, OWN, {"secretariat"}),
    (unpublish_in_bulk, published, OWN, {"secretariat"}),
    (delete, draft, OWN, {"secretariat", "editor", "member"}),
    (delete, draft, OTHERS, {"secretariat", "editor"}),
    (delete, published, OWN, {"secretariat"}),
    (delete, in_translation, OTHERS, {"secretariat", "editor"}),
    (delete_in_bulk, published, OWN, {"secretariat"}),
    (move, plain, OWN, {"secretariat"}),
    (submit, draft, OWN, {"secretariat", "editor", "member"}),
    (submit, draft, OTHERS, {"secretariat", "editor"}),
    (convert_to_alias, translated, OTHERS, set()),
    (submit_translation, published, OWN, {"secretariat", "editor"}),
    (sync, source, OWN, {"secretariat", "editor"}),
    (stop_translation, translated, OWN, {"secretariat"}),
    (read_report_of_translations, nothing, OTHERS, {*ROLES} - {"reviewer", "member"}),
    (unpublish, translated, OTHERS, {"secretariat"}),
    (restrict, translated, OTHERS, {"secretariat"}),
    (lock, translated, OTHERS, {"secretariat", "language-reviewer-en"}),
    (submit_for_review, in_translation, OTHERS, {"secretariat", "editor", "translator-en", "language-reviewer-en"}),
    (approve_translation, in_review, OTHERS, {"secretariat", "language-reviewer-en"}),
    (ask_for_changes_of_translation, in_review, OTHERS, {"secretariat", "language-reviewer-en"}),
    (approve_translation_from_the_dashboard, in_review, OTHERS, {"secretariat", "language-reviewer-en"}),
    (publish_own_translation, in_translation, OTHERS, set()),
    (take_back_from_review, in_review, OTHERS, {"secretariat", "language-reviewer-en"}),
    (comment_on_text, in_translation, OTHERS, {"secretariat", "editor", "translator-en", "language-reviewer-en"}),
    (download_po, in_translation, OTHERS, {"secretariat", "editor", "translator-en", "language-reviewer-en"}),
    (preview_translation, in_translation, OTHERS, {"secretariat", "editor", "translator-en", "language-reviewer-en"}),
    (submit_snippet, nothing, OTHERS, set()),
    (change_rules_on_translations, nothing, OTHERS, {"secretariat"}),
    (change_concept, nothing, OTHERS, {"secretariat", "editor"}),
    (restrict, published, OWN, {"secretariat"}),
    (manage_users, nothing, OTHERS, set()),
    (manage_workflows, nothing, OTHERS, set()),
]


@pytest.mark.parametrize(
    ("action", "scene", "is_own", "allowed"),
    ALLOWED,
    ids=[
        f"{action.__name__}-{'own' if is_own else 'other'}-{scene.__name__}"
        for action, scene, is_own, _roles in ALLOWED
    ],
)
def test_a_role_does_what_it_may_and_all_others_are_refused(
    client, make_user, django_capture_on_commit_callbacks, action, scene, is_own, allowed
):
    page = scene(make_user("somebody-else", "secretariat"))
    people = {role: make_user(role, group) for role, group in ROLES.items()} | {"no account": None}
    done = set()
    for role, user in people.items():
        # What one role does is undone before the next comes.
        with atomic():
            if user:
                client.force_login(user)
            if is_own and user:
                Page.objects.filter(translation_key=page.translation_key).update(owner=user)
            if action(Desk(client, user, django_capture_on_commit_callbacks), page):
                done.add(role)
            set_rollback(True)
        client.cookies.clear()
        fresh_caches()
    assert done == allowed
