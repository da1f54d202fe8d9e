"""Who may do what: each role tries each action by a real request, and what it may not do is refused by the server."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from agc.core.languages import locales
from agc.translation import workflow
from agc.translation.models import SegmentComment
from agc.translation.texts import segments_of, set_text
from agc.vocabulary.models import Concept
from practices.models import PracticePage
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
    """A role at work: its user logged in, and the pages it tries its hand at."""

    def __init__(self, client, user, other, on_commit):
        self.client = client
        self.user = user
        self.other = other
        self.on_commit = on_commit

    def draft(self, owner=None):
        page = practice(owner=owner or self.other)
        page.unpublish()
        return page

    def post(self, name, *args, data=None):
        return self.client.post(reverse(f"wagtailadmin_pages:{name}", args=args), data or {})

    def edit(self, page, **data):
        return self.post("edit", page.pk, data=practice_form(slug=page.slug, claim=NEW) | data)

    def was_edited(self, page):
        return Page.objects.get(pk=page.pk).get_latest_revision_as_object().claim == NEW

    def localize(self, name, *args, data=None, method="post"):
        return getattr(self.client, method)(reverse(f"wagtail_localize:{name}", args=args), data or {})

    def translation(self, page, language):
        return Translation.objects.get(source__object_id=page.translation_key, target_locale=locales()[language])


def create_practice(desk):
    desk.post("add", "practices", "practicepage", frame_page("practices").pk, data=practice_form(title=NEW))
    return PracticePage.objects.filter(title=NEW).exists()


def create_plain_page(desk):
    desk.post("add", "home", "standardpage", frame_page("home").pk, data=standard_form(title=NEW))
    return Page.objects.filter(title=NEW).exists()


def create_and_publish(desk):
    form = practice_form(title=NEW) | {"action-publish": "1"}
    desk.post("add", "practices", "practicepage", frame_page("practices").pk, data=form)
    return PracticePage.objects.filter(title=NEW, live=True).exists()


def edit_own(desk):
    page = desk.draft(desk.user)
    desk.edit(page)
    return desk.was_edited(page)


def edit_other(desk):
    page = desk.draft()
    desk.edit(page)
    return desk.was_edited(page)


def edit_source(desk):
    page = practice(owner=desk.other)
    translate(page, "en")
    desk.edit(page)
    return desk.was_edited(page)


def edit_original_written_in_english(desk):
    page = practice("en", owner=desk.other)
    desk.edit(page)
    return desk.was_edited(page)


def write_string(desk, language):
    page = practice(owner=desk.other)
    target = translate(page, language, publish=False)
    translation = desk.translation(page, language)
    segment = StringSegment.objects.get(source=translation.source, context__path="claim")
    type_text(desk.client, translation, "claim", NEW)
    return (
        StringTranslation.objects.get(translation_of=segment.string, context=segment.context, locale=target.locale).data
        == NEW
    )


def edit_translation_en(desk):
    return write_string(desk, "en")


def edit_translation_fr(desk):
    return write_string(desk, "fr")


def publish_own(desk):
    page = desk.draft(desk.user)
    desk.edit(page, **{"action-publish": "1"})
    return PracticePage.objects.get(pk=page.pk).live


def publish_other(desk):
    page = desk.draft()
    desk.edit(page, **{"action-publish": "1"})
    return PracticePage.objects.get(pk=page.pk).live


def publish_in_bulk(desk):
    page = desk.draft(desk.user)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    desk.client.post(f"{url}?id={page.pk}")
    return PracticePage.objects.get(pk=page.pk).live


def publish_translation(desk):
    target = translate(practice(owner=desk.other), "en", publish=False)
    with desk.on_commit(execute=True):
        desk.post("edit", target.pk, data={"action": "publish"})
    return PracticePage.objects.get(pk=target.pk).live


def unpublish(desk):
    page = practice(owner=desk.user)
    desk.post("unpublish", page.pk)
    return not PracticePage.objects.get(pk=page.pk).live


def unpublish_in_bulk(desk):
    page = practice(owner=desk.user)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    desk.client.post(f"{url}?id={page.pk}")
    return not PracticePage.objects.get(pk=page.pk).live


def delete_own_draft(desk):
    page = desk.draft(desk.user)
    desk.post("delete", page.pk)
    return not Page.objects.filter(pk=page.pk).exists()


def delete_other_draft(desk):
    page = desk.draft()
    desk.post("delete", page.pk)
    return not Page.objects.filter(pk=page.pk).exists()


def delete_published(desk):
    page = practice(owner=desk.user)
    desk.post("delete", page.pk)
    return not Page.objects.filter(pk=page.pk).exists()


def delete_translation_draft(desk):
    target = translate(practice(owner=desk.other), "en", publish=False)
    desk.post("delete", target.pk)
    return not Page.objects.filter(pk=target.pk).exists()


def delete_in_bulk(desk):
    page = practice(owner=desk.user)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    desk.client.post(f"{url}?id={page.pk}")
    return not Page.objects.filter(pk=page.pk).exists()


def move(desk):
    page, target = standard(owner=desk.user), section()
    desk.post("move_confirm", page.pk, target.pk)
    return Page.objects.get(pk=page.pk).get_parent().pk == target.pk


def submit_own(desk):
    page = desk.draft(desk.user)
    desk.edit(page, **{"action-submit": "1"})
    return Page.objects.get(pk=page.pk).workflow_in_progress


def submit_other(desk):
    page = desk.draft()
    desk.edit(page, **{"action-submit": "1"})
    return Page.objects.get(pk=page.pk).workflow_in_progress


def convert_to_alias(desk):
    target = translate(practice(owner=desk.other), "en")
    desk.localize("convert_to_alias", target.pk)
    desk.post("edit", target.pk, data={"localize-convert-to-alias": "1"})
    return bool(Page.objects.get(pk=target.pk).alias_of_id)


def submit_translation(desk):
    page = practice(owner=desk.user)
    desk.localize("submit_page_translation", page.pk, data={"locales": [locales()["en"].pk]})
    return Translation.objects.filter(source__object_id=page.translation_key).exists()


def sync(desk):
    page = practice(owner=desk.user)
    translate(page, "en")
    source = desk.translation(page, "en").source
    before = source.last_updated_at
    desk.localize("update_translations", source.pk)
    source.refresh_from_db()
    return source.last_updated_at > before


def stop_translation(desk):
    page = practice(owner=desk.user)
    translate(page, "en")
    desk.localize("stop_translation", desk.translation(page, "en").pk)
    return not desk.translation(page, "en").enabled


def read_report_of_translations(desk):
    response = desk.client.get(reverse("wagtail_localize:translations_report"), follow=True)
    return response.resolver_match.namespace == "translation_desk" and response.status_code == 200


def unpublish_translation(desk):
    target = translate(practice(owner=desk.other), "en")
    desk.post("unpublish", target.pk)
    return not Page.objects.get(pk=target.pk).live


def restrict_translation(desk):
    target = translate(practice(owner=desk.other), "en")
    desk.post("set_privacy", target.pk, data={"restriction_type": "login", "password": "", "groups": []})
    return target.view_restrictions.exists()


def lock_translation(desk):
    target = translate(practice(owner=desk.other), "en")
    desk.post("lock", target.pk)
    return Page.objects.get(pk=target.pk).locked


def submit_for_review(desk):
    target = translate(practice(owner=desk.other), "en", publish=False)
    desk.post("edit", target.pk, data={"action": "submit"})
    return Page.objects.get(pk=target.pk).workflow_in_progress


def in_review(desk):
    """Return a translation into English that another person sent to be reviewed."""
    page = practice(owner=desk.other)
    translate(page, "en", publish=False)
    workflow.submit(desk.translation(page, "en"), desk.other)
    return Page.objects.get(translation_key=page.translation_key, locale=locales()["en"])


def approve_translation(desk):
    target = in_review(desk)
    desk.post("edit", target.pk, data={"action": "approve"})
    return Page.objects.get(pk=target.pk).live


def ask_for_changes_of_translation(desk):
    target = in_review(desk)
    desk.post("edit", target.pk, data={"action": "reject", "decision": "Shorter, please."})
    return not Page.objects.get(pk=target.pk).workflow_in_progress


def approve_translation_from_the_dashboard(desk):
    target = in_review(desk)
    state = target.current_workflow_task_state
    desk.post("workflow_action", target.pk, "approve", state.pk, data={"comment": ""})
    return Page.objects.get(pk=target.pk).live


def publish_own_translation(desk):
    page = practice(owner=desk.other)
    target = translate(page, "en", publish=False)
    made = desk.translation(page, "en")
    for segment in segments_of(made):
        set_text(made, segment, f"mine {segment.source}", desk.user)
    desk.post("edit", target.pk, data={"action": "publish"})
    return Page.objects.get(pk=target.pk).live


def take_back_from_review(desk):
    target = in_review(desk)
    desk.post("edit", target.pk, data={"action": "withdraw"})
    return not Page.objects.get(pk=target.pk).workflow_in_progress


def comment_on_text(desk):
    page = practice(owner=desk.other)
    target = translate(page, "en", publish=False)
    segment = segments_of(desk.translation(page, "en"))[0]
    desk.post("edit", target.pk, data={"do": f"comment.{segment.pk}", f"comment-{segment.pk}": "Why?"})
    return SegmentComment.objects.filter(record__source=page).exists()


def download_po(desk):
    page = practice(owner=desk.other)
    translate(page, "en", publish=False)
    response = desk.localize("download_pofile", desk.translation(page, "en").pk, method="get")
    return response.status_code == 200 and b"msgid" in response.content


def preview_translation(desk):
    page = practice(owner=desk.other)
    translate(page, "en", publish=False)
    return desk.localize("preview_translation", desk.translation(page, "en").pk, method="get").status_code == 200


def submit_snippet(desk):
    concept = Concept.objects.first()
    return desk.localize("submit_snippet_translation", "vocabulary", "concept", concept.pk).status_code == 200


def change_rules_on_translations(desk):
    url = reverse("translation_policies:add")
    return desk.client.get(url).status_code == 200


def change_concept(desk):
    from tests.vocabulary.test_cms import form_of

    data = form_of("component", "by-role", [("es", "Por rol", {})])
    desk.client.post(reverse("wagtailsnippets_vocabulary_concept:add"), data)
    return Concept.objects.filter(code="by-role").exists()


def restrict_a_page(desk):
    page = practice(owner=desk.user)
    desk.post("set_privacy", page.pk, data={"restriction_type": "login", "password": "", "groups": []})
    return page.view_restrictions.exists()


def manage_users(desk):
    return desk.client.get(reverse("wagtailusers_users:index")).status_code == 200


def manage_workflows(desk):
    return desk.client.get(reverse("wagtailadmin_workflows:index")).status_code == 200


# Each action, and the roles that may do it; all the others are refused.
ALLOWED = {
    create_practice: {"secretariat", "editor", "member"},
    create_plain_page: {"secretariat", "editor"},
    create_and_publish: {"secretariat"},
    edit_own: {"secretariat", "editor", "member"},
    edit_other: {"secretariat", "editor"},
    edit_source: {"secretariat", "editor"},
    edit_original_written_in_english: {"secretariat", "editor"},
    edit_translation_en: {"secretariat", "editor", "translator-en", "language-reviewer-en"},
    edit_translation_fr: {"secretariat", "editor", "translator-fr", "language-reviewer-fr"},
    publish_own: {"secretariat"},
    publish_other: {"secretariat"},
    publish_in_bulk: {"secretariat"},
    publish_translation: {"secretariat", "language-reviewer-en"},
    unpublish: {"secretariat"},
    unpublish_in_bulk: {"secretariat"},
    delete_own_draft: {"secretariat", "editor", "member"},
    delete_other_draft: {"secretariat", "editor"},
    delete_published: {"secretariat"},
    delete_translation_draft: {"secretariat", "editor"},
    delete_in_bulk: {"secretariat"},
    move: {"secretariat"},
    submit_own: {"secretariat", "editor", "member"},
    submit_other: {"secretariat", "editor"},
    convert_to_alias: set(),
    submit_translation: {"secretariat", "editor"},
    sync: {"secretariat", "editor"},
    stop_translation: {"secretariat"},
    read_report_of_translations: {*ROLES} - {"reviewer", "member"},
    unpublish_translation: {"secretariat"},
    restrict_translation: {"secretariat"},
    lock_translation: {"secretariat", "language-reviewer-en"},
    submit_for_review: {"secretariat", "editor", "translator-en", "language-reviewer-en"},
    approve_translation: {"secretariat", "language-reviewer-en"},
    ask_for_changes_of_translation: {"secretariat", "language-reviewer-en"},
    approve_translation_from_the_dashboard: {"secretariat", "language-reviewer-en"},
    publish_own_translation: set(),
    take_back_from_review: {"secretariat", "language-reviewer-en"},
    comment_on_text: {"secretariat", "editor", "translator-en", "language-reviewer-en"},
    download_po: {"secretariat", "editor", "translator-en", "language-reviewer-en"},
    preview_translation: {"secretariat", "editor", "translator-en", "language-reviewer-en"},
    submit_snippet: set(),
    change_rules_on_translations: {"secretariat"},
    change_concept: {"secretariat", "editor"},
    restrict_a_page: {"secretariat"},
    manage_users: set(),
    manage_workflows: set(),
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", ALLOWED, ids=lambda action: action.__name__)
def test_a_role_does_what_it_may_and_is_refused_the_rest(
    client, make_user, django_capture_on_commit_callbacks, action, role
):
    user = make_user(role, ROLES[role])
    client.force_login(user)
    desk = Desk(client, user, make_user("somebody-else", "secretariat"), django_capture_on_commit_callbacks)
    assert bool(action(desk)) is (role in ALLOWED[action])


@pytest.mark.parametrize(
    "action", [action for action in ALLOWED if action is not convert_to_alias], ids=lambda action: action.__name__
)
def test_without_an_account_nothing_is_done(client, make_user, django_capture_on_commit_callbacks, action):
    user = make_user("nobody")
    desk = Desk(client, user, make_user("somebody-else", "secretariat"), django_capture_on_commit_callbacks)
    assert not action(desk)


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
