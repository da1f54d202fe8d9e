"""What a record says in each format, as people and as programs read it."""

import io
import json

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from practices.data_out.cells import guarded, unguarded
from practices.models import PracticePage
from practices.record import Kind, record_of
from tests.factories import concept, member, practice
from tests.practices.data_out.taking import csv_of, json_of, sheets_of, taken

pytestmark = pytest.mark.django_db


def test_a_record_is_whole_in_json(client):
    lead = member(title="Municipio")
    page = practice(title="Cuidar", lead_member=lead, lead_name="", ongoing=False, end_year=2020)
    record = json_of(client)["records"][0]
    kind = concept("kind", "programme")
    assert record["code"] == page.code
    assert record["page_address"] == page.full_url
    assert record["kind"] == {"code": "programme", "label": kind.label}
    assert record["evidence"] is None
    assert (record["start_year"], record["end_year"], record["ongoing"]) == (2015, 2020, False)
    assert record["facts_as_of"] == "2025-01-01"
    assert record["summary"] == "Resumen de la práctica."
    assert record["approach"] == "Cómo funciona."
    assert record["lead_member"] == {"code": str(lead.translation_key), "label": "Municipio"}
    assert [each["code"] for each in record["concepts_care_type"]] == ["early-childhood"]
    assert record["licence"] == {"code": "cc-by-4.0", "label": "CC BY 4.0"}
    assert [place["country"]["code"] for place in record["places"]] == ["uy"]
    [result] = record["results"]
    assert (result["after_value"], result["before_value"], result["year"]) == (100, None, 2024)
    assert record["sources"][0]["title"] == "Ley"


def test_json_says_what_it_was_narrowed_by_and_where_it_is_from(client):
    practice(country="uy")
    found = json_of(client, query="?country=uy&country=atlantis")
    assert found["filters"] == {"country": [{"code": "uy", "label": "Uruguay"}]}
    assert found["source"].endswith("/es/practicas/?country=uy")
    assert client.get(found["codebook"]).status_code == 200
    assert found["language"] == "es"
    assert found["licence"]


def test_a_record_by_its_code_is_the_same_as_in_the_list(client):
    page = practice()
    alone = json.loads(client.get(f"/{page.code}.json", headers={"accept-language": "es"}).content)
    assert alone["records"] == json_of(client)["records"]


def test_csv_has_rows_in_words(client):
    practice()
    [row] = csv_of(client)
    assert row["places"] == "Uruguay"
    assert row["results"] == "Personas atendidas: 100, exactamente, personas, 2024, MIDES"
    assert row["ongoing"] == "true"
    assert row["concepts_care_type"] == "early-childhood"
    assert row["concepts_care_type_label"] == concept("care-type", "early-childhood").label


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "＝1+1", " =1", "'=1", "''@x"]
)
def test_no_text_is_a_formula(client, text):
    practice(title="Segura", local_name=text, lead_name=text)
    [row] = csv_of(client)
    assert row["local_name"] == "'" + text.strip() or row["local_name"] == "'" + text
    assert unguarded(row["local_name"]) in (text, text.strip())
    book = load_workbook(io.BytesIO(taken(client, "xlsx")))
    cells = [cell for row in book["practices"].iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert sum(cell.value in (text, text.strip()) for cell in cells) == 2


def test_numbers_stay_numbers(client):
    page = practice()
    result = page.results.get()
    result.before_value = -5
    page.results = [result]
    page.save_revision().publish()
    assert ": -5, 100" in csv_of(client)[0]["results"]
    assert csv_of(client)[0]["start_year"] == "2015"
    [row] = sheets_of(client)["results"][1]
    assert (row["before_value"], row["after_value"], row["year"]) == (-5, 100, 2024)


@given(st.text())
def test_what_is_guarded_can_be_had_again(text):
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_signs_that_a_sheet_cannot_have_are_left_out(client):
    page = practice()
    PracticePage.objects.filter(pk=page.pk).update(title="Uno\x0b dos", local_name="x" * 200, problem="<p>\x08y</p>")
    PracticePage.objects.filter(pk=page.pk).update(problem=f"<p>{'z' * 40_000}</p>")
    [row] = sheets_of(client)["practices"][1]
    assert row["title"] == "Uno dos"
    assert len(row["problem"]) == 32_767


@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_a_sheet_speaks_to_people_and_to_programs(client, language):
    page = practice()
    sheets = sheets_of(client, language=language)
    record = record_of(PracticePage)
    assert list(sheets) == ["practices", *(child.name for child in record.children), "codebook"]
    head, [row] = sheets["practices"]
    with translation.override(language):
        assert str(record.field("claim").label) in head
    # An importer has each field by its name, with its value as it is.
    loaded = PracticePage.objects.get(pk=page.pk)
    for field in record.fields:
        value = field.value_of(loaded)
        value = "; ".join(value) if isinstance(value, tuple) else value
        found = row[field.name]
        assert (found.date().isoformat() if field.kind == Kind.DATE else found or "") == (
            value if value else value or ""
        )
    [result] = sheets["results"][1]
    assert (result["code"], result["row"], result["page_language"]) == (page.code, 1, "es")
    assert sheets["places"][1][0]["country"] == "uy"
