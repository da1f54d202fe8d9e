"""Read the catalogues of words in locale/ and say what is wrong with them."""

import re
from pathlib import Path

import polib

# The sources are written in this language: what its catalogue leaves empty is said as the sources say it.
SOURCE_LANGUAGE = "en"
# The languages of the project have all words; that of one site may have some, and its readers get the others in the
# default language (docs/operators.md, “Another language”).
COMPLETE = ("es", "en", "fr")
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdif]|\{\w*\}")


def catalogues(locale):
    """Return the catalogue of each language that has one."""
    return {path.parent.parent.name: path for path in sorted(locale.glob("*/LC_MESSAGES/django.po"))}


def problems(locale=Path("locale")):
    """Return a line for each entry that is not fit to be shown."""
    found = [
        f"{path}:{entry.linenum}: {what}: {entry.msgid!r}"
        for language, path in catalogues(locale).items()
        for entry, what in faults(path, language)
    ]
    return found if catalogues(locale) else [f"{locale} has no catalogue: make messages"]


def faults(path, language):
    for entry in polib.pofile(path):
        if entry.obsolete:
            yield entry, "obsolete"
        elif entry.fuzzy:
            yield entry, "fuzzy"
        elif not entry.translated():
            if language in COMPLETE and language != SOURCE_LANGUAGE:
                yield entry, "not translated"
        elif not keeps_placeholders(entry):
            yield entry, "other placeholders than in the source"


def keeps_placeholders(entry):
    """Return whether a translation uses the same placeholders; a plural form may leave the number out."""
    if not {"python-format", "python-brace-format"} & set(entry.flags):
        return True
    known = placeholders(entry.msgid) | placeholders(entry.msgid_plural)
    if entry.msgid_plural:
        return all(placeholders(text) <= known for text in entry.msgstr_plural.values())
    return placeholders(entry.msgstr) == known


def placeholders(text):
    return set(PLACEHOLDER.findall(text))


def differences(ours, fresh):
    """Return a line for each string that only one of two sets of catalogues has."""
    found = []
    for language, path in catalogues(fresh).items():
        mine, new = strings(catalogues(ours).get(language)), strings(path)
        found += [f"{language}: not collected yet: {msgid!r}" for _context, msgid, _plural in sorted(new - mine)]
        found += [f"{language}: in no source any more: {msgid!r}" for _context, msgid, _plural in sorted(mine - new)]
    return [*found, "make messages"] if found else []


def strings(path):
    entries = polib.pofile(path) if path else []
    return {(entry.msgctxt or "", entry.msgid, entry.msgid_plural) for entry in entries if not entry.obsolete}
