"""How much can be read in which language: for those who work on it, and for readers."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.conf.urls.i18n import i18n_patterns
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse
from wagtail.models import Page, PageViewRestriction

from agc.core.languages import locales
from agc.editorial.groups import EDITORS, MEMBERS, SECRETARIAT, translators
from agc.translation.desk.coverage import CACHE_KEY, matrix, public_coverage, sum_of
from agc.translation.desk.coverage_view import CoverageView
from agc.translation.models import TranslationPolicy, TranslationRecord
from agc.urls import urlpatterns as site_urls
from practices.models import PracticePage
from tests.factories import practice, standard, translate
from tests.translation.desk import republish, sent

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

urlpatterns = [*i18n_patterns(path("coverage-of-the-site/", CoverageView.as_view())), *site_urls]
handler404 = "agc.core.views.page_not_found"


def cell(model, language):
    from django.contrib.contenttypes.models import ContentType

    _locales, cells = matrix()
    return cells[ContentType.objects.get_for_model(model).pk][locales()[language].pk]


def three_practices():
    """One is up to date in English, one behind, one missing; one more was written in English."""
    done, behind, missing = practice(), practice(), practice()
    translate(done, "en")
    translate(behind, "en")
    republish(behind, claim="Cambió de nuevo.")
    practice(language="en")
    return done, behind, missing


# For those who work on it


def test_a_cell_counts_what_is_public_and_what_is_up_to_date():
    three_practices()
    english, spanish = cell(PracticePage, "en"), cell(PracticePage, "es")
    assert (english.total, english.originals, english.public, english.current) == (4, 1, 2, 1)
    assert (english.readable, english.share_readable) == (3, 75)
    assert (english.up_to_date, english.share_up_to_date) == (2, 50)
    assert (english.statuses["missing"], english.statuses["outdated"], english.statuses["published"]) == (1, 1, 1)
    assert (spanish.total, spanish.originals, spanish.readable) == (4, 3, 3)
    assert cell(PracticePage, "fr").readable == 0


def test_a_share_is_not_a_hundred_while_one_is_missing():
    translate(practice(), "en")
    for _count in range(2):
        practice()
    assert cell(PracticePage, "en").share_readable == 33


def test_words_left_are_those_without_a_translation(make_user):
    page = practice()
    sent(page, make_user("secretary", SECRETARIAT), "en")
    record = TranslationRecord.objects.get(source=page, locale=locales()["en"])
    assert cell(PracticePage, "en").words_left == record.words_left > 0


def test_totals_are_the_sums_of_the_types():
    three_practices()
    standard()
    _locales, cells = matrix()
    english = locales()["en"].pk
    whole = sum_of(found[english] for found in cells.values())
    assert whole.total == sum(found[english].total for found in cells.values())
    assert whole.statuses["missing"] == TranslationRecord.objects.filter(locale=english, status="missing").count()


def test_the_matrix_shows_figures_and_leads_to_the_work(login):
    three_practices()
    html = login(SECRETARIAT).get(reverse("translation_desk:coverage")).content.decode()
    row = BeautifulSoup(html, "html.parser").find("th", string="Good practice").parent
    english = row.find_all("td")[1]
    assert "3 of 4 public (75%)" in english.get_text()
    assert "2 up to date (50%)" in english.get_text()
    link = english.find("a", string="Outdated: 1")
    found = login_again(login, link["href"])
    assert [item.status for item in found] == ["outdated"]


def login_again(login, url):
    return list(login("again", SECRETARIAT).get(url).context["object_list"])


def test_the_matrix_shows_the_rules(login):
    practice()
    TranslationPolicy.objects.all().delete()
    client = login(EDITORS)
    assert "required within" not in client.get(reverse("translation_desk:coverage")).content.decode()
    from django.contrib.contenttypes.models import ContentType

    TranslationPolicy.objects.create(
        content_type=ContentType.objects.get_for_model(PracticePage), locale=locales()["en"], days=21
    )
    html = client.get(reverse("translation_desk:coverage")).content.decode()
    assert html.count("required within 21 days") == 1


def test_a_translator_is_led_to_their_language_only(login):
    practice()
    html = login(translators("en")).get(reverse("translation_desk:coverage")).content.decode()
    assert reverse("translation_desk:queue_every", args=["en"]) in html
    assert reverse("translation_desk:queue_every", args=["fr"]) not in html


def test_the_matrix_is_not_for_members(login):
    response = login(MEMBERS).get(reverse("translation_desk:coverage"), follow=True)
    assert response.redirect_chain == [(reverse("wagtailadmin_home"), 302)]


def test_a_site_without_pages_says_so(login):
    TranslationRecord.objects.all().delete()
    assert "nothing to translate yet" in login(SECRETARIAT).get(reverse("translation_desk:coverage")).content.decode()


def test_the_figures_take_the_same_queries_however_many_pages_there_are():
    three_practices()
    with CaptureQueriesContext(connection) as few:
        matrix()
    for _count in range(4):
        translate(standard(), "en")
    with CaptureQueriesContext(connection) as many:
        matrix()
    assert len(few) == len(many) == 3


def test_no_template_sets_a_colon_by_itself():
    """In French a space stands before it: what a value is of is one text with it, in the words of each language."""
    folder = Path(apps.get_app_config("translation").path) / "templates" / "translation"
    files = [path for part in ("desk", "mails", "wording") for path in (folder / part).rglob("*.*")]
    files += folder.glob("po_*.html")
    assert len(files) > 30
    texts = {
        path.name: re.sub(r"{% blocktranslate.*?endblocktranslate %}", "", path.read_text(), flags=re.S)
        for path in files
    }
    assert [name for name, text in texts.items() if re.search(r"\}\}(</?\w+>)*:\s", text)] == []


# For readers


def kind_of(label="good practices"):
    cache.delete(CACHE_KEY)
    from django.utils import translation

    with translation.override("en"):
        return next((kind for kind in public_coverage() if kind.label.lower() == label), None)


def test_readers_are_told_how_many_there_are_in_each_language():
    three_practices()
    kind = kind_of()
    assert kind.total == 4
    assert kind.languages["en"] == {"readable": 3, "current": 2}
    assert kind.languages["es"] == {"readable": 3, "current": 3}
    assert kind.languages["fr"] == {"readable": 0, "current": 0}


def test_a_draft_counts_nowhere():
    shown, hidden = practice(), practice()
    translate(shown, "en", publish=False)
    hidden.unpublish()
    kind = kind_of()
    assert kind.total == 1
    assert kind.languages["en"] == {"readable": 0, "current": 0}


def test_what_is_for_some_only_is_not_counted():
    shown, members_only = practice(), practice()
    translate(shown, "en")
    translate(members_only, "en")
    PageViewRestriction.objects.create(page=members_only, restriction_type=PageViewRestriction.LOGIN)
    kind = kind_of()
    assert kind.total == 1
    assert kind.languages["en"]["readable"] == 1


def test_lists_and_the_home_page_are_no_records():
    practice()
    cache.delete(CACHE_KEY)
    from django.contrib.contenttypes.models import ContentType

    names = {ContentType.objects.get_for_id(kind.content_type_id).model for kind in public_coverage()}
    assert "practicepage" in names
    assert not names & {"homepage", "practiceindexpage", "memberindexpage"}


def test_counting_takes_three_queries_and_then_none():
    three_practices()
    cache.delete(CACHE_KEY)
    public_coverage()
    cache.delete(CACHE_KEY)
    with CaptureQueriesContext(connection) as counted:
        first = public_coverage()
    assert len(counted) <= 3
    with CaptureQueriesContext(connection) as kept:
        assert public_coverage() == first
    assert len(kept) == 0


@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_readers_find_a_table_in_their_language(client, language):
    three_practices()
    response = client.get(f"/{language}/coverage-of-the-site/")
    assert response.status_code == 200
    assert not response.cookies
    soup = BeautifulSoup(response.content, "html.parser")
    table = soup.find("table")
    assert table.caption.get_text()
    assert [head["scope"] for head in table.thead.find_all("th")] == ["col"] * 5
    assert {head["scope"] for head in table.tbody.find_all("th")} == {"row"}
    assert [head["lang"] for head in table.thead.find_all("span")] == ["es", "en", "fr"]
    main = soup.find("main")
    assert not main.find_all(["script", "style"])
    assert not main.find_all(style=True)
    assert soup.html["lang"] == language


def test_no_title_stands_there(client):
    page = practice(title="Un borrador secreto")
    translate(page, "en", publish=False, title="A secret draft")
    html = client.get("/en/coverage-of-the-site/").content.decode()
    assert "secret" not in html


def test_a_site_of_which_nothing_is_public_says_so(client):
    Page.objects.filter(depth__gt=2).update(live=False)
    cache.delete(CACHE_KEY)
    assert "Nothing has been published here yet" in client.get("/en/coverage-of-the-site/").content.decode()
