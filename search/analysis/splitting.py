"""Texts cut into words, the same way in every language: elisions, hyphens, numbers and dotted acronyms."""

import re
from dataclasses import dataclass
from itertools import pairwise

from search.analysis.folding import LETTER, WORD, fold
from search.analysis.inclusive import read_inclusive

HYPHENS = "‐‑-"
APOSTROPHES = "'’‘ʼʻ`´′＇"
# What loses its vowel before a word, in French, Catalan and Italian, and what follows an English one.
ELIDED = {
    "l",
    "d",
    "j",
    "m",
    "t",
    "s",
    "n",
    "c",
    "qu",
    "jusqu",
    "lorsqu",
    "puisqu",
    "quoiqu",
    "un",
    "all",
    "dell",
    "nell",
}
CONTRACTED = {"s", "m", "d", "re", "ve", "ll"}
# What is longer is no word, and no engine takes it.
LONGEST_WORD = 64
# A longer chain of hyphens is a list of words.
MOST_PARTS = 4
# Besides the plain space: no-break, narrow no-break, thin and figure spaces.
SPACES = " \u00a0\u202f\u2009\u2007"

# "1 000" and "DD. HH." are one word each: another sign of the same length takes the place of the space.
GROUPED = re.compile(rf"\b(?<![.,])\d{{1,3}}(?:[{SPACES}]\d{{3}})+\b(?![.,]\d{{3}}\b)")
DOUBLED_APART = re.compile(rf"([A-Z])\1\.[{SPACES}](?=([A-Z])\2\b)")
SPACE = re.compile(f"[{SPACES}]")
RUN = re.compile(r"\S+")

LETTERS = re.compile(r"[^\W\d_ʼʻ]+")
ADDRESS = re.compile(r"://|www\.|@[\w-]+\.|\.[a-z]{2,}/")
FIRST = re.compile(r"[^\W_ʼʻ]")
DOUBLED = re.compile(r"([A-Z])\1\.{1,2}([A-Z])\2(?!\w)")
DOTTED = re.compile(rf"(?:{LETTER}\.){{2,12}}(?:{LETTER}(?!\w))?")
NUMBER = re.compile(rf"\d++(?:[.,٫٬{APOSTROPHES}]\d++)++")
# The point of "col·laborar" is a letter of Catalan.
WORDS = re.compile(rf"{WORD}(?:(?:[{APOSTROPHES}{HYPHENS}]|(?<=[lL])·(?=[lL])){WORD})*+")
DIGITS = re.compile(r"\d+")
HYPHEN = re.compile(f"[{HYPHENS}]")
APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
NO_WORD = re.compile(r"[\W_]+")

THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:([.,'])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$")
DECIMAL = re.compile(r"\d+[.,]\d+$")
NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2}){2,4}$")
ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th|e[rs]?|ers|eres?|re|emes?|nde?|[rdtvmn][oa])$")
WITH_DIGITS = re.compile(r"([^\W\d_]{3,})(\d+)$|(\d+)([^\W\d_]{3,})$")


@dataclass(frozen=True, slots=True)
class Unit:
    """One word of a text, or a compound with its parts.

    Attributes:
        start, end: its place.
        word: folded; of a compound, its parts in one.
        is_capital: whether it begins with two capitals, as acronyms do.
        parts: the units that a compound consists of.
        is_joined: whether the compound is written in one, "csw66", and not with hyphens.
    """

    start: int
    end: int
    word: str
    is_capital: bool = False
    parts: tuple = ()
    is_joined: bool = True


def join(text):
    """Return the text, as long as it is, with other signs for the spaces within a number or an acronym."""
    text = GROUPED.sub(lambda number: SPACE.sub("'", number[0]), text)
    return DOUBLED_APART.sub(r"\1\1..", text)


def runs(text):
    """Yield the runs between spaces, as matches."""
    return RUN.finditer(join(text))


def split(run):
    """Return the units of a run without spaces, in their order."""
    return [unit for unit in cut(run) if unit.word]


def cut(run):
    if LETTERS.fullmatch(run):
        return [unit_of(run, 0, len(run))]
    units = []
    is_address = bool(ADDRESS.search(run))
    position = 0
    while first := FIRST.search(run, position):
        start = first.start()
        inclusive = None if is_address else read_inclusive(run, start)
        if inclusive:
            position, word = inclusive
            units.append(Unit(start, position, word))
        elif match := NUMBER.match(run, start):
            position = match.end()
            units += numbers(run, start, position)
        elif match := DOUBLED.match(run, start) or DOTTED.match(run, start):
            position = match.end()
            units.append(unit_of(run, start, position))
        else:
            position = WORDS.match(run, start).end()
            units += compound(run, start, position)
    return units


def unit_of(run, start, end):
    """Return the word between two places; signs within it are left out."""
    raw = run[start:end]
    word = fold(raw.rstrip("ºª"))
    if not word.isalnum():
        word = NO_WORD.sub("", word)
    if word[:1].isdecimal() and (ordinal := ORDINAL.match(word)):
        word = ordinal[1]
    return Unit(start, end, word[:LONGEST_WORD], is_capital=len(raw) > 1 and raw[:2].isupper())


def compound(run, start, end):
    """Return the word between two places, or the compound of the words between hyphens."""
    edges = [start, *(hyphen.end() for hyphen in HYPHEN.finditer(run, start, end)), end + 1]
    parts = [unit_of(run, *bare(run, left, right - 1)) for left, right in pairwise(edges)]
    parts = [part for part in parts if part.word]
    if len(parts) == 1:
        return [with_digits(parts[0])]
    if len(parts) > MOST_PARTS or all(part.word.isdecimal() for part in parts):
        return parts
    whole = "".join(part.word for part in parts)[:LONGEST_WORD]
    return [Unit(parts[0].start, parts[-1].end, whole, parts=tuple(parts), is_joined=False)]


def bare(run, start, end):
    """Return the place of a word without the article that is elided before it, or the "'s" behind it."""
    places = [sign.start() for sign in APOSTROPHE.finditer(run, start, end)]
    while places and fold(run[start : places[0]]) in ELIDED:
        start = places.pop(0) + 1
    if places and fold(run[places[-1] + 1 : end]) in CONTRACTED:
        end = places.pop()
    return start, end


def with_digits(unit):
    """Return the unit; as a compound where it is a word and a number, which are also written apart: "CSW66"."""
    match = WITH_DIGITS.match(unit.word)
    if not match:
        return unit
    parts = [Unit(unit.start, unit.end, part, unit.is_capital) for part in match.groups() if part]
    return Unit(unit.start, unit.end, unit.word, unit.is_capital, tuple(parts))


def numbers(run, start, end):
    """Return a number whose digits are grouped or that has decimals; several numbers where it is neither."""
    raw = fold(APOSTROPHE.sub("'", run[start:end])).replace("٬", ",").replace("٫", ".")
    if match := THOUSANDS.match(raw):
        whole, sign, decimals = raw.replace(match[1], "").replace(",", ".").partition(".")
        return [Unit(start, end, whole + sign + decimals)]
    if DECIMAL.match(raw) or NUMBERED.match(raw):
        return [Unit(start, end, raw.replace(",", "."))]
    return [unit_of(run, *digits.span()) for digits in DIGITS.finditer(run, start, end)]
