"""The names of concepts as they are looked for: a question that is one of them means what the others mean too."""

import threading
from collections import defaultdict
from itertools import chain, islice, product

from django.db import connection

from agc.vocabulary.models import Concept, ConceptLabel
from search.engines.base import term
from search.thesaurus import tokens_of_label

# A name of more words than these is a sentence, and how many forms of a question are compared with names.
LONGEST_NAME = 6
MOST_FORMS = 64
# The lists whose concepts have other names for the same. Elsewhere they are examples of it; and those of general terms
# stand in the index with each record that has one of them.
WITH_OTHER_NAMES = ("actor-type", "care-type", "norm", "population", "sdg", "country", "region")


class Synonyms:
    """The names of all concepts in all languages, as stems.

    Attributes:
        change: the number of the change of the index after which they were read.
        concepts: which concepts have a name; names: what else a concept is called.
        having: which concepts have a stem in one of their names.
    """

    def __init__(self, change):
        self.change = change
        self.concepts, self.names, self.having = defaultdict(set), defaultdict(set), defaultdict(set)
        others = Concept.objects.of(*WITH_OTHER_NAMES).filter(retired=False)
        self.alike, self.cut = set(others.values_list("pk", flat=True)), set()
        for label in ConceptLabel.objects.called():
            for words in label.words:
                found = tokens_of_label(words, label.language)
                stems = tuple(term(token.stem) for token in found if token.word and not token.is_stop)
                if stems:
                    self.concepts[stems].add(label.concept)
                    self.names[label.concept].add(stems)
                    if any(token.is_stop for token in found):
                        self.cut.add(stems)
                for token in found:
                    if not token.is_stop:
                        self.having[term(token.stem)].add(label.concept)

    def with_any(self, stems):
        """Return the concepts that have one of some stems in a name, and whether the stems have a whole name of it."""
        stems = set(map(term, stems))
        having = {concept for stem in stems for concept in self.having.get(stem, ())}
        return {concept: any(map(stems.issuperset, self.names[concept])) for concept in having}

    def of(self, ask):
        """Return the names of the concepts that an Ask names, whole and alone, those in the question among them."""
        return {name for concept in self.named(ask) for name in self.names[concept]}

    def alike_to(self, ask):
        """Return those names that are other words for the same, and nothing else: what follows a word that was left out
        for saying little may be any word.
        """
        return {name for concept in self.named(ask) & self.alike for name in self.names[concept] - self.cut}

    def named(self, ask):
        """Return the concepts that an Ask names, whole and alone."""
        if not 0 < len(ask.groups) <= LONGEST_NAME:
            return set()
        # A compound is one word of a question, and several of a name.
        forms = (tuple(chain(*form)) for form in islice(product(*ask.groups), MOST_FORMS))
        return {concept for form in forms for concept in self.concepts.get(form, ())}


held = {}
lock = threading.Lock()


def synonyms(words):
    """Return the Synonyms of this database; they are read again when the index has changed.

    Args:
        words: the Vocabulary, which knows of the last change.
    """
    change, name = words.change, connection.settings_dict["NAME"]
    known = held.get(name)
    if known is None or known.change != change:
        with lock:
            known = held.get(name)
            if known is None or known.change < change:
                known = held[name] = Synonyms(change)
    return known


def forget():
    """Forget what was read, as after a transaction that was rolled back."""
    held.clear()
