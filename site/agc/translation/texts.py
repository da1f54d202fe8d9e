"""The texts of a translation: read with a number of queries that does not grow with them, and written by one door."""

import html
from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, TemplateSegment
from wagtail_localize.strings import StringValue

MAX_CHARACTERS = 100_000
ALLOWED_CONTROLS = frozenset("\n\r\t")


@dataclass
class Segment:
    """One text of a page with its translation.

    Attributes:
        pk, order: of wagtail-localize's StringSegment.
        path: where it stands: "title", "body.<id of the block>", "results.<key of the row>.unit".
        field_path: the same by the names of fields and blocks: "body.callout.text".
        context_id, string_id: what a translation is kept by.
        source: the text as wagtail-localize keeps it.
        rich: whether it is part of a rich text, with marks; else it is plain.
        translation: the StringTranslation; None where nobody has written one.
    """

    pk: int
    order: int
    path: str
    field_path: str
    context_id: int
    string_id: int
    source: str
    rich: bool
    translation: StringTranslation | None = field(repr=False, default=None)

    @property
    def key(self):
        return self.context_id, self.string_id

    @property
    def target(self):
        return self.translation.data if self.translation else ""

    @property
    def done(self):
        """Whether there is a translation that can be shown."""
        return bool(self.target) and not self.translation.has_error

    @property
    def machine(self):
        """Whether the translation is a machine's that nobody has confirmed."""
        return (
            bool(self.translation) and self.translation.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE
        )

    @property
    def source_shown(self):
        return shown(self.source, self.rich)

    @property
    def target_shown(self):
        return shown(self.target, self.rich)

    @property
    def words(self):
        return len(StringValue(self.source).render_text().split())


def segments_of(translation):
    """Return the texts of a translation in the order of the page, with three queries.

    A text that stands twice at one place, as a paragraph repeated in one rich text, is there once: so is its
    translation.
    """
    rich = set(TemplateSegment.objects.filter(source_id=translation.source_id).values_list("context_id", flat=True))
    written = {
        (item.context_id, item.translation_of_id): item
        for item in StringTranslation.objects.filter(
            context__object_id=translation.source.object_id, locale_id=translation.target_locale_id
        ).select_related("last_translated_by")
    }
    found = {}
    rows = StringSegment.objects.filter(source_id=translation.source_id).select_related("string", "context")
    for row in sorted(rows, key=lambda row: (row.order, row.pk)):
        key = row.context_id, row.string_id
        if key not in found:
            found[key] = Segment(
                pk=row.pk,
                order=row.order,
                path=row.context.path,
                field_path=row.context.field_path,
                context_id=row.context_id,
                string_id=row.string_id,
                source=row.string.data,
                rich=row.context_id in rich,
                translation=written.get(key),
            )
    return list(found.values())


def shown(data, rich):
    """Return a text as a person reads and writes it: without the entities that HTML needs.

    In a rich text `&lt;` stays, where it is no mark.
    """
    if not rich:
        return StringValue(data).render_text()
    return data.replace("&nbsp;", "\N{NO-BREAK SPACE}").replace("&amp;", "&")


def kept(text, rich):
    """Return a text that a person wrote as wagtail-localize keeps it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not rich:
        return StringValue.from_plaintext(text).data
    soup = BeautifulSoup(text, "html.parser")
    return str(soup)


def check_characters(text):
    """Refuse what no page may hold.

    Raises:
        ValidationError: with the reason, for control characters and for texts beyond any field.
    """
    if len(text) > MAX_CHARACTERS:
        raise ValidationError(
            _("The text is too long: %(number)d characters at most.") % {"number": MAX_CHARACTERS}, code="too_long"
        )
    bad = {char for char in text if (ord(char) < 32 and char not in ALLOWED_CONTROLS) or 0xD800 <= ord(char) <= 0xDFFF}
    if bad or any(char in html.unescape(text) for char in "\x00"):
        raise ValidationError(_("The text has a character that cannot be kept."), code="control_character")


def check_title(segment, data):
    """Refuse a title that is too long at once: wagtail-localize writes it to the page, and PostgreSQL would refuse it.

    Raises:
        ValidationError: when it is.
    """
    limit = Page._meta.get_field("draft_title").max_length
    path = segment.path if isinstance(segment, Segment) else segment.context.path
    if path == "title" and len(data) > limit:
        raise ValidationError(_("The text is too long: %(number)d characters at most.") % {"number": limit})


def set_text(translation, segment, data, user, tool_name="", machine=False):
    """Keep the translation of one text; this publishes nothing.

    Args:
        translation: wagtail-localize's Translation.
        segment: a Segment or a StringSegment of its source.
        data: the text as wagtail-localize keeps it (see `kept`); an empty one takes the translation away.
        user: whoever wrote it; None for nobody.
        tool_name: with what it was made, where it was not typed.
        machine: whether a person still has to confirm it.

    Raises:
        ValidationError: for characters that cannot be kept, for texts beyond any field, and for too long a title.

    Returns:
        The StringTranslation, or None where it was taken away.
    """
    check_characters(data)
    check_title(segment, data)
    place = {
        "translation_of_id": segment.string_id,
        "locale_id": translation.target_locale_id,
        "context_id": segment.context_id,
    }
    if not data.strip():
        for row in StringTranslation.objects.filter(**place):
            row.delete()
        return None
    kind = StringTranslation.TRANSLATION_TYPE_MACHINE if machine else StringTranslation.TRANSLATION_TYPE_MANUAL
    row, _created = StringTranslation.objects.update_or_create(
        **place,
        defaults={
            "data": data,
            "translation_type": kind,
            "tool_name": tool_name,
            "last_translated_by": user,
            "has_error": False,
            "field_error": "",
        },
    )
    return row
