"""Practices as PDF, read back: what is in them, in which order, and which there are."""

import datetime
import json

import pypdfium2.raw as pdfium
import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import PageViewRestriction

from practices.models import PracticeLink, PracticePage
from practices.pdf import files, typesetting
from tests.factories import collection, frame_page, member, picture, practice, translate
from tests.pdf import Read, full_practice, of, of_list

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

# What is in it


def test_a_practice_is_told_whole_in_the_order_of_its_page(client):
    page = full_practice()
    found = of(client, page)
    assert found.has_in_order(
        page.code,
        "Manzanas del cuidado",
        "Cambió quién cuida.",
        "1 de enero de 2020",
        "Bosa, Uruguay Metrópoli",
        "2015",
        "1 de enero de 2025",
        "Español",
        "Servicios gratuitos cerca de casa.",
        "lavandería",
        "Es un lugar.",
        "Hace visible el cuidado.",
        "El problema.",
        "Repartir las tareas.",
        "Tres puertas",
        "una ley",
        "Cuidar es trabajo.",
        "Preguntar",
        "27",
        "Lo que no se sabe",
        "Índice",
        "Medir",
        "2021",
        "COP (2024)",
        "El municipio",
        "Personas atendidas",
        "100",
        "MIDES",
        "Los hombres también cuidan.",
        "Hubo un acuerdo.",
        "Nadie llegó en domingo.",
        "Se cerró.",
        "Empezar en pequeño.",
        "Ahora duermo.",
        "madre de dos",
        "https://example.org/video",
        "Concejo",
        "Decreto 237, Alcaldía, 2020",
        "https://example.org/decreto-237",
        "3 de febrero de 2024",
        "Ministerio (2025).",
        f"http://testserver/{page.code}",
        "CC BY 4.0",
        "https://creativecommons.org/licenses/by/4.0/",
    )


@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_it_says_what_it_is_to_whoever_has_it_read_aloud(client, language):
    page = full_practice()
    shown = page if language == "es" else translate(page, language)
    found = of(client, page, language)
    assert found.about["Title"] == shown.title
    assert found.about["Author"] == shown.lead_name
    assert found.language == language
    assert found.is_tagged
    assert found.claims_to_be_accessible
    assert (0, shown.title) in found.outline
    with translation.override(language):
        titles = [title for level, title in found.outline if level == 1]
        soup = BeautifulSoup(client.get(shown.get_url()).content, "html.parser")
        # The sections of the page, but for those that lead elsewhere.
        on_page = [h.get_text() for h in soup.select(".record__text h2")]
        assert [title for title in on_page if title in titles] == titles
        assert len(on_page) - len(titles) <= 1
    last = len(found.pages)
    assert f"{last} / {last}" in found.pages[-1]
    assert f"http://testserver/{page.code}" in found.pages[0]


def test_what_is_not_said_has_no_heading(client):
    found = of(client, practice())
    titles = [title for _level, title in found.outline]
    with translation.override("es"):
        assert "Costo" not in titles
        assert "Voces" not in titles
        assert "Resumen" in titles


def test_a_record_that_is_not_in_the_reader_s_language_is_in_its_own_throughout(client):
    page = practice("fr", title="Crèches mobiles")
    found = of(client, page, "en")
    assert found.language == "fr"
    assert "Résumé" in found.text


def test_pictures_stay_out(client):
    image = picture()
    shown = {"image": {"image": image.pk, "alt_text": "x", "decorative": False}, "caption": "y"}
    body = json.dumps([{"type": "image", "value": shown}])
    page = practice(image=image, image_alt="Una plaza", approach=body)
    found = of(client, page)
    assert not any(obj.type == pdfium.FPDF_PAGEOBJ_IMAGE for sheet in found.document for obj in sheet.get_objects())


def test_what_is_not_public_is_not_named(client):
    lead, other = member(title="Zanahoria SA"), practice(title="Zanahoria otra")
    page = practice(lead_member=lead, lead_name="Ministerio")
    page.links = [PracticeLink(relation="adapted-from", other=other, note="Cambió.", locale=page.locale)]
    page.save_revision().publish()
    assert of(client, page).text.count("Zanahoria") >= 2
    lead.unpublish()
    other.unpublish()
    assert "Zanahoria" not in of(client, page).text


def test_the_same_facts_make_the_same_file(client):
    page = practice()
    assert client.get(f"/{page.code}.pdf").content == client.get(f"/{page.code}.pdf").content


# How it is sent


def test_the_page_leads_to_its_file(client):
    page = practice()
    soup = BeautifulSoup(client.get(page.get_url()).content, "html.parser")
    link = next(link for link in soup.select("#section-rights ~ p a[download]") if link.get_text() == "PDF")
    response = client.get(link["href"])
    assert response["Content-Disposition"] == f'attachment; filename="{page.code}.pdf"'
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


def test_what_is_not_public_has_no_file(client):
    private, gone = practice(), practice()
    never = gone.copy(update_attrs={"slug": "nunca", "title": "Nunca"}, keep_live=False, copy_revisions=False)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    gone.unpublish()
    for page, status in ((private, 404), (never, 404), (gone, 410)):
        assert client.get(f"/{page.code}.pdf", follow=True).status_code == status
        assert client.get(f"/{page.code}.json", follow=True).status_code == status
    assert client.get("/AGC-9999.pdf", follow=True).status_code == 404


# Lists


