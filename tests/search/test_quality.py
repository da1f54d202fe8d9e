"""The measure of the search: its figures, and that what it measures by is complete."""

from collections import Counter
from io import StringIO
from math import log2
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from agc.core.languages import content_languages
from agc.core.records import key_of
from agc.demo.management.commands import measure_search
from agc.demo.quality import Judgement, Measured, below, ndcg, read_judgements, recall, record_names, table, worst

GRADES = {"a": 3, "b": 2, "c": 1}
BEST = 7 + 3 / log2(3) + 1 / log2(4)


@pytest.mark.parametrize(
    ("found", "value"),
    [
        (["a", "b", "c"], 1),
        (["a", "b", "c", "x"], 1),
        ([], 0),
        (["x", "y"], 0),
        (["b", "a"], (3 + 7 / log2(3)) / BEST),
        (["x", "a"], (7 / log2(3)) / BEST),
        (["x"] * 9 + ["a"], (7 / log2(11)) / BEST),
        (["x"] * 10 + ["a"], 0),
    ],
)
def test_ndcg_is_the_gain_of_the_first_ten_by_place_out_of_the_best_order(found, value):
    assert ndcg(found, GRADES) == pytest.approx(value)


def test_the_best_order_is_that_of_ten_where_more_deserve_a_grade():
    many = {str(number): 3 for number in range(15)}
    assert ndcg(list(many), many) == pytest.approx(1)


@pytest.mark.parametrize(
    ("found", "value"),
    [
        (["c", "a", "b"], 1),
        (["x", "a"], 1 / 3),
        ([], 0),
        (["x"] * 49 + ["a"], 1 / 3),
        (["x"] * 50 + ["a"], 0),
    ],
)
def test_recall_is_the_share_of_the_graded_among_the_first_fifty(found, value):
    assert recall(found, GRADES) == pytest.approx(value)


def measured(query, found, kind="plain", reader="es"):
    return Measured(Judgement(query, reader, kind, GRADES), found)


def test_the_table_has_the_means_of_all_of_each_kind_and_of_each_reader():
    results = [
        measured("uno", ["a", "b", "c"]),
        measured("deux", [], kind="long", reader="fr"),
        measured("trois", ["a", "b", "c"], kind="long", reader="fr"),
    ]
    head, *rows = (line.split() for line in table(results).splitlines())
    assert head == ["queries", "nDCG@10", "recall@50"]
    assert rows == [
        ["all", "3", "0.667", "0.667"],
        ["kind", "plain", "1", "1.000", "1.000"],
        ["kind", "long", "2", "0.500", "0.500"],
        ["reader", "es", "1", "1.000", "1.000"],
        ["reader", "fr", "2", "0.500", "0.500"],
    ]


def test_what_is_below_the_floor_is_named():
    results = [measured("uno", ["a", "b", "c"]), measured("deux", [], kind="long"), measured("trois", [], kind="long")]
    assert below(results, 0, 0) == below(results, 0.33, 0) == []
    assert below(results, 0.34, 0) == ["all"]
    assert below(results, 0, 0.01) == ["kind long"]


def test_the_worst_are_shown_with_what_was_expected_and_found():
    results = [measured("good", ["a", "b", "c"]), measured("bad", ["x", "c"]), measured("nothing", [])]
    first, second = worst(results, 2).split("\n\n")
    assert first.startswith("0.000  nothing")
    assert [line.split() for line in second.splitlines()[1:]] == [
        ["expected", "3", "*a"],
        ["expected", "2", "*b"],
        ["expected", "1", "c"],
        ["found", "1", "-", "x"],
        ["found", "2", "1", "c"],
    ]


COMPLETE = "- {query: q, reader: es, kind: plain, grades: {3: [practices/uruguay-snic]}}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- {", "{"),
        ("- {", "- [{"),
        ("reader: es, ", ""),
        ("kind", "sort"),
        ("3:", "4:"),
        ("3:", "0:"),
        ("[practices/uruguay-snic]", "practices/uruguay-snic"),
        ("[practices/uruguay-snic]", "[]"),
        ("{3: [practices/uruguay-snic]}", "practices/uruguay-snic"),
        ("{3:", "{2: [practices/uruguay-snic], 3:"),
    ],
)
def test_a_judgement_that_is_not_complete_is_refused(tmp_path, old, new):
    path = tmp_path / "judgements.yaml"
    path.write_text(COMPLETE, encoding="utf-8")
    assert read_judgements(path) == [Judgement("q", "es", "plain", {"practices/uruguay-snic": 3})]
    path.write_text(COMPLETE.replace(old, new), encoding="utf-8")
    with pytest.raises(ValueError, match=r"judgement|two grades|expected"):
        read_judgements(path)


@pytest.fixture
def results(monkeypatch):
    """Return a function that has the search find the records with some keys, whatever it is asked."""

    def find(*keys):
        rows = [SimpleNamespace(title=key, record=SimpleNamespace(translation_key=key_of(key))) for key in keys]
        monkeypatch.setattr(measure_search, "find", lambda *args, **kwargs: SimpleNamespace(rows=rows))

    return find


def test_the_command_measures_by_a_file(results, tmp_path):
    path = tmp_path / "judgements.yaml"
    path.write_text(COMPLETE, encoding="utf-8")
    results("events", "uruguay-snic")
    out = StringIO()
    call_command("measure_search", file=path, worst=1, stdout=out)
    assert ["all", "1", f"{1 / log2(3):.3f}", "1.000"] in [line.split() for line in out.getvalue().splitlines()]
    assert "found   1 -  “events”" in out.getvalue()
    assert "found   2 3  practices/uruguay-snic" in out.getvalue()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (COMPLETE.replace("uruguay-snic", "atlantis"), "practices/atlantis"),
        (COMPLETE.replace("3:", "4:"), "no judgement"),
        (COMPLETE, "rebuild_search"),
        (None, "No such file"),
    ],
)
def test_the_command_says_why_it_cannot_measure(results, tmp_path, text, message):
    path = tmp_path / "judgements.yaml"
    if text:
        path.write_text(text, encoding="utf-8")
    results("events")
    with pytest.raises(CommandError, match=message):
        call_command("measure_search", file=path)


INDEPENDENT = measure_search.JUDGEMENTS.with_stem("judgements_independent")


@pytest.fixture(scope="module")
def judgements():
    return read_judgements(measure_search.JUDGEMENTS)


@pytest.fixture(scope="module")
def independent():
    return read_judgements(INDEPENDENT)


def test_judged_records_are_records_of_the_demo(judgements, independent):
    names = set(record_names().values())
    assert {name for each in (*judgements, *independent) for name in each.grades} <= names


def test_every_kind_and_every_reader_has_enough_queries_to_measure_by(judgements):
    kinds = Counter(each.kind for each in judgements)
    readers = Counter(each.reader for each in judgements)
    assert len(judgements) >= 170
    assert set(kinds) == {
        "plain", "inflected", "accented", "crossed", "mistyped", "synonym",
        "acronym", "code", "phrase", "excluded", "country", "long",
    }  # fmt: skip
    assert min(kinds.values()) >= 12
    assert set(readers) == set(content_languages())
    assert min(readers.values()) >= 50


def test_a_reader_asks_nothing_twice(judgements, independent):
    asked = Counter((each.query.casefold(), each.reader) for each in (*judgements, *independent))
    assert [query for query, times in asked.items() if times > 1] == []


def test_every_query_has_a_record_that_is_what_is_wanted(judgements, independent):
    assert [each.query for each in (*judgements, *independent) if 3 not in each.grades.values()] == []
