"""Which of the best few comes first.

What has the words side by side, in one passage, in the title that the reader is shown; and what calls by other names
too what was asked for by one.
"""

from bisect import bisect_left
from collections import Counter
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import mul, sub

from django.db import connection

from search.analysis import tokens
from search.engines.base import ALL, LESS
from search.engines.terms import is_mark, term

# What each adds, where the record that is best by its words alone has 1.
SIDE_BY_SIDE, IN_ONE_PASSAGE, IN_THE_TITLE, EXACT_IN_THE_TITLE, OWN_LANGUAGE = 0.8, 0.8, 0.1, 0.2, 0.1
# What it is worth that a record names often what was asked for, whatever it calls it; and that it is filed under the
# place that was asked for.
BY_NAME, FILED = 0.5, 0.8
# What it is worth to be called just that: more than all the rest, for it is asked for by its title.
ITS_TITLE = 20
# How soon it says nothing new that it is named once more.
OF_A_NAME = 4.0
# How much a word weighs in each column; the last is not what a record says itself.
WEIGHTS = {"titles": 6.0, "summaries": 3.0, "texts": 2.0, "labels": 0.5}
# How soon more of the same says nothing new, as usual, and how much the length of a record counts: less than usual,
# for a short record is not more to the point here.
K1, B = 1.2, 0.5
# What it is worth that words stand side by side in a label, where it is 1 in a text: many records have the same labels.
IN_A_LABEL = 0.5
# One statement for the stems of the records and for the titles that a reader of a language is shown.
READ = f"""
    SELECT record.id, coalesce(own.title, other.title), coalesce(own.language, other.language),
        {", ".join(f"record.{name}" for name in WEIGHTS)}
    FROM search_searchrecord AS record
    LEFT JOIN search_searchrow AS own ON own.record_id = record.id AND own.language = %s
    LEFT JOIN search_searchrow AS other ON other.record_id = record.id AND other.is_fallback
    WHERE record.id IN ({{keys}})"""  # noqa: S608 - names of this module only
# What no stem is, between two columns.
BETWEEN = " | "
# How often a stem stands where it does not.
NOWHERE = 0, 0
# More pairs of words than these say nothing new.
MOST_PAIRS = 8
MOST_FORMS = 4
# How many characters of stems are a passage: some two sentences.
PASSAGE = 160


def reordered(head, meaning, language, exact, called=()):
    """Return the keys of the best few in a better order.

    Args:
        head: pairs of key and score, as the engine gives them.
        meaning: the Meaning of what was asked.
        language: the reader's.
        exact: the words of the question as they were typed, folded.
        called: keys of the records that are called what was typed.
    """
    keys, ask = [key for key, _score in head], meaning.ask
    texts = read(keys, language) if ask.groups else {}
    relevance = relevance_of({key: text for key, (text, *_title) in texts.items()}, meaning.ranked)
    average = average_of(text for text, *_title in texts.values())
    pairs, places = pairs_of(ask), places_of(ask)

    def value(item):
        key, score = item
        worth = by_words(score, relevance.get(key, 0)) + ITS_TITLE * (key in called)
        text, title, spoken = texts.get(key, (None, None, ""))
        if text:
            damping = OF_A_NAME * (1 - B + B * len(text) / average)
            named = [part for part in meaning.parts if any(map(text.places, part.marks))]
            for start, end, marks in named:
                number = sum(len(text.places(it)) for it in marks)
                worth += BY_NAME * (end - start) / len(ask.groups) * number / (number + damping)
            worth += FILED * (meaning.filed >> key & 1)
            if len(ask.groups) > 1:
                beside = {place for start, end, _marks in named for place in range(start, end - 1)}
                worth += SIDE_BY_SIDE * share(
                    1 if place in beside else max(map(text.side_by_side, forms), default=0)
                    for place, forms in enumerate(pairs)
                )
                most = max([text.most_in_one_passage(places), *(end - start for start, end, _marks in named)])
                worth += IN_ONE_PASSAGE * most / len(ask.groups)
        if title:
            stems, words = of_title(title, spoken)
            worth += OWN_LANGUAGE * (spoken == language)
            worth += IN_THE_TITLE * share(any(stems.issuperset(it) for it in group) for group in ask.groups)
            worth += EXACT_IN_THE_TITLE * share(word in words for word in exact)
        return (-tier(score), -worth, -key)

    return [key for key, _score in sorted(head, key=value)]


def tier(score):
    """Return how near a record comes to all that was asked for: has it, has it in a document, has some of it."""
    return 2 if score == ALL else 1 if score > LESS else 0


def by_words(score, relevance):
    """Return what a record is worth by its words: from 1 where it has all of them, below that where it has some.

    Args:
        score: as the engine gives it.
        relevance: as `relevance_of` gives it.
    """
    if score == ALL:
        return 1 + relevance
    return score * (1 + relevance) / 2 if score <= LESS else score


