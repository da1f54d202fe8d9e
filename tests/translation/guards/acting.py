"""What the tests of the guards do over and over: send a page to the translators, and act on several pages."""

from django.urls import reverse

from agc.core.languages import locales


def submit_url(page):
    return reverse("wagtail_localize:submit_page_translation", args=[page.pk])


def submit(client, page, *languages):
    return client.post(submit_url(page), {"locales": [locales()[code].pk for code in languages]}, follow=True)


def in_bulk(client, action, *pages, **data):
    ids = "&".join(f"id={page.pk}" for page in pages)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return client.post(f"{url}?{ids}&next={reverse('wagtailadmin_home')}", data, follow=True)
