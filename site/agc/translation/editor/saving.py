"""Keeping what was typed: each text by itself, and never over what somebody else has written meanwhile."""

import json
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from hashlib import blake2b

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from agc.translation import status
from agc.translation.editor.marking import nesting
from agc.translation.texts import check_characters, kept, set_text

DEEPEST = 50
# Digits of a number that no database keeps as a key.
LENGTH_OF_NO_KEY = 19


class Result(Enum):
    """What became of a text that came with a form."""

    UNCHANGED = "unchanged"
    SAVED = "saved"
    CONFLICT = "conflict"
    REFUSED = "refused"
    LOCKED = "locked"


@dataclass(frozen=True)
class Outcome:
    """What became of one text.

    Attributes:
        typed: as it came.
        reason: why it was not kept, in words.
    """

    result: Result
    typed: str
    reason: str = ""

    @property
    def kept(self):
        return self.result in {Result.UNCHANGED, Result.SAVED}


def token_of(data):
    """Return a short name of a text, by which a later change of it is noticed."""
    return blake2b(data.encode(errors="surrogatepass"), digest_size=6).hexdigest()


def read_tokens(written):
    """Return the tokens that a form was loaded with, by the names of its fields; none where they cannot be read."""
    try:
        found = json.loads(written or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: token for name, token in found.items() if isinstance(token, str)}


def as_key(text):
    """Return the key of a row that a form names; None where no row can have it, however long the number."""
    text = str(text)
    return int(text) if text.isdecimal() and len(text) < LENGTH_OF_NO_KEY else None


def cleaned(text, rich):
    """Return a text that was typed as wagtail-localize keeps it.

    Raises:
        ValidationError: when no page can hold it.
    """
    check_characters(text)
    if rich and nesting(text) > DEEPEST:
        raise ValidationError(_("The marks are nested too deeply."))
    return kept(text, rich)


def save_texts(sheet, data):
    """Keep the texts of a form that were changed.

    Args:
        sheet: the Sheet of the translation; it is read anew.
        data: the form: "text-<pk>" for each text, and "tokens" with what each was when the form was loaded.

    Returns:
        An Outcome for each text in the form, by the pk of its segment.
    """
    tokens = read_tokens(data.get("tokens"))
    outcomes = {}
    with transaction.atomic(), status.batch():
        # What a second form would overwrite, and what was sent to its review meanwhile, is seen.
        sheet.hold()
        for segment in sheet.segments:
            typed = data.get(f"text-{segment.pk}")
            if typed is not None:
                outcomes[segment.pk] = save_text(sheet, segment, typed, tokens.get(f"text-{segment.pk}"))
    if any(outcome.result == Result.SAVED for outcome in outcomes.values()):
        sheet.forget()
    return outcomes


def save_text(sheet, segment, typed, token):
    """Keep one text, unless it is as it was, or there is a reason not to."""
    text = typed.replace("\r\n", "\n")
    try:
        as_it_was = text == segment.target_shown and not has_hidden_marks(segment)
        data = segment.target if as_it_was else cleaned(text, segment.rich)
        if data == segment.target:
            return Outcome(Result.UNCHANGED, text)
        if sheet.readonly:
            return Outcome(Result.LOCKED, text, sheet.readonly)
        if token != token_of(segment.target):
            return Outcome(Result.CONFLICT, text, _("Somebody else has changed this text since you opened it."))
        set_text(sheet.translation, segment, data, sheet.user)
    except ValidationError as error:
        return Outcome(Result.REFUSED, text, " ".join(error.messages))
    return Outcome(Result.SAVED, text)


def has_hidden_marks(segment):
    """Return whether a plain text has come with marks, as from a file: saved as it is shown, it loses them."""
    return not segment.rich and bool(segment.translation) and segment.translation.has_error


def lost_texts(sheet, data):
    """Return texts of a form whose place the source has taken away meanwhile, so that nobody types them again."""
    tokens = read_tokens(data.get("tokens"))
    lost = []
    for name, typed in data.items():
        pk = name.removeprefix("text-")
        if pk != name and as_key(pk) not in sheet.by_pk:
            text = typed.replace("\r\n", "\n").strip()
            if text and tokens.get(name) not in tokens_of_typed(text):
                lost.append(text)
    return lost


def tokens_of_typed(text):
    """Return the tokens that a text may have had when it was loaded, whether it was rich or plain."""
    found = {token_of(text)}
    for rich in (False, True):
        with suppress(ValidationError):
            found.add(token_of(cleaned(text, rich)))
    return found
