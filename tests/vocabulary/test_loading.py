"""The official lists in the database: loaded once, complete in every language, and an editor's word stays."""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

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


@pytest.mark.parametrize(
    ("scheme", "code", "labels"),
    [
        ("r", "reward", ("Recompensar", "Reward", "Récompenser")),
        ("country", "de", ("Alemania", "Germany", "Allemagne")),
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
