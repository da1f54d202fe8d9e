"""What a question means besides its words: the concepts that it names, whatever they are called in a text."""

from dataclasses import replace
from functools import cached_property, reduce
from operator import or_
from typing import NamedTuple

from search.counting import bitmaps
from search.engines.terms import mark
from search.thesaurus import NAMED, PLACES, TERMS

# How much it tells that a record has another word for the same, where it is 1 that it has the word.
LIKE = 0.75


class Part(NamedTuple):
    """The words of a question from one place to another, which name what has these marks in the index."""

    start: int
    end: int
    marks: tuple[str, ...]


class Meaning:
    """What a question means besides its words.

    Attributes:
        ask: the Ask of the question with the words of phrases, which come last.
        parts: which of its words name something.

    Args:
        words: the Ask of the question without the words of phrases.
        ask: as above.
        said: all words of the question as they were typed.
        known: the Synonyms.
    """

    def __init__(self, words, ask, said, known):
        self.words, self.ask, self.said, self.known = words, ask, said, known
        self.named = known.parts(words.groups, said)
        self.parts = [marked(*part) for part in self.named]

    @property
    def whole(self):
        """The concepts that all of the question is a name of."""
        return [it for start, end, concepts in self.named if end - start == len(self.ask.groups) for it in concepts]

    @cached_property
    def filed(self):
        """The bitmap of the records of a place, where that is all that is asked for."""
        places = self.known.among(self.whole, PLACES)
        maps = bitmaps() if places else None
        return reduce(or_, (maps.having(*self.known.places[place]) for place in places), 0)

    @property
    def other_words(self):
        """The stems of other words for what all of the question is a name of."""
        return frozenset(stem for concept in self.whole for stem in self.known.single.get(concept, ()))

    def wanted(self, is_whole):
        """Return an Ask that is answered, too, by what names the same as the words of the question.

        Args:
            is_whole: whether another name may stand for the whole of it.
        """
        terms = [marked(*part) for part in self.known.parts(self.words.groups, self.said, TERMS)]
        names = tuple(map(mark, self.known.among(self.whole, NAMED))) if is_whole else ()
        return replace(with_marks(self.words, terms), names=names)

    @cached_property
    def ranked(self):
        """The Ask by which records are put in order."""
        return with_marks(self.ask, self.parts)


def marked(start, end, concepts):
    """Return the Part of a question that names some concepts."""
    return Part(start, end, tuple(map(mark, concepts)))


def with_marks(ask, parts):
    """Return an Ask whose words may each be another name for what some parts of it name."""
    groups = list(ask.groups)
    weights = list(ask.weights) or [(1,) * len(group) for group in groups]
    for start, end, marks in parts:
        for place in range(start, end):
            groups[place] += tuple((it,) for it in marks)
            weights[place] += (LIKE * max(weights[place], default=1),) * len(marks)
    return replace(ask, groups=tuple(groups), weights=tuple(weights))
