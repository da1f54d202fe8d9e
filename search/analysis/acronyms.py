"""Acronyms that stand for one thing in several languages, and those that are plain words unless in capitals."""

from functools import cache
from pathlib import Path

import yaml

from search.analysis.folding import fold

LIST = Path(__file__).with_suffix(".yaml")


@cache
def read_acronyms():
    """Return the keys of the groups by acronym, and by language the acronyms that are words there too."""
    data = yaml.safe_load(LIST.read_text(encoding="utf-8"))
    keys = {fold(form): f"={key}" for key, forms in data["groups"].items() for form in forms.split()}
    return keys, {code: frozenset(fold(forms).split()) for code, forms in data["words"].items()}


def key_of(word):
    """Return the key of the group that the folded `word` stands in, the same in all languages; "" where in none."""
    return read_acronyms()[0].get(word, "")


def words_too(code):
    """Return the acronyms that are words of the language `code` as well: "un", "who"."""
    return read_acronyms()[1].get(code, frozenset())


def is_word_too(word, code):
    """Whether the acronym is a word of the language `code` as well."""
    return word in words_too(code)
