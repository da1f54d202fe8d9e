"""Numbers that differ between the two texts: gone, new, changed, or written as in the other language."""

import re
from collections import Counter
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agc.core.texts import unaccented
from agc.translation.checks.base import register
from agc.translation.checks.figures import FIGURE, shifted, western, written_in
from agc.translation.checks.quantities import YEAR, Reader

# In a language whose number words are not known, only numbers from here on are certain to be in digits.
FEWEST_DIGITS = 3
# Languages that count in ten thousands or lakhs: 3万 is 30,000.
MYRIADS = frozenset({"zh", "ja", "ko", "hi", "bn", "ur", "ne", "mr", "gu", "ta", "te"})
DECADE = re.compile(r"(?:1[89]|20)\d0")
PERCENT = re.compile(
    r"\d\s?[%٪﹪％]|[%٪﹪％]\s?\d"
    r"|\b(?:por\s?cien(?:to)?|per\s?cent|pour\s?cents?|percentage|puntos? porcentual|points? de pourcent)",
    re.IGNORECASE,
)
# Each by what it is called in the three languages, without accents, and by its codes.
CURRENCIES = {
    "euro": re.compile(r"€|euros?|eur"),
    "dollar": re.compile(r"\$|us\$|usd|cad|aud|nzd|dolar(?:es)?|dollars?"),
    "peso": re.compile(r"\$|pesos?|mxn|cop|clp|ars|uyu|php"),
    "real": re.compile(r"\$|r\$|brl|reales|reais|reaux"),
    "pound": re.compile(r"£|gbp|libras? esterlinas?|pounds?|livres? sterling"),
    "yen": re.compile(r"¥|jpy|yens?|yenes"),
    "rupee": re.compile(r"₹|inr|rupias?|rupees?|roupies?"),
    "won": re.compile(r"₩|krw|wons?|wones"),
    "franc": re.compile(r"chf|xof|xaf|f ?cfa|francos?|francs?"),
    "dinar": re.compile(r"jod|dinar(?:es|s)?"),
    "shilling": re.compile(r"kes|tzs|ugx|chelin(?:es)?|shillings?"),
}
CURRENCY = re.compile(
    r"(?<![^\W\d_])(?:" + "|".join(pattern.pattern for pattern in CURRENCIES.values()) + r")(?![^\W\d_])"
)


@lru_cache(maxsize=256)
def quantities(text, language):
    """Return the quantities of a text: read once for all the checks that want them."""
    return tuple(Reader(text, language).read())


def of(side):
    return quantities(side.prose, side.language)


def values_of(found):
    """Return every value that quantities can have."""
    return frozenset().union(*(quantity.all_values | quantity.raw for quantity in found))


def missing(wanted, there):
    """Yield each required quantity of `wanted` that has no counterpart among the values `there`."""
    for quantity in wanted:
        if quantity.required and not (
            quantity.all_values & there or decade(quantity, there) or in_parts(quantity, there)
        ):
            yield quantity


def decade(quantity, there):
    """Return whether a decade is written short, or in full, on the other side: the 1990s, los años 90."""
    if DECADE.fullmatch(quantity.written):
        return quantity.written[2:] in there
    short = len(quantity.written) == 2 and quantity.written[1] == "0"
    return short and bool(there & {f"19{quantity.written}", f"20{quantity.written}"})


def in_parts(quantity, there):
    """Return whether two numbers side by side were read as one: "ODS 5 200 personas"."""
    parts = quantity.written.split()
    return len(parts) > 1 and all(part in there for part in parts)


def certain(pair, quantity):
    """Return whether the other language has to have a number too, in digits or in words that are known."""
    if pair.known:
        return True
    if not MYRIADS.isdisjoint({pair.source.language, pair.target.language}):
        return False
    return quantity.kind == "figure" and sum(map(str.isdigit, quantity.written)) >= FEWEST_DIGITS


def differences(pair, kind):
    """Yield a message for each number of one kind that is missing or new."""
    source, target = of(pair.source), of(pair.target)
    for quantity in missing(source, values_of(target)):
        if quantity.kind == kind and certain(pair, quantity):
            yield _("“%(number)s” is missing.") % {"number": quantity.written}
    for quantity in missing(target, values_of(source)):
        if quantity.kind == kind and certain(pair, quantity):
            yield _("“%(number)s” is not in the source.") % {"number": quantity.written}, quantity.written


