"""Which of the best few comes first.

What has the words side by side, in one passage, in a title the reader can read; and what calls by other names too
what was asked for by one.
"""

from collections import Counter
from itertools import islice, pairwise

from search.analysis import tokens
from search.engines.base import ALL, LESS, term
from search.models import SearchRecord, SearchRow

# What each adds, where the record that is best by its words alone has 1.
SIDE_BY_SIDE, IN_ONE_PASSAGE, IN_OWN_TITLE, EXACT_IN_OWN_TITLE, OWN_LANGUAGE = 0.8, 0.8, 0.1, 0.2, 0.1
BY_OTHER_NAMES = 0.3
# How many of the other names tell all that they can.
ENOUGH_NAMES = 4
# How much a word weighs in each column; FTS5 has the same numbers.
WEIGHTS = {"titles": 6.0, "labels": 0.5, "summaries": 3.0, "texts": 2.0}
# As usual: how soon more of the same says nothing new, and how much the length of a record counts.
K1, B = 1.2, 0.75
# What a record says itself.
OWN = ("titles", "summaries", "texts")
# More pairs of words than these say nothing new.
MOST_PAIRS = 8
MOST_FORMS = 4
# How many characters of stems are a passage: some two sentences.
PASSAGE = 160


def reordered(head, ask, language, exact, names):
    """Return the keys of the best few in a better order.

    Args:
        head: pairs of key and score, as the engine gives them.
        ask: what was asked.
        language: the reader's.
        exact: the words of the question as they were typed, folded.
        names: what else that is called which the question names, each a tuple of stems.
    """
    keys = [key for key, _score in head]
    titles, texts = (titles_of(keys, language), texts_of(keys)) if ask.groups else ({}, {})
    relevance = relevance_of(texts, ask)
    other_names = [f" {' '.join(name)} " for name in names]
    pairs, places = pairs_of(ask), places_of(ask)

    def value(item):
        key, score = item
        worth = by_words(score, relevance.get(key, 0))
        if key in texts:
            own = " | ".join(texts[key][name] for name in OWN)
            names_in = islice(filter(own.__contains__, other_names), ENOUGH_NAMES)
            worth += BY_OTHER_NAMES * sum(1 for _name in names_in) / ENOUGH_NAMES
            if len(ask.groups) > 1:
                whole = f"{own}|{texts[key]['labels']}"
                worth += SIDE_BY_SIDE * share(any(pair in whole for pair in forms) for forms in pairs)
                worth += IN_ONE_PASSAGE * most_in_one_passage(whole, places) / len(ask.groups)
        if key in titles:
            found = tokens(titles[key], language)
            stems, words = {term(token.stem) for token in found}, {token.word for token in found}
            worth += OWN_LANGUAGE
            worth += IN_OWN_TITLE * share(any(stems.issuperset(it) for it in group) for group in ask.groups)
            worth += EXACT_IN_OWN_TITLE * share(word in words for word in exact)
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
        texts: the columns of each record, as `texts_of` gives them.
        ask: what was asked.
    """
    lengths = {key: sum(map(len, columns.values())) for key, columns in texts.items()}
    average = sum(lengths.values()) / max(len(lengths), 1) or 1
    alternatives = [stems for group in ask.groups for stems in group]
    weights = [weight for group in ask.weights for weight in group] or [1] * len(alternatives)
    terms = list(zip(alternatives, weights, strict=True))
    scores = {}
    for key, columns in texts.items():
        damping = K1 * (1 - B + B * lengths[key] / average)
        often = ((frequency(columns, stems), weight) for stems, weight in terms)
        scores[key] = sum(weight * number / (number + damping) for number, weight in often)
    top = max(scores.values(), default=0) or 1
    return {key: score / top for key, score in scores.items()}


def frequency(columns, stems):
    """Return how often all of some stems stand in a record, weighed by column; twice in a row counts once."""
    return sum(weight * min(columns[name].count(f" {stem} ") for stem in stems) for name, weight in WEIGHTS.items())


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
    """Return the stems of each record by column, a blank at both ends of each."""
    rows = SearchRecord.objects.filter(pk__in=keys).values_list("pk", *WEIGHTS)
    return {key: {name: f" {text} " for name, text in zip(WEIGHTS, columns, strict=True)} for key, *columns in rows}


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
