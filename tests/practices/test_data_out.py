"""Practices taken away: what is in the files, and that nothing else is."""

import csv
import io
import json
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from openpyxl import load_workbook
from wagtail.models import Page, PageViewRestriction

from practices.data_out.cells import guarded, unguarded
from practices.models import KeyDate, Partner, PracticePage
from practices.record import Kind, record_of
from practices.record.texts import from_html
from tests.factories import concept, frame_page, member, practice, translate

pytestmark = pytest.mark.django_db

ROUTES = ("csv", "xlsx", "json", "ris", "bibtex", "csl")


def taken(client, route, language="es", query=""):
    response = client.get(f"{frame_page('practices', language).get_url()}{route}/{query}")
    assert response.status_code == 200
    return b"".join(response)


def csv_of(client, **kwargs):
    text = taken(client, "csv", **kwargs).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def json_of(client, **kwargs):
    return json.loads(taken(client, "json", **kwargs))


def sheets_of(client, **kwargs):
    """Return each sheet as an importer reads it: by the names in its second row; and what stands above them."""
    book = load_workbook(io.BytesIO(taken(client, "xlsx", **kwargs)))
    read = {}
    for sheet in book:
        head, *rows = sheet.iter_rows(values_only=True)
        if sheet.title == "codebook":
            read[sheet.title] = (head, [dict(zip(head, row, strict=True)) for row in rows])
        else:
            names, *rows = rows
            read[sheet.title] = (head, [dict(zip(names, row, strict=True)) for row in rows])
    return read


# Which records, and in which language


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


@pytest.mark.parametrize("route", [*ROUTES, "codebook"])
@pytest.mark.parametrize(
    "query", ["?country=%00", "?country=" + "x" * 3000, "?languages=%27--", "?care=%3Cscript%3E&languages=&languages=x"]
)
def test_strange_addresses_get_the_whole_file(client, route, query):
    practice(title="Única")
    assert taken(client, route, query=query)
    if route == "csv":
        assert [row["title"] for row in csv_of(client, query=query)] == ["Única"]


@pytest.mark.parametrize("path", ["csv", "csv/x/", "exe/", "codebook/xml/", "json/json/"])
def test_what_is_no_file_is_not_found(client, path):
    assert client.get(f"{frame_page('practices').get_url()}{path}", follow=True).status_code in (200, 404)
    if path != "csv":
        assert client.get(f"{frame_page('practices').get_url()}{path}").status_code == 404


# How it is sent


