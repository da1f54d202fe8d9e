"""What a cell says, as the definition of a record reads the same fact from a page: code, number, day in ISO 8601."""

import datetime
import re
import unicodedata
from collections import defaultdict
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from agc.core.languages import content_languages
from agc.core.texts import unaccented
from agc.translation.texts import check_characters
from agc.vocabulary.models import Concept, ConceptLabel
from practices.record import Kind

BETWEEN_CODES = re.compile(r"[;\n]+")
# What the form for offline use has beside a code: "uy – Uruguay".
CODE_WITH_WORDS = re.compile(r"^(\S+)\s+[–—-]\s+\S")
NUMBER = re.compile(r"[-−]?\d+(?:[.,]\d+)?")
AMBIGUOUS = re.compile(r"[-−]?\d{1,3},\d{3}")
AMBIGUOUS_TOO = re.compile(r"[-−]?\d{1,3}[.,]\d{3}")
# Of figures; degrees have more.
MOST_DECIMALS = 3
SPACES_IN_NUMBERS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}\b)")
TOO_LARGE = Decimal(10) ** 15
FIRST_YEAR, LAST_YEAR = 1000, 2999
YES = frozenset({"true", "yes", "y", "si", "s", "oui", "o", "x", "1", "نعم"})
NO = frozenset({"false", "no", "n", "non", "0", "لا"})
NO_YEAR = gettext_lazy("Write the year alone, with four digits: 2024")
NOT_A_TEXT = gettext_lazy("Write words here.")


class Fault(Exception):
    """A cell that does not say what its field can hold; the message says what it should."""


class Words:
    """The codes that a record may have, with all the words by which people name them, in every language."""

    def __init__(self, record):
        self.record = record

    @cached_property
    def concepts(self):
        """The concepts by the codes of their list and their own."""
        fields = [*self.record.fields, *(field for child in self.record.children for field in child.fields)]
        schemes = {scheme for field in fields for scheme in field.schemes}
        return {
            (concept.scheme.code, concept.code): concept
            for concept in Concept.objects.of(*schemes).select_related("scheme")
        }

    @cached_property
    def by_key(self):
        return {concept.pk: concept for concept in self.concepts.values()}

    def scheme_of(self, concept):
        """Return the code of the list that a concept is in; empty where the record knows nothing of it."""
        return self.by_key[concept.pk].scheme.code if concept.pk in self.by_key else ""

    def code_of(self, key):
        """Return the code of the concept with a primary key; empty where there is none."""
        return self.by_key[key].code if key in self.by_key else ""

    def code_in(self, concept, schemes):
        """Return the code of a concept; empty where it is in none of some lists."""
        return concept.code if self.scheme_of(concept) in schemes else ""

    @cached_property
    def codes_by_words(self):
        """The codes that a label stands for, by the code of the list and the label without case and accents."""
        found = defaultdict(set)
        rows = ConceptLabel.objects.values_list("concept__scheme__code", "preferred", "concept__code")
        for scheme, label, code in rows:
            found[scheme, unaccented(label)].add(code)
        return found

    def code(self, field, text):
        """Return the code that a text names for a field.

        Raises:
            Fault: when it names none, or could mean several.
        """
        text = text.strip()
        beside = CODE_WITH_WORDS.match(text)
        for wanted in filter(None, (text, beside and beside[1])):
            found = self.codes_of(field, wanted)
            if len(found) == 1:
                return found.pop()
        raise Fault(_("“%(text)s” is no code of the list.") % {"text": shortened(text)})

    def codes_of(self, field, text):
        lower = text.casefold()
        if field.choices:
            codes = {code for code, _label in field.choices if code.casefold() == lower}
            return codes or self.choices_by_words(field).get(unaccented(text), set()).copy()
        exact = {code for scheme in field.schemes for code in (lower,) if (scheme, code) in self.concepts}
        return exact or {code for scheme in field.schemes for code in self.codes_by_words[scheme, unaccented(text)]}

    def choices_by_words(self, field):
        found = defaultdict(set)
        for language in content_languages():
            with override(language):
                for code, label in field.choices:
                    found[unaccented(str(label))].add(code)
        return found


