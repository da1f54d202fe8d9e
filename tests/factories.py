"""Pages and rows for tests, published and complete unless a test says otherwise."""

import datetime
import itertools

from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page
from wagtail.signals import page_published
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from agc.core.languages import locales
from agc.core.models import AllianceImage
from agc.core.records import key_of
from agc.vocabulary.models import Concept
from community.models import CommunityPage, Facilitator, MemberPage
from events.models import EventPage
from home.models import GovernanceBodyPage, GovernanceDocumentPage, Seat, SectionPage, StandardPage
from practices.models import (
    ChapterPage,
    CollectionItem,
    CollectionPage,
    Effect,
    Place,
    PracticePage,
    PracticeSource,
    PublicationPage,
    Result,
)
from practices.models.full_record import FullRecord

numbers = itertools.count(1)

# The rows of a practice that may be left out.
CHILDREN = ("partners", "key_dates", "results", "building_blocks", "participation", "conditions", "lessons")
CHILDREN += ("voices", "links", "media")


def frame_page(key, language="es"):
    """Return a page of the frame: home, practices, publications, events, communities, members, alliance."""
    return Page.objects.get(translation_key=key_of(key), locale=locales()[language]).specific


def concept(scheme, code):
    return Concept.objects.get(scheme__code=scheme, code=code)


def publish(page, parent):
    """Return a page as publishing it leaves it: its row, its revision, and what follows from either.

    The way there is another test's subject, and half of what the whole suite would take.
    """
    page.first_published_at = page.last_published_at = timezone.now()
    parent.add_child(instance=page)
    revision = page.save_revision(clean=False)
    Page.objects.filter(pk=page.pk).update(live_revision=revision, has_unpublished_changes=False)
    page = type(page).objects.get(pk=page.pk)
    page_published.send(sender=type(page), instance=page, revision=revision)
    return page


def practice(language="es", country="uy", r="recognise", concepts=None, size=None, **fields):
    """Return a published practice with the rows that every practice has; `size` is the code of that of its place."""
    number = next(numbers)
    data = {
        "title": f"Práctica {number}",
        "claim": "Cambió quién cuida.",
        "summary": "<p>Resumen de la práctica.</p>",
        "kind": concept("kind", "programme"),
        "stage": concept("stage", "promising"),
        "start_year": 2015,
        "lead_name": "Ministerio",
        "lead_actor_type": concept("actor-type", "national-government"),
        "problem": "<p>El problema.</p>",
        "approach": [("paragraph", "<p>Cómo funciona.</p>")],
        "owner_consent": True,
        "facts_as_of": datetime.date(2025, 1, 1),
    } | fields
    page = PracticePage(locale=locales()[language], **data)
    page.concepts = concepts or [
        concept("level", "national"),
        concept("care-type", "early-childhood"),
        concept("component", "services"),
    ]
    page.places = [Place(country=concept("country", country), size=size and concept("place-size", size))]
    page.effects = [Effect(r=concept("r", r), explanation="Hace visible el cuidado.", locale=page.locale)]
    page.results = [
        Result(
            indicator="Personas atendidas",
            after_value=100,
            unit="personas",
            year=2024,
            source="MIDES",
            locale=page.locale,
        )
    ]
    page.sources = [PracticeSource(title="Ley", year=2015)]
    return publish(page, frame_page("practices", language))


def event(language="es", **fields):
    data = {
        "title": f"Evento {next(numbers)}",
        "summary": "Un encuentro.",
        "starts_at": datetime.datetime(2030, 5, 1, 15, tzinfo=datetime.UTC),
        "zone": "America/Mexico_City",
        "organiser_name": "La Alianza",
        "body": [("paragraph", "<p>De qué trata.</p>")],
    } | fields
    return publish(EventPage(locale=locales()[language], **data), frame_page("events", language))


def member(language="es", **fields):
    data = {
        "title": f"Organización {next(numbers)}",
        "summary": "Una organización.",
        "actor_type": concept("actor-type", "civil-society"),
        "country": concept("country", "mx"),
        "description": "<p>Lo que hace.</p>",
        "joined_on": datetime.date(2022, 1, 1),
        "focal_point_role": "Dirección",
    } | fields
    return publish(MemberPage(locale=locales()[language], **data), frame_page("members", language))


def community(language="es", **fields):
    data = {
        "title": f"Comunidad {next(numbers)}",
        "summary": "Una comunidad.",
        "purpose": "<p>Aprender.</p>",
        "languages": "es, en",
    } | fields
    page = CommunityPage(locale=locales()[language], **data)
    page.facilitators = [Facilitator(name="Secretaría", locale=page.locale)]
    return publish(page, frame_page("communities", language))


def publication(language="es", **fields):
    data = {
        "title": f"Guía {next(numbers)}",
        "summary": "Una guía.",
        "publisher": "La Alianza",
        "year": 2026,
    } | fields
    return publish(PublicationPage(locale=locales()[language], **data), frame_page("publications", language))


def chapter(parent, **fields):
    data = {
        "title": f"Capítulo {next(numbers)}",
        "summary": "Un capítulo.",
        "body": [("heading", "Uno"), ("paragraph", "<p>Texto.</p>")],
    } | fields
    return publish(ChapterPage(locale=parent.locale, **data), parent)


