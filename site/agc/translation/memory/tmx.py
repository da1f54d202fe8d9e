"""The translation memory as TMX, the format that every tool for translators reads (TMX 1.4b, LISA OSCAR 2005)."""

import html
import re
from datetime import UTC
from functools import reduce
from operator import or_
from xml.sax.saxutils import escape, quoteattr

from django.db.models import Q
from wagtail import __version__ as wagtail_version

from agc.translation.glossary.words import TAG
from agc.translation.models import MemoryUnit

VERSION = "1.4"
CHUNK = 2000
# What XML 1.0 has no way to write.
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What TMX calls our marks.
TYPES = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "a": "link", "br": "lb"}
IDENTITY = re.compile(r"""\bid\s*=\s*["']([^"'<>]*)["']""", re.IGNORECASE)


def document(pairs=None):
    """Yield a TMX document piece by piece: it takes the same room for any number of units.

    Args:
        pairs: pairs of language codes, of the source and of the target; all of them if left out.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
    yield f'<tmx version="{VERSION}">\n{header(pairs)}\n<body>\n'
    for unit in units(pairs).iterator(chunk_size=CHUNK):
        yield translation_unit(unit)
    yield "</body>\n</tmx>\n"


def units(pairs):
    """Return the units of pairs of languages, with their languages."""
    found = MemoryUnit.objects.select_related("source_locale", "target_locale").order_by("pk")
    if pairs is None:
        return found
    asked = [Q(source_locale__language_code=source, target_locale__language_code=target) for source, target in pairs]
    return found.filter(reduce(or_, asked)) if asked else found.none()


def header(pairs):
    sources = {source for source, _target in pairs or ()}
    language = sources.pop() if len(sources) == 1 else "*all*"
    return (
        f'<header creationtool="Wagtail" creationtoolversion={attribute(wagtail_version)} segtype="block"'
        f' o-tmf="wagtail-localize" adminlang="en" srclang={attribute(language)} datatype="html"/>'
    )


def translation_unit(unit):
    """Return the <tu> of a unit: its two texts, when it was made and changed, and the page it comes from."""
    languages = unit.source_locale.language_code, unit.target_locale.language_code
    numbers = Numbers()
    texts = [numbers.segment(text) for text in (unit.source_text, unit.target_text)]
    variants = "".join(
        f"<tuv xml:lang={attribute(language)}><seg>{text}</seg></tuv>\n"
        for language, text in zip(languages, texts, strict=True)
    )
    return (
        f'<tu tuid="{unit.pk}" creationdate="{moment(unit.created_at)}" changedate="{moment(unit.updated_at)}"'
        f" srclang={attribute(languages[0])}>\n"
        f'<prop type="x-origin">{plain(unit.origin)}</prop>\n{variants}</tu>\n'
    )


def moment(when):
    """Return a moment as TMX writes it: ISO 8601 without signs, in UTC."""
    return when.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def plain(text):
    return escape(FORBIDDEN.sub("", text))


def attribute(text):
    return quoteattr(FORBIDDEN.sub("", text))


class Numbers:
    """Numbers the marks of the texts of one unit: by the same number in each, tools tie a mark to its translation."""

    def __init__(self):
        self.known = {}

    def segment(self, data):
        """Return a text, as wagtail-localize keeps it, as the content of a <seg>.

        Marks become <bpt> and <ept>, an end of line <ph>; a mark that is not closed, or closes nothing, is isolated.
        """
        matches = list(TAG.finditer(data))
        partners = paired(matches)
        pieces, end = [], 0
        turns = {}
        for place, match in enumerate(matches):
            pieces.append(plain(html.unescape(data[end : match.start()])))
            pieces.append(self.mark(place, matches, partners, turns))
            end = match.end()
        pieces.append(plain(html.unescape(data[end:])))
        return "".join(pieces)

    def mark(self, place, matches, partners, turns):
        """Return one mark as an element of TMX, its own code inside."""
        match = matches[place]
        name = match[1].lower()
        kind, code = attribute(TYPES.get(name, name)), plain(match.group())
        if name == "br":
            return f"<ph type={kind}>{code}</ph>"
        if place not in partners:
            position = "end" if match.group().startswith("</") else "begin"
            return f'<it pos="{position}" type={kind}>{code}</it>'
        begin = min(place, partners[place])
        if begin != place:
            return f'<ept i="{begin + 1}">{code}</ept>'
        identity = IDENTITY.search(match.group())
        key = name, identity[1] if identity else turns.setdefault(name, 0)
        turns[name] = turns.get(name, 0) + 1
        number = self.known.setdefault(key, len(self.known) + 1)
        return f'<bpt i="{begin + 1}" x="{number}" type={kind}>{code}</bpt>'


def paired(matches):
    """Return for each tag that opens or closes properly the place of its partner."""
    partners, opened = {}, []
    for place, match in enumerate(matches):
        name = match[1].lower()
        if name == "br":
            continue
        if not match.group().startswith("</"):
            opened.append((name, place))
        elif opened and opened[-1][0] == name:
            _name, begin = opened.pop()
            partners[begin], partners[place] = place, begin
    return partners
