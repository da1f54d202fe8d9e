"""Which records are in a file, in which order and language: what the list shows, and nothing that is not public."""

import io
import json
from datetime import date

import pytest
from django.utils import translation
from openpyxl import load_workbook
from wagtail.models import PageViewRestriction

from tests.factories import concept, member, practice, translate
from tests.practices.data_out.taking import ROUTES, csv_of, json_of, sheets_of, taken

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("read", [csv_of, lambda client, **kwargs: json_of(client, **kwargs)["records"]])
def test_a_file_has_what_the_list_shows_in_its_order(client, read):
    practice(title="Vieja", country="uy", facts_as_of=date(2020, 1, 1))
    practice(title="Nueva", country="uy", facts_as_of=date(2025, 6, 1))
    practice(title="Mexicana", country="mx")
    assert [row["title"] for row in read(client, query="?country=uy&country=atlantis&page=9")] == ["Nueva", "Vieja"]
    assert len(read(client)) == 3


def test_each_record_is_in_the_reader_s_language_else_in_its_own(client):
    first = practice("es", title="Primera")
    practice("fr", title="Deuxième")
    translate(first, "en", title="First")
    rows = csv_of(client, language="en")
    assert {(row["title"], row["page_language"], row["source_language"]) for row in rows} == {
        ("First", "en", "es"),
        ("Deuxième", "fr", "fr"),
    }
    with translation.override("en"):
        assert {row["kind_label"] for row in rows} == {concept("kind", "programme").label}


def test_all_languages_can_be_asked_for(client):
    first, second = practice("es", title="Primera"), practice("fr", title="Deuxième")
    translate(first, "en", title="First")
    translate(first, "fr", publish=False)
    rows = csv_of(client, language="en", query="?languages=all")
    assert sorted((row["code"], row["page_language"], row["title"]) for row in rows) == sorted(
        [(first.code, "en", "First"), (first.code, "es", "Primera"), (second.code, "fr", "Deuxième")]
    )
    codes = [row["code"] for row in rows]
    assert codes in ([first.code, first.code, second.code], [second.code, first.code, first.code])
    assert {row["code"]: row["page_language"] for row in reversed(rows)}[first.code] == "en"


@pytest.mark.parametrize("route", ROUTES)
def test_what_is_not_public_is_in_no_file(client, route):
    draft, private = practice(title="Zanahoria borrador"), practice(title="Zanahoria privada")
    public = practice(title="Pública")
    translate(public, "en", title="Zanahoria translation", publish=False)
    draft.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    for query in ("", "?languages=all"):
        body = taken(client, route, query=query)
        if route == "xlsx":
            body = str(sheets_of(client, query=query)).encode()
        assert "Pública".encode() in body or "Pública" in json.dumps(body.decode(), ensure_ascii=False)
        assert b"Zanahoria" not in body


def test_a_lead_that_is_no_longer_public_is_not_named(client):
    lead = member(title="Zanahoria")
    practice(lead_member=lead, lead_name="Ministerio")
    lead.unpublish()
    assert "Zanahoria" not in taken(client, "json").decode()
    assert "Zanahoria" not in taken(client, "ris").decode()


@pytest.mark.parametrize("route", ROUTES)
def test_an_empty_list_has_a_file_all_the_same(client, route):
    practice(country="uy")
    body = taken(client, route, query="?country=cl")
    if route == "csv":
        assert csv_of(client, query="?country=cl") == []
        assert body.decode("utf-8-sig").startswith("code,")
    elif route == "xlsx":
        sheets = sheets_of(client, query="?country=cl")
        assert {name: rows for name, (_head, rows) in sheets.items() if rows and name != "codebook"} == {}
        assert "code" in load_workbook(io.BytesIO(body))["practices"]["A2"].value
    elif route in ("json", "csl"):
        found = json.loads(body)
        assert (found["records"] if route == "json" else found) == []
    else:
        assert body == b""


def test_more_practices_than_one_batch_come_whole_and_in_order(client, monkeypatch):
    monkeypatch.setattr("practices.data_out.loading.BATCH", 2)
    for number in range(5):
        practice(title=f"Número {number}", facts_as_of=date(2020 + number, 1, 1))
    expected = [f"Número {number}" for number in (4, 3, 2, 1, 0)]
    assert [row["title"] for row in csv_of(client)] == expected
    assert [row["title"] for row in json_of(client)["records"]] == expected
    assert [row["title"] for row in sheets_of(client)["practices"][1]] == expected