def test_a_list_has_a_cover_with_what_it_was_narrowed_by(client):
    practice(title="Primera", country="uy", facts_as_of=datetime.date(2025, 6, 1))
    practice(title="Segunda", country="uy", facts_as_of=datetime.date(2020, 6, 1))
    practice(title="Mexicana", country="mx")
    found = of_list(client, query="?country=uy&country=atlantis&x=1")
    cover = " ".join(found.pages[0].split())
    for words in ("Uruguay", "/es/practicas/?country=uy", "Primera", "Segunda"):
        assert words in cover
    assert "Mexicana" not in found.text
    assert [title for level, title in found.outline if level == 0][-2:] == ["Primera", "Segunda"]
    starts = [number for number, text in enumerate(found.pages) if text.count("Hace visible")]
    assert len(starts) == len(set(starts)) == 2
    assert found.about["Title"] == frame_page("practices").title
    assert found.language == "es"
    assert found.claims_to_be_accessible


def test_a_list_is_in_the_reader_s_language_and_each_practice_in_its_own(client):
    first = practice("es", title="Primera")
    practice("fr", title="Deuxième")
    translate(first, "en", title="First")
    found = of_list(client, "en")
    assert found.language == "en"
    for words in ("First", "Deuxième", "Summary"):
        assert words in found.text
    assert "Primera" not in found.text


def test_an_empty_list_has_a_file_all_the_same(client):
    practice(country="uy")
    assert len(of_list(client, query="?country=cl").pages) == 1


def test_what_is_not_public_is_in_no_list(client):
    draft, private = practice(title="Zanahoria"), practice(title="Zanahoria privada")
    practice(title="Pública")
    draft.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    found = of_list(client)
    assert "Pública" in found.text
    assert "Zanahoria" not in found.text


def test_of_a_list_that_is_too_long_a_page_says_so(client, monkeypatch):
    monkeypatch.setattr(files, "MOST", 2)
    for number in range(3):
        practice(title=f"Número {number}", country="uy")
    url = frame_page("practices").get_url()
    response = client.get(f"{url}pdf/?country=uy")
    assert response.status_code == 400
    main = BeautifulSoup(response.content, "html.parser").main
    assert "3" in main.get_text()
    assert main.select_one(f'a[href="{url}?country=uy"]')
    others = [link["href"] for link in main.select("a[download]")]
    assert f"{url}csv/?country=uy" in others
    assert not any("/pdf/" in address for address in others)
    assert len(of_list(client, query="?country=mx").pages) == 1


def test_the_queries_are_as_many_for_six_as_for_two(client, monkeypatch):
    # How many there are has nothing to do with how they are set.
    monkeypatch.setattr(files, "typeset", lambda data, moment: repr(data).encode())
    lead = member()

    def queries():
        url = f"{frame_page('practices').get_url()}pdf/"
        client.get(url)
        with CaptureQueriesContext(connection) as found:
            assert client.get(url).content.count(b"Hace visible") == PracticePage.objects.live().count()
        return len(found)

    counts = []
    for number in (2, 4):
        for _number in range(number):
            full_practice(lead_member=lead, lead_name="")
        counts.append(queries())
    assert counts[0] == counts[1]


# Collections


def test_a_collection_can_be_printed_with_why_each_is_in_it(client):
    first, second, private = practice(title="Primera"), practice(title="Segunda"), practice(title="Privada")
    page = collection([second, first, private], title="Cerca de casa", summary="Lo que hay.")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    soup = BeautifulSoup(client.get(page.get_url()).content, "html.parser")
    link = next(link for link in soup.main.select("a") if link.get_text() == "PDF")
    response = client.get(link["href"])
    assert response["Content-Type"] == "application/pdf"
    found = Read(response.content)
    assert found.has_in_order("Cerca de casa", "Lo que hay.", "Segunda", "Primera", "Segunda", "Por su alcance.")
    assert "Privada" not in found.text
    assert found.about["Title"] == "Cerca de casa"


def test_a_collection_that_follows_a_filter_can_be_printed(client):
    practice(title="Uruguaya", country="uy")
    practice(title="Mexicana", country="mx")
    page = collection([], query="country=uy")
    client.get("/es/")
    found = Read(client.get(f"{page.get_url()}pdf/").content)
    assert "Uruguaya" in found.text
    assert "Mexicana" not in found.text
    assert client.get(f"{page.get_url()}nothing/").status_code == 404


def test_an_empty_collection_has_no_file(client):
    only = practice()
    page = collection([only])
    only.unpublish()
    assert client.get(f"{page.get_url()}pdf/").status_code == 404
    assert "/pdf/" not in client.get(page.get_url()).content.decode()


def test_who_comes_when_too_many_are_being_made_is_told_to_wait(client, monkeypatch):
    page = practice()
    monkeypatch.setattr("practices.pdf.typesetting.WAIT", 0)
    with typesetting.place(), typesetting.place():
        response = client.get(f"/{page.code}.pdf")
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert client.get(f"/{page.code}.pdf").status_code == 200


def test_a_collection_whose_introduction_has_a_heading_can_be_read_aloud(client):
    page = collection([practice()], intro=[("heading", "Por qué estas"), ("paragraph", "<p>Por su alcance.</p>")])
    found = Read(client.get(f"{page.get_url()}pdf/").content)
    assert found.claims_to_be_accessible
    assert "Por qué estas" in found.text
