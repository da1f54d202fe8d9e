"""What is wrong in a file: it is named at its place, and nothing is written."""

import datetime

import pytest

from practices.data_in.lines import Cell, Entry, Line, Place, Reading
from practices.data_in.plan import Plan
from tests.factories import practice
from tests.practices.data_in.plans import errors, plan, taken_in
from tests.practices.files_in import COMPLETE

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("start_year", "dos mil"),
        ("start_year", 20155),
        ("start_year", 2015.5),
        ("kind", "lavadora"),
        ("concepts_level", ["national", "universal"]),
        ("cost_amount", "1,234"),
        ("cost_amount", 12.345),
        ("cost_amount", 1e30),
        ("facts_as_of", "31/08/2026"),
        ("ongoing", "quizás"),
        ("claim", "x" * 201),
        ("claim", "un\x00nulo"),
        ("claim", "\ud800"),
        ("summary", "palabra " * 251),
        ("local_name_language", "no es un código"),
        ("title", "Un título " * 13),
        ("title", "Dos\nrenglones"),
        ("cost_amount", "1.234"),
        ("cost_amount", "5²"),
        ("cost_currency", "pesos"),
        ("lead_member", "Organización que no está"),
        ("end_year", 1990),
        ("title", ""),
        ("places", [{"country": "zz"}]),
        ("places", [{"country": "uy", "latitude": 91}]),
        ("links", [{"relation": "related", "other": "AGC-9999"}]),
        ("key_dates", [{"year": 2000 + number, "text": "Algo"} for number in range(6)]),
    ],
)
def test_a_value_that_cannot_be_is_named_and_nothing_is_written(editor, field, value):
    made = plan(editor, COMPLETE | {"start_year": 2021} | {field: value})
    (problem,) = [problem for problem in made.problems if problem.is_error]
    assert field in problem.place.column
    assert problem.message


def test_an_hour_is_no_text(editor):
    hour = Cell(datetime.time(9, 30), Place("practices", 3, "A"))
    made = Plan(Reading([Entry(Line(Place(), cells(COMPLETE) | {"claim": hour}))]), editor)
    assert [str(problem.place) for problem in made.problems if problem.is_error] == [str(hour.place)]


def cells(record):
    return {name: Cell(value, Place()) for name, value in record.items() if not isinstance(value, list)}


@pytest.mark.parametrize("code", ["AGC-9999", "", "corto", "x" * 200, "AGC-99999999999999999999"])
def test_a_code_that_is_none_is_refused(editor, code):
    made = plan(editor, COMPLETE | {"code": code})
    assert len(errors(made)) == 1
    assert made.records == []


def test_a_practice_is_there_once_however_its_code_is_written(editor):
    page = practice()
    short = f"agc-{int(page.code.removeprefix('AGC-'))}"
    one, other = ({"code": code, "page_language": "es", "title": code} for code in (page.code, short))
    assert len(errors(plan(editor, one, other))) == 1
    english = {"code": COMPLETE["code"].upper(), "page_language": "en", "title": "Night house"}
    assert len(plan(editor, COMPLETE, english).records) == 1


def test_the_code_of_a_deleted_practice_is_nobody_s(editor):
    page = practice()
    code = page.code
    page.delete()
    assert len(errors(plan(editor, COMPLETE | {"code": code}))) == 1


def test_a_language_that_the_site_has_not_is_refused(editor):
    assert len(errors(plan(editor, COMPLETE | {"page_language": "xx"}))) == 1


def test_a_practice_that_is_being_reviewed_is_left_alone(editor):
    taken_in(editor, COMPLETE)
    made = plan(editor, COMPLETE | {"title": "Otro"})
    assert len(errors(made)) == 1


def test_a_practice_does_not_come_from_itself(editor):
    made = plan(editor, COMPLETE | {"links": [{"relation": "adapted-from", "other": COMPLETE["code"]}]})
    assert any("misma" in said for said in made.records[0].lacking)
