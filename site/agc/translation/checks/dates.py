"""Dates: the same months, days of the month and days of the week in both texts."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agc.core.texts import unaccented
from agc.translation.checks.base import register
from agc.translation.checks.calendar_words import MONTHS, NUMBER_OF, WEEKDAYS
from agc.translation.checks.figures import western

# Short forms, and words that have another meaning too, are certain to be months only where a number stands beside them.
LONGEST_SHORT_FORM = 4
ALSO_WORDS = frozenset({"march", "august"})
CERTAIN = frozenset({"june", "july", "mayo", "mai", "juin", "août", "aout"})
DAY = r"\d{1,2}(?:\s?(?:er|st|nd|rd|th|\.?[ºo°]))?(?!\d)"
DAYS = rf"(?<!\d){DAY}(?:\s?(?:[-–,/&]|to|and|a|al|y|au|et)\s?{DAY}){{0,9}}"


def date_pattern(language):
    """Return the pattern of a date that names the month, its days before it or, in English, after it."""
    names = "|".join(sorted(NUMBER_OF[language], key=len, reverse=True))
    after = rf"(?:\s(?P<after>{DAYS}))?"
    return re.compile(
        rf"(?:(?P<before>{DAYS})[\s-](?:(?:of|de)\s)?)?\b(?P<month>{names})\b\.?{after}(?P<year>,?\s(?:del?\s)?\d{{4}})?",
        re.IGNORECASE,
    )


DATES = {language: date_pattern(language) for language in MONTHS}
NUMERIC = re.compile(
    r"(?<![\d/.-])(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})([/.-])(\d{1,2})\5(?:\d{4}|\d{2}))(?![\d/.-]?\d)"
)
WORD = re.compile(r"[^\W\d_]+")


@dataclass
class Month:
    """A month that a text names.

    Attributes:
        word: the first word for it.
        days: the days of it that the text names, in any place.
        certain: whether the word can mean nothing else.
    """

    word: str
    days: set = field(default_factory=set)
    certain: bool = False


@lru_cache(maxsize=256)
def months(text, language):
    """Return the months that a text names, by their number."""
    found = {}
    for match in DATES[language].finditer(western(text)):
        word = match["month"]
        if language == "en" and word[0].islower():
            continue
        month = found.setdefault(NUMBER_OF[language][word.lower()], Month(word))
        ambiguous = word.lower() in ALSO_WORDS or (len(word) <= LONGEST_SHORT_FORM and word.lower() not in CERTAIN)
        month.certain |= not ambiguous or bool(match["before"] or match["after"] or match["year"])
        days = match["before"] or (match["after"] if language == "en" else None) or ""
        month.days.update(int(day) for day in re.findall(r"\d+", days))
    return found


def numeric_dates(text):
    """Return the days and months of the dates in digits: a set of (day, month); both ways where both are possible."""
    found = set()
    for match in NUMERIC.finditer(western(text)):
        month, day, first, second = match[2], match[3], match[4], match[6]
        readings = [(day, month)] if month else [(first, second), (second, first)]
        found.update((int(day), int(month)) for day, month in readings if 1 <= int(month) <= 12)
    return found


@register("dates", gettext_lazy("Dates that differ"), needs="pair")
def different_dates(pair):
    source, target = (months(side.prose, side.language) for side in (pair.source, pair.target))
    for month in unmatched(source, target, numeric_dates(pair.target.prose)):
        yield _("The month “%(month)s” is missing.") % {"month": month.word}
    for month in unmatched(target, source, numeric_dates(pair.source.prose)):
        yield _("The month “%(month)s” is not in the source.") % {"month": month.word}, month.word
    for number in source.keys() & target.keys():
        before, after = source[number].days, target[number].days
        if before and after and not before & after:
            yield (
                _("Another day of “%(month)s” than in the source.") % {"month": target[number].word},
                target[number].word,
            )


def unmatched(wanted, there, numeric):
    """Return the months of one text that the other one does not name, nor has in its dates in digits."""
    in_digits = {month for _day, month in numeric}
    return [month for number, month in wanted.items() if month.certain and number not in there.keys() | in_digits]


@register("weekdays", gettext_lazy("Days of the week that differ"), needs="pair")
def weekdays(pair):
    source, target = (weekdays_of(side) for side in (pair.source, pair.target))
    gone, new = source.keys() - target.keys(), target.keys() - source.keys()
    for before, after in zip(sorted(gone), sorted(new), strict=False):
        names = {"source": source[before], "target": target[after]}
        yield _("“%(source)s” has become “%(target)s”.") % names, target[after]


def weekdays_of(side):
    """Return the days of the week that a text names: the number with the word."""
    names = WEEKDAYS[side.language]
    found = {}
    for word in WORD.findall(side.prose):
        plain = unaccented(word)
        name = plain if plain in names else plain.removesuffix("s")
        if name in names and (side.language != "en" or word[0].isupper()):
            found[names.index(name)] = word
    return found
