"""Whatever is written or typed is read in a time that grows with its length alone, and in words a database takes."""

import re

import pytest

from search.analysis import parse, splitting, tokens

pytestmark = pytest.mark.one_database

PIECES = [
    "a", "a ", "á", "a\u0301", "\u0301", "a'", "’", "a-", "--", "-a", "1", "1.", "1,", "1 000 ", "1'", "A.", "A.A.",
    "AA. BB. ", "a·", "·", "a·e", "a/", "ab/as", "ab.e", "a(", "ab(a)", "((", "a@", "ab@s", "a*", "*", '"', '"a',
    '-"', "«a»", "“", "_", "a_", "\x00", "a\x00", "🙂", "\ud800", "رعاية ", "ال", "ـ", "照护", "'; DROP TABLE x; --",
    "a OR ", "NEAR(a b, 3) ", "[a-z]+(", "\\", "(a+)+$", "%s", "{0}", "<b>", "&amp;", "l'l'", "\u200b", "ʼ", "ª",
    "½", "·l", "l·l", "10km", "a1", "://", "www.", "=who",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_whatever_is_written_is_read_in_words_that_a_database_takes(piece, language):
    text = (piece * 10_000)[:10_000]
    for token in tokens(text, language):
        assert 0 <= token.start < token.end <= len(text)
        assert token.stem
        assert len(token.word) <= 64
        (token.word + token.stem).encode()
    query = parse(text)
    for word in query.words:
        for stem_ in (its for way in word.stems(language) for its in way):
            assert re.fullmatch(r"=?[^\W_]+(?:\.\d+)*", stem_)
    assert len(query.words) + sum(map(len, query.phrases + query.excluded)) <= 24
    query.typed.encode()


@pytest.mark.parametrize("piece", PIECES)
def test_work_grows_no_faster_than_the_text(piece, monkeypatch):
    steps = []

    def counted(function):
        def count(run, *place):
            steps.append(1)
            return function(run, *place)

        return count

    for name in ("read_inclusive", "unit_of", "compound", "numbers", "bare"):
        monkeypatch.setattr(splitting, name, counted(getattr(splitting, name)))

    def work(length):
        steps.clear()
        for run in splitting.runs((piece * length)[:length]):
            splitting.split(run[0])
        return len(steps)

    assert work(4_000) <= 4.5 * max(work(1_000), 4)
