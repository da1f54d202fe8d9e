"""The words and the facets of all concepts, for writing the records that have them."""

from collections import Counter, defaultdict
from functools import lru_cache

from agc.vocabulary.models import Concept, ConceptLabel
from search.analysis import plain, tokens
from search.naming import OfConcepts
from search.written import Written

# The schemes of the general terms, and of words that mean nearly the same.
TERMS = ("term", "word")
# The lists whose concepts are looked for in texts: they have other names for the same. Elsewhere other names are
# examples of it.
PLACES = ("country", "region")
NAMED = (*TERMS, *PLACES, "actor-type", "care-type", "norm", "population", "sdg")


class Thesaurus:
    """The words and the facets of all concepts, read once for many records.

    What is named in a text is found there, whatever the record is filed under: who looks for the same may do so under
    another name or in another language.
    """

    def __init__(self):
        self.names = defaultdict(list)
        self.groups = defaultdict(list)
        self.read = {}
        self.terms, self.lengths = defaultdict(set), defaultdict(lambda: defaultdict(set))
        rows = Concept.objects.values_list("pk", "scheme__code", "code", "broader")
        self.places = {pk: row for pk, *row in rows}
        retired = set(Concept.objects.filter(retired=True).values_list("pk", flat=True))
        for member, group in Concept.groups.through.objects.values_list("from_concept", "to_concept"):
            self.groups[member].append(group)
        for label in ConceptLabel.objects.called():
            self.names[label.concept].append(label)
            if self.places[label.concept][0] in NAMED and label.concept not in retired:
                for words in label.words:
                    found = [token for token in tokens_of_label(words, label.language) if token.word]
                    if not all(token.is_stop for token in found):
                        stems = tuple(map(sign, found))
                        self.terms[label.language, stems].add(label.concept)
                        self.lengths[label.language][stems[0]].add(len(stems))

    def words_of(self, concept):
        """Return the words of a concept in every language, as Written; analysed when they are first wanted.

        What else it is called no page shows: who asks between quotes does not mean it.
        """
        if concept not in self.read:
            written = Written()
            for label in self.names.get(concept, ()):
                preferred, *others = label.words
                written.read(preferred, label.language, written.labels)
                alternatives = Written()
                alternatives.read("; ".join(others), label.language, alternatives.labels)
                written.name(alternatives, is_exact=False)
            self.read[concept] = written
        return self.read[concept]

    def wider(self, concept):
        """Yield a concept and all that are wider: a country, its region, the continent; not the world."""
        while concept in self.places:
            scheme, _code, broader = self.places[concept]
            if scheme == "region" and broader is None:
                return
            yield concept
            concept = broader

    def among(self, concepts, schemes):
        """Return those of some concepts that are of some lists; none that was deleted."""
        return [concept for concept in concepts if self.places.get(concept, ("",))[0] in schemes]

    def facets(self, concept):
        """Yield the values of facets that a concept stands for, those of its groups too.

        A group lends a record its facet and not its words: what a country earns is not what a practice is about.
        """
        for wider in self.wider(concept):
            for each in (wider, *self.groups.get(wider, ())):
                scheme, code, _broader = self.places[each]
                yield f"{scheme}:{code}"

    def named_in(self, found, language):
        """Return how often each concept is named in a text, given its tokens."""
        stems = [sign(token) for token in found if token.word]
        lengths = self.lengths.get(language, {})
        return Counter(
            concept
            # Hardly any word begins a name.
            for place in [place for place, stem in enumerate(stems) if stem in lengths]
            for length in lengths[stems[place]]
            # Where a text ends, a longer name would be found by what is left of it.
            if place + length <= len(stems)
            for concept in self.terms.get((language, tuple(stems[place : place + length])), ())
        )


def sign(token):
    """Return what a token of a text is compared by: its stem, or the word where it says little, as "para" does."""
    return f"={token.word}" if token.is_stop else token.stem


kept = OfConcepts(Thesaurus)


def thesaurus():
    """Return the Thesaurus of this database, for who is writing a change of the index."""
    return kept.get()


@lru_cache(maxsize=20_000)
def tokens_of_label(words, language):
    """Return the tokens of a label: when one is called otherwise all are read anew, and hardly any has changed."""
    return tuple(tokens(plain(words), language))
