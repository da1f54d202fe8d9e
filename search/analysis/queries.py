"""What a reader typed: the words to look for, the phrases to find as they stand, and what to leave out."""

import re
from dataclasses import dataclass, replace

from search.analysis.acronyms import key_of
from search.analysis.languages import KNOWN, is_stop, language
from search.analysis.splitting import Unit, join, split
from search.analysis.tokens import is_shouted, read_unit

MAX_QUERY = 200
MAX_WORDS = 24

QUOTES = '"«»“”„‟＂'
# A minus leaves out only where it stands before a word or a quote, behind a space: "co-working" and "a - b" are words.
PART = re.compile(
    rf"(?P<minus>(?<!\S)[-−](?=[^\W_]|[{QUOTES}]))?(?:[{QUOTES}](?P<quoted>[^{QUOTES}]*)[{QUOTES}]|(?P<run>[^\s{QUOTES}]+))"
)
# Signs that no reader types, and halves of characters: no database takes them.
UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Asked:
    """A word of a question. Its language is not known: each language reads it in its own way.

    Attributes:
        text: the word as it was typed, without the signs around it.
        unit: the word as texts are cut into words.
        is_stop: whether it says little in the language that the question seems to be in.
        is_loud: whether capitals tell nothing, because all is in capitals.
        is_alone: whether nothing else is asked for.
    """

    text: str
    unit: Unit
    is_stop: bool = False
    is_loud: bool = False
    is_alone: bool = False

    @property
    def word(self):
        """The word as exact search knows it, folded; of a compound, its parts in one."""
        return self.unit.word

    def read(self, code):
        """Return the tokens of the word in the language `code`: itself, then the parts of a compound."""
        return list(read_unit(self.unit, code, self.is_loud))

    def stem(self, code):
        """Return the stem in the language `code`; of a compound, the stem of its parts in one."""
        if self.is_alone and is_stop(self.word, code) and (key := key_of(self.word)):
            return key
        return self.read(code)[0].stem

    def stems(self, code):
        """Return the ways to find the word in the language `code`: lists of stems, of which one has to stand whole.

        A compound is found in one or by its parts: "child-care" in "childcare" and in "child care".
        """
        parts = [part.stem for part in self.read(code)[1:] if not part.is_stop]
        return [[self.stem(code)], parts] if parts else [[self.stem(code)]]

    def is_stop_in(self, code):
        """Whether the word says little in the language `code`; an acronym never does."""
        return self.read(code)[0].is_stop


@dataclass(frozen=True, slots=True)
class Query:
    """A question, read.

    Attributes:
        words: what is asked for, an `Asked` each, none twice; those of phrases are not among them.
        phrases: tuples of exact words that have to stand side by side.
        excluded: tuples of exact words; what has one of them, side by side, is left out.
        typed: what was read of the question.
        is_cut: whether there was more of it than is read.
    """

    words: tuple = ()
    phrases: tuple = ()
    excluded: tuple = ()
    typed: str = ""
    is_cut: bool = False

    def __bool__(self):
        """Whether anything is asked for, or to be left out."""
        return bool(self.words or self.phrases or self.excluded)

    @property
    def is_stop_only(self):
        """Whether all that is asked for says little, so that it has to be looked for all the same."""
        return bool(self.words) and not self.phrases and all(asked.is_stop for asked in self.words)

    @property
    def wanted(self):
        """The words that a result has to have: those that say something, or all where none does."""
        return tuple(asked for asked in self.words if self.is_stop_only or not asked.is_stop)


def parse(typed):
    """Return the `Query` that a reader's text is; whatever the text, it takes a bounded time and raises nothing.

    Words in quotes of any kind are a phrase; a minus before a word or a phrase leaves out what has it. A quote that
    is opened and not closed is no quote. No more than `MAX_QUERY` characters and `MAX_WORDS` words are read.

    A word that is also an acronym ("un", "who", "bid") is the acronym in capitals, unless all is in capitals; in a
    language that has no such word; and where it would say little but is all that is asked for.
    """
    text = UNREADABLE.sub(" ", typed[:MAX_QUERY])
    if len(typed) > MAX_QUERY and not typed[MAX_QUERY].isspace():
        # Half a word finds nothing; a single endless one is better than none.
        text = text[: text.rfind(" ") + 1].rstrip() or text
    words, phrases, excluded = {}, {}, {}
    left, is_cut = MAX_WORDS, len(typed) > MAX_QUERY
    for part in PART.finditer(join(text)):
        units = split_part(part)
        is_cut |= len(units) > left
        units = units[:left]
        left -= len(units)
        if part["run"] and not part["minus"]:
            words |= {unit.word: asked_of(unit, text, part) for unit in units if unit.word not in words}
        elif units:
            (excluded if part["minus"] else phrases)[exact_words(units)] = True
    asked = with_stops(words.values(), is_alone=len(words) == 1 and not phrases)
    return Query(asked, tuple(phrases), tuple(excluded), text.strip(), is_cut)


def split_part(part):
    """Return the units of a part of a question; a phrase has spaces within."""
    return [unit for run in (part["quoted"] or part["run"] or "").split() for unit in split(run)]


def exact_words(units):
    """Return the words as they are written: those of a compound with hyphens one by one."""
    return tuple(word.word for unit in units for word in ((unit,) if unit.is_joined else unit.parts))


def asked_of(unit, text, part):
    start, end = part.start("run") + unit.start, part.start("run") + unit.end
    return Asked(text[start:end], unit, is_loud=unit.is_capital and is_shouted(text, start, end))


def with_stops(asked, is_alone):
    """Return the words with what the languages that the question seems to be in tell of them."""
    languages = seeming_languages([word.unit for word in asked])
    return tuple(
        replace(word, is_stop=any(word.is_stop_in(code) for code in languages), is_alone=is_alone) for word in asked
    )


def says_little(unit, code):
    """Whether a word says little in a language; a compound does whose parts all do."""
    parts = unit.parts or (unit,)
    return is_stop(unit.word, code) or all(is_stop(part.word, code) for part in parts)


def seeming_languages(units):
    """Return the codes of the languages most of whose stop words are among the words of a question.

    "Mes" is a French word that says little and a Spanish one that says something: alone, it tells nothing.
    """
    read = [unit for unit in units if not any(unit.word in language(code).content for code in KNOWN)]
    telling = {code: sum(says_little(unit, code) for unit in read) for code in KNOWN}
    most = max(telling.values(), default=0)
    return [code for code, number in telling.items() if number == most and most]
