"""Find the numbers of a text, however they are written: digits, words, Roman numerals, times of day."""

import re
from dataclasses import dataclass
from functools import lru_cache

from agc.core.texts import unaccented
from agc.translation.checks import times
from agc.translation.checks.acronyms import CURRENCY_CODES
from agc.translation.checks.base import OBJECT
from agc.translation.checks.calendar_words import NUMBER_OF
from agc.translation.checks.figures import FIGURE, readings, shifted, western
from agc.translation.checks.number_words import AND, HINTED, LONGEST_PHRASE, ONE, POWERS, SHORT_POWERS, WORDS
from agc.translation.checks.wordlists import listed

ITEM = re.compile(rf"(?P<figure>{FIGURE.pattern})|[^\W\d_]+")
# 29.10.2025 is three numbers and not one.
NUMERIC_DATE = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![./,-]?\d)")
ROMAN = re.compile(r"(X{0,3})(IX|IV|V?I{0,3})(?:er|e|es|ème|ᵉ)?")
ROMAN_VALUES = {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}
# A heading or an official subject with its number: "5.4 Trabajo de cuidados".
NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s+[A-ZÀ-Þ]")
MONTH_NUMBERS = {
    language: {unaccented(name): number for name, number in names.items()} for language, names in NUMBER_OF.items()
}
TOGETHER = re.compile(r"[\s-]{1,2}")
LISTED = re.compile(r"[\s,;–-]*(?:y|e|o|and|or|et|ou|a|to|à|&)?\s*")
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
MOST_POWERS = 3
# After these words stands the name of a thing, a number only to the eye: Law 19.353, target 5.4, Nº 3.
NAMING = frozenset(
    listed(
        "ley law loi decreto decree decret articulo article articles articulos art arts meta metas target targets",
        "cible cibles objetivo objetivos objectif objectifs goal goals indicador indicadores indicator indicators",
        "indicateur indicateurs convenio convention recomendacion recommendation recommandation resolucion resolution",
        "num numero number n no nos version capitulo chapter chapitre seccion section parrafo paragraph paragraphe",
        "anexo annex annexe acuerdo accord agreement reglamento reglement regulation norma standard norme criterio",
        "criterion critere fraccion inciso orden ordonnance act bill expediente pagina paginas page pages pp p parte",
        "part partie level nivel niveau attribution licence license licencia commons",
    )
)


@lru_cache(maxsize=4096)
def compared(word):
    return unaccented(word)


def in_full(match):
    """Return a date in digits with a stroke between its numbers, and its year in full."""
    day, _stroke, month, year = match.groups()
    return f"{day}/{month}/{year if len(year) == 4 else '20' + year}"


@dataclass(frozen=True)
class Quantity:
    """A number, or what can be read as one.

    Attributes:
        written: as it stands in the text.
        kind: "figure", "word", "time", or "hint" for what may stand for a number and need not ("both", "half").
        right: its values as the language writes numbers; "t930" is a time of day.
        possible: its values as any language would write it.
        raw: its values without the words that multiply it.
        power: of ten, by which these words multiply it.
        named: whether it is the name of a thing, such as a law, and is written the same in all languages.
        required: whether it has to be found in the other language.
    """

    written: str
    kind: str
    right: frozenset
    possible: frozenset = frozenset()
    raw: frozenset = frozenset()
    power: int = 0
    named: bool = False
    required: bool = True

    @property
    def all_values(self):
        return self.right | self.possible


