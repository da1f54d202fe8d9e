"""Where the languages of a page stand, said in the page explorer and beside the editor of the source."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from agc.core.languages import locales
from agc.editorial.groups import EDITORS, MEMBERS
from agc.translation.desk.explorer import TranslationsSidePanel
from agc.translation.desk.people import languages_of
from agc.translation.models import TranslationRecord
from tests.factories import event, translate
from tests.translation.at_the_desk.lists import client_of, edit, read
from tests.translation.desk import republish, sent

pytestmark = pytest.mark.django_db


# The page explorer


def test_the_explorer_says_where_each_language_stands(client, secretariat, source):
    translate(source, "en")
    html = read(client_of(client, secretariat), reverse("wagtailadmin_explore", args=[source.get_parent().pk]))
    assert "Translations" in html
    row = html[html.index(source.title) :]
    assert row.index("Published") < row.index("Missing")


def test_the_explorer_says_it_of_a_translation_too(client, secretariat, source):
    english = translate(source, "en", title="Care system")
    republish(source, claim="Cambió de nuevo.")
    html = read(client_of(client, secretariat), reverse("wagtailadmin_explore", args=[english.get_parent().pk]))
    assert "Outdated" in html


def test_the_list_of_a_type_says_it_too(client, secretariat, source):
    url = reverse("wagtailadmin_pages:type_use", args=["practices", "practicepage"])
    assert "Missing" in read(client_of(client, secretariat), url)


@pytest.mark.one_database
def test_the_queries_of_the_explorer_do_not_grow(client, secretariat):
    client.force_login(secretariat)
    first = event()
    url = reverse("wagtailadmin_explore", args=[first.get_parent().pk])
    sent(first, secretariat, "en", "fr")
    assert record_queries(client, url) == 1
    for _count in range(6):
        sent(event(), secretariat, "en", "fr")
    assert record_queries(client, url) == 1


def record_queries(client, url):
    """Return how often the records are asked for; wagtail-localize asks for other things with each page."""
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return sum('"translation_translationrecord"' in query["sql"] for query in queries.captured_queries)


# Beside the editor of the source


def test_the_editor_of_a_source_shows_its_languages_and_warns(client, secretariat, translator, source):
    english = translate(source, "en")
    TranslationRecord.objects.filter(source=source, locale=locales()["en"]).update(assignee=translator)
    html = read(client_of(client, secretariat), edit(source))
    assert 'data-side-panel="translations"' in html
    assert "1 published translation becomes outdated" in html
    assert "assigned to translator" in html
    assert edit(english) in html


def test_without_a_published_translation_there_is_no_warning(client, secretariat, source):
    html = read(client_of(client, secretariat), edit(source))
    assert 'data-side-panel="translations"' in html
    assert "outdated" not in html


def test_the_panel_of_an_outdated_translation_says_what_has_changed(client, secretariat, source):
    translate(source, "en")
    republish(source, claim="Cambió de nuevo.", problem="<p>Otro.</p>")
    assert "2 texts have changed since" in read(client_of(client, secretariat), edit(source))


def test_the_panel_leads_an_author_to_no_translation_they_may_not_change(client, make_user, source):
    english = translate(source, "en")
    editor = make_user("editor", EDITORS)
    member = make_user("member", MEMBERS)
    Page.objects.filter(pk=source.pk).update(owner=member)
    assert edit(english) in read(client_of(client, editor), edit(source))
    response = client_of(client, member).get(edit(source))
    if response.status_code == 200:
        assert edit(english) not in response.content.decode()


def test_the_panel_takes_no_more_than_three_queries(rf, secretariat, translator, source):
    for language in ("en", "fr"):
        translate(source, language)
    TranslationRecord.objects.filter(source=source).update(assignee=translator)
    request = rf.get("/")
    request.user = secretariat
    languages_of(secretariat)  # The menu has asked for them before.
    with override("en"), CaptureQueriesContext(connection) as queries:
        assert "assigned to translator" in TranslationsSidePanel(source, request).render_html({"request": request})
    assert len(queries) <= 3
