"""The words as a whole: left in the source language, much too long or short, doubled, without their capital letter."""

import re
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agc.translation.checks.base import KNOWN, register
from agc.translation.checks.calendar_words import NUMBER_OF, WEEKDAYS
from agc.translation.checks.punctuation import without_quoted
from agc.translation.checks.stopwords import lower_case_content, telling, words_of
from agc.translation.checks.wordlists import listed

SENTENCE_END = re.compile(r"(?<=[.!?…;:])\s+|\n")
# Not the point of "No. 183" or "J. Pérez".
SENTENCE = re.compile(r"(?<=[^\W\d_]{2})[\s”»’)]?[.!?…]+[\s”»’\")]{0,3}(?=\Z|[A-ZÀ-Þ¿¡«“])")
# Not that of an abbreviation.
FULL_STOP = re.compile(r"\w{3}\.$")
# How long a text is for its source in good translations: the median of the paragraphs that this site has published.
USUAL_LENGTH = {"es-en": 0.95, "en-es": 1.04, "es-fr": 1.06, "fr-es": 0.94, "en-fr": 1.11, "fr-en": 0.89}
# With a sentence less or more, a text is this many times as long as usual, at most or at least.
SHORTER, LONGER = 0.86, 1.18
# Words that English writes with a capital letter, and Spanish and French without.
ENGLISH_CAPITALS = frozenset(
    listed(
        "english french spanish arabic portuguese chinese russian german italian dutch philippine filipino mexican",
        "chilean brazilian colombian uruguayan argentine peruvian canadian american latin african asian european",
        "caribbean kenyan indian jordanian korean japanese swiss indigenous black christian muslim jewish catholic i",
        "mon tue tues wed thu thurs fri sat sun",
    )
).union(NUMBER_OF["en"], WEEKDAYS["en"])
FEWEST_WORDS = 3
# A passage as long as this, word for word as in the source, is no coincidence.
PASSAGE = 4
DOUBLE_WORDS = {
    "es": frozenset({"no", "sí", "muy", "bla"}),
    "en": frozenset({"that", "had", "very", "bla", "blah"}),
    "fr": frozenset({"nous", "vous", "faire", "très", "si", "bla"}),
}
OPENERS = " \u00a0\u202f\t\n\"'“”‘’«»‹›„([{¿¡*_—–-•·"


def is_name(words):
    """Return whether words are a name, or little more: next to none of them begins with a small letter."""
    capitalised = sum(word[0].isupper() for word in words)
    return capitalised >= 2 and len(lower_case_content(words)) <= 1


def is_sentence(text, words):
    """Return whether a text that reads like a name ends as a sentence does, and says something of what it names."""
    return len(words) > PASSAGE and bool(FULL_STOP.search(text) and lower_case_content(words))


def language_of(words):
    """Return which of the known languages words are in; None where it is not clear."""
    counts = {language: telling(words, language) for language in KNOWN}
    best = max(counts, key=counts.get)
    others = sum(count for language, count in counts.items() if language != best)
    return best if counts[best] > 2 * others else None


@register("unchanged", gettext_lazy("The same text as the source"))
def unchanged(pair):
    source, target = pair.source.text.strip(), pair.target.text.strip()
    words = words_of(pair.target.prose)
    if source != target or pair.source.language == pair.target.language or len(words) < FEWEST_WORDS:
        return
    if is_name(words) and not is_sentence(source, words):
        return
    # A title that stands in the page as it was published, in a language that is not that of the page.
    if language_of(words) in (None, pair.source.language):
        yield _("The translation is the same text as the source.")


@register("left-in-source", gettext_lazy("Left in the source language"), needs="pair")
def left_in_source(pair):
    if pair.source.text.strip() == pair.target.text.strip():
        return
    text = without_quoted(pair.target.upright)
    of_source = {sentence.strip() for sentence in SENTENCE_END.split(without_quoted(pair.source.upright))}
    for sentence in SENTENCE_END.split(text):
        words = words_of(sentence)
        copied = sentence.strip() in of_source and len(lower_case_content(words)) >= 2 and not is_name(words)
        if copied or in_source_language(words, pair):
            yield _("This sentence seems to be in the language of the source."), sentence.strip()
            return
    passage = copied_passage(pair, text)
    if passage:
        yield _("These words stand in the source too, and seem to be in its language."), passage