class Reader:
    """Reads the numbers of one text, from its beginning to its end, once.

    Args:
        text: the text, without addresses.
        language: its code.
    """

    def __init__(self, text, language):
        self.language = language
        self.found = []
        text = times.TIME.sub(self.take_time, times.with_halves(western(text)))
        self.text = NUMERIC_DATE.sub(in_full, text)
        self.items = list(ITEM.finditer(self.text))
        self.words = [compared(item.group()) for item in self.items]
        self.named_at = -2

    def read(self):
        """Return the quantities of the text."""
        at = 0
        while at < len(self.items):
            at += self.take_figure(at) if self.items[at]["figure"] else self.take_word(at)
        return self.found

    def take_time(self, match):
        meanings = times.moment(match)
        if meanings is None:
            return match.group()
        values, only_time = meanings
        self.found.append(Quantity(match.group().strip(), "time" if only_time else "figure", values, raw=values))
        return f" {OBJECT} "

    # Each of these takes the item at a place and returns how many items it has used.

    def take_figure(self, at):
        value = readings(self.items[at].group(), self.language)
        power, used = self.powers(at + 1)
        right = {shifted(number, power) for number in value.right} | self.full_year(at)
        possible = {shifted(number, power) for number in value.possible}
        if not used and self.together(at + 1):
            short = SHORT_POWERS.get(self.items[at + 1].group(), 0)
            right |= {shifted(number, short) for number in value.right}
        # Nobody measures with a zero after the point: "4.0" is a version.
        named = self.is_named(at) or self.items[at].group().endswith(".0")
        written = self.text[self.items[at].start() : self.items[at + used].end()]
        self.found.append(
            Quantity(written, "figure", frozenset(right), frozenset(possible), value.possible, power, named)
        )
        return 1 + used

    def take_word(self, at):
        if self.take_roman(at):
            return 1
        number, used = self.phrase(at)
        if number is None:
            self.take_hint(at)
            return 1
        power, more = self.powers(at + used)
        used += more
        if number >= 100:
            number, power = number // 100, power + 2
        if power:
            number, power, used = self.sum_up(number, power, at, used)
        written = self.text[self.items[at].start() : self.items[at + used - 1].end()]
        if number != ONE or power:
            self.add_word(written, shifted(str(number), power), required=power >= 6 or (power == 3 and number > 1))
        self.take_hint(at)
        return used

    def sum_up(self, number, power, at, used):
        """Read on after "two hundred" or "dos mil": "two hundred and fifty thousand", "dos mil veintiséis"."""
        start = at + used
        joined = self.together(start) and self.words[start] == AND[self.language] == "and"
        rest, more = self.phrase(start + joined) if self.together(start + joined) else (None, 0)
        if rest is None or power > 3 or rest >= 10**power:
            return number, power, used
        number, used = number * 10**power + rest, used + joined + more
        power, more = self.powers(at + used)
        return number, power, used + more

    def add_word(self, written, value, required):
        kind = "figure" if required else "word"
        values = frozenset([value])
        self.found.append(Quantity(written, kind, values, values, values, required=required))

    def take_hint(self, at):
        word = self.words[at]
        month = MONTH_NUMBERS.get(self.language, {}).get(word)
        for value in HINTED.get(self.language, {}).get(word, {str(month)} if month else ()):
            self.found.append(Quantity(self.items[at].group(), "hint", frozenset([value]), required=False))

    def take_roman(self, at):
        """Read XXI and IV; a single letter may be one, and need not."""
        match = ROMAN.fullmatch(self.items[at].group())
        value = str(len(match[1]) * 10 + ROMAN_VALUES[match[2]]) if match else "0"
        if value == "0":
            return False
        letters = len(match[1] + match[2])
        kind = "figure" if letters > 1 else "hint"
        values = frozenset([value])
        self.found.append(Quantity(self.items[at].group(), kind, values, values, values, 0, True, letters > 1))
        return letters > 1

    # What stands around an item.

    def together(self, at):
        """Return whether the item at a place follows the one before with nothing but a space or hyphen between."""
        if not 0 < at < len(self.items):
            return False
        between = self.text[self.items[at - 1].end() : self.items[at].start()]
        return not between or bool(TOGETHER.fullmatch(between))

    def powers(self, at):
        """Return the power of ten of the words from a place on, and their number."""
        known = POWERS.get(self.language, {})
        power = used = 0
        while used < MOST_POWERS and self.together(at + used) and self.words[at + used] in known:
            power += known[self.words[at + used]]
            used += 1
        return power, used

    def phrase(self, at):
        """Return the number that the words from a place on mean, and how many they are; None where they mean none."""
        known = WORDS.get(self.language, {})
        longest = 1
        while longest < LONGEST_PHRASE and self.together(at + longest):
            longest += 1
        for length in range(longest, 0, -1):
            number = known.get(tuple(self.words[at : at + length]))
            if number is not None:
                return number, length
        return None, 0

    def full_year(self, at):
        """Return the year that "25" means in 2024-25."""
        written = self.items[at].group()
        if at == 0 or len(written) != 2 or not YEAR.fullmatch(self.items[at - 1].group()):
            return set()
        between = self.text[self.items[at - 1].end() : self.items[at].start()]
        return {self.items[at - 1].group()[:2] + written} if between in ("-", "–", "/") else set()

    def is_named(self, at):
        """Return whether the number is the name of a thing, alone or in a list."""
        if at == 0:
            return bool(NUMBERED.match(self.text))
        before = self.items[at - 1].group()
        listed = self.named_at == at - 1 or (self.named_at == at - 2 and not self.items[at - 1]["figure"])
        named = (
            self.words[at - 1] in NAMING
            or (len(before) > 1 and before.isalpha() and before.isupper() and before not in CURRENCY_CODES)
            or (listed and bool(LISTED.fullmatch(self.text[self.items[self.named_at].end() : self.items[at].start()])))
        )
        if named:
            self.named_at = at
        return named
