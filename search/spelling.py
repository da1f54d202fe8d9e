"""The words of the index: in which languages one is known, and which were meant by one that is not."""

import threading
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import islice, takewhile
from math import ceil, log

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.analysis import stem
from search.models import SearchState, SearchWord

# How many words one that is not known may stand for.
CANDIDATES = 8
# How many letters tell anything of how a word goes on.
SHORTEST_BEGINNING = 3
# How many letters words that are related have in common at least, and what part of each.
SHORTEST_ROOT, ROOT = 6, 0.65


@dataclass
class Vocabulary:
    """The words of all public records.

    Attributes:
        stems: the stem of each word, by language and word; by_stem: the words of each stem.
        shown: how a word is written, by word and language.
        records: in how many records it stands, in any language; spread: the same of a stem.
        by_length: the words, to be compared with one that is not known; in_order: all of them, sorted.
    """

    change: int = -1
    stems: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    by_stem: dict[str, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    shown: dict[str, dict[str, str]] = field(default_factory=dict)
    records: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    spread: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    most: int = 1
    by_length: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    in_order: list[str] = field(default_factory=list)

    def take(self, rows):
        """Learn words, none of which is known yet in its language."""
        added = defaultdict(list)
        for language, word, its_stem, shown, records in rows:
            # Others read meanwhile: a word is shown before it is found by its stem.
            if word not in self.records:
                added[len(word)].append(word)
            self.shown.setdefault(word, {})[language] = shown
            self.stems[language][word] = its_stem
            self.by_stem[language][its_stem].append(word)
            self.records[word] += records
            self.spread[its_stem] += records
            self.most = max(self.most, self.records[word])
        # Lists that others may be reading are not changed but replaced.
        for length, words in added.items():
            self.by_length[length] = self.by_length[length] + words
        self.in_order = sorted(self.in_order + [word for words in added.values() for word in words])

    def follow(self):
        """Learn what has been written since; return whether that was all new, as it is but after a rebuild."""
        rows = list(all_words().filter(change__gt=self.change))
        if any(word in self.stems.get(language, ()) for language, word, *_rest in rows):
            return False
        if rows:
            self.take(rows)
        return True

    def telling(self, group):
        """Return how much it tells of a record to have each alternative of a group: the more, the fewer have it.

        The weight of a term in BM25 (Robertson and Zaragoza 2009), never negative; the commonest word stands for the
        number of records.
        """
        spreads = [min(self.spread.get(stem, 0) for stem in stems) for stems in group]
        return tuple(log(1 + (self.most - min(spread, self.most) + 0.5) / (spread + 0.5)) for spread in spreads)

    def written(self, word, language):
        """Return how a word is written in a language; in another, where it is not in that."""
        spellings = self.shown[word]
        return spellings.get(language) or next(iter(spellings.values()))

    def languages(self, word):
        """Return the languages in which a word is written somewhere."""
        return [language for language, stems in list(self.stems.items()) if word in stems]

    def stems_of(self, word):
        """Return the stems of a word in the languages that have it, or in all of them."""
        return [stem(word, code) for code in self.languages(word) or list(self.stems)]

    def languages_of(self, asked):
        """Return the languages that a word of a question may be of: those that have it, else some other form of it."""
        parts = [part.word for part in asked.unit.parts] or [asked.word]
        written = [
            code
            for code in list(self.stems)
            if asked.word in self.stems[code] or all(it in self.stems[code] for it in parts)
        ]
        return written or [code for code, stems in list(self.by_stem.items()) if asked.stem(code) in stems]

    def forms(self, language, stems):
        """Return the words of a language that have one of the stems."""
        words = self.by_stem.get(language, {})
        return [word for its_stem in stems for word in words.get(its_stem, ())]

    def meant(self, word, language=None, most=2):
        """Return the known words that one may have been meant for: the nearest first, the commoner of two first.

        Args:
            language: the only one whose words are wanted.
            most: how many slips at most.
        """
        slips = min(slips_allowed(word), most)
        known = self.records if language is None else self.stems.get(language, {})
        near = []
        for length in range(len(word) - slips, len(word) + slips + 1):
            found = process.extract(
                word,
                self.by_length.get(length, []),
                scorer=OSA.distance,
                score_cutoff=slips,
                limit=CANDIDATES if language is None else None,
            )
            near.extend((distance, -self.records[other], other) for other, distance, _place in found if other in known)
        nearest = min(near, default=(0,))[0]
        return [other for distance, _records, other in sorted(near) if distance == nearest][:CANDIDATES]

    def beginning(self, word, most=CANDIDATES):
        """Return the commonest words that begin like one that may not be whole, `most` of them."""
        if len(word) < SHORTEST_BEGINNING:
            return []
        place = bisect_left(self.in_order, word)
        found = takewhile(lambda other: other.startswith(word), islice(self.in_order, place, None))
        return nsmallest(most, (it for it in found if it != word), lambda other: (-self.records[other], other))

    def related(self, word):
        """Return the commonest of the words that share the longest beginning with one, as a verb does with its noun."""
        if any(character.isdigit() for character in word):
            return []
        for length in range(len(word) - 1, max(SHORTEST_ROOT, ceil(ROOT * len(word))) - 1, -1):
            if found := [it for it in self.beginning(word[:length]) if length >= ROOT * len(it)]:
                return found
        return []


def slips_allowed(word):
    """Return how many letters may be wrong, missing, too many or changed about in a word."""
    if len(word) < 4 or any(character.isdigit() for character in word):
        return 0
    return 1 if len(word) < 8 else 2


held = {}
lock = threading.Lock()


def vocabulary():
    """Return the Vocabulary of this database, with all words that have been written up to now."""
    from django.db import connection

    name = connection.settings_dict["NAME"]
    newest = SearchState.newest_change()
    words = held.get(name)
    if words is not None and words.change >= newest:
        return words
    with lock:
        words = held.get(name)
        if words is None or not words.follow():
            words = Vocabulary()
            words.take(all_words().iterator(chunk_size=5000))
        words.change = max(words.change, newest)
        held[name] = words
        return words


def all_words():
    rows = SearchWord.objects.order_by("pk")
    return rows.values_list("language", "word", "stem", "shown", "records")


def forget():
    """Forget what was read, as after a transaction that was rolled back."""
    held.clear()
