"""What every engine of the search keeps to; it runs on the database of the site, whichever that is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.counting import bitmaps
from search.engines import Ask, get_engine
from search.engines.base import FEW, HEAD, READ, TEXTS
from search.engines.postgresql import by_index
from search.models import SearchRecord, SearchState
from tests.search.writing import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def engine():
    SearchRecord.objects.update(is_public=False, facets=[], titles="", labels="", summaries="", texts="", words="")
    SearchRecord.objects.update(change=SearchState.next_change())
    return get_engine()


def found(engine, *groups, chosen=None, **kwargs):
    return engine.search(Ask(tuple(map(alternatives, groups)), **kwargs), chosen)


class Looking:
    """Puts the best few in the order in which they come, and remembers which were looked at."""

    def __init__(self):
        self.looked_at = []

    def __call__(self, head):
        keys = [key for key, _score in head]
        self.looked_at += keys
        return keys


def alternatives(group):
    """Return a group of an Ask: "a|b c" is either a, or b with c."""
    return tuple(tuple(stems.split()) for stems in group.split("|"))


def test_each_group_has_to_stand_in_the_record_by_one_of_its_stems(engine):
    both, one, other = write(titles="red cuid"), write(titles="red"), write(texts="care")
    of_both = found(engine, "red", "cuid")
    # What has only some of the words comes after what has all.
    assert (of_both.ids, of_both.whole, of_both.total) == ([both, one], 1, 2)
    assert set(found(engine, "red").ids) == {both, one}
    assert set(found(engine, "cuid|care").ids) == {both, other}
    assert set(found(engine, "care|red cuid").ids) == {both, other}
    assert found(engine, "nada").ids == []


def test_stems_of_different_columns_count_together(engine):
    key = write(titles="red", labels="niñ", summaries="hog", texts="luz")
    assert found(engine, "red", "niñ", "hog", "luz").ids == [key]


def test_words_are_looked_for_in_the_columns_that_are_named(engine):
    keys = {column: write(**{column: "red"}) for column in ("titles", "labels", "summaries", "texts")}
    ask = Ask((alternatives("red"),))
    assert set(engine.matching(ask)) == set(keys.values())
    for within in (("titles",), ("titles", "summaries"), ("titles", "summaries", "texts")):
        assert set(engine.matching(ask, within)) == {keys[column] for column in within}
    # What is left out is looked for everywhere.
    assert engine.matching(Ask((alternatives("red"),), excluded=("red",)), ("titles",)) == []


def test_stems_that_have_to_stand_side_by_side_do(engine):
    beside, _apart, _turned = write(texts="sol red hog luz"), write(texts="red sol hog"), write(titles="hog red")
    assert engine.matching(Ask((alternatives("red hog|red nada"),), is_together=True)) == [beside]


def test_where_very_many_match_the_best_are_looked_at_first(engine):
    texts = [write(texts="hog red hog sol") for _number in range(3)]
    apart, beside, titled = (
        write(titles="red", summaries="hog sol"),
        write(summaries="red sol"),
        write(titles="red sol"),
    )
    for _number in range(HEAD):
        write(labels="red sol")
    better = Looking()
    found = engine.search(Ask((alternatives("red"), alternatives("sol"))), stop=HEAD + 6, better=better)
    assert better.looked_at[:3] == [titled, beside, apart]
    assert set(better.looked_at[3:6]) == set(texts) or TEXTS not in engine.levels
    assert (len(better.looked_at), found.total) == (HEAD, HEAD + 6)
    assert len(set(found.ids)) == HEAD + 6


def test_what_is_to_be_looked_at_first_is_wherever_it_matches(engine):
    old, unlike = write(titles="red"), write(titles="sol")
    for _number in range(HEAD):
        write(titles="red hog")
    better = Looking()
    ask = Ask((alternatives("red"),))
    assert old not in engine.search(ask, better=better).ids
    assert engine.search(ask, better=better, first=[unlike, old]).ids[0] == old
    assert unlike not in better.looked_at


def test_where_few_have_it_what_is_a_name_of_the_same_finds_more(engine):
    asked, named = write(texts="flexitim"), write(texts="sol luz", labels="0concept7")
    _other, excluded = write(texts="sol", labels="0concept77"), write(texts="sol gris", labels="0concept8")
    names = ("0concept7", "0concept8")
    answer = found(engine, "flexitim", names=names)
    assert (set(answer.ids), answer.whole, answer.by_name) == ({asked, named, excluded}, 1, True)
    assert answer.ids[0] == asked
    assert set(found(engine, "flexitim", names=names, excluded=("gris",)).ids) == {asked, named}
    assert found(engine, "sol", names=("0concept9",)).by_name is False


def test_where_many_have_it_no_other_name_is_looked_for(engine):
    many = {write(texts="flexitim") for _number in range(FEW)}
    write(texts="sol", labels="0concept7")
    answer = found(engine, "flexitim", names=("0concept7",))
    assert (set(answer.ids), answer.by_name) == (many, False)


def test_a_phrase_is_found_as_it_was_written(engine):
    key = write(texts="sistem nacional cuid", words="el sistema nacional de cuidados")
    write(texts="sistem nacional cuid", words="un sistema muy nacional")
    assert found(engine, phrases=(("sistema", "nacional"),)).ids == [key]
    assert found(engine, "cuid", phrases=(("nacional", "de", "cuidados"),)).ids == [key]
    assert found(engine, phrases=(("cuidados", "nacional"),)).ids == []


@pytest.mark.parametrize("read", [0, READ])
def test_a_phrase_of_any_length_stands_as_one_however_common_its_words_are(engine, monkeypatch, read):
    monkeypatch.setattr("search.engines.base.READ", read)
    key = write(titles="red", words="el plan de la red de obras publicas")
    for words in ("la red y el plan de obras", "obras y plan de publicas de la red", "de el la de plan red obras"):
        write(titles="red", words=words)

    def having(*phrases, groups=()):
        return found(engine, *groups, phrases=tuple(tuple(phrase.split()) for phrase in phrases)).ids

    for phrase in ("la red de obras", "plan de la", "obras publicas", "la red de"):
        assert having(phrase) == having(phrase, groups=["red"]) == [key]
        assert engine.matching(Ask(phrases=(tuple(phrase.split()),))) == [key]
    assert having("el plan", "obras publicas") == [key]
    assert having("el plan", "la red", "de la obras") == having("obras publicas", groups=["sol"]) == []
    assert len(having("publicas")) == 2
    assert key not in found(engine, "red", excluded_phrases=(("obras", "publicas"),)).ids
    SearchRecord.objects.filter(pk=key).update(words="otra cosa", change=SearchState.next_change())
    assert having("obras publicas") == having("la red de obras") == []


@pytest.mark.parametrize("read", [0, READ])
def test_a_phrase_is_found_however_often_its_words_stand_before(engine, monkeypatch, read):
    monkeypatch.setattr("search.engines.base.READ", read)
    key = write(titles="red", words=f"{'de casa ' * 300}fin de zapato rojo")
    for phrase in (("de", "zapato"), ("fin", "de", "zapato"), ("de", "zapato", "rojo")):
        assert found(engine, phrases=(phrase,)).ids == found(engine, "red", phrases=(phrase,)).ids == [key]
        assert engine.matching(Ask((alternatives("red"),), phrases=(phrase,)), ("titles",)) == [key]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's index knows where each word stands")
def test_no_record_is_read_for_words_that_stand_apart_in_it(engine):
    write(words="la red")
    with CaptureQueriesContext(connection) as asked:
        engine.matching(Ask(phrases=(("la", "red"),)))
    (question,) = (query["sql"] for query in asked if "FROM search_searchrecord" in query["sql"])
    with by_index() as cursor:
        cursor.execute(f"EXPLAIN {question}")
        assert "Bitmap Index Scan on search_pairs" in str(cursor.fetchall())


def test_a_phrase_is_looked_for_among_what_matters(engine):
    one, other = write(titles="red", words="un women"), write(titles="red", words="un women")
    write(titles="sol", words="un women")
    ask = Ask((alternatives("red"),), phrases=(("un", "women"),))
    assert set(engine.matching(Ask(phrases=ask.phrases), among=[one])) >= {one}
    if connection.vendor == "postgresql":
        assert engine.matching(Ask(phrases=ask.phrases), among=[one]) == [one]
    assert set(engine.search(ask).ids) == {one, other}
    assert engine.search(Ask((alternatives("red"),), excluded_phrases=(("un", "women"),))).ids == []


def test_what_is_excluded_is_left_out(engine):
    key, other = write(titles="red", words="red una"), write(titles="red hog", words="red de hogares")
    assert found(engine, "red", excluded=("hog",)).ids == [key]
    assert found(engine, "red", excluded_phrases=(("de", "hogares"),)).ids == [key]
    assert found(engine, excluded=("hog",)).ids == [key]
    assert set(found(engine, excluded_phrases=(("una", "red"),)).ids) == {key, other}


def test_words_and_phrases_are_wanted_and_left_out_in_one_question(engine):
    key, less = write(titles="red hog", words="una red de hogares"), write(titles="red", words="una red de hogares")
    write(titles="red hog", words="red y hogares")
    write(titles="red hog", texts="sol", words="una red de hogares")
    write(titles="red hog", words="una red de hogares al sol")
    ask = Ask(
        (alternatives("red"), alternatives("hog")),
        phrases=(("una", "red"), ("de", "hogares")),
        excluded=("luz", "sol"),
        excluded_phrases=(("al", "sol"), ("la", "luz")),
    )
    assert engine.matching(ask) == [key]
    found = engine.search(ask)
    assert (found.ids, found.whole) == ([key, less], 1)


def test_what_is_excluded_makes_no_answer_whole(engine):
    for _number in range(FEW):
        write(titles="red hog sol")
    both, one = write(titles="red hog"), write(titles="red luz")
    found = engine.search(Ask((alternatives("red"), alternatives("hog")), excluded=("sol",)))
    assert (found.ids, found.whole) == ([both, one], 1)


def test_without_words_everything_is_found_the_newest_first(engine):
    old, new = write(titles="a", day="2020-01-01"), write(titles="b", day="2024-01-01")
    assert found(engine).ids == [new, old]


def test_values_of_a_facet_are_alternatives_and_facets_narrow_each_other(engine):
    uy = write(titles="red", facets=["country:uy", "r:reduce"])
    ar = write(titles="red", facets=["country:ar", "r:reduce", "r:reward"])
    cl = write(titles="red", facets=["country:cl", "r:reward"])
    assert set(found(engine, "red", chosen={"country": ["uy", "cl"]}).ids) == {uy, cl}
    narrowed = found(engine, "red", chosen={"country": ["uy", "ar"], "r": ["reward"]})
    assert (narrowed.ids, narrowed.total) == ([ar], 1)
    # A facet is counted as if nothing of it were chosen.
    assert narrowed.facets == {"country": {"ar": 1, "cl": 1}, "r": {"reduce": 2, "reward": 1}}
    assert found(engine, "red", chosen={"country": ["xx"]}).total == 0


def test_only_the_facets_that_are_wanted_are_counted(engine):
    write(titles="red", facets=["country:uy", "r:reduce", "year:2020"])
    for ask in (Ask(), Ask((alternatives("red"),))):
        assert engine.search(ask, facets=["r", "year"]).facets == {"r": {"reduce": 1}, "year": {"2020": 1}}
        assert engine.search(ask, facets=()).facets == {}


def test_slices_follow_each_other_and_the_total_is_of_all(engine):
    keys = {write(titles="red") for _number in range(7)}
    slices = [engine.search(Ask((alternatives("red"),)), start=start, stop=start + 3) for start in (0, 3, 6, 9)]
    assert [len(part.ids) for part in slices] == [3, 3, 1, 0]
    assert {key for part in slices for key in part.ids} == keys
    assert {part.total for part in slices} == {7}


def test_what_was_written_again_is_found_by_its_new_words_only(engine):
    key = write(titles="red", words="una red", facets=["country:uy"])
    assert found(engine, "red", phrases=(("una", "red"),)).facets == {"country": {"uy": 1}}
    record = SearchRecord.objects.get(pk=key)
    record.titles, record.words, record.facets = "hog", "el hogar", ["country:ar"]
    record.change = SearchState.next_change()
    record.save()
    assert (found(engine, "red").ids, found(engine, phrases=(("una", "red"),)).ids) == ([], [])
    assert found(engine, "hog", phrases=(("el", "hogar"),)).facets == {"country": {"ar": 1}}


def test_what_is_no_more_public_is_neither_found_nor_counted(engine):
    key = write(titles="red", facets=["country:uy"])
    SearchRecord.objects.filter(pk=key).update(is_public=False, change=SearchState.next_change())
    assert (found(engine, "red").ids, found(engine).total) == ([], 0)
    assert "country" not in bitmaps().values or not bitmaps().values["country"]


@pytest.mark.parametrize(
    "word",
    ['"', "'", "\\", "a'b", 'a"b', "OR", "NOT", "NEAR", "*", "^", "col:umn", "🙂", "رعاية", "照护", "-", "a" * 5000],
)
def test_no_word_is_an_operator(engine, word):
    write(titles="red")
    red = alternatives("red")
    for ask in (Ask((((word,),),)), Ask(phrases=((word, "b"),)), Ask((red,), excluded=(word,))):
        assert engine.search(ask).total in (0, 1)


def test_titles_alone_are_found_for_suggestions_the_newest_first(engine):
    first, second = write(titles="red cuid"), write(titles="red")
    write(texts="red cuid", labels="red", summaries="red", words="red cuid")
    assert engine.titled(Ask((alternatives("red"),)), 10) == [second, first]
    assert engine.titled(Ask((alternatives("red"),)), 1) == [second]
    assert engine.titled(Ask((alternatives("cuid|care"), alternatives("red"))), 10) == [first]
    assert engine.titled(Ask((alternatives("red cuid"),)), 10) == [first]
    assert engine.titled(Ask((alternatives("texto"),)), 10) == []


DAMAGE = {
    "sqlite": ("DROP TABLE search_stem_fts", "DROP TRIGGER search_word_fts_update"),
    "postgresql": ("DROP INDEX search_stems", "DROP INDEX search_passage_exact"),
}


def made():
    """Return the names of what words are found by: tables, triggers and indexes."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE name LIKE 'search%%fts%%'")
        else:
            cursor.execute("SELECT indexname FROM pg_indexes WHERE indexdef LIKE '%% USING gin %%'")
        return {name for (name,) in cursor.fetchall()}


def test_what_words_are_found_by_is_made_anew_of_what_is_written(engine):
    before, key = made(), write(titles="red", words="la red")
    assert found(engine, "red").ids == [key]
    with connection.cursor() as cursor:
        for statement in DAMAGE[connection.vendor]:
            cursor.execute(statement)
    assert made() < before
    engine.make_indexes()
    assert made() == before
    assert found(engine, "red").ids == found(engine, phrases=(("la", "red"),)).ids == [key]
    # And it follows what is written from then on.
    other = write(titles="red hog", words="hogar")
    SearchRecord.objects.filter(pk=key).update(words="otra red", change=SearchState.next_change())
    assert found(engine, "hog").ids == found(engine, phrases=(("hogar",),)).ids == [other]
    assert found(engine, phrases=(("la", "red"),)).ids == []
