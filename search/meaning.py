"""What a question means besides its words: the concepts that it names, whatever they are called in a text."""

from dataclasses import replace
from functools import cached_property, reduce
from operator import or_
from typing import NamedTuple

from search.counting import bitmaps
from search.thesaurus import NAMED, PLACES, TERMS, mark

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
        ask: the Ask of the question.
        parts: which of its words name something.

    Args:
        ask: the Ask of the question, the words of phrases among its groups.
        known: the Synonyms.
    """

    def __init__(self, ask, known):
        self.ask, self.known = ask, known
        self.named = known.parts(ask.groups)
        marked = (Part(start, end, self.marks(concepts, NAMED)) for start, end, concepts in self.named)
        self.parts = [part for part in marked if part.marks]

    def marks(self, concepts, schemes):
        """Return the marks of those of some concepts that are of some lists."""
        return tuple(map(mark, self.known.among(concepts, schemes)))

    @property
    def whole(self):
        """The concepts that all of the question is a name of."""
        return {it for start, end, concepts in self.named if end - start == len(self.ask.groups) for it in concepts}

    @cached_property
    def filed(self):
        """The bitmap of the records of a place, where that is all that is asked for."""
        maps, places = bitmaps(), self.known.among(self.whole, PLACES)
        return reduce(or_, (maps.having(*self.known.places[place]) for place in places), 0)

    @property
    def other_names(self):
        """The stems of other words for what all of the question is a name of; of names of several words none."""
        names = (name for concept in self.known.among(self.whole, NAMED) for name in self.known.names[concept])
        return frozenset(name[0] for name in names if len(name) == 1)

    def wanted(self, ask, is_whole):
        """Return an Ask that is answered, too, by what names the same as its words.

        Args:
            ask: the Ask of the question, without the words of phrases.
            is_whole: whether another name may stand for the whole of it.
        """
        terms = [Part(start, end, self.marks(concepts, TERMS)) for start, end, concepts in self.named]
        marked = with_marks(ask, [part for part in terms if part.end <= len(ask.groups)])
        return replace(marked, names=self.marks(self.whole, NAMED) if is_whole else ())

    @cached_property
    def ranked(self):
        """The Ask by which records are put in order."""
        return with_marks(self.ask, self.parts)


def with_marks(ask, parts):
    """Return an Ask whose words may each be another name for what some parts of it name."""
    groups = list(ask.groups)
    weights = list(ask.weights) or [(1,) * len(group) for group in groups]
    for start, end, marks in parts:
        for place in range(start, end):
            groups[place] += tuple((it,) for it in marks)
            weights[place] += (LIKE * max(weights[place], default=1),) * len(marks)
    return replace(ask, groups=tuple(groups), weights=tuple(weights))