@register("numbers", gettext_lazy("Numbers that differ"))
def numbers(pair):
    yield from differences(pair, "figure")
    if pair.known:
        yield from number_words(pair)
        yield from fewer_times(pair)


@register("times", gettext_lazy("Times of day that differ"), needs="pair")
def times_of_day(pair):
    yield from differences(pair, "time")


def number_words(pair):
    """Yield a message where a number in words has become another one."""
    source, target = of(pair.source), of(pair.target)
    for before, after in zip(lost_words(source, target), lost_words(target, source), strict=False):
        words = {"source": before.written, "target": after.written}
        yield _("“%(source)s” has become “%(target)s”.") % words, after.written


def lost_words(wanted, other):
    """Return the numbers in words that the other text has neither in words nor in digits, nor hints at.

    A "third" there does not stand for "three" where there is a "tercera" here.
    """
    there = values_of(quantity for quantity in other if quantity.kind != "hint")
    hints, own_hints = (
        Counter(value for quantity in found if quantity.kind == "hint" for value in quantity.right)
        for found in (other, wanted)
    )
    words = (quantity for quantity in wanted if quantity.kind == "word")
    return [word for word in words if not (word.right & there or any(hints[v] > own_hints[v] for v in word.right))]


def fewer_times(pair):
    """Yield a message for a number that stands in the source more often; a year is often said once for two dates."""
    counted = Counter(value for quantity in of(pair.target) for value in quantity.all_values | quantity.raw)
    for value, times in Counter(value for quantity in of(pair.source) for value in own_value(quantity)).items():
        if 0 < counted[value] < times and not YEAR.fullmatch(value):
            number = written_in(value, pair.target.language)
            counts = {"number": number, "times": times, "found": counted[value]}
            yield _("“%(number)s” stands %(times)s times in the source, %(found)s times here.") % counts


def own_value(quantity):
    """Return the value of a number in digits, where it is beyond doubt."""
    return quantity.right if quantity.required and quantity.kind == "figure" and len(quantity.right) == 1 else ()


@register("number-format", gettext_lazy("Numbers written as in another language"), needs="pair")
def number_format(pair):
    source, target = of(pair.source), of(pair.target)
    meant = frozenset().union(*(quantity.right or quantity.possible for quantity in source))
    as_written = {quantity.written for quantity in source if quantity.named or not quantity.right}
    for quantity in target:
        if quantity.kind != "figure" or quantity.right & meant or quantity.written in as_written:
            continue
        for value in quantity.possible & meant:
            right = rewritten(quantity, value, pair.target.language)
            numbers = {"number": quantity.written, "right": right}
            yield _("“%(number)s” is written “%(right)s” in this language.") % numbers, quantity.written


def rewritten(quantity, value, language):
    """Return a number with its words, written as a language writes it."""
    digits = next((number for number in quantity.raw if shifted(number, quantity.power) == value), value)
    figure = FIGURE.search(quantity.written).group()
    decimals = figure.partition("," if "," in figure else ".")[2]
    if "." in digits and decimals.isdigit():
        digits = digits.partition(".")[0] + f".{decimals}"
    return FIGURE.sub(written_in(digits, language), quantity.written, count=1)


@register("percent", gettext_lazy("Percentages"), needs="pair")
def percentages(pair):
    """A percentage may become "half"; one that keeps its number keeps its sign."""
    source, target = (bool(PERCENT.search(western(side.prose))) for side in (pair.source, pair.target))
    if source and not target and any(quantity.kind != "hint" for quantity in of(pair.target)):
        yield _("The source speaks of a percentage, the translation does not.")


@register("currency", gettext_lazy("Currencies"), needs="pair")
def currencies(pair):
    source, target = (currencies_of(side.prose) for side in (pair.source, pair.target))
    if source and target and not source.keys() & target.keys():
        word, other = next(iter(source.values())), next(iter(target.values()))
        yield _("“%(source)s” has become “%(target)s”.") % {"source": word, "target": other}, other


def currencies_of(text):
    """Return the currencies that a text names, each with the word for it; "$" may be several."""
    return {
        name: match.group()
        for match in CURRENCY.finditer(unaccented(text))
        for name, pattern in CURRENCIES.items()
        if pattern.fullmatch(match.group())
    }
