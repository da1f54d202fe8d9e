"""Make unsaved pages out of content files."""

import datetime
import zoneinfo

from django.apps import apps
from django.utils.text import slugify
from wagtail.models import Page, TranslatableMixin

from agc.core.models import AllianceDocument, AllianceImage
from agc.core.records import key_of
from agc.demo.content_files import rich_text
from agc.vocabulary.models import Concept
from practices.models.full_record import FullRecord

MODELS = {
    "home": "home.HomePage",
    "section": "home.SectionPage",
    "standard": "home.StandardPage",
    "body": "home.GovernanceBodyPage",
    "governance-document": "home.GovernanceDocumentPage",
    "practice-index": "practices.PracticeIndexPage",
    "publication-index": "practices.PublicationIndexPage",
    "event-index": "events.EventIndexPage",
    "community-index": "community.CommunityIndexPage",
    "member-index": "community.MemberIndexPage",
    "practice": "practices.PracticePage",
    "publication": "practices.PublicationPage",
    "chapter": "practices.ChapterPage",
    "collection": "practices.CollectionPage",
    "event": "events.EventPage",
    "community": "community.CommunityPage",
    "member": "community.MemberPage",
}
RICH = {f"{name}@practice" for name in FullRecord.TEXTS if name != "easy_read"} | {
    *("summary@practice", "problem@practice"),
    *("purpose@community", "description@member", "mandate@body"),
}
STREAMS = {"approach", "body", "intro"}
SCHEME_OF = {
    "kind": "kind",
    "stage": "stage",
    "lead_actor_type": "actor-type",
    "actor_type": "actor-type",
    "evidence": "evidence",
    "country": "country",
    "size": "place-size",
    "r": "r",
    "cost_band": "cost-band",
}
CONCEPTS_IN_ROWS = ("country", "size", "r", "actor_type")
FILED_UNDER = (
    *("level", "setting", "care_type", "component", "population", "sdg", "norm"),
    *("success_factor", "exchange_offer"),
)
# Name in the file → name of the rows in the model, and the field a plain value goes to.
ROWS = {
    "places": ("places", None),
    "effects": ("effects", None),
    "key_dates": ("key_dates", None),
    "results": ("results", None),
    "partners": ("partners", None),
    "sources": ("sources", None),
    "authors": ("contributors", None),
    "key_messages": ("key_messages", "text"),
    "items": ("items", None),
    "co_organisers": ("co_organisers", "name"),
    "facilitators": ("facilitators", "name"),
    "seats": ("seats", None),
    "files": ("files", None),
    "building_blocks": ("building_blocks", None),
    "participation": ("participation", None),
    "conditions": ("conditions", None),
    "lessons": ("lessons", "text"),
    "voices": ("voices", None),
    "links": ("links", None),
    "media": ("media", None),
}
PRACTICE_ROWS = {"publication": "cited_practices", "event": "shown_practices", "community": "studied_practices"}


def all_concepts():
    """Return every concept by the codes of its scheme and its own."""
    return {(concept.scheme.code, concept.code): concept for concept in Concept.objects.prefetch_related("scheme")}


