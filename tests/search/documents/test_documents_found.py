"""The texts of documents are found by their words, and lead to the record that offers them."""

import pytest

from search.documents.reading import read_waiting
from search.models import SearchPassage
from tests.factories import chapter, standard, translate
from tests.search.documents.files import document, hits, why
from tests.search.making import docx, epub, odt, pdf

pytestmark = pytest.mark.django_db


def test_a_word_of_a_pdf_finds_its_publication_with_the_page_and_the_passage(results, offered):
    page = offered(document(pdf("Portada", "Las remolachas\ncuidan la huerta")))
    found = results("remolacha")
    assert hits(found) == [page.get_url()]
    assert why(found).startswith("En el documento Archivo guia.pdf, página 2 (PDF, ")
    assert found.select_one(".result__why a")["href"].endswith(".pdf#page=2")
    passage = found.select_one(".result__passage")
    assert [mark.text for mark in passage.select("mark")] == ["remolachas"]
    assert (passage["lang"], passage.text) == ("es", "Las remolachas cuidan la huerta")


@pytest.mark.parametrize(
    ("name", "content"),
    [("guia.docx", docx), ("guia.odt", odt), ("guia.epub", lambda text: epub(f"<p>{text}</p>"))],
)
def test_other_kinds_of_files_are_found_too_and_have_no_page(results, offered, name, content):
    page = offered(document(content("Las remolachas cuidan"), name))
    found = results("remolachas")
    assert hits(found) == [page.get_url()]
    assert "página" not in why(found)
    assert found.select_one(".result__why a")["href"].endswith(name)


def test_each_file_is_read_in_its_language_and_leads_to_the_page_of_the_reader(results, offered, committed):
    page = offered(document(pdf("Las remolachas"), "es.pdf"), document(pdf("The gardeners"), "en.pdf", "en"))
    english = committed(translate, page, "en")
    assert hits(results("gardener", "es")) == [page.get_url()]
    assert hits(results("gardening", "en")) == [english.get_url()]
    found = results("remolacha", "en")
    assert hits(found) == [english.get_url()]
    link = found.select_one(".result__why a")
    assert (link["hreflang"], link.bdi["lang"]) == ("es", "es")
    assert "in Spanish" in why(found)


def test_of_several_files_that_of_the_reader_s_language_is_shown(results, offered):
    words = {"es": "Comunal y local", "en": "Communal local, communal local", "fr": "Local et communal"}
    offered(*(document(pdf(text), f"{code}.pdf", code) for code, text in words.items()))
    for code in words:
        found = results("communal local" if code != "es" else "comunal local", code)
        assert found.select_one(".result__why a")["href"].endswith(f"{code}.pdf#page=1")


def test_a_file_of_several_languages_is_read_in_that_of_each_page(offered):
    offered(document(pdf("El cuidado de las niñas", "The care of the children", "Le soin des enfants"), language="mul"))
    languages = SearchPassage.objects.order_by("number").values_list("language", flat=True)
    assert list(languages) == ["es", "en", "fr"]


def test_what_stands_in_the_page_comes_before_what_stands_in_a_file(results, offered, committed):
    in_file = offered(document(pdf("remolacha remolacha remolacha")))
    in_text = committed(standard, body=[("paragraph", "<p>Una remolacha entre muchas otras palabras.</p>")])
    assert hits(results("remolacha")) == [in_text.get_url(), in_file.get_url()]


def test_a_phrase_in_the_page_comes_before_the_same_in_a_file(results, offered, committed):
    in_text = committed(standard, body=[("paragraph", "<p>Las remolachas rojas y otras muchas palabras.</p>")])
    in_file = offered(document(pdf("remolachas rojas, remolachas rojas")))
    assert hits(results('"remolachas rojas"')) == [in_text.get_url(), in_file.get_url()]


def test_words_of_a_question_have_to_stand_in_one_passage(results, offered):
    page = offered(document(pdf("Las remolachas", "Los rábanos y las zanahorias")))
    assert "Ninguna ficha tiene todas" not in results("rábanos zanahorias").text
    assert hits(results("rábanos zanahorias")) == [page.get_url()]
    assert hits(results('"rábanos y las zanahorias"')) == [page.get_url()]
    assert hits(results('"remolachas rábanos"')) == []


def test_what_is_left_out_leaves_out_the_record_by_its_own_words_or_by_those_of_the_passage(results, offered):
    page = offered(document(pdf("Las remolachas con rábanos", "Las remolachas solas")), title="Huerta")
    assert hits(results("remolachas -rábanos")) == [page.get_url()]
    assert hits(results("remolachas -solas -rábanos")) == []
    assert hits(results("remolachas -huerta")) == []


def test_documents_in_the_text_of_any_page_are_found(results, committed):
    file = document(pdf("Las remolachas"))
    linked = f'<p>Vea <a linktype="document" id="{file.pk}">el archivo</a>.</p>'
    other = document(docx("Los rábanos"), "otro.docx")
    page = committed(standard, body=[("paragraph", linked), ("download", {"document": other, "label": "El otro"})])
    committed(read_waiting)
    assert hits(results("remolachas")) == hits(results("rábanos")) == [page.get_url()]


def test_hostile_texts_are_shown_as_they_are(results, offered):
    offered(document(docx("<script>alert(1)</script> remolacha & \u202efin {{ x }} %s"), "guia.docx"))
    found = results("remolacha")
    assert not found.select(".results script")
    assert "<script>alert(1)</script> remolacha &" in found.select_one(".result__passage").text


def test_a_file_in_arabic_is_found(results, offered):
    page = offered(document(docx("نظام الرعاية في المدينة"), "guia.docx", "mul"))
    assert hits(results("الرعاية")) == [page.get_url()]


def test_a_chapter_leads_to_itself_and_the_publication_to_its_files(results, offered, committed):
    page = offered(document(pdf("Las remolachas")))
    part = committed(chapter, page, body=[("paragraph", "<p>Una remolacha.</p>")])
    assert hits(results("remolacha")) == [part.get_url(), page.get_url()]
