"""Suggestions of the memory, made to fit the text that they are offered for: its links, marks and numbers."""

import re
from dataclasses import dataclass, replace

from agc.translation.checks.addresses import ADDRESS
from agc.translation.checks.base import KNOWN
from agc.translation.checks.figures import FIGURE, readings, written_in
from agc.translation.glossary.words import TAG
from agc.translation.memory.likeness import compared

LINK = re.compile(r"""<a\s[^<>]{0,99}?\bid\s?=\s?["']([^"'<>]{1,40})["'][^<>]{0,99}>""", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#\d+|#x[\da-f]+|\w+);", re.IGNORECASE)
# What is read in place of a number, and of what is no prose.
A_NUMBER, NOTHING = "\ufffb", "\ufffc"
# An English number whose article depends on how it begins: an 8, an 11, an 18, an 80.
ARTICLE = re.compile(r"\ban?\s$", re.IGNORECASE)


@dataclass(frozen=True)
class Suggestion:
    """A translation offered for a text.

    Attributes:
        source, target: the pair that it comes from, as wagtail-localize keeps texts.
        likeness: of `source` with the text, 0 to 100; 100 is the same text but for its marks.
        origin: the title of the page it comes from.
        approved: whether it was published.
        adapted: whether the target was changed to fit the text: then a person has to look at what was changed.
    """

    source: str
    target: str
    likeness: int
    origin: str
    approved: bool
    adapted: bool = False


def adapt(suggestion, segment, source_language, target_language):
    """Return a suggestion with a target that fits a text, as far as that can be done without a doubt.

    Its links get the ids of those of the text, where there are as many; else all marks are taken away. Where the text
    differs from that of the memory in numbers only, the target gets the new ones, written as its language does.

    Args:
        suggestion: a Suggestion.
        segment: the Segment that it is offered for.
        source_language, target_language: codes.
    """
    target = fitting_marks(suggestion, segment)
    numbers = fitting_numbers(suggestion.source, segment.source, target, source_language, target_language)
    target = target if numbers is None else numbers
    return suggestion if target == suggestion.target else replace(suggestion, target=target, adapted=True)


# Links and marks.


def fitting_marks(suggestion, segment):
    """Return the target with the ids of the text's own links; without marks where they do not correspond."""
    before, now = LINK.findall(suggestion.source), LINK.findall(segment.source)
    used = LINK.findall(suggestion.target)
    ids = dict(zip(before, now, strict=False))
    corresponding = len(before) == len(now) == len(ids) and set(used) == set(before) and len(used) == len(before)
    if not corresponding or not names_of(suggestion.target) <= names_of(segment.source):
        return without_marks(suggestion.target)
    return LINK.sub(lambda match: f'<a id="{ids[match[1]]}">', suggestion.target)


def names_of(data):
    return {match[1].lower() for match in TAG.finditer(data)} - {"br"}


def without_marks(data):
    """Return a text without its tags but for the ends of lines; what is escaped stays so."""
    return TAG.sub(lambda match: "<br/>" if match[1].lower() == "br" else "", data)


# Numbers.


@dataclass(frozen=True)
class Number:
    """A number in digits that can be read in one way only.

    Attributes:
        written: as it stands in the text.
        value: plain digits, with a point before the decimals.
        start, end: its place.
    """

    written: str
    value: str
    start: int
    end: int

    @property
    def changes_words(self):
        """Whether the words beside it have another form than beside the others: 0, 1 and, in French, 1.5."""
        return not re.fullmatch(r"\d+(\.\d+)?", self.value) or float(self.value) < 2


def fitting_numbers(known, asked, target, source_language, target_language):
    """Return a target with the numbers of another source; None where it cannot be told how.

    Args:
        known: the source of which `target` is the translation.
        asked: the source to be translated, which has other numbers and else the same words.
    """
    if not {source_language, target_language} <= KNOWN:
        return None
    before, skeleton = numbers_in(compared(known), source_language)
    now, same_skeleton = numbers_in(compared(asked), source_language)
    if skeleton != same_skeleton or [number.value for number in before] == [number.value for number in now]:
        return None
    changed = changes(before, now)
    there, _skeleton = numbers_in(target, target_language)
    if changed is None or any(count(there, old) != count(before, old) for old in changed):
        return None
    return rewritten(target, there, changed, target_language)


def numbers_in(data, language):
    """Return the numbers of a text, and the text without them; a number in a word or an address stays where it is."""
    text = data
    for pattern in (TAG, ENTITY, ADDRESS):
        text = pattern.sub(lambda match: NOTHING * len(match.group()), text)
    found, pieces, end = [], [], 0
    for match in FIGURE.finditer(text):
        number = number_of(match, text, language)
        if number:
            found.append(number)
            pieces.append(data[end : match.start()])
            end = match.end()
    return found, A_NUMBER.join([*pieces, data[end:]])


def number_of(match, text, language):
    """Return the Number that was found; None where it is part of a word or can be read in more than one way."""
    around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
    right = readings(match.group(), language).right
    if len(right) != 1 or any(character.isalpha() for character in around):
        return None
    (value,) = right
    return Number(match.group(), value, match.start(), match.end())


def changes(before, now):
    """Return the new number for each old value; None where one became two, or where words would change with it."""
    new = {}
    for old, number in zip(before, now, strict=True):
        if new.setdefault(old.value, number).value != number.value:
            return None
    changed = {old: number for old, number in new.items() if old != number.value}
    every = [*changed.values(), *(number for number in before if number.value in changed)]
    return None if any(number.changes_words for number in every) else changed


def count(numbers, value):
    return sum(number.value == value for number in numbers)


def rewritten(target, there, changed, language):
    """Return a target with its numbers changed; None where one of them could be written in two ways."""
    pieces, end = [], 0
    for number in there:
        if number.value not in changed:
            continue
        written = in_the_same_way(number, changed[number.value], language)
        if written is None or (language == "en" and ARTICLE.search(target[: number.start])):
            return None
        pieces += [target[end : number.start], written]
        end = number.end
    return "".join([*pieces, target[end:]])


def in_the_same_way(old, new, language):
    """Return how a new number is written in place of an old one; None where that is not certain.

    Args:
        old: as it stands in the target.
        new: as it stands in the source.
    """
    digits = re.sub(r"\D", "", new.written)
    if digits != new.value.replace(".", ""):
        # Zeros in front or behind say something: a code, a precision.
        return None
    if digits == new.written and len(digits) > 3:
        # A year, a code, or a quantity of four digits in Spanish.
        return digits if old.written.isdigit() and len(old.written) == len(digits) else None
    return written_in(new.value, language)