class Builder:
    """Builds the page of one content file in one language; blocks and rows have the same identity in all of them.

    Args:
        file: the content file.
        language: the language of the texts.
        locale: the locale of that language.
        concepts: all concepts, by the codes of their scheme and their own.
    """

    def __init__(self, file, language, locale, concepts):
        self.file = file
        self.language = language
        self.locale = locale
        self.known = concepts
        self.type = file.data["type"]
        self.model = apps.get_model(MODELS[self.type])
        self.strict = True

    def build(self):
        """Return the page with all it has, unsaved."""
        return self.fill(self.shell())

    def shell(self):
        """Return the page with its plain fields, links to pages that do not exist yet leading nowhere."""
        fields = self.file.fields(self.language)
        page = self.model(
            translation_key=self.file.translation_key,
            locale=self.locale,
            slug=slugify(fields.get("short_title") or fields["title"])[:80].strip("-"),
            illustrative=bool(self.file.data.get("illustrative")),
        )
        self.strict = False
        self.put_all(page, {name: value for name, value in fields.items() if not self.is_rows(name)})
        self.strict = True
        return page

    def fill(self, page):
        """Write everything into `page`, a shell that may have been saved; raise when a link leads nowhere."""
        self.put_all(page, self.file.fields(self.language))
        return page

    def is_rows(self, name):
        return name in ROWS or name in ("practices", "communities")

    def put_all(self, page, fields):
        filed = []
        for name, value in fields.items():
            filed += self.put(page, name, value)
        if filed:
            page.concepts = filed

    def put(self, page, name, value):
        """Write one field of the file into `page`; return the concepts that it files the page under."""
        if value in (None, ""):
            return []
        if name in FILED_UNDER:
            return self.concepts(name.replace("_", "-"), value)
        if name in ("concepts", "themes"):
            return [concept for scheme, codes in value.items() for concept in self.concepts(scheme, codes)]
        if name == "practices" and self.type in PRACTICE_ROWS:
            self.put_rows(page, PRACTICE_ROWS[self.type], [{"practice": key} for key in value], None)
        elif name == "communities":
            self.put_rows(page, "hosts", [{"community": key} for key in value], None)
        elif name in ROWS:
            self.put_rows(page, ROWS[name][0], value, ROWS[name][1])
        else:
            attribute, content = self.convert(name, value)
            setattr(page, attribute, content)
        return []

    def convert(self, name, value):
        """Return the attribute and the content for a plain field."""
        if name in STREAMS:
            return name, self.stream(name, value)
        if f"{name}@{self.type}" in RICH:
            return name, rich_text(value, self.page_id)
        if name in SCHEME_OF and not (self.type == "event" and name == "kind"):
            return name, self.concept(SCHEME_OF[name], value)
        if name in ("start", "end"):
            moment = datetime.datetime.fromisoformat(str(value))
            zone = zoneinfo.ZoneInfo(self.file.data["fields"]["zone"])
            return f"{name}s_at", moment.replace(tzinfo=zone)
        if name == "image":
            return name, AllianceImage.objects.get(title=value)
        if isinstance(value, list):
            return name, ", ".join(str(part) for part in value)
        if isinstance(value, (bool, int, datetime.date)):
            return name, value
        return name, str(value).strip()

    def put_rows(self, page, relation, rows, plain):
        """Give `page` its rows of one kind."""
        model = page._meta.get_field(relation).related_model
        made = []
        for number, row in enumerate(rows):
            row = row if isinstance(row, dict) else {plain: row}  # noqa: PLW2901 - a plain value stands for its row
            made.append(self.row(model, relation, number, row))
        setattr(page, relation, made)

    def row(self, model, relation, number, row):
        """Return one row, unsaved."""
        instance = model(sort_order=number)
        if issubclass(model, TranslatableMixin):
            instance.locale = self.locale
            instance.translation_key = key_of(self.file.key, relation, number)
        for name, value in row.items():
            if value in (None, ""):
                continue
            if (relation, name) == ("conditions", "kind"):
                instance.kind = self.concept("condition", value)
            elif name in CONCEPTS_IN_ROWS:
                setattr(instance, name, self.concept(SCHEME_OF[name], value))
            elif name in ("practice", "community", "other"):
                setattr(instance, f"{name}_id", self.page_id(value))
            elif name == "document":
                instance.document = AllianceDocument.objects.get(title=value)
            else:
                setattr(instance, name, value if isinstance(value, (int, float, datetime.date)) else str(value).strip())
        return instance

    def concept(self, scheme, code):
        try:
            return self.known[scheme, str(code).lower()]
        except KeyError as error:
            raise LookupError(f"{self.file.path.name}: there is no concept “{code}” in the list “{scheme}”") from error

    def concepts(self, scheme, codes):
        return [self.concept(scheme, code) for code in codes]

    def page_id(self, key):
        """Return the primary key of the page with this key: the one in the language it was written in first.

        Raises:
            LookupError: when there is no such page; 0 is returned while a shell is being made.
        """
        page = Page.objects.filter(translation_key=key_of(key)).order_by("pk").first()
        if page is None and self.strict:
            raise LookupError(f"{self.file.path.name}: there is no page “{key}”")
        return page.pk if page else 0

    # Blocks

    def stream(self, name, blocks):
        field = self.model._meta.get_field(name)
        raw = [self.block(block, f"{name}/{number}") for number, block in enumerate(blocks)]
        return field.stream_block.to_python(raw)

    def block(self, block, place):
        """Return the raw value of a block, with an identity that is the same in every language."""
        ((kind, value),) = block.items()
        kind = "records" if kind == "practices" else kind
        made = getattr(self, f"{kind}_value", lambda value, place: value)(value, place)
        return {"type": kind, "value": made, "id": str(key_of(self.file.key, place))}

    def items(self, values, place):
        return [
            {"type": "item", "value": value, "id": str(key_of(self.file.key, place, number))}
            for number, value in enumerate(values)
        ]

    def heading_value(self, value, place):
        return str(value).strip()

    def paragraph_value(self, value, place):
        return rich_text(value, self.page_id)

    def callout_value(self, value, place):
        return value | {"text": rich_text(value["text"], self.page_id)}

    article_value = callout_value

    def checklist_value(self, value, place):
        return value | {"items": self.items(value["items"], place)}

    def figure_list_value(self, value, place):
        items = [{name: str(text) for name, text in item.items()} for item in value["items"]]
        return value | {"items": self.items(items, place)}

    def records_value(self, value, place):
        return self.items([self.page_id(key) for key in value if self.strict], place)

    def table_value(self, value, place):
        return {
            "caption": value.get("caption", ""),
            "columns": [{"type": "text", "heading": str(heading)} for heading in value["columns"]],
            "rows": [{"values": [str(cell) for cell in row]} for row in value["rows"]],
        }

    def image_value(self, value, place):
        image = AllianceImage.objects.get(title=value["file"])
        return {
            "image": {"image": image.pk, "alt_text": value["alt"], "decorative": False},
            "caption": value.get("caption", ""),
        }
