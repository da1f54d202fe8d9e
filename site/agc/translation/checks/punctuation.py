"""Punctuation: what ends a text, what opens and closes, and the marks that only one language has."""

import re
from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agc.translation.checks.base import OBJECT, register

# Marks of other scripts that mean the same.
SAME_MARK = str.maketrans("؟،؛。！？：；，、।։۔．", "?,;.!?:;,,....")
ENDS = ".!?:;,…"
CLOSERS = " \u00a0\u202f\t\n\r\"'”’»›)]}*_"
# A point that belongs to the last word and says nothing about the end: "EE. UU.", "etc.", "3 p. m.", "S. A.".
ABBREVIATION = re.compile(r"\b(?:[Ee]tc|Ltd|Inc|Corp|Cía|Cie|cf|art|núm|No|vol|ed|Jr|Sr|[^\W\d_]|[A-Z]{2})\.\Z")
SHORT_FORM = re.compile(r"[^\W\d_]{1,5}\.")
# Languages in which a text has no such end, or a question ends with ";".
OTHER_ENDS = frozenset({"th", "lo", "km", "my", "bo", "el"})
BRACKET = re.compile(r"[()\[\]{}]")
BRACKETS = {")": "(", "]": "[", "}": "{"}
INCHES = re.compile(r"\d\"")
STRAIGHT = re.compile(r"(?<!\d)\"[^\"]{0,60}")


def ending(text):
    """Return the mark that ends a text, whatever closes after it: "" where there is none, None where it is unclear."""
    text = text.rstrip(CLOSERS)
    if ABBREVIATION.search(text[-8:]) or SHORT_FORM.fullmatch(text):
        return None
    mark = text[-3:].translate(SAME_MARK)
    if mark.endswith("..."):
        return "…"
    if {"?", "!"} <= set(mark):
        return None
    return mark[-1:] if mark[-1:] in ENDS else ""


@register("final-punctuation", gettext_lazy("Final punctuation"))
def final_punctuation(pair):
    if not OTHER_ENDS.isdisjoint({pair.source.language, pair.target.language}):
        return
    source, target = ending(pair.source.text), ending(pair.target.text)
    if source is None or target is None or source == target:
        return
    if not target:
        yield _("The source ends with “%(source)s”, the translation with nothing.") % {"source": source}
    elif not source:
        yield (
            _("The translation ends with “%(target)s”, the source does not.") % {"target": target},
            pair.target.text[-20:],
        )
    else:
        marks = {"source": source, "target": target}
        yield _("The source ends with “%(source)s”, the translation with “%(target)s”.") % marks, pair.target.text[-20:]


@register("brackets", gettext_lazy("Brackets"))
def brackets(pair):
    """What stands alone in both texts, as in "a)" or ":)", is meant."""
    lone = Counter(unbalanced(pair.target.text)) - Counter(unbalanced(pair.source.text))
    for mark in lone:
        yield _("The bracket “%(mark)s” has no counterpart.") % {"mark": mark}, mark


def unbalanced(text):
    """Return the brackets of a text that are not closed or were never opened."""
    opened, lone = [], []
    for mark in BRACKET.findall(text):
        if mark in BRACKETS.values():
            opened.append(mark)
        elif opened and opened[-1] == BRACKETS[mark]:
            opened.pop()
        else:
            lone.append(mark)
    return lone + opened


@register("quotes", gettext_lazy("Quotation marks"), needs="target")
def quotes(pair):
    source, target = pair.source.text, pair.target.text
    if not unpaired_quotes(source):
        for mark in unpaired_quotes(target):
            yield _("The quotation mark “%(mark)s” has no counterpart.") % {"mark": mark}, mark
    yield from foreign_quotes(pair)


def unpaired_quotes(text):
    """Return the quotation marks that stand there more often than their counterparts."""
    count = Counter(text)
    lone = [
        opening if count[opening] > count[closing] else closing
        for opening, closing in (("«", "»"), ("“", "”"))
        if count[opening] != count[closing] and "„" not in text
    ]
    straight = count['"'] - len(INCHES.findall(text))
    return lone + (['"'] if straight % 2 else [])


def foreign_quotes(pair):
    """Yield a message for quotation marks of another language."""
    language, text = pair.target.language, pair.target.text
    if language == "fr" and "«" not in text and ("“" in text or straight_quotes(text)):
        yield _("French uses « » as quotation marks."), excerpt(text, '“"')
    elif language == "en" and "«" in text:
        yield _("English uses “ ” as quotation marks."), excerpt(text, "«")
    elif language in ("es", "en") and straight_quotes(text) and not straight_quotes(pair.source.text):
        yield _("Straight quotation marks, where the source has curved ones."), excerpt(text, '"')


def straight_quotes(text):
    return bool(STRAIGHT.search(text))


def excerpt(text, marks):
    """Return the text from the first of some marks on."""
    at = min((text.find(mark) for mark in marks if mark in text), default=0)
    return text[at : at + 30]


@register("inverted-marks", gettext_lazy("Inverted question and exclamation marks"), needs="target")
def inverted_marks(pair):
    if pair.kept:
        return
    text = without_quoted(pair.target.upright)
    if pair.target.language != "es":
        for mark in "¿¡":
            if mark in text:
                yield _("“%(mark)s” is used in Spanish only.") % {"mark": mark}, excerpt(text, mark)
        return
    for opening, closing in ("¿?", "¡!"):
        opened, closed = text.count(opening), sentences_ending_in(closing, text)
        if closed > opened:
            yield _("“%(mark)s” is missing at the beginning.") % {"mark": opening}, closing
        elif opened > text.count(closing):
            yield _("“%(mark)s” is missing at the end.") % {"mark": closing}, opening


def sentences_ending_in(mark, text):
    """Return how many runs of marks have `mark` first: "?!" may be opened with either."""
    return len(re.findall(rf"(?<![?!(]){re.escape(mark)}", text))


QUOTED = re.compile(r"«[^«»]{0,300}»|“[^“”]{0,300}”|\"[^\"]{0,300}\"")


def without_quoted(text):
    """Return a text without what it quotes, which may be in another language."""
    return QUOTED.sub(OBJECT, text)
