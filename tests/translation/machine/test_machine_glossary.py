"""The vocabulary as a glossary for a service of machine translation."""

import pytest

from agc.translation.machine.backends import glossary_entries
from agc.vocabulary.models import ConceptLabel
from tests.factories import concept

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def label(code, language, preferred, alternatives=""):
    ConceptLabel.objects.update_or_create(
        concept=concept("country", code),
        language=language,
        defaults={"preferred": preferred, "alternatives": alternatives},
    )


def test_every_word_for_a_concept_leads_to_its_preferred_label():
    label("uy", "es", "Persona cuidadora", "cuidador\ncuidadora\n")
    label("uy", "en", "Carer", "caregiver")
    found = glossary_entries("es", "en")
    assert [found[word] for word in ("Persona cuidadora", "cuidador", "cuidadora")] == ["Carer"] * 3
    assert glossary_entries("en", "es")["caregiver"] == "Persona cuidadora"


def test_a_word_of_two_meanings_is_left_out_unless_it_is_the_label_of_one():
    label("uy", "es", "Uno", "ambos\nTres")
    label("ar", "es", "Dos", "ambos")
    label("br", "es", "Tres")
    for code, word in (("uy", "One"), ("ar", "Two"), ("br", "Three")):
        label(code, "en", word)
    found = glossary_entries("es", "en")
    assert "ambos" not in found
    assert found["Tres"] == "Three"


def test_what_cannot_stand_in_a_table_is_left_out_or_mended():
    label("uy", "es", "Con\ttabulador", "x" * 1100 + "\nbien")
    label("uy", "en", " Spaced\t out ")
    found = glossary_entries("es", "en")
    assert found["Con tabulador"] == found["bien"] == "Spaced out"
    assert all(len(word) <= 1024 and "\t" not in word for word in found)


def test_headings_are_no_terms():
    heading = concept("stage", "promising")
    words = {found.language: found.preferred for found in heading.labels.all()}
    assert words["es"]
    assert words["es"] not in glossary_entries("es", "en")


def test_retired_concepts_are_left_out():
    label("uy", "es", "Retirado")
    label("uy", "en", "Retired")
    uruguay = concept("country", "uy")
    type(uruguay).objects.filter(pk=uruguay.pk).update(retired=True)
    assert "Retirado" not in glossary_entries("es", "en")
