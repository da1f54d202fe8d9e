"""The pages of made-up practices that say more than a snapshot: as the site would have written and shown them."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.utils import translation
from django.utils.html import escape, strip_tags
from wagtail.models import Page

from agc.core.languages import locales
from agc.demo.generating.composing import records
from agc.demo.generating.phrases import LANGUAGES
from agc.demo.generating.records import keys_of
from practices.models import PracticeIndexPage, PracticePage
from practices.rules import WHOLE, faults
from search.models import SearchRecord, SearchRow
from tests.factories import practice
from tests.search.made_up import made, make, texts_of

pytestmark = pytest.mark.one_database

NUMBER, SEED = 60, 7


@pytest.fixture(scope="module")
def some():
    return list(records(NUMBER, SEED))


pages_made = pytest.mark.django_db


@pytest.fixture
def written(db):
    """Write some practices; return their pages by key and language."""
    make(NUMBER, SEED)
    return {(page.translation_key, page.language): page for page in made().select_related("locale")}


def test_pages_keep_every_rule_and_are_full_where_they_should_be(written, some):
    for record in some:
        for language in record.languages:
            page = written[record.key, language]
            with translation.override(language):
                page.full_clean()
                page.check_publishable()
                assert not list(faults(page))
                for relation in WHOLE:
                    for row in getattr(page, relation).all():
                        row.full_clean()
                assert page.is_full == (record.extent == "full"), page.missing_for_full
                assert page.illustrative
    assert sum(page.is_full for page in written.values()) > NUMBER


def test_rows_are_those_of_the_records_with_one_identity_in_every_language(written, some):
    for record in some:
        pages = [written[record.key, language] for language in record.languages]
        for name, rows in record.rows.items():
            found = [list(getattr(page, name).all()) for page in pages]
            assert {len(each) for each in found} == {len(rows)}
            if name != "participation":
                assert len({tuple(row.translation_key for row in each) for each in found}) == 1
                assert all(row.locale == page.locale for page, each in zip(pages, found, strict=True) for row in each)


def test_every_version_links_to_one_page_that_of_its_first_language_where_there_is_one(written, some):
    first = {page.translation_key: page for page in written.values() if not page.is_translation}
    linked = [record for record in some if record.rows.get("links")]
    assert linked
    for record in linked:
        source = record.languages[0]
        wanted = [written.get((link["other"], source)) or first[link["other"]] for link in record.rows["links"]]
        for language in record.languages:
            links = written[record.key, language].links.all()
            assert [row.other_id for row in links] == [page.pk for page in wanted]


@pages_made
def test_a_longer_run_links_to_what_an_earlier_one_made():
    make(30, SEED)
    make(NUMBER, SEED)
    wanted = {record.key: len(record.rows.get("links", ())) for record in records(NUMBER, SEED)}
    assert {page.translation_key: page.links.count() for page in made()} == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_readers_read_full_records_and_compare_them(client, written, some, language):
    make(NUMBER, SEED, index=True)
    full = [record for record in some if record.extent == "full" and language in record.languages]
    for record in full[:5]:
        response = client.get(written[record.key, language].get_url())
        assert response.status_code == 200
        shown = response.content.decode()
        for place, text in texts_of(record.versions[language]).items():
            for line in strip_tags(text).splitlines():
                assert escape(line) in shown, place
    index = PracticeIndexPage.objects.get(locale=locales()[language])
    codes = [written[record.key, language].code for record in full[:3]]
    compared = client.get(f"{index.get_url()}compare/", {"p": codes})
    assert compared.status_code == 200
    assert all(code in compared.content.decode() for code in codes)
    assert client.get(f"{index.get_url()}coverage/").status_code == 200


def test_the_tree_of_a_page_shows_where_it_comes_from(client, written, some):
    record = next(
        record
        for record in some
        if any(link["relation"] == "adapted-from" for link in record.rows.get("links", ())) and "en" in record.languages
    )
    page = written[record.key, "en"]
    shown = client.get(page.get_url()).content.decode()
    (link,) = (row for row in page.links.all() if row.relation == "adapted-from")
    with translation.override("en"):
        assert "Where it comes from" in shown
    assert escape(link.note) in shown


def test_lists_narrow_to_full_records(client, written, some):
    make(NUMBER, SEED, index=True)
    index = PracticeIndexPage.objects.get(locale=locales()["es"])
    shown = client.get(index.get_url(), {"depth": "full"}).content.decode()
    full = {record.key for record in some if record.extent == "full"}
    found = {key for (key, language), page in written.items() if language == "es" and f'"{page.get_url()}"' in shown}
    assert found
    assert found <= full


def rows_of_every_table():
    # Other tests make models that have no table.
    tables = set(connection.introspection.table_names())
    models = [model for model in apps.get_models() if model._meta.db_table in tables]
    return {model._meta.label: model._base_manager.count() for model in models}


@pages_made
def test_delete_leaves_no_row_in_any_table():
    practice()
    call_command("rebuild_references_index", verbosity=0)
    before = rows_of_every_table()
    make(NUMBER, SEED)
    call_command("rebuild_references_index", verbosity=0)
    assert rows_of_every_table() != before
    make(None, delete=True)
    assert rows_of_every_table() == before
    assert not any(Page.find_problems())
    assert PracticePage.objects.count() == 1


@pages_made
def test_what_is_deleted_is_found_no_more(client):
    practice()
    make(20, SEED, index=True)
    make(None, delete=True)
    assert client.get("/es/").status_code == 200
    assert SearchRow.objects.filter(page__in=PracticePage.objects.all()).count() == 1
    assert not SearchRecord.objects.filter(translation_key__range=keys_of(), is_public=True).exists()
