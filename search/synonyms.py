"""The names of concepts as they are looked for: what part of a question is one of them means what the others mean."""

from collections import defaultdict
from itertools import chain, islice, product
from typing import NamedTuple

from agc.vocabulary.loading import country_codes
from agc.vocabulary.models import Concept, ConceptLabel
from search.engines.terms import term
from search.naming import OfConcepts
from search.thesaurus import NAMED, tokens_of_label

# A name of more words than these is a sentence, and how many forms of a question are compared with names.
LONGEST_NAME = 6
MOST_FORMS = 64
# Words that say little, and yet tell a name from its opposite, or what is done by some from what is done to them.
TELLING = {
    *("sin", "con", "no", "quien", "quienes"),
    *("with", "without", "not", "who", "at", "out"),
    *("sans", "avec", "non", "ne", "pas", "qui"),
}
ARTICLES = {"el", "la", "los", "las", "un", "una", "the", "a", "an", "le", "les", "l", "une"}


class Name(NamedTuple):
    """What a concept is called: besides its stems, the words that say little and have to stand in a question too."""

    concept: int
    little: frozenset


class Country(NamedTuple):
    """A country: its concept, the stems of its names, and its label by language."""

    concept: int
    stems: frozenset
    labels: dict


class Synonyms:
    """The names of all concepts in all languages, as stems.

    Attributes:
        places: the list that a concept is of, and its code there; of none that is retired.
        named: which Names have some stems, of those that are looked for in texts.
        longest: of how many words is the longest of them that begins with a stem.
        single: the stems of a concept's names of one word.
        broader: the next wider concept of each.
        names: what a concept is called; having: which concepts have a stem in one of their names.
        countries: each Country by its codes of ISO 3166-1, in capitals.
    """

    def __init__(self):
        rows = Concept.objects.values_list("pk", "scheme__code", "code", "broader", "retired")
        self.places = {pk: (scheme, code) for pk, scheme, code, _broader, retired in rows if not retired}
        self.broader = {pk: broader for pk, _scheme, _code, broader, _retired in rows}
        self.named, self.longest, self.single = defaultdict(set), defaultdict(int), defaultdict(set)
        self.names, self.having = defaultdict(set), defaultdict(set)
        labels = defaultdict(dict)
        for label in ConceptLabel.objects.called():
            labels[label.concept][label.language] = label.preferred
            for words in label.words:
                self.read(label.concept, tokens_of_label(words, label.language))
        countries = {code: pk for pk, (scheme, code) in self.places.items() if scheme == "country" and pk in labels}
        self.countries = {
            code: Country(pk, frozenset(stem for name in self.names.get(pk, ()) for stem in name), labels[pk])
            for code, pk in ((code, countries.get(its)) for code, its in country_codes().items())
            if pk
        }

    def read(self, concept, found):
        """Learn a name of a concept from its tokens."""
        says = [token for token in found if not token.is_stop]
        for token in says:
            self.having[term(token.stem)].add(concept)
        written = [token for token in says if token.word]
        stems = tuple(term(token.stem) for token in written)
        if not stems:
            return
        self.names[concept].add(stems)
        if self.places.get(concept, ("",))[0] in NAMED and len(stems) <= LONGEST_NAME:
            little = {token.word for token in found if token.is_stop and token.word} - ARTICLES
            # One word is not what it is with another before it: "out of work", "after school".
            little = little & TELLING if len(stems) > 1 else little
            self.named[stems].add(Name(concept, frozenset(little)))
            self.longest[stems[0]] = max(self.longest[stems[0]], len(stems))
            if len(stems) == 1 and not little:
                self.single[concept].add(written[0].stem)

    def with_any(self, stems):
        """Return the concepts that have one of some stems in a name, and whether the stems have a whole name of it."""
        stems = set(map(term, stems))
        having = {concept for stem in stems for concept in self.having.get(stem, ())}
        return {concept: any(map(stems.issuperset, self.names[concept])) for concept in having}

    def wider(self, concept):
        """Yield a concept and all that are wider."""
        while concept is not None:
            yield concept
            concept = self.broader.get(concept)

    def parts(self, groups, said, schemes=NAMED):
        """Return the parts of a question that name concepts, the longest first, none within another.

        Each is where it begins and ends, and the concepts.

        Args:
            groups: the words of the question, as of an Ask.
            said: all its words as they were typed, those that say little too.
            schemes: the lists whose concepts matter.
        """
        found = []
        spans = (
            (start, start + length) for start, group in enumerate(groups) for length in range(1, self.reach(group) + 1)
        )
        for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span)):
            if end <= len(groups) and not any(first <= start and end <= last for first, last, _concepts in found):
                concepts = self.among(self.called(groups[start:end], said), schemes)
                if concepts:
                    found.append((start, end, concepts))
        return found

    def reach(self, group):
        """Return of how many words is the longest name that begins with a word of a question."""
        return max((self.longest.get(stems[0], 0) for stems in group), default=0)

    def called(self, groups, said):
        """Return the concepts that have a name of some words; where a word that says little tells them apart, those."""
        # A compound is one word of a question, and several of a name.
        forms = (tuple(chain(*form)) for form in islice(product(*groups), MOST_FORMS))
        found = {name for form in forms for name in self.named.get(form, ()) if name.little <= said}
        exact = {name for name in found if name.little & TELLING}
        return {name.concept for name in exact or found}

    def among(self, concepts, schemes):
        """Return those of some concepts that are of some lists, in order; none that is retired."""
        return sorted(concept for concept in concepts if self.places.get(concept, ("",))[0] in schemes)


kept = OfConcepts(Synonyms)


def synonyms(words):
    """Return the Synonyms of this database.

    Args:
        words: the Vocabulary, which knows of the last change.
    """
    return kept.get(newest=words.change)
