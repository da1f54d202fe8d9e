"""Taking a page from its readers, or from some of them: what happens to a source happens to its translations."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, PageViewRestriction

from agc.editorial.groups import EDITORS, SECRETARIAT
from tests.translation.guards.acting import in_bulk

pytestmark = pytest.mark.django_db


def test_unpublishing_a_source_takes_its_translations_along(login, source, english):
    client = login(SECRETARIAT)
    client.post(reverse("wagtailadmin_pages:unpublish", args=[source.pk]), {"include_descendants": "on"})
    english.refresh_from_db()
    assert not english.live


def expire(client, page):
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(hours=1))
    call_command("publish_scheduled")


def unpublish_in_bulk(client, page):
    in_bulk(client, "unpublish", page)


def delete_in_bulk(client, page):
    in_bulk(client, "delete", page)


@pytest.mark.parametrize("withdraw", [expire, unpublish_in_bulk, delete_in_bulk])
def test_by_whatever_way_a_source_goes_its_translations_go_too(login, source, english, withdraw):
    withdraw(login(SECRETARIAT), source)
    assert not Page.objects.filter(pk=english.pk, live=True).exists()


def test_the_history_says_once_that_a_translation_was_unpublished(login, source, english):
    login(SECRETARIAT).post(reverse("wagtailadmin_pages:unpublish", args=[source.pk]))
    assert PageLogEntry.objects.filter(page=english.pk, action="wagtail.unpublish").count() == 1


def test_a_source_is_not_deleted_by_whom_its_live_translation_is_not_theirs_to_delete(login, source, english):
    type(source).objects.filter(pk=source.pk).update(live=False)
    login(EDITORS).post(reverse("wagtailadmin_pages:delete", args=[source.pk]))
    assert Page.objects.filter(pk__in=[source.pk, english.pk]).count() == 2


def set_privacy(client, page, kind, groups=()):
    data = {"restriction_type": kind, "password": "", "groups": [group.pk for group in groups]}
    client.post(reverse("wagtailadmin_pages:set_privacy", args=[page.pk]), data)


def test_who_may_read_a_source_is_who_may_read_its_translations(client, login, make_user, source, english):
    group = make_user("reader", "members").groups.get()
    set_privacy(login(SECRETARIAT), source, "groups", [group])
    restriction = english.view_restrictions.get()
    assert (restriction.restriction_type, list(restriction.groups.all())) == ("groups", [group])
    set_privacy(client, source, "login")
    assert english.view_restrictions.get().restriction_type == "login"
    client.logout()
    assert client.get(english.url).status_code == 302
    set_privacy(login(EDITORS), source, "none")
    assert english.view_restrictions.exists()
    client.force_login(make_user("second", SECRETARIAT))
    set_privacy(client, source, "none")
    assert not english.view_restrictions.exists()


def test_a_restricted_source_that_is_deleted_leaves_no_translation_open(source, english):
    PageViewRestriction.objects.create(page=source, restriction_type="login")
    type(source).objects.get(pk=source.pk).delete()
    assert english.view_restrictions.exists()


def test_unpublishing_a_translation_leaves_its_source(login, source, english):
    login(SECRETARIAT).post(reverse("wagtailadmin_pages:unpublish", args=[english.pk]))
    source.refresh_from_db()
    assert source.live
