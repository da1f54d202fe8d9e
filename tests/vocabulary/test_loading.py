"""The official lists in the database: loaded once, complete in every language, and an editor's word stays."""

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from agc.vocabulary import loading
from agc.vocabulary.loading import load_vocabulary, read_lists
from agc.vocabulary.models import Concept, ConceptLabel, Scheme, SchemeLabel
from tests.factories import concept

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _name in settings.LANGUAGES]
WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE")


def test_loading_again_writes_nothing():
    with CaptureQueriesContext(connection) as queries:
        assert load_vocabulary() == 0
    assert [query["sql"] for query in queries if query["sql"].startswith(WRITING)] == []


def test_a_word_that_an_editor_changed_survives_and_the_rest_follows_the_list():
    label = ConceptLabel.objects.get(concept=concept("r", "reward"), language="es")
    official = label.definition
    label.preferred = "Retribuir"
    label.definition = "Lo que decía la lista el año pasado."
    label.imported["definition"] = label.definition
    label.save()

    call_command("load_vocabulary", verbosity=0)

    label.refresh_from_db()
    assert label.preferred == "Retribuir"
    assert label.definition == official


def test_a_name_of_a_list_that_an_editor_changed_survives():
    SchemeLabel.objects.filter(scheme__code="r", language="fr").update(preferred="Les 5 R")
    load_vocabulary()
    assert SchemeLabel.objects.get(scheme__code="r", language="fr").preferred == "Les 5 R"


def test_a_form_saved_without_a_change_leaves_the_words_to_the_list(client, make_user, monkeypatch):
    """A browser sends the lines of a text with ends of its own."""
    row = concept("r", "reward")
    rows = [
        {"id": label.pk, "language": label.language, "preferred": label.preferred, "definition": label.definition}
        | {"alternatives": label.alternatives.replace("\n", "\r\n")}
        for label in row.labels.all()
    ]
    assert "\r\n" in rows[0]["alternatives"]
    data = {"scheme": row.scheme_id, "code": row.code, "notation": "", "order": row.order, "broader": ""}
    data = nested_form_data(data | {"labels": inline_formset(rows, initial=len(rows))})
    client.force_login(make_user("secretariat", "secretariat"))
    url = reverse("wagtailsnippets_vocabulary_concept:edit", args=[row.pk])
    assert client.post(url, data).status_code == 302
    assert not ConceptLabel.objects.filter(alternatives__contains="\r").exists()

    official(monkeypatch, "r", "reward")["labels"]["es"]["alternatives"].append("retribuir")
    # As a form stored it before.
    ConceptLabel.objects.filter(concept=row, language="es").update(alternatives=rows[0]["alternatives"])
    assert load_vocabulary() == 1
    assert "retribuir" in ConceptLabel.objects.get(concept=row, language="es").words


@pytest.mark.parametrize("code", [None, "150"])
def test_a_broader_concept_that_an_editor_changed_survives(code):
    row = concept("country", "uy")
    row.broader = code and concept("region", code)
    row.save()
    load_vocabulary()
    assert concept("country", "uy").broader == row.broader


def test_a_broader_concept_that_nobody_touched_follows_the_list(monkeypatch):
    official(monkeypatch, "country", "uy")["broader"] = "150"
    load_vocabulary()
    assert concept("country", "uy").broader == concept("region", "150")


@pytest.mark.parametrize("code", [None, "005", "150"])
def test_what_was_loaded_before_broader_concepts_were_remembered_is_kept(code):
    kept = concept("region", code) if code else None
    Concept.objects.filter(scheme__code="country", code="uy").update(imported={}, broader=kept)
    load_vocabulary()
    assert concept("country", "uy").broader == (kept or concept("region", "005"))
    assert concept("country", "uy").imported["broader"] == "005"


@pytest.mark.parametrize("codes", [[], ["low"]])
def test_the_groups_that_an_editor_changed_survive(monkeypatch, codes):
    row = concept("country", "uy")
    row.groups.set(Concept.objects.of("income-group").filter(code__in=codes))
    official(monkeypatch, "country", "uy")["groups"] = ["income-group:upper-middle"]
    load_vocabulary()
    assert [group.code for group in row.groups.all()] == codes


@pytest.mark.parametrize("groups", [["income-group:low"], [], ["income-group:low", "income-group:high"]])
def test_the_groups_that_nobody_touched_follow_the_list(monkeypatch, groups):
    row = concept("country", "uy")
    official(monkeypatch, "country", "uy")["groups"] = groups
    load_vocabulary()
    assert [f"income-group:{group.code}" for group in row.groups.all()] == groups
    with CaptureQueriesContext(connection) as queries:
        load_vocabulary()
    assert [query["sql"] for query in queries if query["sql"].startswith(WRITING)] == []


