"""What the tests of the desk's lists do over and over: open a list, act on it, and read what it says."""

import datetime

from django.urls import reverse
from django.utils import timezone

from agc.core.languages import locales
from agc.translation.models import TranslationRecord
from tests.factories import standard
from tests.translation.desk import sent


def queue(language="en", scope=""):
    return reverse(f"translation_desk:queue{'_' + scope if scope else ''}", args=[language])


def read(client, url):
    response = client.get(url)
    assert response.status_code == 200, response.get("location")
    return response.content.decode()


def told(response):
    return " ".join(str(message) for message in response.context["messages"])


def is_refused(response):
    """Return whether the CMS turned somebody away: it leads home and says that a permission is missing."""
    return response.redirect_chain == [(reverse("wagtailadmin_home"), 302)]


def client_of(client, user):
    client.force_login(user)
    return client


def titles(client, url):
    return [row.source.title for row in client.get(url).context["object_list"]]


def three(secretariat):
    today = timezone.localdate()
    for title, days, asked in (("A", 9, 0), ("B", 2, 0), ("C", None, 5), ("D", None, 0)):
        page = standard(title=f"Página {title}")
        sent(page, secretariat, "en")
        due = today + datetime.timedelta(days=days) if days else None
        TranslationRecord.objects.filter(source=page, locale=locales()["en"]).update(due=due, asked_for=asked)


def fill(secretariat, translator, number):
    for _count in range(number):
        page = standard()
        sent(page, secretariat, "en", "fr")
        TranslationRecord.objects.filter(source=page).update(assignee=translator, note="x", asked_for=1)


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
