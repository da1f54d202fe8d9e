"""Every field is translated, shared or chosen per language on purpose: a new one fails here until it is decided."""

import pytest
from django.apps import apps
from django.db import models
from wagtail import blocks
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField, get_translatable_fields
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from agc.core.blocks import BodyBlock, RulesBlock
from agc.core.models import AllianceImage, BasePage
from agc.core.records import key_of
from home.models import GovernanceDocumentPage, StandardPage
from tests.factories import frame_page, practice, publish, standard, translate

pytestmark = pytest.mark.one_database

# Each page type and row: the fields with words, and those that a translator may choose for their language.
# All others are one value for all languages.
EVERY_PAGE = ("title seo_title summary image_alt", "image")
DECIDED = {
    "community.CommunityIndexPage": ("", ""),
    "community.CommunityPage": ("purpose sponsor rhythm body facilitators", ""),
    "community.Facilitator": ("name", ""),
    "community.MemberIndexPage": ("", ""),
    "community.MemberPage": ("acronym description focal_point_role", "website"),
    "events.EventIndexPage": ("", ""),
    "events.CoOrganiser": ("name", ""),
    "events.EventPage": ("organiser_name venue access_notes body co_organisers", ""),
    "home.GovernanceBodyPage": ("mandate body seats", ""),
    "home.GovernanceDocumentPage": ("adopted_by body", ""),
    "home.HomePage": ("headline lead", ""),
    "home.Seat": ("label holder", ""),
    "home.SectionPage": ("intro", ""),
    "home.StandardPage": ("body", ""),
    "practices.ChapterPage": ("body", ""),
    "practices.CollectionItem": ("note", ""),
    "practices.CollectionPage": ("intro items", ""),
    "practices.Effect": ("explanation", ""),
    "practices.KeyDate": ("text", ""),
    "practices.KeyMessage": ("text", ""),
    "practices.Partner": ("name", ""),
    "practices.PracticeIndexPage": ("", ""),
    "practices.PracticePage": (
        "short_title claim lead_name problem approach effects key_dates results partners objectives legal_basis "
        "governance cost_payer unit_cost_of staffing gender_note sustainability replication easy_read "
        "building_blocks conditions lessons voices links media",
        "",
    ),
    "practices.BuildingBlock": ("name purpose steps enabling lessons", ""),
    "practices.Condition": ("text answer", ""),
    "practices.Lesson": ("text", ""),
    "practices.Voice": ("quote role", ""),
    "practices.PracticeLink": ("note", ""),
    "practices.Medium": ("title", ""),
    "practices.PublicationIndexPage": ("", ""),
    "practices.PublicationPage": ("subtitle publisher commissioned_by edition intro key_messages contributors", ""),
    "practices.Contributor": ("name", ""),
    "practices.Result": ("indicator unit", "source"),
}


def translated_models():
    return [
        model
        for model in apps.get_models()
        if issubclass(model, BasePage) or (issubclass(model, TranslatableMixin) and not issubclass(model, Page))
    ]


@pytest.mark.parametrize("model", translated_models(), ids=lambda model: model._meta.label)
def test_every_field_is_decided(model):
    fields = get_translatable_fields(model)
    translated = {field.field_name for field in fields if isinstance(field, TranslatableField)}
    texts = (models.CharField, models.TextField, models.ForeignKey)
    chosen = {
        field.field_name
        for field in fields
        if isinstance(field, SynchronizedField) and field.overridable and isinstance(field.get_field(model), texts)
    }
    expected_words, expected_choices = (set(names.split()) for names in DECIDED[model._meta.label])
    if issubclass(model, BasePage):
        expected_words |= set(EVERY_PAGE[0].split())
        expected_choices |= set(EVERY_PAGE[1].split())
    assert (translated, chosen) == (expected_words, expected_choices)


WORDS = (blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock)
SHARED_BLOCKS = {"number"}


