"""The phrases that texts are made of, each in all languages, and the families of words that stand in them."""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from agc.core.texts import unaccented

LANGUAGES = ("es", "en", "fr")
FOLDER = Path(__file__).parent / "phrases"
WORD = re.compile(r"\w+")
PLACEHOLDER = re.compile(r"{\w+}")


@dataclass(frozen=True, eq=False)
class Phrase:
    """The same words in each language.

    Attributes:
        texts: the words by language; a list of two where masculine and feminine differ.
        facts: what else is known of it: codes of concepts and the like.
        families: the codes of the families of words in it, by language.
    """

    texts: dict
    facts: dict = field(default_factory=dict)
    families: dict = field(default_factory=dict)

    def __getitem__(self, language):
        return self.texts[language]


@dataclass(frozen=True)
class Phrases:
    """All phrases, as their files have them: `titles`, `texts`, and the sentences of each family by its code.

    What only a full record says stands in `depth`, `blocks` and `conditions`.
    """

    titles: dict
    texts: dict
    sentences: dict
    depth: dict
    blocks: list
    conditions: dict


@cache
def families():
    """Return the forms of each family of words, by its code and the language; the commonest family comes first."""
    return {code: family["forms"] for code, family in read("families").items()}


@cache
def family_of_form(language):
    """Return the codes of the families that each word without accents belongs to."""
    found = {}
    for code, forms in families().items():
        for form in forms[language]:
            found.setdefault(unaccented(form), set()).add(code)
    return found


def families_in(text, language):
    """Return the codes of the families of words of which some form stands in `text`."""
    known = family_of_form(language)
    return frozenset(code for word in WORD.findall(unaccented(text)) for code in known.get(word, ()))


@cache
def phrases():
    """Return all phrases, read once."""
    sentences = {code: family["sentences"] for code, family in read("families").items() if family["sentences"]}
    of_depth = (as_phrases(read(name)) for name in ("depth", "blocks", "conditions"))
    return Phrases(as_phrases(read("titles")), as_phrases(read("texts")), as_phrases(sentences), *of_depth)


@cache
def read(name):
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def as_phrases(node):
    """Return `node` with each mapping that has a text for every language made into a Phrase."""
    if isinstance(node, list):
        return [as_phrases(item) for item in node]
    if not isinstance(node, dict):
        return node
    if not set(LANGUAGES) <= set(node):
        return {name: as_phrases(value) for name, value in node.items()}
    texts = {language: node[language] for language in LANGUAGES}
    facts = {name: as_phrases(value) for name, value in node.items() if name not in LANGUAGES}
    return Phrase(texts, facts, {language: families_in(plain(text), language) for language, text in texts.items()})


def plain(text):
    """Return all words of a text with its forms, without the places of what is put in."""
    return PLACEHOLDER.sub(" ", text if isinstance(text, str) else " ".join(text))
