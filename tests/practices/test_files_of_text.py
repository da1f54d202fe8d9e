"""Tables in CSV and trees in JSON that come in: what is read of them, and what is refused."""

import codecs
import csv
import io
import json

import pytest

from tests.practices.books import HEADING, reading_of, refused, told

pytestmark = [pytest.mark.django_db, pytest.mark.one_database, pytest.mark.usefixtures("in_english")]


# CSV


def text_of(*rows, separator=","):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("encoding", "notes"), [("utf-8", 0), ("utf-8-sig", 0), ("utf-16", 0), ("utf-16-be", 0), ("cp1252", 1)]
)
def test_text_is_read_however_it_was_saved(record, separator, encoding, notes):
    text = text_of(["code", "page_language", "title"], ["new-1", "es", "Día; de, cuidados\nhoy"], separator=separator)
    mark = codecs.BOM_UTF16_BE if encoding == "utf-16-be" else b""
    reading = reading_of(mark + text.encode(encoding), record, "x.csv")
    assert reading.entries[0].line.value("title") == "Día; de, cuidados\nhoy"
    assert [problem.is_error for problem in reading.problems] == [False] * notes


def test_arabic_text_is_read(record):
    text = text_of(["code", "page_language", "title"], ["new-1", "ar", "خدمات الرعاية"])
    [entry] = reading_of(text.encode("utf-16"), record, "ملف.csv").entries
    assert entry.line.value("title") == "خدمات الرعاية"


def test_a_first_line_that_names_the_separator_is_passed_over(record):
    reading = reading_of(b"sep=;\r\ncode;page_language;title\r\nnew-1;es;Uno\r\n", record)
    assert reading.entries[0].line.value("title") == "Uno"
    assert reading.entries[0].line.place.row == 3


def test_rows_beside_a_practice_are_read_in_their_order(record):
    heading = [
        "code",
        "page_language",
        "results.10.indicator",
        "results.2.indicator",
        "results.2.year",
        "voices.1.quote",
    ]
    text = text_of(heading, ["new-1", "es", "Diez", "Dos", "2020", ""], ["new-2", "es", "", "", "", ""])
    [entry] = reading_of(text.encode(), record).entries
    assert [row.value("indicator") for row in entry.rows["results"]] == ["Dos", "Diez"]
    assert entry.rows["results"][0].value("year") == "2020"
    assert entry.rows["results"][0].cells["year"].place.column == "E (results.2.year)"
    assert entry.rows["voices"] == []
    assert "places" not in entry.rows


def test_a_name_of_a_row_that_is_nearly_right_is_told(record):
    text = text_of([*HEADING, "results.2.indicador"], ["new-1", "es", "Uno", "", "x"])
    [(_place, message)] = told(reading_of(text.encode(), record))
    assert "“results.2.indicator”" in message


def test_guards_against_formulas_are_taken_away(record):
    text = text_of(HEADING, ["new-1", "es", "'=1+1", "'quoted'"])
    line = reading_of(text.encode(), record).entries[0].line
    assert (line.value("title"), line.value("claim")) == ("=1+1", "'quoted'")


def test_more_cells_than_names_are_refused(record):
    reading = reading_of(b"code,page_language,title\nnew-1,es,Uno, dos\nnew-2,es,Dos,,\n", record)
    [(place, message)] = told(reading)
    assert place == "row 2"
    assert "quotation marks" in message


def test_open_quotation_marks_are_refused(record):
    assert "line 3" in refused(b'code,page_language,title\nnew-1,es,Uno\nnew-2,es,"Dos\nnew-3,es,Tres\n', record)
    assert "line 2" in refused(b'code,page_language,title\nnew-1,es,"Uno" dos\n', record)
    assert "quotation" in refused(b'code,page_language,title\nnew-1,es,"' + b"x" * 200_000 + b'"\n', record)


def test_signs_that_are_no_text_are_refused(record):
    reading = reading_of(b"code,page_language,title,claim\nnew-1,es,Uno\x00,\x0bdos\x0btres\n", record)
    [(place, message)] = told(reading)
    assert place == "row 2, column C (title)"
    assert "sign" in message
    assert reading.entries[0].line.value("claim") == "\ndos\ntres"


def test_text_that_nobody_can_read_is_refused(record):
    assert "UTF-8" in refused(b"code,page_language,title\nnew-1,es,\x81\x8d\n", record)
    assert "UTF-8" in refused(codecs.BOM_UTF16_LE + b"c\x00o\x00d", record)


