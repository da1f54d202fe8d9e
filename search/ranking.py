"""Which of the best few comes first: what stands side by side, and in a title that the reader can read."""

from itertools import pairwise

from search.analysis import tokens
from search.engines.base import term
from search.models import SearchRecord, SearchRow

# What each adds, where the record that is best by its words alone has 1.
SIDE_BY_SIDE, IN_OWN_TITLE, EXACT_IN_OWN_TITLE, OWN_LANGUAGE = 0.8, 0.25, 0.2, 0.1
COLUMNS = ("titles", "labels", "summaries", "texts")
# More pairs of words than these say nothing new.
MOST_PAIRS = 8
MOST_FORMS = 4


def reordered(head, ask, language, exact):
    """Return the keys of the best few in a better order.

    Args:
        head: pairs of key and score, 1 for the best.
        ask: what was asked.
        language: the reader's.
        exact: the words of the question as they were typed, folded.
    """
    titles = titles_of([key for key, _score in head], language) if ask.groups else {}
    near = share_side_by_side([key for key, _score in head], pairs_of(ask))

    def value(item):
        key, score = item
        worth = score + SIDE_BY_SIDE * near.get(key, 0)
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


def share_side_by_side(keys, pairs):
    """Return which share of the pairs stands in each record, by its key."""
    if not pairs:
        return {}
    rows = SearchRecord.objects.filter(pk__in=keys).values_list("pk", *COLUMNS)
    texts = {key: f" {' | '.join(columns)} " for key, *columns in rows}
    return {key: share(any(pair in text for pair in forms) for forms in pairs) for key, text in texts.items()}
