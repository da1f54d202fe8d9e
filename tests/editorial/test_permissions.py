"""Who may do what: each role tries each action by a real request, and what it may not do is refused by the server."""

import pytest
from django.db.transaction import atomic, set_rollback
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from agc.core.languages import locales
from agc.translation import workflow
from agc.translation.models import SegmentComment
from agc.translation.texts import segments_of, set_text
from agc.vocabulary.models import Concept
from practices.models import PracticePage
from tests.conftest import fresh_caches
from tests.factories import frame_page, practice, practice_form, section, standard, standard_form, translate
from tests.translation.desk import type_text

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
NEW = "Cambiada por la prueba."


class Desk:
    """A role at work: its client, logged in."""

    def __init__(self, client, user, on_commit):
        self.client = client
        self.user = user
        self.on_commit = on_commit

    def post(self, name, *args, data=None):
        return self.client.post(reverse(f"wagtailadmin_pages:{name}", args=args), data or {})

    def in_bulk(self, name, page):
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", name])
        return self.client.post(f"{url}?id={page.pk}")

    def edit(self, page, **data):
        return self.post("edit", page.pk, data=practice_form(slug=page.slug, claim=NEW) | data)

    def localize(self, name, *args, data=None, method="post"):
        return getattr(self.client, method)(reverse(f"wagtail_localize:{name}", args=args), data or {})


def nothing(owner):
    return None


def published(owner):
    return practice(owner=owner)


def draft(owner):
    page = practice(owner=owner)
    page.unpublish()
    return page


def written_in_english(owner):
    return practice("en", owner=owner)


def plain(owner):
    return standard(owner=owner)


def source(owner):
    """Return a practice that has a translation into English."""
    page = practice(owner=owner)
    translate(page, "en")
    return page


def translated(owner):
    return translate(practice(owner=owner), "en")


def in_translation(owner):
    return translate(practice(owner=owner), "en", publish=False)


def in_translation_into_french(owner):
    return translate(practice(owner=owner), "fr", publish=False)


def in_review(owner):
    """Return a translation into English that another person sent to be reviewed."""
    page = in_translation(owner)
    workflow.submit(translation_of(page), owner)
    return again(page)


def again(page):
    return Page.objects.get(pk=page.pk)


def translation_of(target):
    return Translation.objects.get(source__object_id=target.translation_key, target_locale=target.locale)


def was_edited(page):
    return again(page).get_latest_revision_as_object().claim == NEW


def create_practice(desk, _page):
    desk.post("add", "practices", "practicepage", frame_page("practices").pk, data=practice_form(title=NEW))
    return PracticePage.objects.filter(title=NEW).exists()


def create_plain_page(desk, _page):
    desk.post("add", "home", "standardpage", frame_page("home").pk, data=standard_form(title=NEW))
    return Page.objects.filter(title=NEW).exists()


def create_and_publish(desk, _page):
    form = practice_form(title=NEW) | {"action-publish": "1"}
    desk.post("add", "practices", "practicepage", frame_page("practices").pk, data=form)
    return PracticePage.objects.filter(title=NEW, live=True).exists()


def edit(desk, page):
    desk.edit(page)
    return was_edited(page)


def write_string(desk, target):
    translation = translation_of(target)
    segment = StringSegment.objects.get(source=translation.source, context__path="claim")
    type_text(desk.client, translation, "claim", NEW)
    written = StringTranslation.objects.filter(context=segment.context, locale=target.locale)
    return written.get(translation_of=segment.string).data == NEW


def publish(desk, page):
    desk.edit(page, **{"action-publish": "1"})
    return again(page).live


def publish_in_bulk(desk, page):
    desk.in_bulk("publish", page)
    return again(page).live


def publish_translation(desk, target):
    with desk.on_commit(execute=True):
        desk.post("edit", target.pk, data={"action": "publish"})
    return again(target).live


def unpublish(desk, page):
    desk.post("unpublish", page.pk)
    return not again(page).live


def unpublish_in_bulk(desk, page):
    desk.in_bulk("unpublish", page)
    return not again(page).live


def delete(desk, page):
    desk.post("delete", page.pk)
    return not Page.objects.filter(pk=page.pk).exists()


def delete_in_bulk(desk, page):
    desk.in_bulk("delete", page)
    return not Page.objects.filter(pk=page.pk).exists()


def move(desk, page):
    target = section()
    desk.post("move_confirm", page.pk, target.pk)
    return again(page).get_parent().pk == target.pk


def submit(desk, page):
    desk.edit(page, **{"action-submit": "1"})
    return again(page).workflow_in_progress


def convert_to_alias(desk, target):
    desk.localize("convert_to_alias", target.pk)
    desk.post("edit", target.pk, data={"localize-convert-to-alias": "1"})
    return bool(again(target).alias_of_id)


def submit_translation(desk, page):
    desk.localize("submit_page_translation", page.pk, data={"locales": [locales()["en"].pk]})
    return Translation.objects.filter(source__object_id=page.translation_key).exists()


def sync(desk, page):
    found = TranslationSource.objects.get(object_id=page.translation_key)
    before = found.last_updated_at
    desk.localize("update_translations", found.pk)
    found.refresh_from_db()
    return found.last_updated_at > before


def stop_translation(desk, target):
    desk.localize("stop_translation", translation_of(target).pk)
    return not translation_of(target).enabled


