"""PDF of practices, read back."""

import ctypes
import datetime

import pypdfium2
import pypdfium2.raw as pdfium

from practices.models import (
    BuildingBlock,
    Condition,
    KeyDate,
    Lesson,
    Medium,
    Participation,
    Partner,
    Place,
    PracticePage,
    PracticeSource,
    Voice,
)
from tests.factories import concept, frame_page, practice


class Read:
    """A PDF as a program has it."""

    def __init__(self, data):
        self.data = data
        self.document = pypdfium2.PdfDocument(data)
        self.pages = [page.get_textpage().get_text_bounded() for page in self.document]
        self.text = " ".join(" ".join(self.pages).split())
        self.about = self.document.get_metadata_dict()
        self.outline = [(mark.level, mark.get_title()) for mark in self.document.get_toc()]

    @property
    def language(self):
        length = pdfium.FPDFCatalog_GetLanguage(self.document.raw, None, 0)
        buffer = ctypes.create_string_buffer(length)
        pdfium.FPDFCatalog_GetLanguage(self.document.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
        return buffer.raw.decode("utf-16-le").rstrip("\0")

    @property
    def is_tagged(self):
        return bool(pdfium.FPDFCatalog_IsTagged(self.document.raw))

    @property
    def claims_to_be_accessible(self):
        return b"pdfuaid:part" in self.data

    def has_in_order(self, *words):
        place = 0
        for word in words:
            found = self.text.find(word, place)
            assert found >= 0, f"{word!r} is not there, or too early, in: {self.text[place:][:2000]}"
            place = found + len(word)
        return True


def of(client, page, language="es"):
    response = client.get(f"/{page.code}.pdf?language={language}")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    return Read(response.content)


def of_list(client, language="es", query=""):
    response = client.get(f"{frame_page('practices', language).get_url()}pdf/{query}")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    return Read(response.content)


def full_practice(**fields):
    """Return a published practice that says all that one can say."""
    fields = {
        "title": "Manzanas del cuidado",
        "summary": "<p>Servicios <b>gratuitos</b> cerca de casa.</p><ul><li>lavandería</li><li>escuela</li></ul>",
        "approach": [
            ("heading", "Tres puertas"),
            ("paragraph", '<p>Hay <a href="https://example.org/ley">una ley</a>.</p>'),
            ("quote", {"text": "Cuidar es trabajo.", "attribution": "Ana"}),
            ("checklist", {"title": "Antes", "items": ["Preguntar", "Contar"]}),
            (
                "figure_list",
                {"title": "Cifras", "items": [{"value": "27", "label": "manzanas", "note": "Alcaldía, 2025"}]},
            ),
            ("callout", {"title": "Lo que no se sabe", "text": "<p>Cuántas personas volvieron.</p>"}),
        ],
        "objectives": "<p>Repartir las tareas.</p>",
        "gender_note": "<p>Los hombres también cuidan.</p>",
        "cost_status": "disclosed",
        "cost_amount": 1200000,
        "cost_currency": "COP",
        "cost_year": 2024,
        "cost_payer": "El municipio",
        "review_by": datetime.date(2020, 1, 1),
        "local_name": "Manzanas",
        "local_name_language": "es",
        "easy_read": "Es un lugar.\n\nAhí ayudan.",
    } | fields
    page = practice(**fields)
    locale = page.locale
    page.places = [Place(country=concept("country", "uy"), place="Bosa", size=concept("place-size", "metropolis"))]
    page.building_blocks = [BuildingBlock(name="Índice", purpose="Para elegir.", steps="Medir\nContar", locale=locale)]
    page.conditions = [
        Condition(role="enabling", kind=concept("condition", "norms-values"), text="Hubo un acuerdo.", locale=locale),
        Condition(
            role="failure",
            kind=concept("condition", "norms-values"),
            text="Nadie llegó en domingo.",
            answer="Se cerró.",
            locale=locale,
        ),
    ]
    page.lessons = [Lesson(text="Empezar en pequeño.", locale=locale)]
    page.voices = [Voice(quote="Ahora duermo.", role="madre de dos", side="carer", consent=True, locale=locale)]
    page.key_dates = [KeyDate(year=2021, text="Abre la primera.", locale=locale)]
    page.participation = [Participation(who="carers", phase="design", degree="consulted")]
    page.partners = [
        Partner(name="Concejo", actor_type=concept("actor-type", "civil-society"), role="political", locale=locale)
    ]
    page.media = [
        Medium(title="Un vídeo", kind="video", url="https://example.org/video", captioned=True, locale=locale)
    ]
    page.sources = [
        PracticeSource(title="Decreto 237", publisher="Alcaldía", year=2020, url="https://example.org/decreto-237"),
        PracticeSource(
            title="Time use", url="https://example.org/t", accessed=datetime.date(2024, 2, 3), language="en"
        ),
    ]
    page.save_revision().publish()
    return PracticePage.objects.get(pk=page.pk)
