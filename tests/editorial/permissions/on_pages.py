"""What a role may try on pages and on the site: each returns whether it was done."""

from django.urls import reverse
from wagtail.models import Page

from agc.vocabulary.models import Concept
from practices.models import PracticePage
from tests.editorial.permissions.desk import NEW
from tests.editorial.permissions.scenes import again
from tests.factories import frame_page, practice_form, section, standard_form


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


def was_edited(page):
    return again(page).get_latest_revision_as_object().claim == NEW


def edit(desk, page):
    desk.edit(page)
    return was_edited(page)


def publish(desk, page):
    desk.edit(page, **{"action-publish": "1"})
    return again(page).live


def publish_in_bulk(desk, page):
    desk.in_bulk("publish", page)
    return again(page).live


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


def restrict(desk, page):
    desk.post("set_privacy", page.pk, data={"restriction_type": "login", "password": "", "groups": []})
    return page.view_restrictions.exists()


def lock(desk, page):
    desk.post("lock", page.pk)
    return again(page).locked


def change_concept(desk, _page):
    from tests.vocabulary.test_cms import form_of

    data = form_of("component", "by-role", [("es", "Por rol", {})])
    desk.client.post(reverse("wagtailsnippets_vocabulary_concept:add"), data)
    return Concept.objects.filter(code="by-role").exists()


def manage_users(desk, _page):
    return desk.client.get(reverse("wagtailusers_users:index")).status_code == 200


def manage_workflows(desk, _page):
    return desk.client.get(reverse("wagtailadmin_workflows:index")).status_code == 200
