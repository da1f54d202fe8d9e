"""The words of a text in a language, with their stems."""

import re
from functools import lru_cache, partial
from typing import NamedTuple

from search.analysis.acronyms import is_word_too, key_of
from search.analysis.languages import base_of, is_stop, language, stem
from search.analysis.splitting import runs, split

# Bounds the memory of a process: some 500 bytes a run, in each language. What is longer than words is not kept.
CACHED_RUNS = 30_000
LONGEST_CACHED = 40
NOTHING = (0, 0, "", "", False)
# How far around an acronym one looks for capitals.
NEIGHBOURHOOD = 40
LOUD = re.compile(r"[^\W\d_]{4,}")


class Token(NamedTuple):
    """A word of a text.

    A compound, "long-term" or "childcare", is several tokens: itself in one, then its parts. Those of them that are
    not written so have no `word`: they are there to be found by their stems.

    Attributes:
        start, end: its place in the text; tokens of one compound overlap.
        word: as exact search knows it, folded; empty where the text has no such word.
        stem: in the language of the text; the key of its group where it is an acronym.
        is_stop: whether it says little.
    """

    start: int
    end: int
    word: str
    stem: str
    is_stop: bool


# Ten thousand words make ten thousand tokens: the constructor of a named tuple takes as long as all the rest.
make_token = partial(tuple.__new__, Token)


def tokens(text, code):
    """Return the tokens of plain `text` in the language `code`.

    A language without a file in `data/` has words only: there the stem is the word.
    """
    found = []
    known = runs_of(code)
    for run in runs(text):
        left, right, word, its_stem, says_little, others = known[run[0]]
        start = run.start()
        if others is None:
            found.append(make_token((start + left, start + right, word, its_stem, says_little)))
        else:
            found += several_tokens(text, run, code, *others)
    return found


def several_tokens(text, run, code, pieces, needs_care):
    if needs_care and is_shouted(text, *run.span()):
        pieces, _needs_care = read_run(run[0], code, is_loud=True)
    start = run.start()
    return [make_token((start + left, start + right, *rest)) for left, right, *rest in pieces]


class ReadRuns(dict):
    """What the runs of a language were read as, so that each is read once; the half that is asked for least goes.

    Nearly all runs are one word: its token as a tuple, and None. Of others, what `read_run` returns stands there.
    """

    def __init__(self, code):
        super().__init__()
        self.code = code
        self.older = {}

    def __missing__(self, run):
        read = self.older.get(run) or self.read(run)
        if len(run) <= LONGEST_CACHED:
            if len(self) >= CACHED_RUNS // 2:
                self.older = dict(self)
                self.clear()
            self[run] = read
        return read

    def read(self, run):
        pieces, needs_care = read_run(run, self.code)
        if len(pieces) == 1 and not needs_care:
            return *pieces[0], None
        return *NOTHING, (pieces, needs_care)


runs_of = lru_cache(16)(ReadRuns)


def is_shouted(text, start, end):
    """Whether the words around a place are in capitals, so that capitals tell nothing: "UN SISTEMA NACIONAL"."""
    before = LOUD.findall(text, max(0, start - NEIGHBOURHOOD), start)[-1:]
    after = LOUD.findall(text, end, end + NEIGHBOURHOOD)[:1]
    return any(word.isupper() and not key_of(word.lower()) for word in before + after)


def read_run(run, code, is_loud=False):
    """Return the tokens of a run, their places counted from its start; and whether capitals make one an acronym."""
    pieces = []
    needs_care = False
    for unit in split(run):
        pieces += read_unit(unit, code, is_loud)
        needs_care |= any(is_word_too(part.word, base_of(code)) and part.is_capital for part in (unit, *unit.parts))
    return tuple(pieces), needs_care


def read_unit(unit, code, is_loud=False):
    """Yield the tokens of a unit: itself, then the parts of a compound."""
    whole = piece(unit, code, is_loud, is_written=unit.is_joined)
    parts = [piece(part, code, is_loud, is_written=not unit.is_joined) for part in unit.parts]
    # What consists of words that say little says little: "peut-on", "est-ce".
    yield whole._replace(is_stop=True) if parts and all(part.is_stop for part in parts) else whole
    yield from parts
    for part in () if unit.parts else language(code).compounds.get(unit.word, ()):
        yield Token(unit.start, unit.end, "", stem(part, code), is_stop(part, code))


def piece(unit, code, is_loud, is_written):
    key = key_of(unit.word) if unit.is_capital and not is_loud else ""
    word = unit.word if is_written else ""
    return Token(unit.start, unit.end, word, key or stem(unit.word, code), not key and is_stop(unit.word, code))