def plain(field, value, words):
    """Return what a cell says, as `Field.value_of` would read it from a page.

    Args:
        field: the field of the definition.
        value: what stands in the cell.
        words: the Words of the definition.

    Raises:
        Fault: when it is nothing that the field can hold.
    """
    if isinstance(value, str):
        value = value.strip()
    if value is None or value in ("", []):
        return EMPTY.get(field.kind, "")
    if isinstance(value, list) and field.kind != Kind.CONCEPTS:
        raise Fault(_("Give one value, not several."))
    return PARSERS[field.kind](field, value, words)


EMPTY = {
    Kind.NUMBER: None,
    Kind.YEAR: None,
    Kind.DATE: None,
    Kind.MOMENT: None,
    Kind.YES_NO: None,
    Kind.CONCEPTS: (),
}


def text(_field, value, _words):
    if isinstance(value, bool) or not isinstance(value, str | float | Decimal | int):
        raise Fault(str(NOT_A_TEXT))
    if not isinstance(value, str):
        value = f"{value:f}" if isinstance(value, Decimal) else str(int(value) if value == int(value) else value)
    try:
        check_characters(value)
    except ValidationError as error:
        raise Fault(" ".join(error.messages)) from error
    return value


def number(field, value, _words):
    if isinstance(value, bool | datetime.date):
        raise Fault(_("Write a number."))
    if isinstance(value, str):
        value = number_of(value, decimals=field.limits.get("decimals", 0))
    try:
        exact = Decimal(str(value))
    except InvalidOperation as error:
        raise Fault(_("Write a number.")) from error
    if not exact.is_finite():
        raise Fault(_("Write a number."))
    if abs(exact) >= TOO_LARGE:
        raise Fault(_("This number is too large."))
    decimals = field.limits.get("decimals", 0)
    if exact != round(exact, decimals):
        raise Fault(too_fine(decimals))
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def too_fine(decimals):
    if not decimals:
        return _("Write a whole number.")
    return _("Write a number with at most %(count)s decimals.") % {"count": decimals}


def number_of(value, decimals=0):
    """Return the number that a text is; digits of any script count.

    Raises:
        Fault: when it is none, or when nobody can know whether a sign parts thousands or decimals: 1,234 and, but for
            degrees with their many decimals, 1.234.
    """
    value = "".join(str(unicodedata.decimal(sign, sign)) for sign in SPACES_IN_NUMBERS.sub("", value))
    ambiguous = AMBIGUOUS if decimals > MOST_DECIMALS else AMBIGUOUS_TOO
    if not NUMBER.fullmatch(value) or ambiguous.fullmatch(value):
        raise Fault(_("Write the number with digits alone and a point before decimals: 1234.5"))
    return value.replace(",", ".").replace("−", "-")


def year(_field, value, _words):
    try:
        found = Decimal(number_of(value) if isinstance(value, str) else str(value))
    except (Fault, InvalidOperation) as error:
        raise Fault(str(NO_YEAR)) from error
    if isinstance(value, bool) or not found.is_finite() or found % 1 or not FIRST_YEAR <= found <= LAST_YEAR:
        raise Fault(str(NO_YEAR))
    return int(found)


def day(_field, value, _words):
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    try:
        return datetime.date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise Fault(_("Write the day as year, month and day: 2026-08-31")) from error


def yes_no(_field, value, _words):
    if isinstance(value, bool):
        return value
    said = unaccented(str(int(value) if isinstance(value, float) and value == int(value) else value))
    if said not in YES | NO:
        raise Fault(_("Write yes or no."))
    return said in YES


def choice(field, value, words):
    return words.code(field, str(value))


def concept(field, value, words):
    return words.code(field, str(value))


def concepts(field, value, words):
    said = value if isinstance(value, list) else BETWEEN_CODES.split(str(value))
    codes = [words.code(field, str(part)) for part in said if str(part or "").strip()]
    return tuple(dict.fromkeys(codes))


PARSERS = {
    Kind.TEXT: text,
    Kind.RICH_TEXT: text,
    Kind.NUMBER: number,
    Kind.YEAR: year,
    Kind.DATE: day,
    Kind.MOMENT: text,
    Kind.YES_NO: yes_no,
    Kind.CHOICE: choice,
    Kind.CONCEPT: concept,
    Kind.CONCEPTS: concepts,
    Kind.RECORD: text,
    Kind.LANGUAGE: text,
    Kind.ADDRESS: text,
}


def shortened(value, length=60):
    return value if len(value) <= length else value[: length - 1].rstrip() + "…"