def read_report_of_translations(desk, _page):
    response = desk.client.get(reverse("wagtail_localize:translations_report"), follow=True)
    return response.resolver_match.namespace == "translation_desk" and response.status_code == 200


def restrict(desk, page):
    desk.post("set_privacy", page.pk, data={"restriction_type": "login", "password": "", "groups": []})
    return page.view_restrictions.exists()


def lock(desk, page):
    desk.post("lock", page.pk)
    return again(page).locked


def submit_for_review(desk, target):
    desk.post("edit", target.pk, data={"action": "submit"})
    return again(target).workflow_in_progress


def approve_translation(desk, target):
    desk.post("edit", target.pk, data={"action": "approve"})
    return again(target).live


def ask_for_changes_of_translation(desk, target):
    desk.post("edit", target.pk, data={"action": "reject", "decision": "Shorter, please."})
    return not again(target).workflow_in_progress


def approve_translation_from_the_dashboard(desk, target):
    state = target.current_workflow_task_state
    desk.post("workflow_action", target.pk, "approve", state.pk, data={"comment": ""})
    return again(target).live


def publish_own_translation(desk, target):
    made = translation_of(target)
    for segment in segments_of(made):
        set_text(made, segment, f"mine {segment.source}", desk.user)
    desk.post("edit", target.pk, data={"action": "publish"})
    return again(target).live


def take_back_from_review(desk, target):
    desk.post("edit", target.pk, data={"action": "withdraw"})
    return not again(target).workflow_in_progress


def comment_on_text(desk, target):
    segment = segments_of(translation_of(target))[0]
    desk.post("edit", target.pk, data={"do": f"comment.{segment.pk}", f"comment-{segment.pk}": "Why?"})
    return SegmentComment.objects.filter(record__target=target).exists()


def download_po(desk, target):
    response = desk.localize("download_pofile", translation_of(target).pk, method="get")
    return response.status_code == 200 and b"msgid" in response.content


def preview_translation(desk, target):
    return desk.localize("preview_translation", translation_of(target).pk, method="get").status_code == 200


def submit_snippet(desk, _page):
    concept = Concept.objects.first()
    return desk.localize("submit_snippet_translation", "vocabulary", "concept", concept.pk).status_code == 200


def change_rules_on_translations(desk, _page):
    return desk.client.get(reverse("translation_policies:add")).status_code == 200


def change_concept(desk, _page):
    from tests.vocabulary.test_cms import form_of

    data = form_of("component", "by-role", [("es", "Por rol", {})])
    desk.client.post(reverse("wagtailsnippets_vocabulary_concept:add"), data)
    return Concept.objects.filter(code="by-role").exists()


def manage_users(desk, _page):
    return desk.client.get(reverse("wagtailusers_users:index")).status_code == 200


def manage_workflows(desk, _page):
    return desk.client.get(reverse("wagtailadmin_workflows:index")).status_code == 200


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


def test_a_member_writes_in_any_language_and_only_in_the_lists_open_to_members(client, make_user):
    client.force_login(make_user("member", "members"))
    for key, app, model in (("publications", "practices", "publicationpage"), ("members", "community", "memberpage")):
        url = reverse("wagtailadmin_pages:add", args=[app, model, frame_page(key).pk])
        assert client.get(url).status_code in (302, 403)
    for language in ("es", "en", "fr"):
        for key, app, model in (("practices", "practices", "practicepage"), ("events", "events", "eventpage")):
            url = reverse("wagtailadmin_pages:add", args=[app, model, frame_page(key, language).pk])
            assert client.get(url).status_code == 200


def test_a_member_does_not_read_the_draft_of_another(client, make_user):
    page = practice(title="Zanahoria secreta", owner=make_user("other", "members"))
    page.unpublish()
    client.force_login(make_user("member", "members"))
    for name in ("edit", "view_draft", "history"):
        response = client.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]), follow=True)
        assert "Zanahoria" not in response.content.decode()


def test_pages_that_the_frame_needs_are_not_deleted_by_an_editor(client, make_user):
    client.force_login(make_user("editor", "editors"))
    for key in ("home", "practices", "events"):
        page = frame_page(key)
        client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
        assert Page.objects.filter(pk=page.pk).exists()


def test_the_rights_of_a_translator_and_of_a_member_do_not_make_an_editor(make_user):
    both = make_user("both", "translators-en", "members")
    other = make_user("other", "members")
    theirs, own = practice("en", owner=other), practice("en", owner=both)
    theirs.unpublish()
    own.unpublish()
    rights = theirs.permissions_for_user(both)
    assert (rights.can_edit(), rights.can_delete()) == (False, False)
    rights = own.permissions_for_user(both)
    assert (rights.can_edit(), rights.can_delete()) == (True, True)
    assert translate(practice(owner=other), "en").permissions_for_user(both).can_edit()


def test_who_wrote_a_source_has_no_right_to_its_translations_by_that(make_user):
    member, editor = make_user("member", "members"), make_user("editor", "editors")
    draft = translate(practice(owner=member), "en", publish=False)
    rights = draft.permissions_for_user(member)
    assert (rights.can_edit(), rights.can_delete()) == (False, False)
    rights = draft.permissions_for_user(editor)
    assert (rights.can_edit(), rights.can_delete()) == (True, True)
