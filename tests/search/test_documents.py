"""The texts of documents: read in the background, found by their words, leading to the record that offers them."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction

from agc.core.models import AllianceDocument
from agc.editorial.groups import MEMBERS, SECRETARIAT, translators
from search.documents import background, reading
from search.documents.reading import read_waiting
from search.models import SearchFile, SearchPassage, SearchWord
from search.rebuilding import index_everything
from tests.factories import chapter, publication, standard, translate
from tests.search.making import docx, epub, odt, pdf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.VAR_DIR = tmp_path


def document(content, name="guia.pdf", language="es", **fields):
    file = ContentFile(content, name=name)
    return AllianceDocument.objects.create(title=f"Archivo {name}", file=file, language=language, **fields)


@pytest.fixture
def offered(committed):
    """Return a function that publishes a publication with some documents, whose texts are read."""

    def publish(*documents, read=True, **fields):
        page = publication(**fields)
        for number, file in enumerate(documents):
            page.files.create(document=file, sort_order=number)
        committed(page.save_revision().publish)
        if read:
            committed(read_waiting)
        return page

    return publish


def hits(page):
    return [link["href"] for link in page.select(".results .card__title a")]


def why(page):
    return " ".join(page.select_one(".result__why").text.split())


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


def test_a_server_that_cannot_start_the_reading_publishes_all_the_same(offered, started, monkeypatch, results):
    def fail(*args, **kwargs):
        raise OSError

    monkeypatch.setattr("agc.core.background.Popen", fail)
    page = offered(document(pdf("Las remolachas")), title="Huerta", read=False)
    assert hits(results("huerta")) == [page.get_url()]


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


@pytest.mark.parametrize(
    ("name", "content", "outcome"),
    [("x.pdf", b"no PDF", "broken"), ("x.xlsx", b"PK", "other"), ("x.pdf", None, "")],
)
def test_a_file_that_cannot_be_read_says_why_and_keeps_nothing_back(
    offered, committed, results, name, content, outcome
):
    bad = document(content or b"gone", name)
    if content is None:
        bad.file.storage.delete(bad.file.name)
    page = offered(bad, document(pdf("Las remolachas"), "buena.pdf"))
    assert SearchFile.objects.get(pk=bad.pk).outcome == outcome
    assert hits(results("remolachas")) == [page.get_url()]
    # What can become right by itself is tried again, the rest is not.
    assert committed(read_waiting) == (content is None)


def test_a_reading_that_does_not_end_is_ended(offered, monkeypatch):
    monkeypatch.setattr(reading, "PATIENCE", 0.01)
    file = document(pdf("Las remolachas"))
    offered(file)
    assert SearchFile.objects.get(pk=file.pk).outcome == "broken"


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


def test_hostile_texts_are_shown_as_they_are(results, offered):
    offered(document(docx("<script>alert(1)</script> remolacha & \u202efin {{ x }} %s"), "guia.docx"))
    found = results("remolacha")
    assert not found.select(".results script")
    assert "<script>alert(1)</script> remolacha &" in found.select_one(".result__passage").text


def test_a_file_in_arabic_is_found(results, offered):
    page = offered(document(docx("نظام الرعاية في المدينة"), "guia.docx", "mul"))
    assert hits(results("الرعاية")) == [page.get_url()]


def test_the_command_says_what_it_read_and_only_one_reads_at_a_time(offered, capsys):
    offered(document(pdf("Las remolachas")), document(b"no PDF", "x.pdf"), read=False)
    with background.reader.alone():
        call_command("read_documents")
    assert "already" in capsys.readouterr().out
    call_command("read_documents")
    said = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in said[:2]] == ["guia.pdf", "x.pdf"]
    assert said[2:] == ["2 documents read."]
    call_command("read_documents")
    assert capsys.readouterr().out == "0 documents read.\n"


@pytest.fixture
def started(monkeypatch):
    """Return the commands that the reader starts; here each is done as soon as somebody looks."""
    commands = []

    class Ended:
        def __init__(self, command, **kwargs):
            commands.append(command[1:])

        def poll(self):
            return 0

    monkeypatch.setattr("agc.core.background.Popen", Ended)
    monkeypatch.setattr(background.reader, "is_ready", True)
    monkeypatch.setattr(background.reader, "process", None)
    return commands


def test_a_server_starts_to_read_when_a_document_is_published_or_replaced(offered, committed, started):
    file = document(pdf("Las remolachas"))
    page = offered(file, read=False)
    assert started[0] == ["manage.py", "read_documents", "--quiet"]
    read_waiting()
    started.clear()
    file.refresh_from_db()
    # Nothing waits any more.
    committed(page.save_revision().publish)
    assert started == []
    file.language = "en"
    committed(file.save)
    assert len(started) == 1


def test_no_second_process_is_started_while_one_reads(offered, started):
    with background.reader.alone():
        offered(document(pdf("Las remolachas")), read=False)
    assert started == []


def test_a_chapter_leads_to_itself_and_the_publication_to_its_files(results, offered, committed):
    page = offered(document(pdf("Las remolachas")))
    part = committed(chapter, page, body=[("paragraph", "<p>Una remolacha.</p>")])
    assert hits(results("remolacha")) == [part.get_url(), page.get_url()]


def test_the_report_says_what_became_of_each_file_those_that_were_not_read_first(client, make_user, offered, committed):
    good, bad = document(pdf("Las remolachas"), "buena.pdf"), document(b"no PDF", "mala.pdf")
    offered(good, bad)
    offered(document(pdf("Los rábanos"), "nueva.pdf"), read=False)
    committed(offered(document(pdf("No"), "borrador.pdf"), read=False).unpublish)
    client.force_login(make_user("eva", SECRETARIAT, language="es"))
    url = reverse("search_files")
    page = BeautifulSoup(client.get(url).content, "html.parser")
    rows = [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in page.select("table tbody tr")]
    assert [row[:3] for row in rows] == [
        ["Archivo mala.pdf", "Español", "no se puede abrir"],
        ["Archivo nueva.pdf", "Español", "espera a ser leído"],
        ["Archivo buena.pdf", "Español", "leído"],
    ]
    assert page.select_one("table tbody a")["href"] == reverse("wagtaildocs:edit", args=[bad.pk])
    narrowed = client.get(url, {"outcome": "waiting"}).content.decode()
    assert "nueva.pdf" in narrowed
    assert "mala.pdf" not in narrowed
    exported = b"".join(client.get(url, {"export": "csv"}).streaming_content).decode()
    assert "Archivo mala.pdf,es,no se puede abrir" in exported
    assert url in client.get(reverse("wagtailadmin_home")).content.decode()


def test_others_do_not_read_the_report(client, make_user):
    for group in (MEMBERS, translators("en")):
        client.force_login(make_user(f"one-of-{group}", group))
        assert client.get(reverse("search_files")).status_code == 302
        assert reverse("search_files") not in client.get(reverse("wagtailadmin_home")).content.decode()
