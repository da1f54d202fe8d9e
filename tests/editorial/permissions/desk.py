"""A role at work in the CMS."""

from django.urls import reverse

from tests.factories import practice_form

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
