"""What every engine of the search answers, and how the records it finds are narrowed and counted."""

from dataclasses import dataclass, field, replace
from itertools import islice, product
from math import log

from search.counting import Counted, bitmaps, bits_of
from search.engines.terms import is_mark
from search.models import closed_collections
from search.ordering import newest
from search.postings import postings
from search.sums import Sums

# Columns of a record, narrower and narrower.
ANYWHERE = ("titles", "labels", "summaries", "texts")
TEXTS = ("titles", "summaries", "texts")
SUMMARIES = ("titles", "summaries")
TITLES = ("titles",)


@dataclass(frozen=True)
class Ask:
    """A question in words that are ready for an engine: nothing is left to be analysed.

    Attributes:
        groups: of each group, one of its alternatives has to stand in the record: a tuple of stems, all of them.
        phrases: words that have to stand side by side, as they are.
        weights: how much each alternative of each group tells of a record; alike where there are none.
        is_together: whether the stems of an alternative have to stand side by side, in their order.
        excluded: stems of which none may stand in the record.
        excluded_phrases: words that may not stand side by side.
        names: stems for what the whole of it is a name of: looked for where few records have its words.
    """

    groups: tuple[tuple[tuple[str, ...], ...], ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[str, ...] = ()
    excluded_phrases: tuple[tuple[str, ...], ...] = ()
    weights: tuple[tuple[float, ...], ...] = ()
    is_together: bool = False
    names: tuple[str, ...] = ()

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
        facets: how many have each value, by each facet that was wanted; it is counted as if it were not used itself.
        passages: the key of the passage of a document by which a record was found, where it was not by its own words.
        by_name: whether some were found by another name of what was asked for.
    """

    ids: list[int]
    total: int
    whole: int = 0
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    passages: dict[int, int] = field(default_factory=dict)
    by_name: bool = False


class Engine:
    """One way to find records by their words; the contract is in tests/search/test_engines.py.

    An engine for a server of its own overrides `search`; one that reads the database of the site has `matching`,
    `in_documents` and `passages`. All have `titled` and `make_indexes`. What comes first is not up to the engine.

    Attributes:
        levels: the columns in which, one after the other, the best of very many are looked for.
        beside: the columns in which words that stand side by side are looked for then.
        reads_records: whether it has to read each record to tell whether words stand side by side in it.
    """

    levels = (TITLES, SUMMARIES, TEXTS)
    beside = TEXTS
    reads_records = False

    def matching(self, ask, within=ANYWHERE, among=None):
        """Return the keys of the records that match.

        Args:
            ask: an Ask.
            within: the columns in which its groups are looked for.
            among: keys of the records that matter, where they are few, for an engine that `reads_records`.
        """
        raise NotImplementedError

    def in_documents(self, ask, hidden):
        """Return the keys of the records of whose documents a passage matches.

        Args:
            ask: an Ask.
            hidden: keys of the collections whose documents are not for everybody.
        """
        raise NotImplementedError

    def passages(self, ask, hidden, records, language):
        """Return the key of the best passage that matches, by the key of its record, for some records.

        One in the language of the reader comes before any other.
        """
        raise NotImplementedError

    def titled(self, ask, most):
        """Return the keys of records that have what was asked in a title, in any language: the newest, `most` of them.

        Args:
            ask: an Ask of groups alone.
            most: how many.
        """
        raise NotImplementedError

    def make_indexes(self):
        """Make anew, of the rows as they are, what words are found by: after damage, or where it was taken away.

        Readers go on searching meanwhile; who publishes waits.
        """
        raise NotImplementedError

    def having(self, ask, maps, within=ANYWHERE, among=None):
        """Return the bitmap of the records that match; of words alone, from what is kept of each of them.

        What is to be left out may be in it still: `search` takes it out.

        Args:
            ask: an Ask.
            maps: the Bitmaps.
            within: the columns in which its groups are looked for.
            among: the bitmap of the records that matter; all, if left out.
        """
        among = maps.public if among is None else among
        known, rest = postings(maps.change), ask
        if ask.groups and not ask.is_together:
            among &= known.of(ask.groups, within, lambda stem: self.matching(Ask(groups=(((stem,),),)), within))
            rest = Ask(phrases=ask.phrases)
        if not among or not rest.wants:
            return among
        if self.reads_records and among.bit_count() <= READ:
            return bits_of(self.matching(rest, within, maps.keys(among))) & among
        return known.having(rest, within, lambda it: self.matching(it, within)) & among

    def search(self, ask, chosen=None, start=0, stop=20, better=None, language="", first=(), facets=None):
        """Find, narrow and count.

        Args:
            ask: an Ask; an empty one finds everything, the newest first.
            chosen: the values asked for by facet: any of a facet, all of the facets.
            start, stop: which of the results, as in a slice.
            better: a function that takes the best few as (key, score) and returns their keys in a better order.
            language: that of the reader, in which passages are wanted first.
            first: keys of records that are among the best few wherever they match.
            facets: those to be counted; all, if left out.
        """
        maps = bitmaps()
        matches = Matches(self, ask, maps) if ask.wants else None
        bitmap = matches.all if matches else maps.public
        for part in ask.left_out():
            bitmap &= ~self.having(part, maps, among=bitmap)
        counted = Counted(maps, bitmap, chosen or {})
        found = counted.matches
        if not matches:
            return Found(newest(found, start, stop), counted.total, counted.total, counted.facets(facets))
        ids = matches.in_order(found, stop, better, first)[start:]
        whole = (found & (matches.whole | matches.by_documents)).bit_count()
        passages = matches.passages(ids, language)
        return Found(ids, counted.total, whole, counted.facets(facets), passages, bool(found & matches.by_name))


class Matches:
    """What a question matches.

    Attributes:
        whole: the bitmap of the records that have all that was asked for.
        by_documents: of those, of the others, of which a document has it.
        by_name: of those, of the others, that have it by another name.
        some: of those of the rest that have the most telling of it.
    """

    def __init__(self, engine, ask, maps):
        self.engine, self.ask, self.maps = engine, ask, maps
        self.whole = engine.having(ask, maps)
        self.by_name = 0
        if ask.names and self.whole.bit_count() < FEW:
            self.by_name = engine.having(Ask(groups=(tuple((name,) for name in ask.names),)), maps) & ~self.whole
        for part in ask.left_out():
            self.whole &= ~engine.having(part, maps, among=self.whole)
        self.hidden = closed_collections()
        self.by_documents = bits_of(engine.in_documents(ask, self.hidden)) & maps.public & ~self.whole
        self.by_name &= ~self.by_documents
        few = len(ask.groups) > 1 and (self.whole | self.by_documents).bit_count() < FEW
        self.weighted = self.weights() if few else []
        self.sums = Sums(self.weighted)
        others = maps.public & ~self.whole & ~self.by_documents & ~self.by_name
        self.some = self.sums.above(round(SOME * SHARES), others) if few else 0

    @property
    def all(self):
        return self.whole | self.by_documents | self.by_name | self.some

    def weights(self):
        """Return the records that have each word, as a bitmap, with the share of it in what all words tell."""
        number = self.maps.public.bit_count()
        parts = [self.engine.having(replace(self.ask, groups=(group,)), self.maps) for group in self.ask.groups]
        weights = [log(1 + (number + 1) / (part.bit_count() + 1)) if part else 0 for part in parts]
        most = sum(weights) or 1
        return [(part, round(SHARES * weight / most)) for part, weight in zip(parts, weights, strict=True)]

    def best_of_some(self, some, most):
        """Return those that have the most of what was asked for: pairs of a key and its share, below 1, the best first.

        Args:
            some: the bitmap of those to choose from.
            most: how many.
        """
        has = [(f"{part:b}"[::-1], share) for part, share in self.weighted]
        found = []
        for key in self.maps.keys(self.sums.heaviest(some, most)) if some else ():
            share = sum(share for bits, share in has if bits[key : key + 1] == "1") / SHARES
            # Never as much as a record that has them all.
            found.append((key, min(share, LESS)))
        return sorted(found, key=lambda item: (-item[1], -item[0]))

    def in_order(self, found, stop, better, first=()):
        """Return the keys of some of the matches, the best first; at least `stop`, where there are so many.

        Args:
            found: their bitmap.
            stop: how many.
            better, first: as for Engine.search.
        """
        whole, by_documents, by_name = found & self.whole, found & self.by_documents, found & self.by_name
        some = self.best_of_some(found & self.some, max(stop, HEAD))
        first = [key for key in first if whole >> key & 1]
        head = [(key, ALL) for key in dict.fromkeys([*first, *self.candidates(whole)])]
        head += [(key, IN_A_DOCUMENT) for key in self.maps.keys(by_documents, HEAD - len(head))]
        head += [(key, BY_NAME) for key in self.maps.keys(by_name, HEAD - len(head))]
        head += some[: HEAD - len(head)]
        keys = better(head) if better else [key for key, _score in head]
        if stop > len(keys):
            had = bits_of(keys)
            keys += self.maps.keys(whole & ~had, stop - len(keys))
            keys += self.maps.keys(by_documents & ~had, stop - len(keys))
            keys += self.maps.keys(by_name & ~had, stop - len(keys))
            keys += [key for key, _share in some if not had >> key & 1]
        return keys[:stop]

    def candidates(self, whole):
        """Return the keys of the records that may be the best, at most HEAD.

        Where there are more, those come first that have the words in a title, side by side, in a summary, in a text;
        the last written before others.
        """
        if whole.bit_count() <= HEAD:
            return self.maps.keys(whole)
        found, chosen = 0, []
        for narrower, within in self.narrower():
            matching = self.engine.having(narrower, self.maps, within, whole & ~found)
            chosen += self.maps.keys(matching, HEAD - len(chosen))
            found |= matching
            if len(chosen) == HEAD:
                return chosen
        return chosen + self.maps.keys(whole & ~found, HEAD - len(chosen))

    def narrower(self):
        """Yield narrower questions with the columns to ask them of, the narrowest first."""
        if not self.ask.groups:
            return
        first, *others = self.engine.levels
        yield self.ask, first
        if 1 < len(self.ask.groups) <= LONGEST_SIDE_BY_SIDE:
            words = [[stems for stems in group if not is_mark(stems[0])] for group in self.ask.groups]
            forms = [[stems[0] for stems in group if len(stems) == 1] for group in words]
            if sequences := tuple(islice(product(*forms), MOST_FORMS)):
                yield replace(self.ask, groups=(sequences,), is_together=True), self.engine.beside
        yield from ((self.ask, within) for within in others)

    def passages(self, keys, language):
        """Return the passages of those of some records that were found by a document alone."""
        wanted = [key for key in keys if self.by_documents >> key & 1]
        return self.engine.passages(self.ask, self.hidden, wanted, language) if wanted else {}


# How many of the best are looked at more closely: two pages of results. With 60 the nDCG@10 of the judged questions is
# the same to a thousandth.
HEAD = 40
# So few may be read one by one by an engine to which an index does not say whether words stand side by side.
READ = 500
# What a record scores that has all that was asked for, has it in a document alone, by another name, or has less of it,
# at most.
ALL, IN_A_DOCUMENT, BY_NAME, LESS = 2.0, 1.0, 1.0, 0.999
# What more words than these stand side by side says little, and how many forms of them are looked for.
LONGEST_SIDE_BY_SIDE = 4
MOST_FORMS = 32
# Where fewer have all, those that have some are looked for: with at least this share of what tells them apart.
FEW = 20
SOME = 0.2
# In how many parts the whole of what a question tells is counted.
SHARES = 4096