def in_source_language(words, pair):
    """Return whether a sentence of the translation is rather in the language of the source."""
    if len(words) < PASSAGE or is_name(words):
        return False
    ours, theirs = (telling(words, side.language) for side in (pair.target, pair.source))
    return theirs >= 2 and theirs > 3 * ours


def copied_passage(pair, text):
    """Return a passage that was copied from the source; "" where there is none."""
    source = words_of(pair.source.upright)
    passages = {tuple(source[at : at + PASSAGE]) for at in range(len(source) - PASSAGE + 1)}
    words = words_of(text)
    for at in range(len(words) - PASSAGE + 1):
        passage = tuple(words[at : at + PASSAGE])
        if passage in passages and proves_source(passage, pair):
            return " ".join(passage)
    return ""


def proves_source(passage, pair):
    """Return whether words can be in the source language only."""
    small = telling(passage, pair.source.language) - telling(passage, pair.target.language)
    return small >= 1 and len(lower_case_content(passage)) >= 2


@register("length", gettext_lazy("Much longer or shorter than the source"))
def length(pair):
    source, target = (len(side.text.strip()) for side in (pair.source, pair.target))
    if not source:
        return
    sizes = {"source": source, "target": target}
    if target > source * times_as_long(source, pair.known):
        yield _("Much longer than the source: %(target)s characters for %(source)s.") % sizes
    elif source > target * times_as_long(target, pair.known):
        yield _("Much shorter than the source: %(target)s characters for %(source)s.") % sizes


def times_as_long(characters, known):
    """Return how many times as long a text may be in another language.

    A word may be four times as long, a paragraph hardly half as long again: the bounds stand a little outside of what
    some ten thousand pairs of published translations between Spanish, English and French have. Other scripts say
    the same with many fewer characters.
    """
    return 1.45 + 22 / characters if known else 5 + 60 / characters


@register("sentences", gettext_lazy("Another number of sentences"), needs="pair")
def sentences(pair):
    """Two sentences may become one, and one two; with the length they tell that something is missing, or new."""
    usual = USUAL_LENGTH[f"{pair.source.language}-{pair.target.language}"]
    ratio = len(pair.target.text) / max(len(pair.source.text), 1) / usual
    source, target = (len(SENTENCE.findall(side.text)) or 1 for side in (pair.source, pair.target))
    if target < source and ratio < SHORTER:
        yield _("A sentence seems to be missing: %(target)s for %(source)s.") % {"source": source, "target": target}
    elif target > source and ratio > LONGER:
        yield _("There seems to be a sentence more: %(target)s for %(source)s.") % {"source": source, "target": target}


@register("doubled-words", gettext_lazy("Doubled words"), needs="target")
def doubled_words(pair):
    if any(True for _pair in doubled(pair.source.prose)):
        return
    allowed = DOUBLE_WORDS[pair.target.language]
    for first, second in doubled(pair.target.prose):
        if first.lower() not in allowed and not (first[0].isupper() and second[0].isupper()):
            yield _("“%(word)s” stands there twice.") % {"word": first}, f"{first} {second}"


def doubled(text):
    """Yield each two words that are the same but for the case, with nothing but spaces between them."""
    for first, second in pairwise(re.findall(r"[^\W\d_]+|[^\s]", text)):
        if first[0].isalpha() and first.lower() == second.lower():
            yield first, second


@register("capital", gettext_lazy("Capital letter at the beginning"), needs="pair")
def capital(pair):
    first, word = (first_word(side) for side in (pair.source, pair.target))
    acronym = len(first) > 1 and first.isupper()
    if pair.source.language == "en" and first.lower() in ENGLISH_CAPITALS:
        return
    if first[:1].isupper() and not acronym and word.islower():
        yield _("The source begins with a capital letter."), word


def first_word(side):
    """Return the word with which a text begins; "" where it begins with something else."""
    match = re.match(r"[^\W\d_]+", side.prose.lstrip(OPENERS))
    return match.group() if match else ""
