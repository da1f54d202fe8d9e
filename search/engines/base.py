"""What every engine of the search answers, and how the records it finds are narrowed and counted."""

import heapq
import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from math import log

from wagtail.models import CollectionViewRestriction

from search.counting import Counted, bitmaps

NO_LETTER = re.compile(r"[\W_]")


@dataclass(frozen=True)
class Ask:
    """A question in words that are ready for an engine: nothing is left to be analysed.

    Attributes:
        groups: of each group, one of its alternatives has to stand in the record: a tuple of stems, all of them.
        phrases: words that have to stand side by side, as they are.
        weights: how much each alternative of each group tells, for what does not count it itself; alike where there
            are none.
        excluded: stems of which none may stand in the record.
        excluded_phrases: words that may not stand side by side.
    """

    groups: tuple[tuple[tuple[str, ...], ...], ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[str, ...] = ()
    excluded_phrases: tuple[tuple[str, ...], ...] = ()
    weights: tuple[tuple[float, ...], ...] = ()

    @property
    def wants(self):
        """Whether there is anything to be found by, and not only to be left out."""
        return bool(self.groups or self.phrases)

    def left_out(self):
        """Return what is to be left out, as questions of their own."""
        stems = [Ask(groups=(((stem,),),)) for stem in self.excluded]
        return [*stems, *(Ask(phrases=(phrase,)) for phrase in self.excluded_phrases)]


@dataclass(frozen=True)
class Found:
    """What a search found.

    Attributes:
        ids: the keys of the records asked for, best first.
        total: how many there are in all.
        whole: how many of them have all that was asked for; the others have some of it.
        facets: how many have each value, by facet; a facet is counted as if it were not used itself.
        passages: the key of the passage of a document by which a record was found, where it was not by its own words.
    """

    ids: list[int]
    total: int
    whole: int = 0
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    passages: dict[int, int] = field(default_factory=dict)


class Engine:
    """One way to find records by their words; the contract is in tests/search/test_engines.py.

    An engine for a server of its own overrides `search`; one that reads the database of the site has `matching` and
    `in_documents`. Both have `titled`.
    """

    def matching(self, ask):
        """Return the records that match: their keys, each with a score, the higher the better."""
        raise NotImplementedError

    def in_documents(self, ask, hidden):
        """Return the records of whose documents a passage matches: key, score, and the key of the best passage.

        Args:
            ask: an Ask.
            hidden: keys of the collections whose documents are not for everybody.
        """
        raise NotImplementedError

    def titled(self, ask, most):
        """Return the keys of records that have what was asked in a title, in any language: the newest, `most` of them.

        Args:
            ask: an Ask of groups alone.
            most: how many.
        """
        raise NotImplementedError

    def search(self, ask, chosen=None, start=0, stop=20, better=None):
        """Find, narrow and count.

        Args:
            ask: an Ask; an empty one finds everything, the newest first.
            chosen: the values asked for by facet: any of a facet, all of the facets.
            start, stop: which of the results, as in a slice.
            better: a function that takes the best few as (key, score) and returns their keys in a better order.
        """
        maps = bitmaps()
        scores, passages = self.scores(ask, maps) if ask.wants else (None, {})
        matches = maps.public if scores is None else maps.of(scores) & maps.public
        for part in ask.left_out():
            matches &= ~maps.of(key for key, _score in self.matching(part))
        counted = Counted(maps, matches, chosen or {})
        keys = maps.keys(counted.matches)
        if scores is None:
            return Found(maps.newest(keys, start, stop), counted.total, counted.total, counted.facets())
        whole = sum(scores[key] > WHOLE for key in keys)
        best = self.best(scores, keys, start, stop, better)
        shown = {key: passages[key] for key in best if key in passages}
        return Found(best, counted.total, whole, counted.facets(), shown)

    def scores(self, ask, maps):
        """Return the score of each record that matches: between 1 and 2 where it has all, less where it has some.

        What stands in a document of the record tells less than what stands in the record. Returned with it is the
        passage of each record that was found by a document alone.
        """
        scores = {key: WHOLE + score for key, score in scaled(self.matching(ask)).items()}
        passages = {}
        for key, score, passage in self.in_documents(ask, hidden_collections()):
            if key not in scores:
                scores[key], passages[key] = score, passage
        for key, score in scaled((key, scores[key]) for key in passages).items():
            scores[key] = WHOLE + IN_A_DOCUMENT * score
        if len(ask.groups) > 1 and len(scores) < FEW:
            for key, score in self.some(ask, maps.public.bit_count()).items():
                scores.setdefault(key, score)
        return scores, passages

    def some(self, ask, number):
        """Return the records that have the most telling of the words: their keys, with a score below 1."""
        parts = [scaled(self.matching(replace(ask, groups=(group,), weights=()))) for group in ask.groups]
        weights = [log(1 + (number + 1) / (len(part) + 1)) if part else 0 for part in parts]
        scores = defaultdict(float)
        for part, weight in zip(parts, weights, strict=True):
            for key, score in part.items():
                scores[key] += weight * (1 + score) / 2
        most = sum(weights) or 1
        return {key: score / most for key, score in scores.items() if score > SOME * most}

    def best(self, scores, keys, start, stop, better):
        """Return a slice of the keys by their score; the first hundred in the better order, if there is one."""
        wanted = heapq.nsmallest(max(stop, HEAD), keys, key=lambda key: (-scores[key], -key))
        if better and wanted and start < HEAD:
            head = better([(key, scores[key]) for key in wanted[:HEAD]])
            wanted = [*head, *wanted[HEAD:]]
        return wanted[start:stop]


def hidden_collections():
    """Return the keys of the collections whose documents are not for everybody."""
    closed = CollectionViewRestriction.objects.select_related("collection")
    return [
        key
        for restriction in closed
        for key in restriction.collection.get_descendants(inclusive=True).values_list("pk", flat=True)
    ]


def scaled(matches):
    """Return matches with their scores as a share of the best; where nothing tells them apart, each is the best."""
    matches = list(matches)
    top = max((score for _key, score in matches), default=0)
    return {key: max(score / top, 0) if top > 0 else 1 for key, score in matches}


def term(stem):
    """Return a stem in letters and digits alone, which every engine takes for one word.

    "12.5" is "12p5", and the key of an acronym, "=sdg", is "0sdg".
    """
    # Nearly all of them are so already, and there are millions.
    return stem if stem.isalnum() else NO_LETTER.sub("", stem.replace(".", "p").replace("=", "0"))


# How many of the best are looked at more closely.
HEAD = 100
# What a record that has all that was asked for scores at least.
WHOLE = 1.0
# What a record scores at most, beyond that, for what stands in a document of it and not in itself.
IN_A_DOCUMENT = 0.05
# Where fewer have all, those that have some are looked for: with at least this share of what tells them apart.
FEW = 20
SOME = 0.3