@pytest.mark.parametrize(
    ("route", "kind", "ending"),
    [
        ("csv", "text/csv", "csv"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
        ("json", "application/json", "json"),
        ("ris", "application/x-research-info-systems", "ris"),
        ("bibtex", "application/x-bibtex", "bib"),
        ("csl", "application/vnd.citationstyles.csl+json", "csl.json"),
    ],
)
def test_a_file_has_a_name_that_says_what_it_is(client, route, kind, ending):
    practice()
    for query, language in (("", "en"), ("?languages=all", "all")):
        response = client.get(f"{frame_page('practices', 'en').get_url()}{route}/{query}")
        name = f"practices-{language}-{timezone.localdate():%Y-%m-%d}.{ending}"
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
        assert response["Content-Type"].split(";")[0] == kind
        assert response["X-Robots-Tag"] == "noindex"
        assert not response.cookies
        assert response.streaming
        assert b"".join(response)


def test_a_file_is_in_the_language_of_the_list_whatever_is_active_while_it_is_sent(client):
    practice()
    response = client.get(f"{frame_page('practices', 'fr').get_url()}csv/")
    with translation.override("en"):
        rows = list(csv.DictReader(io.StringIO(b"".join(response).decode("utf-8-sig"))))
    with translation.override("fr"):
        assert rows[0]["kind_label"] == concept("kind", "programme").label


def test_the_number_of_queries_does_not_grow_with_the_practices(client):
    lead, union = member(), concept("actor-type", "civil-society")

    def add(number):
        for _number in range(number):
            page = practice(lead_member=lead, lead_name="")
            Partner.objects.create(
                practice=page, name="Sindicato", actor_type=union, role="technical", locale=page.locale
            )
            KeyDate.objects.create(practice=page, year=2019, text="Ley", locale=page.locale)

    def queries(route, query):
        with CaptureQueriesContext(connection) as found:
            taken(client, route, query=query)
        return len(found)

    files = [(route, query) for route in ROUTES for query in ("", "?languages=all")]
    counts = []
    for number in (3, 27):
        add(number)
        taken(client, "csv")
        counts.append({file: queries(*file) for file in files})
    assert counts[0] == counts[1]


def test_more_practices_than_one_batch_come_whole_and_in_order(client, monkeypatch):
    monkeypatch.setattr("practices.data_out.loading.BATCH", 2)
    for number in range(5):
        practice(title=f"Número {number}", facts_as_of=date(2020 + number, 1, 1))
    expected = [f"Número {number}" for number in (4, 3, 2, 1, 0)]
    assert [row["title"] for row in csv_of(client)] == expected
    assert [row["title"] for row in json_of(client)["records"]] == expected
    assert [row["title"] for row in sheets_of(client)["practices"][1]] == expected


# What is in it


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


def test_a_lead_that_is_no_longer_public_is_not_named(client):
    lead = member(title="Zanahoria")
    practice(lead_member=lead, lead_name="Ministerio")
    lead.unpublish()
    assert "Zanahoria" not in taken(client, "json").decode()
    assert "Zanahoria" not in taken(client, "ris").decode()


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


# The definition and the codebook


def test_every_field_of_the_models_is_in_the_record_or_left_out_for_a_reason():
    record = record_of(PracticePage)
    known = {"minor_change", "withdrawn_because", "practice", *(field.name for field in Page._meta.fields)} - {"title"}
    tables = [(PracticePage, record.fields)]
    tables += [(PracticePage._meta.get_field(child.name).related_model, child.fields) for child in record.children]
    for model, fields in tables:
        told = {field.attribute for field in fields}
        left_out = {
            field.name
            for field in (*model._meta.fields, *model._meta.many_to_many)
            if field.editable and not field.primary_key and field.name not in told
        }
        assert left_out <= known, model


def test_a_record_says_of_its_fields_what_the_editor_s_form_says():
    record = record_of(PracticePage)
    claim, kind, summary = (record.field(name) for name in ("claim", "kind", "summary"))
    assert (claim.kind, claim.limits, claim.is_shared, claim.is_required) == (
        Kind.TEXT,
        {"max_length": 200},
        False,
        True,
    )
    assert (kind.kind, kind.schemes, kind.is_shared) == (Kind.CONCEPT, ("kind",), True)
    assert (summary.kind, summary.limits) == (Kind.RICH_TEXT, {"max_words": 250})
    assert record.field("title").limits == {"max_length": 120}
    assert record.field("start_year").kind == Kind.YEAR
    assert record.field("review_by").kind == Kind.DATE
    assert record.field("local_name_language").kind == Kind.LANGUAGE
    assert record.field("concepts_care_type").is_required
    assert not record.field("concepts_sdg").is_required
    assert [code for code, _label in record.field("paid").choices] == ["unpaid", "paid", "both"]
    assert record.child("places").is_shared
    assert not record.child("results").is_shared
    assert record.child("results").fields[0].name == "indicator"


def test_addresses_of_mails_and_what_a_model_keeps_private_never_leave():
    from practices.record import definition

    class Letter(models.Model):
        mail = models.EmailField()
        secret = models.CharField(max_length=5)
        text = models.CharField(max_length=5)
        private_fields = ("secret",)

        class Meta:
            app_label = "practices"
            managed = False

        def __str__(self):
            return self.text

    fields = [
        each.name for source in definition.own_fields(Letter) for each in definition.fields_from(Letter, source, {})
    ]
    assert fields == ["text"]


def test_the_codebook_explains_every_column(client):
    practice()
    data = json.loads(taken(client, "codebook/json"))
    names = {field["name"] for field in data["fields"]} | {child["name"] for child in data["children"]}
    assert {name.removesuffix("_label") for name in csv_of(client)[0]} <= names
    kind = next(field for field in data["fields"] if field["name"] == "kind")
    assert (kind["kind"], kind["shared"], kind["schemes"]) == ("concept", True, ["kind"])
    assert set(kind["label"]) == {"es", "en", "fr"}
    uruguay = next(each for each in data["schemes"]["country"]["concepts"] if each["code"] == "uy")
    assert set(uruguay["labels"]) == {"es", "en", "fr"}
    paid = next(field for field in data["fields"] if field["name"] == "paid")
    assert paid["choices"][0]["code"] == "unpaid"
    assert len(set(paid["choices"][0]["labels"].values())) == 3


@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_the_codebook_can_be_read_by_people(client, language):
    index = frame_page("practices", language)
    soup = BeautifulSoup(client.get(f"{index.get_url()}codebook/").content, "html.parser")
    assert soup.html["lang"] == language
    shown = {row.th.get_text() for row in soup.select('[aria-labelledby="table-practices"] tbody tr')}
    assert shown == {field.name for field in record_of(PracticePage).fields}
    labels = {cell.get("lang") for cell in soup.select("#scheme-country td")}
    assert labels == {"es", "en", "fr"}
    assert soup.select_one("link[rel=canonical]")["href"].endswith(f"{index.get_url()}codebook/")
    links = {link["hreflang"]: link["href"] for link in soup.select("header [hreflang]")}
    assert all(url.endswith("/codebook/") for url in links.values())
    with translation.override(language):
        text = soup.get_text()
        assert record_of(PracticePage).field("claim").label[1:] in text


def test_the_list_leads_to_its_files_narrowed_as_it_is(client):
    practice(country="uy")
    url = frame_page("practices").get_url()
    soup = BeautifulSoup(client.get(f"{url}?country=uy&x=1&page=1").content, "html.parser")
    links = [link["href"] for link in soup.select(".results a[download]")]
    assert links == [f"{url}{route}/?country=uy" for route in ROUTES]
    assert soup.select_one(f'.results a[href="{url}codebook/"]')
    for link in links:
        assert client.get(link).status_code == 200


# Rich text


@pytest.mark.parametrize(
    "html",
    [
        "<p>Uno <b>dos</b> y <i>tres</i>.</p>\n<p>Otro.</p>",
        '<p>Ver <a href="https://example.org/a?b=1&amp;c=(2)">la ley</a>.</p>',
        "<ul>\n<li>uno</li>\n<li>dos</li>\n</ul>",
        "<p>Antes</p>\n<ol>\n<li>uno</li>\n<li>dos</li>\n</ol>\n<p>después</p>",
        "<p>* no es lista, [ni enlace](x), ni _énfasis_, ni `código` &lt;b&gt; &amp;amp; \\ fin</p>",
        "<p># no es título</p>\n<p>1. ni lista</p>\n<p>- ni esta</p>\n<p>+ ni esta</p>",
    ],
)
def test_rich_text_can_be_made_again_from_what_is_taken_away(html):
    stored = html.replace("\n", "")
    again = MarkdownIt().render(from_html(stored)).strip()
    assert again.replace("strong>", "b>").replace("em>", "i>") == html


def test_rich_text_that_is_no_html_does_no_harm():
    for text in ("", "plano", "<p>sin fin <b>y <i>más", "</li></ul></b>", '<a href="">x</a>', "<script>x</script>"):
        assert isinstance(from_html(text), str)
    assert from_html('<p>De <a linktype="page" id="3">la guía</a></p>') == "De la guía"
    assert from_html("<p><b> uno </b>dos</p>") == "**uno** dos"


def test_the_texts_of_a_body_are_taken_with_its_headings_and_tables(client):
    practice(
        approach=[
            ("heading", "Cómo"),
            ("paragraph", "<p>Así.</p>"),
            ("quote", {"text": "Cuidar es trabajo.", "attribution": "Ana"}),
            ("checklist", {"title": "Antes", "items": ["Preguntar", "Contar"]}),
        ]
    )
    assert json_of(client)["records"][0]["approach"] == (
        "## Cómo\n\nAsí.\n\nCuidar es trabajo.\n\nAna\n\nAntes\n\n* Preguntar\n* Contar"
    )
