"""The index made equal to what is published: what differs is written, and all of it where the code differs."""

import gc
import io

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from wagtail.models import Page, PageViewRestriction

from agc.vocabulary.models import ConceptLabel
from search import indexing, rebuilding
from search.models import SearchDue, SearchRecord, SearchRow, SearchState
from search.recipe import recipe
from tests.factories import concept, event, practice, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(committed):
    """Return practices in an index that was made anew."""
    found = [committed(practice, title=title) for title in ("Red de Salto", "Casa de Salto", "Plaza de Salto")]
    call_command("rebuild_search", verbosity=0)
    return found


def rebuild(**options):
    """Return what the command says."""
    said = io.StringIO()
    call_command("rebuild_search", stdout=said, **options)
    return said.getvalue().strip()


def record_of(page):
    return SearchRecord.objects.get(translation_key=page.translation_key)


def test_nothing_is_looked_at_twice(pages):
    assert rebuild() == "0 records looked at."


def test_other_code_looks_at_all_and_writes_what_becomes_another(pages, monkeypatch):
    before = {record.pk: record.change for record in SearchRecord.objects.all()}
    SearchRecord.objects.filter(pk=record_of(pages[0]).pk).update(texts="remolacha")
    for module in (indexing, rebuilding):
        monkeypatch.setattr(module, "recipe", lambda: "other code")
    assert rebuild() == f"{len(before)} records looked at."
    after = {record.pk: record.change for record in SearchRecord.objects.all()}
    assert {pk for pk in after if after[pk] != before[pk]} == {record_of(pages[0]).pk}
    assert "remolacha" not in record_of(pages[0]).texts
    assert rebuild() == "0 records looked at."


def test_all_are_looked_at_where_that_is_asked_for(pages):
    SearchRow.objects.filter(pk=pages[0].pk).update(title="Remolacha")
    assert rebuild() == "0 records looked at."
    assert rebuild(all=True) == f"{SearchRecord.objects.count()} records looked at."
    assert SearchRow.objects.get(pk=pages[0].pk).title == "Red de Salto"


def withdraw(page):
    Page.objects.filter(pk=page.pk).update(live=False)


def hide(page):
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page, restriction_type="login")])


def delete(page):
    SearchRow.objects.filter(pk=page.pk).delete()
    Page.objects.filter(pk=page.pk).update(live=False)


@pytest.mark.parametrize("action", [withdraw, hide, delete])
def test_what_is_public_no_more_by_other_ways_is_found_no_more(pages, found, action):
    action(pages[0])
    assert rebuild() == "1 records looked at."
    assert not record_of(pages[0]).is_public
    assert found("salto") == ["Casa de Salto", "Plaza de Salto"]


def test_python_looks_after_itself_again_after_a_rebuild_that_failed(pages, monkeypatch):
    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr(rebuilding, "index_records", fail)
    with pytest.raises(RuntimeError):
        rebuild(all=True)
    assert gc.isenabled()


def test_what_was_published_by_other_ways_is_found(pages, found):
    type(pages[0]).objects.filter(pk=pages[0].pk).update(title="Red de Remolacha", last_published_at=timezone.now())
    SearchRow.objects.filter(pk=pages[1].pk).delete()
    assert rebuild() == "2 records looked at."
    assert found("remolacha") == ["Red de Remolacha"]
    assert found("casa") == ["Casa de Salto"]


def test_what_is_due_is_written(pages, found):
    ConceptLabel.objects.filter(concept=concept("country", "uy"), language="es").update(preferred="Remolachia")
    SearchState.next_naming()
    SearchDue.objects.create(pk=record_of(pages[0]).pk)
    assert rebuild() == "1 records looked at."
    assert found("remolachia") == ["Red de Salto"]
    assert not SearchRecord.objects.due().exists()


def test_a_translation_deleted_by_a_process_that_died_is_found_no_more(committed, pages, found):
    english = committed(translate, pages[0], "en", title="Turnip network")
    assert found("turnip", "en") == ["Turnip network"]
    english.delete()
    assert rebuild() == "1 records looked at."
    assert "turnip" not in record_of(pages[0]).words
    assert found("salto", "en") == ["Casa de Salto", "Plaza de Salto", "Red de Salto"]


def test_what_words_are_found_by_is_made_anew_and_no_record_is_written(pages, found):
    before = set(SearchRecord.objects.values_list("pk", "change"))
    assert rebuild(indexes=True).startswith("What the words are found by is made anew")
    assert set(SearchRecord.objects.values_list("pk", "change")) == before
    assert "Red de Salto" in found("red de salto")


def test_a_page_without_a_day_of_publication_is_looked_at_once(pages):
    type(pages[0]).objects.filter(pk=pages[0].pk).update(last_published_at=None)
    assert [rebuild(), rebuild()] == ["1 records looked at.", "0 records looked at."]


def test_what_a_server_with_other_code_wrote_is_looked_at_by_the_next(pages, committed, monkeypatch):
    with monkeypatch.context() as other:
        other.setattr(indexing, "recipe", lambda: "other code")
        committed(practice, title="Feria de Salto")
    assert rebuild() == f"{SearchRecord.objects.count()} records looked at."
    assert rebuild() == "0 records looked at."


def test_also_where_it_wrote_while_all_were_looked_at(pages, committed, monkeypatch):
    def meanwhile(words):
        with monkeypatch.context() as other:
            other.setattr(indexing, "recipe", lambda: "other code")
            committed(practice, title="Feria de Salto")

    number = SearchRecord.objects.count()
    with monkeypatch.context() as patched:
        patched.setattr(rebuilding, "analyse_again", meanwhile)
        assert rebuild(all=True) == f"{number} records looked at."
    assert rebuild() == f"{number + 1} records looked at."
    assert rebuild() == "0 records looked at."


@pytest.mark.one_database
def test_the_code_by_which_records_are_written_has_a_name(tmp_path, monkeypatch):
    name = recipe.__wrapped__()
    assert recipe.__wrapped__() == name
    (tmp_path / "indexing.py").write_text("STOP = ()")
    monkeypatch.setattr("search.recipe.HERE", tmp_path)
    other = recipe.__wrapped__()
    (tmp_path / "indexing.py").write_text("STOP = ('de',)")
    again = recipe.__wrapped__()
    monkeypatch.setattr("search.recipe.choices", lambda: ["kind course Curso"])
    assert len({name, other, again, recipe.__wrapped__()}) == 4


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps long texts beside the row")
def test_a_process_that_begins_reads_no_texts(pages):
    with CaptureQueriesContext(connection) as asked:
        list(SearchRecord.objects.counted())
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]['sql']}")
        assert "COVERING INDEX search_counted" in str(cursor.fetchall())


@pytest.mark.one_database
def test_a_page_is_indexed_in_its_own_language_whatever_that_of_who_publishes(committed, found):
    with translation.override("fr"):
        committed(event, title="Cuidar a tiempo", kind="course")
    with translation.override("es"):
        word = str(event("es", kind="course").get_kind_display()).lower()
    assert "Cuidar a tiempo" in found(f'"{word}"')


@pytest.mark.one_database
def test_nor_does_the_language_of_who_publishes_change_where_a_practice_is(committed):
    page = practice("en", country="de", title="Laundry")
    for language in ("es", "fr"):
        with translation.override(language):
            committed(page.save_revision().publish)
        row = SearchRow.objects.get(pk=page.pk)
        assert "Alemania" not in row.text
        assert "Allemagne" not in row.text
