"""How tests of the search read texts and questions."""

from search.analysis import parse, tokens

LANGUAGES = ["es", "en", "fr"]


def stems(text, language):
    return [token.stem for token in tokens(text, language)]


def words(text, language="es"):
    """Return the words of a text as exact search knows them."""
    return [token.word for token in tokens(text, language) if token.word]


def finds(asked, text, language):
    """Whether a question finds a text: each of its words in one of the ways to find it, all stems of that way."""
    there = set(stems(text, language))
    query = parse(asked)
    assert query.words
    return all(any(there.issuperset(way) for way in word.stems(language)) for word in query.words)
