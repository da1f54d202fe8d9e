"""The words of the frame: from frame.yaml, and for a language that it does not speak, from that language's catalogue.

In a catalogue a text of the frame stands under its English words, in a context of its own: the title of a section is
another thing than the same word on a button.
"""

import gettext
from dataclasses import dataclass
from pathlib import Path

import polib
import yaml
from django.apps import apps
from django.conf import settings
from django.utils.translation import to_locale
from wagtail.fields import StreamField
from wagtail_localize.strings import extract_strings

FRAME = Path(__file__).parent / "frame.yaml"
CONTEXT = "frame of the site"
# The language of the sources.
MESSAGES = "en"


class Nothing(gettext.NullTranslations):
    """What a catalogue says of a message that it has not: that there is none, in place of the message itself."""

    def gettext(self, message):
        return None

    def ngettext(self, one, many, number):
        return None

    def pgettext(self, context, message):
        return None

    def npgettext(self, context, one, many, number):
        return None


def catalogue(language):
    """Return the compiled words of one language and of no other; what is missing in it is None.

    Django's own way would answer with the words of the default language.
    """
    files = [gettext.find("django", folder, [to_locale(language)], all=True) for folder in settings.LOCALE_PATHS]
    found = [read_compiled(path) for paths in files for path in paths]
    first, *others = [*found, Nothing()]
    for other in others:
        # Asked for what those before it have not.
        first.add_fallback(other)
    return first


def read_compiled(path):
    with Path(path).open("rb") as file:
        return gettext.GNUTranslations(file)


def read_frame():
    """Return the rows of frame.yaml, each after its parent."""
    return yaml.safe_load(FRAME.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Words:
    """What the frame says in one language.

    Attributes:
        language: the code of the language.
        texts: the fields of each page, by the key of the page; what is missing is left out.
        faults: what is wrong with a text that is missing or that its field does not take, by key and field.
    """

    language: str
    texts: dict
    faults: dict


def words_in(language, rows):
    """Return the Words of the frame in one language."""
    known = catalogue(language)
    texts, faults = {}, {}
    for row in rows:
        texts[row["key"]], faults[row["key"]] = {}, {}
        for name, by_language in row["fields"].items():
            text = by_language.get(language) or known.pgettext(CONTEXT, by_language[MESSAGES])
            fault = fault_of(text, row["type"], name)
            if fault:
                faults[row["key"]][name] = f"{fault}: “{by_language[MESSAGES]}”"
            else:
                texts[row["key"]][name] = text
    return Words(language, texts, faults)


def fault_of(text, model, name):
    """Return what is wrong with a text for a field of a page; nothing where it fits."""
    if not (text or "").strip():
        return "not in the catalogue"
    longest = limit(model, name)
    if longest and len(text) > longest:
        return f"{len(text)} characters in the catalogue, at most {longest} fit"
    if isinstance(field(model, name), StreamField):
        try:
            extract_strings(text)
        except ValueError as reason:
            return f"marks in the catalogue that a text cannot have ({reason})"
    return ""


def limit(model, name):
    """Return how many characters a field takes; None where it says nothing."""
    return getattr(field(model, name), "max_length", None)


def field(model, name):
    return apps.get_model(model)._meta.get_field(name)


def missing_messages(language):
    """Return the messages of the interface that a language has no words for, as the sources write them."""
    known = catalogue(language)
    path = settings.BASE_DIR / "locale" / MESSAGES / "LC_MESSAGES" / "django.po"
    return [entry.msgid for entry in polib.pofile(path) if not entry.obsolete and not said(entry, known)]


def said(entry, known):
    """Return whether a catalogue has words for an entry."""
    if entry.msgctxt and entry.msgid_plural:
        return known.npgettext(entry.msgctxt, entry.msgid, entry.msgid_plural, 1)
    if entry.msgctxt:
        return known.pgettext(entry.msgctxt, entry.msgid)
    if entry.msgid_plural:
        return known.ngettext(entry.msgid, entry.msgid_plural, 1)
    return known.gettext(entry.msgid)


def entries_for(language):
    """Return the texts that frame.yaml has not in this language, as entries of a catalogue."""
    entries = {}
    for row in read_frame():
        for name, by_language in row["fields"].items():
            message, longest = by_language[MESSAGES], limit(row["type"], name)
            if language not in by_language and message not in entries:
                room = f"; at most {longest} characters" if longest else ""
                entries[message] = polib.POEntry(
                    msgid=message,
                    msgctxt=CONTEXT,
                    comment=f"Translators: the frame of the site, {row['key']}, {name}{room}",
                    occurrences=[("home/frame.yaml", "")],
                )
    return list(entries.values())
