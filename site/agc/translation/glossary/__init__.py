"""The glossary beside a text: the concepts of the vocabulary that it names, and what a translation calls them."""

import re
from dataclasses import dataclass
from functools import cached_property

from agc.core.texts import unaccented
from agc.translation.checks.addresses import ADDRESS, PLACEHOLDER
from agc.translation.glossary.terminology import NAMES, compiled, variants
from agc.translation.glossary.words import PARTICLES, rendered, titles, tokens
from agc.vocabulary.models import ConceptLabel

# The lists whose labels are terms; those of the others are headings, and their other words are there for the search.
TERMS = frozenset({"term", "norm"})
# What links the words of a name, besides particles: "Alianza Global por los Cuidados", "Brasil que Cuida".
LINKS = frozenset(["que", "por", "para", "for", "that", "pour", "qui"])
OF = frozenset(["de", "del", "of", "du", "des", "d"])
SHORT = 3
HYPHENS = ("-", "\N{HYPHEN}", "\N{NON-BREAKING HYPHEN}")
WORD_OR_SIGN = re.compile(r"\w+|[^\w\s'’]")


@dataclass(frozen=True)
class Entry:
    """A concept that a text names.

    Attributes:
        term: the words as they stand in the text.
        start, end: where, in the text as it is read, without tags.
        preferred: what the concept is called in the target language; empty where nobody has said so yet.
        alternatives: other words for it; first those that look like `term`, where that is itself another word.
        definition: in the target language, else in that of the source; may be empty.
        concept_id: the key of the concept.
        scheme: the code of its list.
        concept: what it is called in the source language, which may be another word than `term`.
        due: whether a translation of the text is expected to have one of the words.
    """

    term: str
    start: int
    end: int
    preferred: str
    alternatives: tuple
    definition: str
    concept_id: int
    scheme: str
    concept: str
    due: bool

    @property
    def words(self):
        return tuple(dict.fromkeys(filter(None, (self.preferred, *self.alternatives))))


class Glossary:
    """The words of the vocabulary for translations from one language into another; one query, when it is first asked.

    Args:
        source_language, target_language: codes.
    """

    def __init__(self, source_language, target_language):
        self.source_language, self.target_language = source_language, target_language
        self.found = {}

    @cached_property
    def index(self):
        rows = (
            ConceptLabel.objects.filter(
                language__in=[self.source_language, self.target_language], concept__retired=False
            )
            # Words for the search mean nearly the same, and do not translate each other.
            .exclude(concept__scheme__code="word")
            .order_by("concept__scheme__order", "concept__order", "concept_id", "pk")
            .values_list("concept_id", "concept__scheme__code", "language", "preferred", "alternatives", "definition")
        )
        return compiled(tuple(rows), self.source_language, self.target_language)

    def entries(self, source_text):
        """Return the concepts that a text names, in its order; of terms that overlap the longest.

        Args:
            source_text: as wagtail-localize keeps it.
        """
        return [entry for group in self.groups(source_text) for entry in group]

    def terms(self, source_text):
        """Return the terms of which a translation is expected to have one of the words.

        Returns:
            A tuple of pairs: the term as it stands in the text, and the words for it, the preferred one first.
        """
        found = {}
        for group in self.groups(source_text):
            due = [entry for entry in group if entry.due]
            if due:
                # Where a term stands for two concepts, the words of either will do.
                words = (word for entry in due for word in variants(entry.words))
                found.setdefault(due[0].term, tuple(dict.fromkeys(words)))
        return tuple(found.items())

    def groups(self, source_text):
        """Return for each term of a text the entries of the concepts that it stands for; each text is read once."""
        if source_text not in self.found:
            self.found[source_text] = list(self.read(source_text))
        return self.found[source_text]

    def read(self, source_text):
        text, works = rendered(source_text), titles(source_text)
        found = tokens(without_addresses(text), self.source_language)
        position = 0
        while position < len(found):
            patterns = self.longest_at(found, position)
            if patterns:
                end = position + len(patterns[0].stems)
                yield [self.entry(text, works, found[position:end], pattern) for pattern in patterns]
                position = end
            else:
                position += 1

    def longest_at(self, found, position):
        """Return the longest patterns that begin at a place."""
        longest = []
        for pattern in self.index.get(found[position].stem, ()):
            size = len(pattern.stems)
            if longest and size < len(longest[0].stems):
                break
            span = found[position : position + size]
            if tuple(token.stem for token in span) == pattern.stems and pattern.fits(span):
                longest.append(pattern)
        return longest

    def entry(self, text, works, span, pattern):
        start, end, meaning = span[0].start, span[-1].end, pattern.meaning
        in_a_title = any(begun <= start and end <= ended for begun, ended in works)
        return Entry(
            term=text[start:end],
            start=start,
            end=end,
            preferred=meaning.target[0] if meaning.target else "",
            alternatives=pattern.others,
            definition=meaning.definition,
            concept_id=meaning.concept_id,
            scheme=meaning.scheme,
            concept=meaning.source[0],
            due=is_due(pattern) and not in_a_title and stands_alone(text, start, end, self.source_language),
        )


def is_due(pattern):
    """Return whether translations are expected to use the glossary's words for a term.

    Names are, and designations such as "Convenio 189" or "CEDAW"; of the terms, what the concept is called where that
    is more than one word. Other words for a concept, and single words of the language, have several good translations.
    """
    meaning = pattern.meaning
    if not meaning.target or not meaning.target[0]:
        return False
    if meaning.scheme in NAMES:
        return not pattern.common
    return meaning.scheme in TERMS and ((pattern.main and len(pattern.stems) > 1) or pattern.designation)


def stands_alone(text, start, end, language):
    """Return whether a term is a piece of the sentence, and not of something that is translated as a whole.

    A name may be a part of a larger one: "Ciudad de México", "Brasil que Cuida", "Canada-wide"; after "de" it often
    becomes an adjective: "communes de France", "French municipalities". What stands in small letters is no name, unless
    it begins in a name: "la Alianza Global por los Cuidados y el apoyo de…".
    """
    before, after = text[max(0, start - 60) : start], text[end : end + 60]
    if before.endswith(HYPHENS) or after.startswith(HYPHENS):
        return False
    if not text[start].isupper():
        return True
    preceding = WORD_OR_SIGN.findall(before)
    if preceding and preceding[-1].casefold() in OF:
        return False
    return not (begins_upper(reversed(preceding), language) or begins_upper(WORD_OR_SIGN.findall(after), language))


def begins_upper(words, language):
    """Return whether the first of some words that is no link between words of a name belongs to a name itself.

    A short word with a capital is rather the first of its sentence: "En Uruguay…".
    """
    links = PARTICLES.get(language, frozenset()) | LINKS
    word = next((word for word in words if unaccented(word) not in links), "")
    return word.isupper() if len(word) <= SHORT else word[0].isupper()


def without_addresses(text):
    """Return a text with something that is no word in the place of addresses and placeholders, at the same length."""

    def hidden(match):
        return "\ufffc" * len(match.group())

    return PLACEHOLDER.sub(hidden, ADDRESS.sub(hidden, text))
