"""Numbers in digits: what "1.200", "1,200" or "1 200,5" can mean, and means in a language.

Spanish writes 1.200,5 or 1 200,5 (Real Academia Española, Ortografía, 2010, allows the decimal point too), English
1,200.5 and French 1 200,5 (Imprimerie nationale, Lexique des règles typographiques).
"""

import re
import unicodedata
from dataclasses import dataclass

SPACES = " \u00a0\u202f\u2009"
# Groups of three after spaces, or digits with points and commas in between.
FIGURE = re.compile(rf"(?<![\d.,])\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?!\d)(?:[.,]\d+)?(?![.,]?\d)|\d+(?:[.,]\d+)*")
OTHER_DIGITS = re.compile("(?![0-9])\\d|[\u066b\u066c]")
NO_BREAK = "\u00a0"
DECIMAL = {"es": ",.", "en": ".", "fr": ","}
GROUP = {"es": ".", "en": ",", "fr": ""}


@dataclass(frozen=True)
class Readings:
    """What a number in digits may mean, each as plain digits with a point before the decimals.

    Attributes:
        right: as the language writes numbers; empty where it writes none like that.
        possible: as any language would.
    """

    right: frozenset
    possible: frozenset


def western(text):
    """Return `text` with the digits of every script, and the separators of Arabic, as 0 to 9, point and comma."""
    return OTHER_DIGITS.sub(western_character, text)


def western_character(match):
    character = match.group()
    return {"\u066b": ".", "\u066c": ","}.get(character) or str(unicodedata.decimal(character))


def plain(whole, decimals=""):
    """Return digits without the zeros that say nothing."""
    decimals = decimals.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{decimals}" if decimals else "")


def shifted(number, power):
    """Return a number, as `plain` gives it, multiplied by a power of ten; an identifier as it is."""
    if "-" in number or not power:
        return number
    whole, _point, decimals = number.partition(".")
    decimals = decimals.ljust(power, "0")
    return plain(whole + decimals[:power], decimals[power:])


def readings(written, language):
    """Return the Readings of a number in digits.

    Args:
        written: what FIGURE found.
        language: "es", "en", "fr"; another one, and what is possible is right.
    """
    separators = [character for character in written if not character.isdigit()]
    groups = re.split(r"\D", written)
    if not separators:
        return both(plain(written))
    if separators[0] in SPACES or len(set(separators)) > 1:
        found = mixed(groups, separators, language)
    elif len(separators) > 1:
        found = repeated(groups, separators[0], language)
    else:
        found = single(groups, separators[0], language)
    return found if language in DECIMAL else both(*found.possible)


def both(*values):
    return Readings(frozenset(values), frozenset(values))


def grouped_by_three(groups):
    return 1 <= len(groups[0]) <= 3 and groups[0] != "0" and all(len(group) == 3 for group in groups[1:])


def mixed(groups, separators, language):
    """Read 1 200 000, 1 200,5, 1.200,5 and 1,200.5."""
    last = separators[-1]
    if last in SPACES:
        return both(plain("".join(groups)))
    *thousands, decimals = groups
    if len(set(separators[:-1])) > 1 or last in separators[:-1] or not grouped_by_three(thousands):
        return identifier(groups)
    value = plain("".join(thousands), decimals)
    spaced = separators[0] in SPACES
    right = last in DECIMAL.get(language, "") and (spaced or separators[0] == GROUP[language])
    return Readings(frozenset([value] if right else []), frozenset([value]))


def repeated(groups, separator, language):
    """Read 1.200.000 and 1,200,000, and what is no number: 1.2.3, 29.10.2025."""
    if not grouped_by_three(groups):
        return identifier(groups)
    value = plain("".join(groups))
    return Readings(frozenset([value] if separator == GROUP.get(language) else []), frozenset([value]))


def single(groups, separator, language):
    """Read 1.200 and 3,5."""
    decimal = plain(*groups)
    whole = plain("".join(groups)) if grouped_by_three(groups) else None
    possible = frozenset([decimal, whole] if whole else [decimal])
    if whole and separator == GROUP.get(language):
        right = [whole]
    else:
        right = [decimal] if separator in DECIMAL.get(language, "") else []
    return Readings(frozenset(right), possible)


def identifier(groups):
    return both("-".join(plain(group) for group in groups))


def written_in(value, language):
    """Return a number, as `plain` gives it, the way a language writes it."""
    whole, point, decimals = value.partition(".")
    if len(whole) > 4 or (len(whole) == 4 and language != "es"):
        head = len(whole) % 3 or 3
        parts = [whole[:head], *(whole[at : at + 3] for at in range(head, len(whole), 3))]
        whole = ("," if language == "en" else NO_BREAK).join(parts)
    return whole + (("." if language == "en" else ",") + decimals if point else "")
