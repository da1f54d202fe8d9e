"""Records whose concepts were renamed: found by the new words at once where they are few, else soon."""

import pytest
from django.core.management import call_command

from agc.vocabulary import loading
from agc.vocabulary.models import Concept, ConceptLabel
from search import due, rebuilding
from search.indexing import index_records
from search.learning import RebuiltWords
from search.models import SearchDue, SearchRecord
from tests.factories import concept, member, practice, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def rename(committed):
    """Return a function that gives a concept other words in a language, as its screen does."""

    def do(scheme, code, preferred, alternatives="", language="es"):
        row = concept(scheme, code)
        label = ConceptLabel.objects.filter(concept=row, language=language)
        label.update(preferred=preferred, alternatives=alternatives)
        committed(row.save)

    return do


@pytest.fixture
def pages(committed):
    committed(practice, title="Red de Salto", country="uy")
    committed(practice, title="Red de Lyon", country="fr")
    committed(member, title="Casa de Salto", country=concept("country", "uy"))


def test_a_region_that_is_renamed_finds_what_lies_in_its_countries(pages, found, rename):
    rename("region", "005", "Remolacha del Sur")
    assert found("remolacha") == found("remolacha", "en") == ["Casa de Salto", "Red de Salto"]


def test_the_world_lends_its_words_to_nobody(pages, found, rename):
    world = concept("region", "005")
    while world.broader:
        world = world.broader
    rename("region", world.code, "Remolacha")
    assert found("remolacha") == []
    assert not SearchRecord.objects.due().exists()


def test_a_term_finds_texts_that_have_had_its_new_name_all_along(committed, found, rename):
    committed(practice, title="Práctica", claim="Vino la remolacha azul.")
    rename("term", "care-economy", "Turnipcraft", language="en")
    assert found("turnipcraft", "en") == []
    rename("term", "care-economy", "Economía del cuidado", "remolacha-azul")
    assert found("turnipcraft", "en") == ["Práctica"]


def test_many_are_written_beside_the_request(pages, found, rename, monkeypatch):
    started = []
    monkeypatch.setattr(due, "BATCH", 1)
    monkeypatch.setattr(due.writer, "start", lambda: started.append(True))
    rename("region", "005", "Remolacha del Sur")
    assert started == [True]
    assert SearchRecord.objects.due().count() == 2
    assert found("remolacha") == []
    call_command("write_due_records")
    assert found("remolacha") == ["Casa de Salto", "Red de Salto"]
    assert not SearchRecord.objects.due().exists()


def test_what_is_published_meanwhile_is_due_no_more(committed, found, rename, monkeypatch):
    pages = [committed(practice, title=f"Red {number}") for number in range(2)]
    monkeypatch.setattr(due, "BATCH", 1)
    rename("region", "005", "Remolacha del Sur")
    committed(pages[0].save_revision().publish)
    assert [record.translation_key for record in SearchRecord.objects.due()] == [pages[1].translation_key]
    assert found("remolacha") == ["Red 0"]


def test_a_concept_renamed_while_the_index_is_made_anew_keeps_its_new_words(committed, found, rename, monkeypatch):
    committed(practice, title="Red de Salto", country="uy")

    def meanwhile(words):
        rename("region", "005", "Remolacha del Sur")
        call_command("write_due_records", quiet=True)

    monkeypatch.setattr(rebuilding, "analyse_again", meanwhile)
    call_command("rebuild_search", verbosity=0)
    assert found("remolacha") == ["Red de Salto"]


def test_what_becomes_due_behind_the_writer_is_written_too(committed, monkeypatch):
    pages = [committed(practice) for _number in range(2)]
    keys = [SearchRecord.objects.get(translation_key=page.translation_key).pk for page in pages]
    SearchDue.objects.create(pk=keys[1])
    again = []

    def another(written):
        if not again:
            again.append(SearchDue.objects.create(pk=keys[0]))
        index_records(written)

    monkeypatch.setattr(due, "index_records", another)
    assert due.write_due() == 2
    assert not SearchRecord.objects.due().exists()


def test_one_that_cannot_be_written_does_not_keep_others_from_it(committed, monkeypatch):
    pages = [committed(practice) for _number in range(3)]
    SearchDue.objects.bulk_create(SearchDue(pk=key) for key in SearchRecord.objects.values_list("pk", flat=True))

    def broken(keys):
        if pages[1].translation_key in keys:
            raise ValueError
        index_records(keys)

    monkeypatch.setattr(due, "index_records", broken)
    assert due.write_due() == SearchRecord.objects.count() - 1
    assert [record.translation_key for record in SearchRecord.objects.due()] == [pages[1].translation_key]


