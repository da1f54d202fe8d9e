"""A run of a service of machine translation over what is missing of one translation."""

import logging
import time
from dataclasses import dataclass, field

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue

from agc.translation import status
from agc.translation.machine import pending, plan, supports, used_this_month
from agc.translation.machine.backends import MachineTranslationFailed, status_in, words_for
from agc.translation.marks import check_marks
from agc.translation.models import MachineUsage
from agc.translation.rights import why_not_editable
from agc.translation.texts import set_text
from agc.translation.workflow import hold

logger = logging.getLogger(__name__)

# DeepL takes 50 texts and 128 KiB at once; a letter has up to four bytes.
BATCH_STRINGS = 50
BATCH_CHARACTERS = 20_000
# In seconds: what is left after it is for another press of the button, before a server gives up waiting.
TIME_LIMIT = 60
MEMORY = "Translation memory"


@dataclass
class Result:
    """What a run has done.

    Attributes:
        saved: texts that the service has translated.
        known: texts taken from the memory.
        broken: those of both whose marks are wrong: kept with an error, so that a person sees them.
        lost: texts whose answer could not be kept.
        left: texts that are still to be translated.
        failure: why it ended early; empty where it did not.
        notes: what else a person should know.
    """

    saved: int = 0
    known: int = 0
    broken: int = 0
    lost: int = 0
    left: int = 0
    failure: str = ""
    notes: list = field(default_factory=list)


def run(translation, user):
    """Translate what is missing, first out of the memory, then by the service, in batches that are kept as they come.

    What fails leaves what came before. A text that somebody writes meanwhile stays as they wrote it.

    Args:
        translation: wagtail-localize's Translation.
        user: whoever asks; they must be allowed to edit it, from the beginning to the end.

    Returns:
        A Result. It never raises for what a service does.
    """
    key = f"machine-translation-{translation.pk}"
    if not cache.add(key, user.pk, 2 * TIME_LIMIT):
        return Result(failure=_("This translation is being made at this moment."), left=plan(translation).strings)
    try:
        return Run(translation, user).result()
    finally:
        cache.delete(key)


class Run:
    """One run over one translation."""

    def __init__(self, translation, user):
        self.translation = translation
        self.user = user
        self.backend = get_machine_translator()
        self.done = Result()

    def result(self):
        unknown, known = pending(self.translation)
        try:
            self.ensure_allowed()
            self.done.known = self.keep(known, MEMORY)
            self.send_all(unknown)
        except MachineTranslationFailed as error:
            self.done.failure = str(error)
        self.done.notes = list(getattr(self.backend, "notes", ()))
        self.done.left = len(pending(self.translation)[0])
        return self.done

    def ensure_allowed(self):
        """Refuse to go on where the translation is not to be touched (any more).

        Raises:
            MachineTranslationFailed: with the reason.
        """
        reason = why_not_editable(self.translation, self.user)
        if reason:
            raise MachineTranslationFailed(reason)

    def send_all(self, unknown):
        """Send texts in batches, and keep each batch as it comes back."""
        if unknown and not supports(self.backend, self.translation):
            raise MachineTranslationFailed(_("The service does not translate between these languages."))
        ends = time.monotonic() + TIME_LIMIT
        for batch in batches(unknown):
            if time.monotonic() > ends:
                raise MachineTranslationFailed(_("It takes long: press again for what is left."))
            self.ensure_allowed()
            answers = self.send(batch)
            self.ensure_allowed()
            texts = [(segment, answers[text]) for text in batch for segment in unknown[text] if answers.get(text)]
            self.done.saved += self.keep(texts, str(self.backend.display_name))

    def send(self, batch):
        """Send texts to the service, within what may be sent in a month.

        Raises:
            MachineTranslationFailed: when they may not be sent, or when they do not come back.

        Returns:
            A dict from each text to its translation, as wagtail-localize keeps them.
        """
        usage = self.booked(sum(map(len, batch)))
        strings = [StringValue(text) for text in batch]
        source = self.translation.source
        try:
            found = self.backend.translate(source.locale, self.translation.target_locale, strings)
            answers = {string.data: text_of(found[string]) for string in strings if found.get(string) is not None}
        except Exception as error:
            # The service is foreign code behind a foreign network: whatever it does, the page before is kept.
            logger.exception("Machine translation by %s failed", usage.backend)
            known = error if isinstance(error, MachineTranslationFailed) else None
            if (known.status if known else status_in(error)) is not None:
                # It said that it would not: that costs nothing.
                usage.delete()
            raise known or MachineTranslationFailed(words_for(error)) from error
        usage.strings = len(answers)
        usage.save(update_fields=["strings"])
        return answers

    def booked(self, characters):
        """Write down what is about to be sent; before it is, as a service may count what it never answers.

        Raises:
            MachineTranslationFailed: when it is more than may be sent in a month.
        """
        limit = settings.MACHINE_TRANSLATION_MONTHLY_CHARACTERS
        with transaction.atomic():
            usage = MachineUsage.objects.create(
                backend=str(self.backend.display_name)[:100],
                source_language=self.translation.source.locale.language_code,
                target_language=self.translation.target_locale.language_code,
                characters=characters,
                user=self.user,
            )
            if limit and used_this_month() > limit:
                usage.delete()
                raise MachineTranslationFailed(over_limit(limit))
        return usage

    def keep(self, texts, tool):
        """Keep texts as a machine's; return how many were kept.

        Args:
            texts: pairs of a Segment and its translation.
            tool: what made them.
        """
        kept = 0
        with status.batch(), transaction.atomic():
            if why_not_editable(self.translation, self.user, hold(self.translation)):
                return 0
            taken = written_since(self.translation, [segment for segment, _text in texts])
            for segment, text in texts:
                if segment.key not in taken:
                    kept += self.keep_one(segment, text, tool)
        return kept

    def keep_one(self, segment, text, tool):
        """Keep one text, with its error where its marks are wrong; return whether it could be kept."""
        try:
            data = StringValue.from_translated_html(text).data
        except ValueError:
            data = text
        try:
            row = set_text(self.translation, segment, data, self.user, tool_name=tool, machine=True)
        except ValidationError as error:
            logger.warning("A text by %s cannot be kept: %s", tool, error)
            row = None
        if row is None:
            self.done.lost += 1
            return False
        try:
            check_marks(segment.source, data)
        except ValidationError as error:
            row.has_error, row.field_error = True, " ".join(error.messages)
            row.save(update_fields=["has_error", "field_error"])
            self.done.broken += 1
        return True


def text_of(answer):
    """Return the text of a StringValue that a service made.

    Raises:
        TypeError: when it is none.
    """
    text = answer.data or ""
    if not isinstance(text, str):
        raise TypeError(f"{text!r} is no text.")
    return text


def over_limit(limit):
    """Say that more would be sent than may be in a month."""
    number = number_format(limit, force_grouping=True)
    return _("This site sends %(number)s characters a month at most, and there would be more.") % {"number": number}


def batches(texts):
    """Yield lists of texts that a service takes at once; a text longer than that goes alone."""
    batch, size = [], 0
    for text in texts:
        if batch and (len(batch) == BATCH_STRINGS or size + len(text) > BATCH_CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch


def written_since(translation, segments):
    """Return the keys of those `segments` that have a translation by now."""
    rows = StringTranslation.objects.filter(
        locale_id=translation.target_locale_id, context_id__in={segment.context_id for segment in segments}
    ).exclude(data="")
    return set(rows.values_list("context_id", "translation_of_id"))
