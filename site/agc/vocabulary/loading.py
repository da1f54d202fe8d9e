"""Bring the official lists into the database, leaving alone what editors changed."""

from collections import defaultdict
from functools import cache
from pathlib import Path

import yaml
from django.db import transaction
from django.utils.text import capfirst

from agc.vocabulary.models import GROUPINGS, Concept, ConceptLabel, Scheme, SchemeLabel, unix_lines
from agc.vocabulary.signals import concepts_changed

DATA = Path(__file__).parent / "data"
LABEL_FIELDS = ("preferred", "alternatives", "definition")


def read_lists():
    """Return the official lists: schemes with their concepts, regions and countries with their groups among them."""
    schemes = yaml.safe_load((DATA / "vocabulary.yaml").read_text(encoding="utf-8"))["schemes"]
    places = read_places()
    income = yaml.safe_load((DATA / "income.yaml").read_text(encoding="utf-8"))
    words = yaml.safe_load((DATA / "search_words.yaml").read_text(encoding="utf-8"))
    group_of = {member: f"income-group:{row['code']}" for row in income["concepts"] for member in row["members"]}
    regions = [
        {"code": row["code"], "broader": row.get("broader"), "labels": plain_labels(row)} for row in places["regions"]
    ]
    countries = [
        {
            "code": row["code"],
            "notation": row["numeric"],
            "broader": row["region"],
            "groups": [group_of[row["code"]]] if row["code"] in group_of else [],
            "labels": plain_labels(row),
        }
        for row in places["countries"]
    ]
    return [
        *schemes,
        {"code": "income-group"} | income,
        {"code": "region", "labels": places["region_labels"], "concepts": regions},
        {"code": "country", "labels": places["country_labels"], "concepts": countries, "broader_scheme": "region"},
        words | {"concepts": [{"code": row["code"], "labels": labels_of_words(row)} for row in words["concepts"]]},
    ]


def read_places():
    return yaml.safe_load((DATA / "places.yaml").read_text(encoding="utf-8"))


@cache
def country_codes():
    """Return the code of each country here, by its codes of ISO 3166-1, of two and of three capital letters."""
    rows = read_places()["countries"]
    return {code: row["code"] for row in rows for code in (row["code"].upper(), row["iso3"])}


def plain_labels(row):
    alternatives = row.get("alternatives", {})
    return {
        language: {"preferred": name, "alternatives": alternatives.get(language, [])}
        for language, name in row["labels"].items()
    }


def labels_of_words(row):
    """Return the labels of words that mean nearly the same, the first of a language before the others."""
    return {
        language: {"preferred": capfirst(first), "alternatives": others}
        for language, (first, *others) in row.items()
        if language != "code"
    }


@transaction.atomic
def load_vocabulary():
    """Create what is missing, update what nobody touched; return how many labels were written."""
    written, concepts = [], set()
    for order, data in enumerate(read_lists()):
        labels, moved = load_scheme(order, data)
        written += labels
        concepts |= {label.concept_id for label in labels if isinstance(label, ConceptLabel)} | moved
    concepts_changed.send(sender=Concept, concepts=concepts)
    return len(written)


def load_scheme(order, data):
    """Bring in one list with its concepts.

    Returns:
        The labels that were written, and the keys of the concepts that have another broader one or other groups.
    """
    scheme, _created = Scheme.objects.get_or_create(code=data["code"], defaults={"order": order})
    names = {label.language: label for label in SchemeLabel.objects.filter(scheme=scheme)}
    written = [
        label
        for language, name in data["labels"].items()
        if apply(label := names.get(language) or SchemeLabel(scheme=scheme, language=language), {"preferred": name})
    ]
    save(SchemeLabel, written, ["preferred", "imported"])
    concepts, tied = load_concepts(scheme, data)
    moved = tied | load_groups(concepts, data)
    labels = {
        (label.concept_id, label.language): label for label in ConceptLabel.objects.filter(concept__scheme=scheme)
    }
    changed = []
    for row in data["concepts"]:
        concept = concepts[row["code"]]
        for language, texts in row["labels"].items():
            label = labels.get((concept.pk, language)) or ConceptLabel(concept=concept, language=language)
            if apply(label, texts | {"alternatives": "\n".join(texts.get("alternatives", []))}):
                changed.append(label)
    save(ConceptLabel, changed, [*LABEL_FIELDS, "imported"])
    return [*written, *changed], moved


def load_concepts(scheme, data):
    """Make the concepts of a list that are missing, and tie each to its broader one like `apply`.

    Returns:
        The concepts by code, and the keys of those that were tied.
    """
    known = set(scheme.concepts.values_list("code", flat=True))
    Concept.objects.bulk_create(
        Concept(scheme=scheme, code=row["code"], notation=row.get("notation", ""), order=order, official=True)
        for order, row in enumerate(data["concepts"])
        if row["code"] not in known
    )
    concepts = {concept.code: concept for concept in scheme.concepts.all()}
    broader_scheme = data.get("broader_scheme", data["code"])
    broader = {concept.code: concept for concept in Concept.objects.of(broader_scheme)}
    tied = []
    for row in data["concepts"]:
        concept, official = concepts[row["code"]], row.get("broader")
        before = concept.imported.get("broader")
        if before != official:
            if concept.broader == broader.get(before):
                concept.broader = official and broader[official]
            concept.imported["broader"] = official
            tied.append(concept)
    Concept.objects.bulk_update(tied, ["broader", "imported"])
    return concepts, {concept.pk for concept in tied}


def load_groups(concepts, data):
    """Count each concept of a list among its groups, like `apply`; return the keys of those that were not before.

    Args:
        concepts: those of the list by code.
        data: the list; a row that has no `groups` says nothing of them.
    """
    told = [(concepts[row["code"]], row["groups"]) for row in data["concepts"] if "groups" in row]
    told = [(concept, official) for concept, official in told if concept.imported.get("groups", []) != official]
    if not told:
        return set()
    keys = {
        f"{group.scheme.code}:{group.code}": group.pk
        for group in Concept.objects.of(*GROUPINGS).select_related("scheme")
    }
    ties, had = Concept.groups.through.objects, defaultdict(set)
    for member, group in ties.filter(from_concept__in=concepts.values()).values_list("from_concept", "to_concept"):
        had[member].add(group)
    untouched = {}
    for concept, official in told:
        if had[concept.pk] == {keys[name] for name in concept.imported.get("groups", []) if name in keys}:
            untouched[concept.pk] = official
        concept.imported["groups"] = official
    ties.filter(from_concept__in=untouched).delete()
    ties.bulk_create(
        ties.model(from_concept_id=member, to_concept_id=keys[name])
        for member, official in untouched.items()
        for name in official
    )
    Concept.objects.bulk_update([concept for concept, _official in told], ["imported"])
    return set(untouched)


def save(model, labels, fields):
    """Write new and changed labels in two statements."""
    old = [label for label in labels if label.pk is not None]
    model.objects.bulk_create(label for label in labels if label.pk is None)
    model.objects.bulk_update(old, fields)


def apply(label, texts):
    """Write the official `texts` into `label` where an editor has not changed them; return whether any changed."""
    changed = False
    for field in (name for name in LABEL_FIELDS if hasattr(label, name)):
        official = texts.get(field, "")
        untouched = label.pk is None or unix_lines(getattr(label, field)) == label.imported.get(field, "")
        if untouched and (label.pk is None or label.imported.get(field, "") != official):
            setattr(label, field, official)
            label.imported[field] = official
            changed = True
    return changed