@pytest.fixture
def lead(committed):
    """Return a member that answers for a practice, and for one more that calls it otherwise itself."""
    page = committed(member, title="Instituto Zapallo")
    committed(practice, title="Red de Salto", lead_member=page, lead_name="")
    committed(practice, title="Casa de Salto", lead_member=page, lead_name="Oficina Berenjena")
    return page


def test_a_practice_is_found_by_the_new_name_of_who_answers_for_it(lead, committed, found):
    assert found('"instituto zapallo"') == ["Casa de Salto", "Instituto Zapallo", "Red de Salto"]
    lead.title = "Instituto Remolacha"
    committed(lead.save_revision().publish)
    assert found('"instituto remolacha"') == ["Casa de Salto", "Instituto Remolacha", "Red de Salto"]
    assert found('"instituto zapallo"') == []


def test_and_by_that_in_another_language_once_it_is_public(lead, committed, found):
    practice_page = lead.led_practices.get(title="Red de Salto")
    committed(translate, practice_page, "en", title="Salto network")
    committed(translate, lead, "en", title="Pumpkin Institute")
    assert found('"pumpkin institute"', "en") == ["Pumpkin Institute", "Salto network"]


def test_who_is_public_no_more_is_named_no_more(lead, committed, found):
    committed(lead.unpublish)
    assert found("zapallo") == []
    assert found("berenjena") == ["Casa de Salto"]


def test_who_is_deleted_is_named_no_more(lead, committed, found):
    committed(lead.delete)
    assert found("zapallo") == []
    assert found("berenjena") == ["Casa de Salto"]
    assert not SearchRecord.objects.due().exists()


def test_the_practices_of_a_large_member_are_written_beside_the_request(lead, committed, found, monkeypatch):
    started = []
    monkeypatch.setattr(due, "BATCH", 1)
    monkeypatch.setattr(due.writer, "start", lambda: started.append(True))
    lead.title = "Instituto Remolacha"
    committed(lead.save_revision().publish)
    assert started == [True]
    assert found("remolacha") == ["Instituto Remolacha"]
    call_command("write_due_records")
    assert found("remolacha") == ["Casa de Salto", "Instituto Remolacha", "Red de Salto"]


def test_the_names_that_a_batch_changes_are_noted_with_it(lead, committed, monkeypatch):
    """A process that ends after the commit forgets nothing."""
    lead.title = "Instituto Remolacha"
    lead.save_revision().publish()
    SearchDue.objects.all().delete()
    index_records([lead.translation_key])
    titles = {record.rows.get().title for record in SearchRecord.objects.due()}
    assert titles == {"Red de Salto", "Casa de Salto"}


def test_a_name_that_changes_while_all_are_written_reaches_those_written_before(lead, found):
    rebuilding.index_everything(anew=True)
    type(lead).objects.filter(pk=lead.pk).update(title="Instituto Remolacha")
    index_records([lead.translation_key], RebuiltWords())
    assert SearchRecord.objects.due().count() == 2


def test_a_record_is_found_no_more_by_the_words_of_a_concept_that_was_deleted(committed, found):
    own = Concept.objects.create(scheme=concept("care-type", "early-childhood").scheme, code="turnips")
    ConceptLabel.objects.create(concept=own, language="es", preferred="Cuidado de remolachas")
    committed(practice, title="Red de Salto", concepts=[own])
    assert found("remolachas") == ["Red de Salto"]
    committed(own.delete)
    assert found("remolachas") == []
    assert SearchRecord.objects.get(rows__title="Red de Salto").facets.count("care-type:turnips") == 0


def test_a_country_that_the_official_lists_move_takes_its_records_along(committed, found, results, monkeypatch):
    committed(practice, title="Red de Salto", country="uy")
    lists = loading.read_lists()
    country = next(
        row for data in lists if data["code"] == "country" for row in data["concepts"] if row["code"] == "uy"
    )
    country["broader"], country["groups"] = "155", ["income-group:low"]
    monkeypatch.setattr(loading, "read_lists", lambda: lists)
    committed(call_command, "load_vocabulary", verbosity=0)
    facets = SearchRecord.objects.get(rows__title="Red de Salto").facets
    assert {"region:155", "income-group:low"} <= set(facets)
    assert "region:005" not in facets
