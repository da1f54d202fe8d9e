"""The one door through which texts go into the index and questions come out of a reader's hand."""

from search.analysis.folding import fold, plain
from search.analysis.languages import is_stop, stem
from search.analysis.queries import MAX_QUERY, MAX_WORDS, Asked, Query, exact_words, parse
from search.analysis.tokens import Token, tokens

__all__ = [
    "MAX_QUERY",
    "MAX_WORDS",
    "Asked",
    "Query",
    "Token",
    "exact_words",
    "fold",
    "is_stop",
    "parse",
    "plain",
    "stem",
    "tokens",
]
