"""What a language has of its own in place of the source's: pictures, documents, pages, links."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Media
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail_localize.models import OverridableSegment, SegmentOverride

from agc.translation import status
from agc.translation.editor.saving import Outcome, Result, as_key, read_tokens, token_of
from agc.translation.editor.values import Kind, kind_of
from agc.translation.workflow import choose

# The size of the pictures in Wagtail's chooser.
PREVIEW = "max-165x165"


@dataclass
class Choice:
    """A value that is that of the source until somebody chooses another for this language.

    Attributes:
        segment: the OverridableSegment.
        override: the SegmentOverride; None while it is as in the source.
        kind: what may be chosen.
        objects: what the values stand for, by their keys, where they are keys.
        outcome: what became of what a form chose.
        label, whole_label: where it stands, in words, without the section and with it; set by the Outline.
    """

    segment: OverridableSegment
    override: SegmentOverride | None
    kind: Kind
    objects: dict = field(default_factory=dict, repr=False)
    outcome: Outcome | None = None
    label: str = ""
    whole_label: str = ""

    @property
    def pk(self):
        return self.segment.pk

    @property
    def order(self):
        return self.segment.order

    @property
    def path(self):
        return self.segment.context.path

    @property
    def field_path(self):
        return self.segment.context.field_path

    @property
    def name(self):
        return f"choice-{self.pk}"

    @property
    def chosen(self):
        """What is chosen, as wagtail-localize keeps it; None where nothing is."""
        return self.override.data if self.override else None

    @property
    def token(self):
        return token_of(self.override.data_json if self.override else "")

    @property
    def value(self):
        """What stands in the field."""
        if self.unkept:
            return self.outcome.typed
        return "" if self.chosen is None else self.chosen

    @property
    def unkept(self):
        return self.outcome is not None and not self.outcome.kept

    @property
    def of_source(self):
        return self.title_of(self.segment.data)

    @property
    def of_target(self):
        return self.title_of(self.chosen)

    def title_of(self, value):
        if self.kind.model is None:
            return str(value or "")
        found = self.object_of(value)
        return str(found) if found else _("It was deleted.")

    def object_of(self, value):
        return self.objects.get(as_key(value))

    @property
    def problem(self):
        """Why what is chosen cannot be shown; empty where it can."""
        if self.override is None:
            return ""
        if self.kind.model is not None and self.object_of(self.chosen) is None:
            return _("What was chosen does not exist any more. Choose another one, or none.")
        return self.override.get_error() or ""

    @cached_property
    def field_html(self):
        """Wagtail's chooser, with what is chosen in it."""
        chosen = self.object_of(self.value)
        return self.kind.widget.render(self.name, chosen, {"id": f"id-{self.name}"})


def choices_of(sheet, outcomes=None):
    """Return what can be chosen for a language, with a number of queries that does not grow with it.

    Args:
        outcomes: what became of what a form chose, by the pk of the segment.
    """
    segments = OverridableSegment.objects.filter(source_id=sheet.translation.source_id).select_related("context")
    segments = list(segments.order_by("order", "pk"))
    overrides = SegmentOverride.objects.filter(
        locale_id=sheet.translation.target_locale_id, context__in=[segment.context_id for segment in segments]
    )
    overrides = {row.context_id: row for row in overrides.select_related("context", "last_translated_by")}
    choices = [
        Choice(
            segment=segment,
            override=overrides.get(segment.context_id),
            kind=kind_of(sheet.model, segment.context.path, segment.context.field_path),
            outcome=(outcomes or {}).get(segment.pk),
        )
        for segment in segments
    ]
    find_objects(choices)
    return choices


def find_objects(choices):
    """Read what the values of choices stand for, a query for each type of them."""
    wanted = {}
    for choice in choices:
        if choice.kind.model is not None:
            keys = {choice.segment.data, choice.chosen, choice.outcome.typed if choice.outcome else None}
            wanted.setdefault(choice.kind.model, set()).update({as_key(key) for key in keys} - {None})
    found = {model: objects_by_key(model, keys) for model, keys in wanted.items()}
    for choice in choices:
        choice.objects = found.get(choice.kind.model, {})


def objects_by_key(model, keys):
    rows = model._default_manager.filter(pk__in=keys)
    if model is get_image_model():
        rows = rows.prefetch_renditions(PREVIEW)
    return {row.pk: row for row in rows}


def save_choices(sheet, data):
    """Keep what a form chose for this language, as far as it was changed and can stand there.

    Args:
        data: the form: "choice-<pk>" for each; an empty one is that of the source.

    Returns:
        An Outcome for each that is in the form, by the pk of its segment.
    """
    if not any(name.startswith("choice-") for name in data):
        return {}
    tokens = read_tokens(data.get("tokens"))
    with transaction.atomic(), status.batch():
        sheet.hold()
        return {
            choice.pk: save_choice(sheet, choice, data[choice.name], tokens.get(choice.name))
            for choice in choices_of(sheet)
            if choice.name in data
        }


def save_choice(sheet, choice, raw, token):
    raw = raw.strip()
    try:
        value = choice.kind.clean(raw, sheet.user, choice.chosen) if raw else None
    except ValidationError as error:
        if raw == str(choice.chosen):
            return Outcome(Result.UNCHANGED, raw)
        return Outcome(Result.REFUSED, raw, " ".join(error.messages))
    if value == choice.segment.data:
        value = None
    if value == choice.chosen:
        return Outcome(Result.UNCHANGED, raw)
    if sheet.readonly:
        return Outcome(Result.LOCKED, raw, sheet.readonly)
    if token != choice.token:
        return Outcome(Result.CONFLICT, raw, _("Somebody else has chosen something here since you opened the page."))
    choose(sheet.translation, choice.segment, value, sheet.user)
    return Outcome(Result.SAVED, raw)


def media_of(choices):
    """Return the scripts of the choosers."""
    return sum((choice.kind.widget.media for choice in choices if choice.kind.widget is not None), start=Media())
