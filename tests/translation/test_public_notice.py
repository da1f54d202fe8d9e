"""What readers of a translation are told of its source: that there is one, and where it says more by now."""

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from agc.translation.models import TranslationRecord
from tests.factories import (
    chapter,
    collection,
    community,
    event,
    governance_body,
    governance_document,
    member,
    practice,
    publication,
    section,
    standard,
    translate,
)
from tests.translation.desk import record, republish, translation, write_all

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def shown(client, page):
    """Return the content of a page as its readers get it, without its frame."""
    response = client.get(page.url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").main


def words(element):
    return " ".join(unescape(element.get_text(" ")).split())


def notice(client, page):
    return shown(client, page).select_one(".notice--ahead")


def outdated(page, days, **values):
    """Change the source, so that its translation is behind it since some days."""
    republish(page, claim="Cambió todo.")
    since = timezone.now() - timedelta(days=days)
    TranslationRecord.objects.filter(pk=record(page).pk).update(outdated_since=since, **values)


def test_a_translation_names_its_original_and_leads_to_it(client, source, english):
    type(english).objects.filter(pk=english.pk).update(last_published_at=datetime(2026, 5, 3, 12, tzinfo=UTC))
    line = shown(client, english).select_one(".origin")
    assert words(line) == "Translation of 3 May 2026; the original in Spanish: Sistema de cuidados"
    link = line.a
    assert (link["href"], link["lang"], link["hreflang"], link["dir"]) == (source.url, "es", "es", "ltr")


def test_an_original_names_none(client, source, english):
    page = shown(client, source)
    assert page.select_one(".origin") is None
    assert page.select_one(".notice--ahead") is None


def test_a_translation_that_is_up_to_date_has_no_notice(client, source, english):
    assert notice(client, english) is None


def test_readers_are_told_after_a_fortnight(client, source, english):
    outdated(source, days=13)
    assert notice(client, english) is None
    TranslationRecord.objects.update(outdated_since=datetime(2026, 5, 3, 12, tzinfo=UTC))
    told = notice(client, english)
    assert words(told) == "The version in Spanish is more recent (changed on 3 May 2026): Sistema de cuidados"
    assert (told.a["href"], told.a["lang"], told.a["hreflang"]) == (source.url, "es", "es")


def test_the_setting_says_after_how_many_days(client, settings, source, english):
    settings.TRANSLATION_NOTICE_DAYS = 3
    outdated(source, days=4)
    assert notice(client, english) is not None


def test_readers_are_told_at_once_where_most_has_changed(client):
    source = standard(title="Uno", summary="Dos.", body=[("paragraph", "<p>Tres.</p>")])
    english = translate(source, "en")
    republish(source, summary="Otra cosa.")
    assert notice(client, english) is None
    republish(source, title="Distinto", body=[("paragraph", "<p>También otra.</p>")])
    assert record(source).changed * 2 > record(source).strings
    assert notice(client, english) is not None


def test_the_notice_goes_with_the_new_translation(client, source, english):
    outdated(source, days=20)
    made = translation(source)
    write_all(made, None)
    made.source.get_ephemeral_translated_instance(made.target_locale).save_revision().publish()
    assert notice(client, english) is None


def test_where_readers_do_not_have_the_source_it_is_not_named(client, source, english):
    outdated(source, days=20)
    PageViewRestriction.objects.create(page=source, restriction_type=PageViewRestriction.LOGIN)
    english.get_view_restrictions().delete()
    page = shown(client, english)
    assert "Sistema de cuidados" not in words(page)
    assert page.select_one(".origin") is None
    assert page.select_one(".notice--ahead") is None


@pytest.mark.parametrize(
    "make",
    [
        practice,
        event,
        member,
        community,
        publication,
        standard,
        section,
        governance_body,
        lambda: collection([practice()]),
        lambda: governed()[1],
        lambda: chaptered()[1],
    ],
)
def test_every_kind_of_record_has_both(client, make):
    source = make()
    english = translate(source, "en")
    TranslationRecord.objects.filter(target=english).update(outdated_since=timezone.now() - timedelta(days=20))
    page = shown(client, english)
    assert len(page.select(".origin")) == len(page.select(".notice--ahead")) == 1
    heading, told = page.find("h1"), page.select_one(".notice--ahead")
    assert heading in told.find_all_previous("h1")


def governed():
    body = governance_body()
    translate(body, "en")
    return body, governance_document(body)


def chaptered():
    guide = publication()
    translate(guide, "en")
    return guide, chapter(guide)


def test_a_title_with_signs_is_shown_as_it_is(client):
    source = practice(title="نظام <b>الرعاية</b> & “más”")
    english = translate(source, "en", title="Care")
    assert words(shown(client, english).select_one(".origin a")) == "نظام <b>الرعاية</b> & “más”"


def test_it_costs_one_query_on_a_translation_and_none_on_an_original(client, source, english):
    outdated(source, days=20)
    for page, number in ((source, 0), (english, 1)):
        shown(client, page)
        with CaptureQueriesContext(connection) as queries:
            shown(client, page)
        asked = [query["sql"] for query in queries if '"translation_translationrecord"' in query["sql"]]
        assert len(asked) == number