def sample(block, made):
    """Return a raw value for a block with a text of its own in every place; note the texts in `made`."""
    name = type(block).__name__

    def text():
        made.append(f"texto {len(made)}")
        return made[-1]

    if isinstance(block, blocks.RichTextBlock):
        return f"<p>{text()}</p>"
    if isinstance(block, WORDS):
        return text()
    if name == "TableBlock":
        return {
            "caption": text(),
            "columns": [{"type": "text", "heading": text()}, {"type": "number", "heading": text()}],
            "rows": [{"values": [text(), "12"]}],
        }
    if name == "ImageBlock":
        return {"image": AllianceImage.objects.get().pk, "alt_text": text(), "decorative": False}
    if name in ("DocumentChooserBlock", "PageChooserBlock"):
        return None
    if isinstance(block, blocks.ListBlock):
        return [{"type": "item", "value": sample(block.child_block, made), "id": str(key_of(len(made)))}]
    return {child: sample(inner, made) for child, inner in block.child_blocks.items()}


@pytest.fixture
def picture(db):
    import io

    from django.core.files.base import ContentFile
    from PIL import Image

    data = io.BytesIO()
    Image.new("RGB", (20, 20)).save(data, "PNG")
    return AllianceImage.objects.create(
        title="x", file=ContentFile(data.getvalue(), "x.png"), credit="c", consent="nobody", width=20, height=20
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stream", "name"),
    [(stream, name) for stream in (BodyBlock(), RulesBlock()) for name in stream.child_blocks],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_every_word_of_every_block_goes_to_the_translators_and_comes_back(stream, name, picture):
    texts = []
    raw = [{"type": name, "value": sample(stream.child_blocks[name], texts), "id": str(key_of(name))}]
    model = StandardPage if isinstance(stream, BodyBlock) else GovernanceDocumentPage
    page = standard() if model is StandardPage else rules()
    page.body = model._meta.get_field("body").stream_block.to_python(raw)
    page.save_revision().publish()
    page = model.objects.get(pk=page.pk)
    found = [value.string.data for value in extract_segments(page) if isinstance(value, StringSegmentValue)]
    if name not in SHARED_BLOCKS:
        assert set(texts) <= set(found)

    english = translate(page, "en")
    content = str(english.body.get_prep_value())
    assert all(f"en {text}" in content for text in texts)
    if name == "table":
        assert "'12'" in content


def rules():
    from home.models import GovernanceBodyPage

    body = publish(
        GovernanceBodyPage(
            title="Comité", summary="Un comité.", mandate="<p>Cuidar.</p>", locale=frame_page("home").locale
        ),
        frame_page("alliance"),
    )
    translate(body, "en")
    page = GovernanceDocumentPage(
        title="Reglas", summary="Reglas.", version="1", body=[("heading", "Uno")], locale=body.locale
    )
    return publish(page, body)


@pytest.mark.django_db
def test_rows_keep_their_structure_and_concepts_are_the_same_rows():
    source = practice()
    english = translate(source, "en")
    assert [c.pk for c in english.concepts.all()] == [c.pk for c in source.concepts.all()]
    assert english.places.get().country == source.places.get().country
    assert english.effects.get().r == source.effects.get().r
    assert english.effects.get().explanation == "en Hace visible el cuidado."
    assert english.results.get().after_value == source.results.get().after_value
    assert english.code == source.code


@pytest.mark.django_db
def test_a_link_in_the_text_leads_to_the_page_in_the_readers_language(client):
    linked = practice(title="Enlazada")
    translate(linked, "en", title="Linked to")
    page = standard(body=[("paragraph", f'<p>Ver <a linktype="page" id="{linked.pk}">la práctica</a>.</p>')])
    english = translate(page, "en")
    html = client.get(english.get_url()).content.decode()
    assert 'href="/en/practices/linked-to/"' in html


@pytest.mark.django_db
def test_a_card_leads_to_the_page_in_the_readers_language_or_to_its_own(client):
    there, here = practice(title="Solo en español"), practice(title="En dos lenguas")
    translate(here, "en", title="In two languages")
    english = translate(standard(body=[("records", [there, here])]), "en")
    html = client.get(english.get_url()).content.decode()
    assert "/en/practices/in-two-languages/" in html
    assert "/es/practicas/solo-en-espanol/" in html
    assert "Solo en español" in html
