"""What the tests of the faults do over and over: ask wagtail-localize, open the editor, type a text."""

from django.urls import reverse

from tests.translation.desk import type_text


def localize(name, *args):
    return reverse(f"wagtail_localize:{name}", args=args)


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def put(client, made, value, path="claim"):
    return type_text(client, made, path, value)
