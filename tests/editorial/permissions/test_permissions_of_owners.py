"""What members, translators and editors may do with what is theirs, and not with what is another's or the frame's."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from tests.factories import frame_page, practice, translate

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


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