def standard(language="es", **fields):
    data = {
        "title": f"Página {next(numbers)}",
        "summary": "Una página.",
        "body": [("paragraph", "<p>Texto.</p>")],
    } | fields
    return publish(StandardPage(locale=locales()[language], **data), frame_page("home", language))


def translate(page, language, publish=True, **texts):
    """Return the published translation of `page`: its texts with the language code before them, or as given."""
    from wagtail_localize.models import Translation, TranslationSource

    from agc.translation import status
    from agc.translation.texts import segments_of, set_text

    locale = locales()[language]
    source, _created = TranslationSource.update_or_create_from_instance(type(page).objects.get(pk=page.pk))
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    with status.batch():
        for segment in segments_of(translation):
            set_text(translation, segment, texts.get(segment.path, f"{language} {segment.source}"), user=None)
        translation.save_target(publish=False)
        target = type(page).objects.get(translation_key=page.translation_key, locale=locale)
        if publish:
            target.get_latest_revision().publish()
    return type(page).objects.get(pk=target.pk)


def section(language="es", **fields):
    data = {"title": f"Sección {next(numbers)}", "summary": "Una sección."} | fields
    return publish(SectionPage(locale=locales()[language], **data), frame_page("home", language))


def governance_body(language="es", **fields):
    data = {"title": f"Comité {next(numbers)}", "summary": "Un órgano.", "mandate": "<p>Decide.</p>"} | fields
    page = GovernanceBodyPage(locale=locales()[language], **data)
    page.seats = [Seat(label="Presidencia", holder="México", locale=page.locale)]
    return publish(page, frame_page("alliance", language))


def governance_document(parent, **fields):
    data = {
        "title": f"Lineamientos {next(numbers)}",
        "summary": "Unas reglas.",
        "version": "1.0",
        "body": [("article", {"title": "Objeto", "text": "<p>Texto.</p>"})],
    } | fields
    return publish(GovernanceDocumentPage(locale=parent.locale, **data), parent)


def collection(practices, language="es", **fields):
    data = {"title": f"Colección {next(numbers)}", "summary": "Una colección."} | fields
    page = CollectionPage(locale=locales()[language], **data)
    page.items = [
        CollectionItem(practice=practice, note="Por su alcance.", locale=page.locale) for practice in practices
    ]
    return publish(page, frame_page("practices", language))


def picture(**fields):
    """Return an image of one pixel, free to be shown unless `consent` says otherwise."""
    data = {"title": "Imagen", "credit": "La Alianza", "consent": AllianceImage.Consent.NOBODY} | fields
    return AllianceImage.objects.create(file=get_test_image_file(), **data)


def page_form(**fields):
    """Return what the edit form of any page sends."""
    data = {
        "title": "Una página",
        "slug": "una-pagina",
        "summary": "Un resumen.",
        "image": "",
        "image_alt": "",
        "seo_title": "",
        "comments": inline_formset([]),
    } | fields
    many = {"concepts": data.pop("concepts")} if "concepts" in data else {}
    return nested_form_data({name: value for name, value in data.items() if value is not None}) | many


def standard_form(**fields):
    rows = {"body": streamfield([("paragraph", rich_text("<p>Texto.</p>"))]), "sources": inline_formset([])}
    return page_form(**rows | fields)


def event_form(**fields):
    data = {
        "kind": "webinar",
        "status": "announced",
        "audience": "public",
        "mode": "online",
        "starts_at": "2030-05-01 15:00",
        "ends_at": "2030-05-01 17:00",
        "zone": "America/Mexico_City",
        "organiser_name": "La Alianza",
        "body": streamfield([("paragraph", rich_text("<p>De qué trata.</p>"))]),
    }
    data |= {name: inline_formset([]) for name in ("co_organisers", "shown_practices", "hosts", "sources")}
    return page_form(**data | fields)


def practice_form(**fields):
    """Return what the edit form of a complete practice sends."""
    data = {
        "title": "Sistema de cuidados",
        "slug": "sistema-de-cuidados",
        "claim": "Cambió quién cuida.",
        "summary": rich_text("<p>Resumen de la práctica.</p>"),
        "kind": concept("kind", "programme").pk,
        "stage": concept("stage", "promising").pk,
        "start_year": 2015,
        "ongoing": "on",
        "lead_name": "Ministerio",
        "lead_actor_type": concept("actor-type", "national-government").pk,
        "problem": rich_text("<p>El problema.</p>"),
        "approach": streamfield([("paragraph", rich_text("<p>Cómo funciona.</p>"))]),
        "results_status": "not-measured",
        "concepts": [
            concept("level", "national").pk,
            concept("care-type", "early-childhood").pk,
            concept("component", "services").pk,
        ],
        "paid": "unpaid",
        "direct": "both",
        "facts_as_of": "2025-01-01",
        "review_by": "2030-01-01",
        "licence": "cc-by-4.0",
        "owner_consent": "on",
        "places": inline_formset([{"country": concept("country", "uy").pk, "subdivision": "", "place": "Montevideo"}]),
        "effects": inline_formset(
            [{"r": concept("r", "recognise").pk, "explanation": "Hace visible.", "evidence": ""}]
        ),
        "sources": inline_formset(
            [{"title": "Ley 19.353", "publisher": "", "year": 2015, "url": "", "language": "es"}]
        ),
    }
    data |= {name: inline_formset([]) for name in CHILDREN}
    data |= {name: "null" for name in FullRecord.TEXTS if name != "easy_read"}
    return page_form(**data | fields)
