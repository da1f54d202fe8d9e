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


class Synonyms:
    """The names of all concepts in all languages, as stems.

    Attributes:
        change: the number of the change of the index after which they were read.
        concepts: which concepts have a name; names: what else a concept is called.
        having: which concepts have a stem in one of their names.
        longest: of how many words is the longest name that begins with a stem.
        places: the list that a concept is of, and its code there; of none that is retired.
    """

    def __init__(self, change):
        self.change = change
        self.concepts, self.names, self.having = defaultdict(set), defaultdict(set), defaultdict(set)
        self.longest = defaultdict(int)
        rows = Concept.objects.filter(retired=False).values_list("pk", "scheme__code", "code")
        self.places = {pk: (scheme, code) for pk, scheme, code in rows}
        for label in ConceptLabel.objects.called():
            for words in label.words:
                found = tokens_of_label(words, label.language)
                stems = tuple(term(token.stem) for token in found if token.word and not token.is_stop)
                if stems:
                    self.concepts[stems].add(label.concept)
                    self.names[label.concept].add(stems)
                    if len(stems) <= LONGEST_NAME:
                        self.longest[stems[0]] = max(self.longest[stems[0]], len(stems))
                for token in found:
                    if not token.is_stop:
                        self.having[term(token.stem)].add(label.concept)

    def with_any(self, stems):
        """Return the concepts that have one of some stems in a name, and whether the stems have a whole name of it."""
        stems = set(map(term, stems))
        having = {concept for stem in stems for concept in self.having.get(stem, ())}
        return {concept: any(map(stems.issuperset, self.names[concept])) for concept in having}

    def has_any(self, words):
        """Whether a name has all stems of one of some words."""
        return any(all(term(stem) in self.having for stem in stems) for stems in words)

    def parts(self, groups):
        """Return the parts of a question that name concepts, the longest first, none within another.

        Each is where it begins and ends, and the concepts.
        """
        found = []
        spans = (
            (start, start + length) for start, group in enumerate(groups) for length in range(1, self.reach(group) + 1)
        )
        for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span)):
            if end <= len(groups) and not any(first <= start and end <= last for first, last, _concepts in found):
                concepts = self.named(groups[start:end])
                if concepts:
                    found.append((start, end, concepts))
        return found

    def reach(self, group):
        """Return of how many words is the longest name that begins with a word of a question."""
        return max((self.longest.get(stems[0], 0) for stems in group), default=0)

    def named(self, groups):
        """Return the concepts that have a name of some words, one after the other."""
        # A compound is one word of a question, and several of a name.
        forms = (tuple(chain(*form)) for form in islice(product(*groups), MOST_FORMS))
        return {concept for form in forms for concept in self.concepts.get(form, ())}

    def among(self, concepts, schemes):
        """Return those of some concepts that are of some lists, in order; none that is retired."""
        return sorted(concept for concept in concepts if self.places.get(concept, ("",))[0] in schemes)


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
