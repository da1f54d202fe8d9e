"""The ways in which the vocabulary's concepts are written in a language, made ready to be found in a text."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from agc.core.texts import unaccented
from agc.translation.glossary.words import tokens

# Lists of names: they are written with a capital, and are not inflected.
NAMES = frozenset({"country", "region"})
# The longest all-capital word that is taken as an abbreviation.
LONGEST_ABBREVIATION = 6
# From which likeness on a word of another language is taken for the same word.
COGNATE = 65
SMALL_WORD = re.compile(r"\b[^\W\d_A-ZÀ-Þ]\w+")
IN_BRACKETS = re.compile(r"\s*\([^()]*\)")


@dataclass(frozen=True)
class Meaning:
    """One concept with its words in two languages."""

    concept_id: int
    scheme: str
    source: tuple
    target: tuple
    definition: str


@dataclass(frozen=True)
class Pattern:
    """One way to write a concept in the source language.

    Attributes:
        stems: of its words, without particles.
        forms: the words that have to stand in the text letter by letter; None in the places of the others.
        main: whether it is the name of the concept, or another word for it.
        designation: whether it is an abbreviation, or has one or a number in it.
        others: other words for the concept in the target language, those for this very word first where that is known.
        common: whether the vocabulary uses the word in small letters too: "reunión" is more than an island.
    """

    stems: tuple
    forms: tuple
    main: bool
    designation: bool
    common: bool
    others: tuple
    meaning: Meaning

    def fits(self, found):
        return all(form is None or written(token.form, form) for token, form in zip(found, self.forms, strict=True))


def written(word, form):
    """Return whether a word is written as it has to be: an abbreviation exactly, a name with its capital at least.

    "SIC" is no "sic", and "Asia" is neither "Así" nor "asia".
    """
    if is_abbreviation(form):
        return word == form
    return word[0].isupper() and unaccented(word) == unaccented(form)


def is_abbreviation(word):
    return 1 < len(word) <= LONGEST_ABBREVIATION and word.isupper() and word.isalpha()


@lru_cache(maxsize=16)
def compiled(rows, source_language, target_language):
    """Return the patterns of a vocabulary by their first stem, the longest first.

    It is kept for as long as the vocabulary says the same: the rows themselves are what it is found by.
    """
    index = defaultdict(dict)
    small = frozenset(
        word for row in rows if row[2] == source_language for word in SMALL_WORD.findall(f"{row[3]} {row[4]} {row[5]}")
    )
    for meaning in meanings(rows, source_language, target_language):
        for number, word in enumerate(meaning.source):
            for variant in variants([word]):
                pattern = pattern_of(variant, source_language, number == 0, meaning, small)
                if pattern:
                    index[pattern.stems[0]].setdefault((pattern.stems, meaning.concept_id), pattern)
    return {
        stem: tuple(sorted(found.values(), key=lambda pattern: (-len(pattern.stems), not pattern.main)))
        for stem, found in index.items()
    }


def meanings(rows, source_language, target_language):
    """Yield what each concept is called in both languages; not those without a name in the source language."""
    labels = defaultdict(dict)
    schemes = {}
    for concept_id, scheme, language, preferred, alternatives, definition in rows:
        others = (line.strip() for line in alternatives.splitlines())
        labels[concept_id][language] = (preferred.strip(), *filter(None, others)), definition.strip()
        schemes[concept_id] = scheme
    for concept_id, languages in labels.items():
        source, explained = languages.get(source_language, ((), ""))
        target, definition = languages.get(target_language, ((), ""))
        if source:
            yield Meaning(concept_id, schemes[concept_id], source, target, definition or explained)


def variants(words):
    """Yield words for a concept, and each without what stands in brackets."""
    for word in words:
        yield word
        shorter = " ".join(IN_BRACKETS.sub("", word).split())
        if shorter and shorter != word:
            yield shorter


def pattern_of(word, language, main, meaning, small):
    """Return the pattern of a word; None where nothing is left of it without its particles.

    Args:
        small: the words that the vocabulary writes in small letters.
    """
    found = tokens(word, language)
    if not any(token.is_word for token in found):
        return None
    forms = tuple(token.form if is_exact(token.form, meaning.scheme) else None for token in found)
    return Pattern(
        stems=tuple(token.stem for token in found),
        forms=forms,
        main=main,
        designation=any(token.form.isdigit() or is_abbreviation(token.form) for token in found),
        common=word.casefold() in small,
        others=meaning.target[1:] if main else tuple(sorted(meaning.target[1:], key=unlikeness_to(word))),
        meaning=meaning,
    )


def unlikeness_to(word):
    """Return by what words of another language are put in order: those that look like `word` first, as cognates do.

    Of the other words for a concept the one for "cuenta satélite" is "satellite account", and not "time-use survey".
    """
    own = unaccented(word)

    def key(other):
        likeness = fuzz.token_sort_ratio(own, unaccented(other))
        return -likeness if likeness >= COGNATE else 0

    return key


def is_exact(word, scheme):
    return is_abbreviation(word) or (scheme in NAMES and word[0].isupper())