def relevance_of(texts, ask):
    """Return how well each record answers by its words, 1 for the best.

    It is BM25 over weighed columns (Robertson and Zaragoza 2009), each form of a word a term of its own. The engines
    choose the best few by formulas of their own; this one puts them in the same order everywhere.

    Args:
        texts: the Stems of each record, by its key.
        ask: what was asked.
    """
    average = average_of(texts.values())
    alternatives = [stems for group in ask.groups for stems in group]
    weights = [weight for group in ask.weights for weight in group] or [1] * len(alternatives)
    terms = list(zip(alternatives, weights, strict=True))
    scores = {}
    for key, text in texts.items():
        damping = K1 * (1 - B + B * len(text) / average)
        score = 0
        for stems, weight in terms:
            often = text.frequency(stems)
            if often is not NOWHERE:
                own, labelled = often
                # A label tells the same of a long record and of a short one.
                number = own / damping + labelled / K1
                score += weight * number / (number + 1)
        scores[key] = score
    top = max(scores.values(), default=0) or 1
    return {key: score / top for key, score in scores.items()}


def average_of(texts):
    """Return the average length of some texts; never 0."""
    lengths = list(map(len, texts))
    return sum(lengths) / max(len(lengths), 1) or 1


def share(facts):
    """Return how many of some facts are true, out of 1; a fact may be true in part."""
    facts = list(facts)
    return sum(facts) / len(facts) if facts else 0


@lru_cache(maxsize=10_000)
def of_title(title, language):
    """Return the stems of a title, and its words as they are."""
    found = tokens(title, language)
    return frozenset(term(token.stem) for token in found), frozenset(token.word for token in found)


def pairs_of(ask):
    """Return what may stand side by side for each pair of words that follow each other in the question."""
    forms = [group[:MOST_FORMS] for group in ask.groups]
    pairs = [[left + right for left in lefts for right in rights] for lefts, rights in pairwise(forms)]
    return pairs[:MOST_PAIRS]


def places_of(ask):
    """Return which of the words of the question each stem is a form of."""
    places = {}
    for place, group in enumerate(ask.groups):
        for stems in group[:MOST_FORMS]:
            places.setdefault(stems[0], place)
    return places


def read(keys, language):
    """Return the Stems of each record, by its key, with the title that a reader of a language is shown, and in which.

    To build these queries would take longer than to answer them.
    """
    if not keys:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(READ.format(keys=", ".join(map(str, keys))), [language])
        return {key: (Stems(columns), title, spoken) for key, title, spoken, *columns in cursor.fetchall()}


class Stems:
    """The stems of a record, column after column. Where each of them stands is looked for once.

    Attributes:
        own: those of what it says itself, without its labels.

    Args:
        columns: the texts of WEIGHTS, in its order.
    """

    def __init__(self, columns):
        self.own = f" {BETWEEN.join(columns[:-1])} "
        self.text = f"{self.own}{BETWEEN.strip()} {columns[-1]} "
        self.ends = list(accumulate(len(column) + len(BETWEEN) for column in columns))
        self.known = {}

    def __len__(self):
        return len(self.text)

    def places(self, stem):
        """Return where a stem stands, the blank before it counted."""
        if stem not in self.known:
            look = self.places_of_mark if is_mark(stem) else all_places
            self.known[stem] = look(f" {stem} ", self.text)
        return self.known[stem]

    def places_of_mark(self, part, text):
        """Return where a mark stands: only among the labels, and there each time after the other."""
        first = text.find(part, len(self.own) - 1)
        return range(first, text.rfind(part) + 1, len(part) - 1) if first >= 0 else ()

    def frequency(self, stems):
        """Return how often all of some stems stand in what the record says itself, and in labels, weighed by column."""
        if not all(map(self.places, stems)):
            return NOWHERE
        if is_mark(stems[0]):
            # It stands among the labels for what is named in the texts.
            return WEIGHTS["texts"] * len(self.places(stems[0])), 0
        first, *others = map(self.counts, stems)
        together = map(min, first, *others) if others else first
        *own, labelled = map(mul, WEIGHTS.values(), together)
        return sum(own), labelled

    def counts(self, stem):
        """Return how often a stem stands in each column."""
        places = self.places(stem)
        before = [bisect_left(places, end) for end in self.ends]
        return list(map(sub, before, [0, *before]))

    def side_by_side(self, stems):
        """Return what it is worth that some stems stand side by side: 1, less in a label alone, 0 where they do not."""
        first, *others = stems
        starts, length = self.places(first), len(first) + 1
        for stem in others:
            if not starts:
                return 0
            after = set(self.places(stem))
            starts = [start for start in starts if start + length in after]
            length += len(stem) + 1
        return (1 if starts[0] < len(self.own) else IN_A_LABEL) if starts else 0

    def most_in_one_passage(self, places):
        """Return how many different words of the question stand in the passage that has most of them.

        Args:
            places: what `places_of` returned.
        """
        found = sorted((at, place) for stem, place in places.items() for at in self.places(stem))
        all_of_them = len({place for _at, place in found})
        inside, first, most = Counter(), 0, 0
        for at, place in found:
            inside[place] += 1
            while found[first][0] < at - PASSAGE:
                inside[found[first][1]] -= 1
                first += 1
            most = max(most, sum(number > 0 for number in inside.values()))
            if most == all_of_them:
                break
        return most


def all_places(part, text):
    """Return where a part of a text stands."""
    found, at = [], text.find(part)
    while at >= 0:
        found.append(at)
        at = text.find(part, at + 1)
    return found
