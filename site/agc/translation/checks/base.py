"""What every check works with: the two texts of a segment as they are read, and the list of the checks."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from agc.translation.checks.addresses import ADDRESS, PLACEHOLDER

ERROR, WARNING = "error", "warning"
# The languages whose words, numbers and punctuation the checks know; others get what holds for every language.
KNOWN = frozenset({"es", "en", "fr"})
MOST_ISSUES = 5
LONGEST_EXCERPT = 80
# A thing that stands in a sentence and is no word of it, such as an address.
OBJECT = "\ufffc"
TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)([^<>]*)>", re.IGNORECASE)
ITALICS = re.compile(r"<(i|em)>[^<>]*</\1>", re.IGNORECASE)
IDENTITY = re.compile(r"""\s+id\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))\s*""", re.IGNORECASE)


@dataclass(frozen=True)
class Issue:
    """Something that a check found in a translation.

    Attributes:
        code: the check, one of CHECKS.
        severity: ERROR stops submission and approval; WARNING is shown, and can be explained away.
        message: in the active language, naming what differs.
        excerpt: the piece of the translation concerned, where there is one.
    """

    code: str
    severity: str
    message: str
    excerpt: str = ""


@dataclass(frozen=True)
class Text:
    """One segment to check.

    Attributes:
        source, target: as wagtail-localize keeps them: escaped, with inline tags.
        source_language, target_language: codes, with or without a region.
        max_length: of the field, in characters of the text as it is shown.
        machine: whether a machine wrote the target and nobody has confirmed it.
        required: whether the field may not be empty.
        terms: what the glossary says: (source term as found, (words of the target language, one of which is due)).
    """

    source: str
    target: str
    source_language: str
    target_language: str
    max_length: int | None = None
    machine: bool = False
    required: bool = False
    terms: tuple = ()


@dataclass(frozen=True)
class Tag:
    """A tag as it is written.

    Attributes:
        name: in lower case.
        closing: whether it is an end tag.
        identity: the id of a link; None where it has none.
        clean: whether it has no attribute but the id.
        written: as it stands in the text.
    """

    name: str
    closing: bool
    identity: str | None
    clean: bool
    written: str

    @classmethod
    def of(cls, match):
        closing, name, rest = match.groups()
        found = IDENTITY.fullmatch(rest.removesuffix("/"))
        identity = next((group for group in found.groups() if group is not None), None) if found else None
        clean = bool(found) or not rest.strip(" \t\n\r/")
        return cls(name.lower(), bool(closing), identity, clean, match.group())


class Side:
    """One of the two texts, as it is read.

    Args:
        data: the text as wagtail-localize keeps it.
        language: its code; a region is left aside.
    """

    def __init__(self, data, language):
        self.data = data
        self.language = re.split("[-_]", language.lower(), maxsplit=1)[0]

    @property
    def known(self):
        return self.language in KNOWN

    @cached_property
    def tags(self):
        return [Tag.of(match) for match in TAG.finditer(self.data)]

    @cached_property
    def text(self):
        """The text as it is shown, without tags; a <br> is the end of a line."""
        return html.unescape(TAG.sub(lambda match: "\n" if match[2].lower() == "br" else "", self.data))

    @cached_property
    def upright(self):
        """The prose without what is in italics: titles, and words of other languages."""
        without = ITALICS.sub(OBJECT, self.data)
        return self.prose if without == self.data else Side(without, self.language).prose

    @cached_property
    def prose(self):
        """The text with an object in the place of each address and placeholder, which follow rules of their own."""
        return PLACEHOLDER.sub(OBJECT, ADDRESS.sub(OBJECT, self.text))


class Pair:
    """A segment with its translation."""

    def __init__(self, text):
        self.asked = text
        self.source = Side(text.source, text.source_language)
        self.target = Side(text.target, text.target_language)

    @property
    def kept(self):
        """Whether the text was left as it is, as one does with the title of a thing."""
        return self.source.text == self.target.text

    @property
    def known(self):
        """Whether both languages are known, and two."""
        return self.source.known and self.target.known and self.source.language != self.target.language


@dataclass(frozen=True)
class Check:
    """A rule that a translation keeps or not.

    Attributes:
        find: a function of a Pair that yields what is wrong: a message, or a message and an excerpt.
        needs: "target" or "pair" where the check knows only some languages; "" where it holds for all.
    """

    code: str
    title: str
    severity: str
    find: Callable
    needs: str

    def run(self, pair):
        """Return the issues that this check finds; the first ones, where there are many."""
        if (self.needs == "target" and not pair.target.known) or (self.needs == "pair" and not pair.known):
            return []
        issues = {}
        for found in self.find(pair):
            message, excerpt = found if isinstance(found, tuple) else (found, "")
            issues[Issue(self.code, self.severity, str(message), shortened(excerpt))] = True
            if len(issues) == MOST_ISSUES:
                break
        return list(issues)


REGISTRY = []


def register(code, title, severity=WARNING, needs=""):
    """Add the decorated function to the checks, which run in the order in which they are registered."""

    def add(find):
        REGISTRY.append(Check(code, title, severity, find, needs))
        return find

    return add


def shortened(excerpt):
    """Return an excerpt of a length that fits beside a text."""
    excerpt = str(excerpt)
    return excerpt if len(excerpt) <= LONGEST_EXCERPT else excerpt[: LONGEST_EXCERPT - 1] + "…"
