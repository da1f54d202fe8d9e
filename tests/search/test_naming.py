"""What is read of concepts: once, and again when one of them is called otherwise, whichever process changed it."""

import pytest

from agc.vocabulary.models import Concept, ConceptLabel, Scheme
from search import thesaurus as names
from search.analysis import tokens
from search.facets import all_concepts
from search.models import SearchRow
from search.spelling import vocabulary
from search.synonyms import synonyms
from search.thesaurus import Thesaurus, thesaurus
from tests.factories import concept, practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def term(committed):
    """A general term with a name that no page has."""

    def make():
        made = Concept.objects.create(scheme=Scheme.objects.get(code="term"), code="remolacha")
        ConceptLabel.objects.create(concept=made, language="es", preferred="remolacha de cuidados")
        return made

    return committed(make)


def held():
    return thesaurus(), synonyms(vocabulary()), all_concepts()


def test_a_page_that_is_published_changes_no_concept(committed):
    before = held()
    committed(practice)
    assert all(now is then for now, then in zip(held(), before, strict=True))


def test_a_concept_that_is_saved_is_read_again(committed):
    before = held()
    committed(concept("country", "uy").save)
    assert not any(now is then for now, then in zip(held(), before, strict=True))


def test_a_label_that_is_saved_by_itself_is_read_again(committed, term):
    before = held()
    label = term.labels.get()
    label.preferred = "zanahoria"
    committed(label.save)
    assert thesaurus() is not before[0]
    assert [it.label for it in all_concepts()["term"] if it.code == "remolacha"] == ["zanahoria"]


def test_no_record_is_tied_to_a_concept_that_another_process_deleted(committed, term):
    known, checked = thesaurus(), dict(names.kept.held)
    key = term.pk
    committed(term.delete)
    # Another process has read it, and is told of nothing.
    names.kept.held = checked
    page = committed(practice, title="La remolacha de cuidados")
    assert thesaurus() is not known
    assert key not in SearchRow.objects.get(page=page.pk).concepts.values_list("pk", flat=True)


def test_a_deletion_is_told_at_once(term):
    bare = Concept.objects.create(scheme=term.scheme, code="nabo")
    known, checked = thesaurus(), dict(names.kept.held)
    bare.delete()
    names.kept.held = checked
    assert thesaurus() is not known


def test_a_name_at_the_end_of_a_text_counts_once(term):
    longer = Concept.objects.create(scheme=term.scheme, code="remolacha-larga")
    ConceptLabel.objects.create(concept=longer, language="es", preferred="remolacha de cuidados de largo plazo")

    def named(text):
        found = Thesaurus().named_in(tokens(text, "es"), "es")
        return {key: found[key] for key in (term.pk, longer.pk) if key in found}

    assert named("La remolacha de cuidados") == {term.pk: 1}
    assert named("La remolacha de cuidados crece") == {term.pk: 1}
    assert named("Remolacha de cuidados de largo plazo") == {term.pk: 1, longer.pk: 1}
    assert named("Remolacha de") == {}
