"""Documents are read in the background; what cannot be read is told to who may mend it."""

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.urls import reverse

from agc.editorial.groups import MEMBERS, SECRETARIAT, translators
from search.documents import background, reading
from search.documents.reading import read_waiting
from search.models import SearchFile
from tests.search.documents.files import document, hits
from tests.search.making import pdf

pytestmark = pytest.mark.django_db


def test_a_server_that_cannot_start_the_reading_publishes_all_the_same(offered, started, monkeypatch, results):
    def fail(*args, **kwargs):
        raise OSError

    monkeypatch.setattr("agc.core.background.Popen", fail)
    page = offered(document(pdf("Las remolachas")), title="Huerta", read=False)
    assert hits(results("huerta")) == [page.get_url()]


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
