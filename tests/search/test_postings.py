"""What is kept of the words that were asked for: never more than is true, nor more than there is room for."""

import pytest

from search import postings
from search.engines import Ask, base, get_engine
from search.engines.base import ANYWHERE, TITLES
from search.models import SearchRecord, SearchState
from tests.search.writing import write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty():
    SearchRecord.objects.all().delete()


@pytest.fixture
def asked(monkeypatch):
    """The questions that an engine was asked, each once for each time."""
    found = []
    engine = type(get_engine())
    matching = engine.matching

    def counted(self, ask, within=ANYWHERE, among=None):
        found.append((ask.groups, within))
        return matching(self, ask, within, among)

    monkeypatch.setattr(engine, "matching", counted)
    return found


def ids(*stems):
    return set(get_engine().search(Ask(tuple(((stem,),) for stem in stems)), stop=100).ids)


def test_a_word_is_looked_for_once(asked):
    one, other = write(titles="red"), write(titles="red hog")
    assert ids("red") == {one, other}
    del asked[:]
    assert ids("red") == {one, other}
    assert asked == []


@pytest.mark.parametrize("number", [1, postings.MOST_CHANGED + 1])
def test_what_is_written_meanwhile_is_found(number):
    before = write(titles="red")
    gone = write(titles="red luz")
    assert ids("red", "luz") | ids("red") == {before, gone}
    added = {write(titles="red", texts="sol") for _number in range(number)}
    SearchRecord.objects.filter(pk=gone).update(titles="hog", change=SearchState.next_change())
    assert ids("red") == {before, *added}
    assert ids("sol") == added
    assert ids("hog") == {gone}


def test_a_bitmap_follows_as_a_few_keys_do():
    many = {write(titles="red") for _number in range(postings.FEW + 1)}
    assert get_engine().search(Ask(((("red",),),)), stop=100).total == len(many)
    key = min(many)
    SearchRecord.objects.filter(pk=key).update(titles="sol", change=SearchState.next_change())
    assert get_engine().search(Ask(((("red",),),)), stop=100).total == len(many) - 1


def test_words_side_by_side_are_looked_for_once_until_a_record_changes(asked, monkeypatch):
    monkeypatch.setattr(base, "READ", 0)
    beside, apart = write(words="red luz"), write(words="luz red")
    phrase = Ask(phrases=(("red", "luz"),))
    assert get_engine().search(phrase).ids == [beside]
    del asked[:]
    assert get_engine().search(phrase, {"r": ["reduce"]}).ids == []
    assert get_engine().search(phrase).ids == [beside]
    assert asked == []
    SearchRecord.objects.filter(pk=apart).update(words="red luz", change=SearchState.next_change())
    assert set(get_engine().search(phrase).ids) == {beside, apart}


def test_a_long_question_counts_for_the_room_that_it_takes():
    known = postings.Postings()
    known.having(Ask(phrases=(("palabra",) * 100,)), ANYWHERE, lambda asked: [])
    assert known.bytes > 2_000
    known.forget_answers()
    assert (known.bytes, known.kept) == (0, {})


def test_a_word_in_a_text_is_none_in_a_title():
    titled, other = write(titles="red"), write(texts="red")
    engine, known = get_engine(), postings.postings(SearchState.newest_change())
    look = {
        within: lambda stem, within=within: engine.matching(Ask((((stem,),),)), within) for within in (ANYWHERE, TITLES)
    }
    assert known.having("red", ANYWHERE, look[ANYWHERE]) == 1 << titled | 1 << other
    assert known.having("red", TITLES, look[TITLES]) == 1 << titled
    SearchRecord.objects.filter(pk=other).update(titles="red", change=SearchState.next_change())
    known.follow(SearchState.newest_change())
    assert known.having("red", TITLES, look[TITLES]) == 1 << titled | 1 << other


def test_what_changed_while_it_was_looked_for_is_not_kept():
    known = postings.Postings()
    known.follow(1)

    def look(stem):
        known.follow(2)
        return [1]

    assert known.having("red", ANYWHERE, look) == 2
    assert known.kept == {}


def test_what_was_wanted_least_lately_makes_room(monkeypatch):
    monkeypatch.setattr(postings, "MOST_BYTES", 3 * postings.OF_AN_ENTRY)
    known = postings.Postings()
    for stem in ("a", "b", "a", "c"):
        known.having(stem, ANYWHERE, lambda stem: [])
    known.having("d", ANYWHERE, lambda stem: [])
    assert [stem for _within, stem in known.kept] == ["a", "c", "d"]
    assert known.bytes <= postings.MOST_BYTES
