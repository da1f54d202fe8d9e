"""Of documents that are not public, were replaced or are gone nothing is found; all else stays."""

import pytest
from django.core.files.base import ContentFile
from wagtail.models import Collection, CollectionViewRestriction

from agc.core.models import AllianceDocument
from search.documents import reading
from search.documents.reading import read_waiting
from search.models import SearchFile, SearchPassage, SearchWord
from search.rebuilding import index_everything
from tests.search.documents.files import document, hits
from tests.search.making import pdf

pytestmark = pytest.mark.django_db


def test_nothing_of_a_file_is_found_before_its_page_is_public_nor_after(results, offered, committed):
    file = document(pdf("Las remolachas"))
    assert read_waiting() == 0
    page = offered(file)
    assert hits(results("remolachas")) == [page.get_url()]
    committed(page.unpublish)
    assert hits(results("remolachas")) == []


def test_a_file_that_the_page_does_not_offer_any_more_is_not_found(results, offered, committed):
    page = offered(document(pdf("Las remolachas")))
    page.files.set([])
    committed(page.save_revision().publish)
    assert hits(results("remolachas")) == []


def test_files_of_a_closed_collection_are_not_found(results, offered):
    closed = Collection.get_first_root_node().add_child(name="Interno").add_child(name="Actas")
    page = offered(document(pdf("Las remolachas"), collection=closed))
    assert hits(results("remolachas")) == [page.get_url()]
    restriction = CollectionViewRestriction.objects.create(collection=closed.get_parent(), restriction_type="login")
    assert hits(results("remolachas")) == []
    restriction.delete()
    assert hits(results("remolachas")) == [page.get_url()]


def test_words_of_what_is_not_public_are_not_offered_for_a_slip(results, offered, committed):
    closed = Collection.get_first_root_node().add_child(name="Actas")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    offered(document(pdf("Las zarzaparrillas"), collection=closed))
    page = offered(document(pdf("Los abedules"), "otra.pdf"))
    assert "abedul" in results("abedu").text
    committed(page.unpublish)
    for typed in ("abedu", "zarzaparri"):
        found = results(typed)
        assert not found.select("[role=status]")
        assert "zarzaparrillas" not in found.text
        assert "abedules" not in found.text
    committed(index_everything)
    assert not SearchWord.objects.filter(word__in=["abedules", "zarzaparrillas"]).exists()


def test_a_long_document_is_forgotten_in_few_queries(offered, committed, django_assert_max_num_queries):
    file = document(pdf(*(f"Página {number}" for number in range(40))))
    offered(file)
    assert SearchPassage.objects.count() == 40
    with django_assert_max_num_queries(25):
        reading.forget_text(SearchFile.objects.get(pk=file.pk))
    assert not SearchPassage.objects.exists()


def test_a_file_that_was_replaced_is_forgotten_at_once_and_read_again(results, offered, committed):
    file = document(pdf("Las remolachas"))
    page = offered(file)
    file.file = ContentFile(pdf("Los rábanos"), name="nueva.pdf")
    file.file_hash = ""
    committed(file.save)
    assert hits(results("remolachas")) == hits(results("rábanos")) == []
    committed(read_waiting)
    assert hits(results("remolachas")) == []
    assert hits(results("rábanos")) == [page.get_url()]


def test_a_file_whose_language_was_mended_is_read_again(offered, committed):
    file = document(pdf("Las remolachas"))
    offered(file)
    file.language = "fr"
    committed(file.save)
    committed(read_waiting)
    assert SearchPassage.objects.get().language == "fr"


def test_a_file_that_changes_while_it_is_read_goes_on_waiting(offered, monkeypatch):
    file = document(pdf("Las remolachas"))
    offered(file, read=False)

    def change(read):
        AllianceDocument.objects.filter(pk=file.pk).update(language="fr")
        return [], SearchFile.Outcome.READ

    monkeypatch.setattr(reading, "extract", change)
    assert reading.read_file(SearchFile.objects.get()) == SearchFile.Outcome.WAITING
    assert SearchFile.objects.waiting().get().pk == file.pk


def test_a_file_that_was_deleted_is_gone_from_the_index(results, offered, committed):
    file = document(pdf("Las remolachas"))
    offered(file)
    committed(file.delete)
    assert hits(results("remolachas")) == []
    assert not SearchPassage.objects.exists()


def test_words_of_a_file_are_known_words_and_are_forgotten_with_it(results, offered, committed):
    file = document(pdf("Las remolachas"))
    page = offered(file)
    # A slip in a word that stands in a file alone is forgiven too.
    assert hits(results("remolachsa")) == [page.get_url()]
    word = SearchWord.objects.get(word="remolachas")
    assert (word.language, word.records) == ("es", 1)
    file.language = "fr"
    committed(file.save)
    word.refresh_from_db()
    assert word.records == 0


def test_a_rebuild_keeps_the_texts_of_files_without_opening_one(results, offered, committed):
    file = document(pdf("Las remolachas"))
    page = offered(file)
    SearchPassage.objects.update(stems="", words="")
    SearchWord.objects.filter(word="remolachas").delete()
    file.file.storage.delete(file.file.name)
    assert hits(results("remolachas")) == []
    committed(index_everything)
    assert hits(results("remolachas")) == [page.get_url()]
    assert SearchWord.objects.get(word="remolachas").records == 1