def official(monkeypatch, scheme, code):
    """Return the row of a concept in the official lists, to be changed for the next loading."""
    lists = read_lists()
    monkeypatch.setattr(loading, "read_lists", lambda: lists)
    found = next(data for data in lists if data["code"] == scheme)
    return next(row for row in found["concepts"] if row["code"] == code)


def test_what_is_missing_comes_back():
    ConceptLabel.objects.filter(concept=concept("r", "reward"), language="fr").delete()
    assert load_vocabulary() == 1
    with translation.override("fr"):
        assert concept("r", "reward").label == "Récompenser"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_concept_country_and_region_has_a_label_that_is_no_code(language):
    labels = dict(ConceptLabel.objects.filter(language=language).values_list("concept_id", "preferred"))
    bare = [
        f"{concept.scheme.code}/{concept.code}: {labels.get(concept.pk)!r}"
        for concept in Concept.objects.select_related("scheme")
        if (labels.get(concept.pk) or "").strip() in ("", concept.code, concept.code.upper())
    ]
    assert bare == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_has_a_name_in_every_language(language):
    named = SchemeLabel.objects.filter(language=language).exclude(preferred="").values("scheme")
    assert not Scheme.objects.exclude(pk__in=named).exists()


def test_nothing_of_the_files_is_left_out():
    in_files = {(scheme["code"], row["code"]) for scheme in read_lists() for row in scheme["concepts"]}
    assert set(Concept.objects.values_list("scheme__code", "code")) == in_files
    assert {"r", "care-type", "component", "population", "actor-type", "level", "kind", "stage", "sdg", "norm"} <= {
        code for code, _concept in in_files
    }


def test_all_countries_are_there_each_in_a_region_of_the_world():
    countries = Concept.objects.of("country")
    assert countries.count() == 249
    assert not countries.exclude(broader__scheme__code="region").exists()
    world = Concept.objects.get(scheme__code="region", code="001")
    parents = dict(Concept.objects.of("region").values_list("pk", "broader_id"))

    def leads_to_the_world(pk, steps=6):
        return pk == world.pk or (steps and pk is not None and leads_to_the_world(parents.get(pk), steps - 1))

    assert [pk for pk in parents if not leads_to_the_world(pk)] == []


def test_every_country_is_in_one_income_group_or_named_as_not_classified():
    listed = yaml.safe_load((loading.DATA / "income.yaml").read_text(encoding="utf-8"))
    members = [member for row in listed["concepts"] for member in row["members"]]
    named = [*members, *listed["not_classified"]]
    assert len(named) == len(set(named))
    assert set(named) == set(Concept.objects.of("country").values_list("code", flat=True))
    grouped = Concept.objects.of("country").filter(groups__scheme__code="income-group")
    assert sorted(grouped.values_list("code", flat=True)) == sorted(members)
    # Guernsey and Jersey are one economy, and Kosovo is no entry of the list of countries.
    assert [len(row["members"]) for row in listed["concepts"]] == [25, 47, 59 - 1, 87 + 1]


@pytest.mark.parametrize(
    ("country", "group"),
    [
        ("uy", "high"),
        ("co", "upper-middle"),
        ("in", "lower-middle"),
        ("bf", "low"),
        ("no", "high"),
        ("ve", "lower-middle"),
    ],
)
def test_a_country_has_the_income_group_of_the_world_bank(country, group):
    assert [group.code for group in concept("country", country).groups.all()] == [group]


@pytest.mark.parametrize(
    ("scheme", "code", "labels"),
    [
        ("r", "reward", ("Recompensar", "Reward", "Récompenser")),
        ("country", "de", ("Alemania", "Germany", "Allemagne")),
        ("income-group", "high", ("País de ingreso alto", "High-income country", "Pays à revenu élevé")),
        (
            "region",
            "419",
            ("América Latina y el Caribe", "Latin America and the Caribbean", "Amérique latine et Caraïbes"),
        ),
    ],
)
def test_a_label_follows_the_active_language(scheme, code, labels):
    for language, label in zip(("es", "en", "fr"), labels, strict=True):
        with translation.override(language):
            assert str(concept(scheme, code)) == label


def test_without_a_label_in_the_active_language_the_default_one_stands_in():
    row = concept("r", "reward")
    row.labels.filter(language="fr").delete()
    row.save()
    with translation.override("fr"):
        assert concept("r", "reward").label == "Recompensar"
