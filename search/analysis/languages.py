"""What the search knows of each language: stop words, stems, and the forms that a stemmer misses.

A language is a file in `data/`; one without a file has words and no stems. Everything in it is folded: texts and
questions come with and without accents and have to meet.
"""

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from threading import local

import Stemmer
import yaml

from search.analysis.acronyms import is_word_too, key_of
from search.analysis.folding import fold
from search.analysis.splitting import LONGEST_WORD

DATA = Path(__file__).parent / "data"
KNOWN = frozenset(path.stem for path in DATA.glob("*.yaml"))
# Bounds the memory of a process: some 150 bytes a stem.
CACHED_STEMS = 50_000
SIGNS = re.compile(r"[^\w\s]")
# "The" is written in one with its noun, and so are "and", "in", "as" before it: who types "الرعاية" looks for "رعاية"
# too. Two frequent words begin like that of themselves: parent and adult.
ARABIC_ARTICLE = re.compile(r"^(?!والد|بالغ)(?:[وفبك]?ال|لل)(?=\w{3})")


@dataclass(frozen=True)
class Language:
    """The words of one language.

    `stop` say little; `content` say something here and are stop words of another language. `read_as` sends a form to
    the word whose stem it shares, `kept` to a stem of its own. The rules of `before` and `after` rewrite a word before
    and after the stemmer. `compounds` are the words written in one whose parts are written apart as well.
    """

    stemmer: str = ""
    stop: frozenset = frozenset()
    content: frozenset = frozenset()
    read_as: dict = field(default_factory=dict)
    kept: dict = field(default_factory=dict)
    before: tuple = ()
    after: tuple = ()
    compounds: dict = field(default_factory=dict)


NONE = Language()


@cache
def read_language(code):
    """Return the language of a file in `data/`."""
    data = yaml.safe_load((DATA / f"{code}.yaml").read_text(encoding="utf-8"))
    return Language(
        stemmer=data.get("stemmer", ""),
        stop=words_of(data.get("stop", "")),
        content=words_of(data.get("content", "")),
        read_as=first_of_each(data.get("read_as", "")),
        kept=first_of_each(data.get("kept", "")),
        before=rules(data.get("before", ())),
        after=rules(data.get("after", ())),
        compounds={whole: tuple(parts.split()) for whole, parts in data.get("compounds", {}).items()},
    )


def words_of(text):
    """Return the words of a list as texts are cut into words: "don't" is "dont"."""
    return frozenset(SIGNS.sub("", fold(text)).split())


def first_of_each(lines):
    """Return the first word of its line for each word."""
    return {word: line.split()[0] for line in fold(lines).splitlines() for word in line.split()}


def rules(pairs):
    return tuple((re.compile(pattern), replacement) for pattern, replacement in pairs)


def base_of(code):
    """Return the language of a code without its region: "pt" of "pt-br"."""
    return code.partition("-")[0].lower()


def language(code):
    """Return what is known of the language `code`."""
    base = base_of(code)
    return read_language(base) if base in KNOWN else NONE


class Stemmers(local):
    """The stemmers of one thread: they have a state, so that no two threads may share one."""

    def __init__(self):
        self.by_name = {}

    def stem(self, name, word):
        if name not in self.by_name:
            self.by_name[name] = Stemmer.Stemmer(name, 0)
        return self.by_name[name].stemWord(word)


stemmers = Stemmers()


@lru_cache(CACHED_STEMS)
def stem(word, code):
    """Return the stem of the folded `word` in the language `code`; the key of its group where it is an acronym.

    A word that is an acronym only in capitals ("un", "who") is taken for the word.
    """
    key = key_of(word)
    if key and not is_word_too(word, base_of(code)):
        return key
    word = ARABIC_ARTICLE.sub("", word[:LONGEST_WORD])
    known = language(code)
    if word in known.kept:
        return known.kept[word]
    word = rewrite(known.read_as.get(word, word), known.before)
    if known.stemmer:
        word = stemmers.stem(known.stemmer, word)
    return rewrite(word, known.after)


def rewrite(word, rewriting):
    for pattern, replacement in rewriting:
        word = pattern.sub(replacement, word)
    return word


def is_stop(word, code):
    """Whether the folded `word` says little in the language `code`."""
    return word in language(code).stop
