"""Drafts by a machine: what would be sent is counted before, and what came is marked until a person has read it."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db.models import Exists, OuterRef, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.models import StringSegment, StringTranslation

from agc.translation.memory import exact
from agc.translation.models import MachineUsage
from agc.translation.texts import segments_of, set_text


def refuse_wrong_setting():
    """Look whether the class that MACHINE_TRANSLATOR names can be used, before the first translator asks for it.

    Raises:
        ImproperlyConfigured: when it cannot.
    """
    try:
        backend = get_machine_translator()
    except (ImportError, TypeError, AttributeError, ValueError) as error:
        raise ImproperlyConfigured(f"MACHINE_TRANSLATOR cannot be used: {error}") from error
    if backend is not None and not isinstance(backend, BaseMachineTranslator):
        raise ImproperlyConfigured(
            f"MACHINE_TRANSLATOR names {type(backend).__name__}, which is no machine translator of wagtail-localize."
        )


@dataclass(frozen=True)
class Plan:
    """What a run would do.

    Attributes:
        backend: the name of the service; empty where none is set.
        supported: whether it translates between the two languages.
        strings, characters: what would be sent, each text once; marks count, so that it may cost less.
        known: texts that are translated elsewhere, which are not sent.
        used: characters sent in this month so far, by the whole site.
        limit: how many may be sent in a month; 0 for no limit.
    """

    backend: str
    supported: bool
    strings: int
    characters: int
    known: int
    used: int
    limit: int

    @property
    def affordable(self):
        return not self.limit or self.used + self.characters <= self.limit


def used_this_month():
    """Return the characters that were sent since the first of this month, in UTC."""
    start = timezone.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return MachineUsage.objects.filter(sent_at__gte=start).aggregate(sum=Sum("characters"))["sum"] or 0


def plan(translation):
    """Return what a run on a translation would send, without sending it."""
    backend = get_machine_translator()
    unknown, known = pending(translation)
    return Plan(
        backend=str(backend.display_name) if backend else "",
        supported=supports(backend, translation),
        strings=len(unknown),
        characters=sum(map(len, unknown)),
        known=len(known),
        used=used_this_month(),
        limit=settings.MACHINE_TRANSLATION_MONTHLY_CHARACTERS,
    )


def supports(backend, translation):
    """Return whether a service translates between the languages of a translation."""
    return backend is not None and backend.can_translate(translation.source.locale, translation.target_locale)


def pending(translation):
    """Return the texts without any translation.

    Returns:
        A dict from texts that the memory does not have to the Segments that are to get them; and a list of pairs of a
        Segment and its text from the memory.
    """
    empty = [segment for segment in segments_of(translation) if not segment.target]
    memory = exact(translation, empty) if empty else {}
    unknown, known = {}, []
    for segment in empty:
        if segment.key in memory:
            known.append((segment, memory[segment.key][0].target))
        else:
            unknown.setdefault(segment.source, []).append(segment)
    return unknown, known


def confirm(translation, segment, user):
    """Take a text of a machine for good as it stands: `user` has read it.

    Args:
        translation: wagtail-localize's Translation.
        segment: a Segment or a StringSegment of its source.
        user: whoever confirms.

    Raises:
        ValidationError: when there is no text, or when it has an error.

    Returns:
        The StringTranslation. It keeps the name of the tool that made it.
    """
    row = StringTranslation.objects.filter(
        translation_of_id=segment.string_id, context_id=segment.context_id, locale_id=translation.target_locale_id
    ).first()
    if row is None or not row.data:
        raise ValidationError(_("There is no translation to be confirmed."))
    if row.has_error:
        raise ValidationError(row.get_error() or _("The page refuses this text."))
    if row.translation_type != StringTranslation.TRANSLATION_TYPE_MACHINE:
        return row
    return set_text(translation, segment, row.data, user, tool_name=row.tool_name)


def unconfirmed(translation):
    """Return how many texts of a translation are a machine's that nobody has confirmed; one query."""
    machine = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale_id=translation.target_locale_id,
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
    ).exclude(data="")
    segments = StringSegment.objects.filter(Exists(machine), source_id=translation.source_id)
    return segments.values("context_id", "string_id").distinct().count()
