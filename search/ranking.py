"""Which of the best few comes first: what stands side by side, in one passage, and in a title the reader can read."""

from collections import Counter
from itertools import pairwise

from search.analysis import tokens
from search.engines.base import term
from search.models import SearchRecord, SearchRow

# What each adds, where the record that is best by its words alone has 1.
SIDE_BY_SIDE, IN_ONE_PASSAGE, IN_OWN_TITLE, EXACT_IN_OWN_TITLE, OWN_LANGUAGE = 0.8, 0.8, 0.25, 0.2, 0.1
COLUMNS = ("titles", "labels", "summaries", "texts")
# More pairs of words than these say nothing new.
MOST_PAIRS = 8
MOST_FORMS = 4
# How many characters of stems are a passage: some two sentences.
PASSAGE = 160


def reordered(head, ask, language, exact):
    """Return the keys of the best few in a better order.

    Args:
        head: pairs of key and score, 1 for the best.
        ask: what was asked.
        language: the reader's.
        exact: the words of the question as they were typed, folded.
    """
    keys = [key for key, _score in head]
    titles = titles_of(keys, language) if ask.groups else {}
    texts = texts_of(keys) if len(ask.groups) > 1 else {}
    pairs, places = pairs_of(ask), places_of(ask)

    def value(item):
        key, score = item
        worth = score
        if key in texts:
            worth += SIDE_BY_SIDE * share(any(pair in texts[key] for pair in forms) for forms in pairs)
            worth += IN_ONE_PASSAGE * most_in_one_passage(texts[key], places) / len(ask.groups)
        if key in titles:
            found = tokens(titles[key], language)
            stems, words = {term(token.stem) for token in found}, {token.word for token in found}
            worth += OWN_LANGUAGE
            worth += IN_OWN_TITLE * share(any(stems.issuperset(it) for it in group) for group in ask.groups)
            worth += EXACT_IN_OWN_TITLE * share(word in words for word in exact)
        return (-worth, -key)

    return [key for key, _score in sorted(head, key=value)]


def share(facts):
    """Return how many of some facts are true, out of 1."""
    facts = list(facts)
    return sum(facts) / len(facts) if facts else 0


def titles_of(keys, language):
    rows = SearchRow.objects.filter(record__in=keys, language=language)
    return dict(rows.values_list("record", "title"))


def pairs_of(ask):
    """Return what may stand side by side for each pair of words that follow each other in the question."""
    forms = [[" ".join(stems) for stems in group][:MOST_FORMS] for group in ask.groups]
    pairs = [[f" {left} {right} " for left in lefts for right in rights] for lefts, rights in pairwise(forms)]
    return pairs[:MOST_PAIRS]


def places_of(ask):
    """Return which of the words of the question each stem is a form of."""
    places = {}
    for place, group in enumerate(ask.groups):
        for stems in group[:MOST_FORMS]:
            places.setdefault(f" {stems[0]} ", place)
    return places


def texts_of(keys):
    """Return the stems of each record as one text, a blank at both ends of each."""
    rows = SearchRecord.objects.filter(pk__in=keys).values_list("pk", *COLUMNS)
    return {key: f" {' | '.join(columns)} " for key, *columns in rows}


def most_in_one_passage(text, places):
    """Return how many different words of the question stand in the passage of a text that has most of them.

    Args:
        text: stems, a blank at both ends of each.
        places: what `places_of` returned.
    """
    found = sorted((at, place) for stem, place in places.items() for at in all_places(stem, text))
    inside, first, most = Counter(), 0, 0
    for at, place in found:
        inside[place] += 1
        while found[first][0] < at - PASSAGE:
            inside[found[first][1]] -= 1
            first += 1
        most = max(most, sum(number > 0 for number in inside.values()))
    return most


def all_places(part, text):
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)
