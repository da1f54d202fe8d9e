"""The definition of the record, and the codebook that explains it."""

import json

import pytest
from bs4 import BeautifulSoup
from django.db import models
from django.utils import translation
from wagtail.models import Page

from practices.models import PracticePage
from practices.record import Kind, record_of
from tests.factories import frame_page, practice
from tests.practices.data_out.taking import csv_of, taken

pytestmark = pytest.mark.django_db


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