# JSON


def test_json_may_be_whole_a_list_or_one_record(record):
    one = {"code": "new-1", "page_language": "es", "title": "Uno"}
    for data in ({"records": [one], "licence": "x"}, [one], one):
        [entry] = reading_of(json.dumps(data).encode("utf-8-sig"), record, "x.json").entries
        assert entry.line.value("title") == "Uno"
        assert str(entry.line.cells["title"].place) == "row 1, column title"
        assert entry.rows == {}


def test_codes_may_stand_alone_or_with_their_words(record):
    data = {
        "code": "new-1",
        "page_language": "es",
        "kind": {"code": "programme", "label": "Programa"},
        "stage": "promising",
        "evidence": None,
        "concepts_level": [{"code": "national", "label": "Nacional"}, "local"],
        "concepts_sdg": [],
        "places": [{"country": {"code": "uy", "label": "Uruguay"}, "place": ""}, {}, {"country": "cl"}],
        "voices": [],
    }
    reading = reading_of(json.dumps(data).encode(), record)
    [entry] = reading.entries
    line = entry.line
    assert reading.problems == []
    assert (line.value("kind"), line.value("stage"), line.value("evidence")) == ("programme", "promising", None)
    assert line.value("concepts_level") == ["national", "local"]
    assert line.cells["concepts_sdg"].value is None
    assert [row.value("country") for row in entry.rows["places"]] == ["uy", "cl"]
    assert str(entry.rows["places"][1].cells["country"].place) == "row 1, column places.3.country"
    assert entry.rows["voices"] == []


def test_wrong_shapes_are_told_where_they_stand(record):
    data = [
        "x",
        {
            "code": "new-1",
            "page_language": "es",
            "title": ["Uno"],
            "clame": "x",
            "kind": ["programme"],
            "concepts_level": [1],
            "results": {"indicator": "x"},
            "places": [["uy"], {"contry": "uy"}],
        },
        {"code": "new-2", "page_language": "es", "clame": "y"},
    ]
    reading = reading_of(json.dumps(data).encode(), record)
    assert {place for place, _message in told(reading)} == {
        "row 1",
        "row 2, column title",
        "row 2, column clame",
        "row 2, column kind",
        "row 2, column concepts_level",
        "row 2, column results",
        "row 2, column places.1",
        "row 2, column places.2.contry",
    }
    messages = dict(told(reading))
    assert "“claim”" in messages["row 2, column clame"]
    assert "“country”" in messages["row 2, column places.2.contry"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'{"code": NaN}', "NaN"),
        (b'{"code": -Infinity}', "Infinity"),
        (b'{"code": 1e999}', "1e999"),
        (b'{"code": ' + b"9" * 5000 + b"}", "too large"),
        (b'{"code": "a", "code": "b"}', "“code”"),
        (b"[" * 100_000, "deeply"),
        (b'{"a":' * 50 + b"1" + b"}" * 50, "deeply"),
        (b'{"code": "a"', "line 1"),
        (b'{"code": "a"}}', "line 1"),
        (b'[{"code": "\xe1"}]', "UTF-8"),
        ('{"code": "a"}'.encode("utf-16"), "UTF-8"),
        (b'{"name": "x"}', "records"),
        (b'{"records": {"code": "a"}}', "records"),
        (b'{"records": []}', "nothing is filled in"),
        (b"[" + b"[]," * 500_001 + b"[]]", "too many"),
    ],
)
def test_json_that_is_none_is_refused(record, content, says):
    assert says in refused(content, record, "x.json")


def test_json_by_its_name_alone_is_read_as_such(record):
    assert "JSON" in refused(b"code: new-1", record, "x.JSON")


def test_signs_that_no_database_keeps_are_refused(record):
    data = b'{"code": "new-1", "page_language": "es", "title": "a\\u0000b", "claim": "\\ud800", "\\ud800": 1}'
    reading = reading_of(data, record)
    assert {problem.place.column for problem in reading.problems} >= {"title", "claim"}
    for problem in reading.problems:
        assert f"{problem.place} {problem.message}".encode()


def test_texts_that_are_too_long_are_refused(record):
    data = {"code": "new-1", "page_language": "es", "title": "x" * 40_000, "claim": "y" * 100_001}
    [(place, message)] = told(reading_of(json.dumps(data).encode(), record))
    assert place == "row 1, column claim"
    assert "100000" in message.replace(",", "").replace("\u202f", "")
