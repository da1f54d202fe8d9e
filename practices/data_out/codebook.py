"""The codebook: what each field of a record is, its limits, and its codes with their words in every language."""

from collections import defaultdict

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from agc.core.languages import content_languages
from agc.vocabulary.models import Concept, ConceptLabel, SchemeLabel

LIMITS = {
    "max_length": _("at most %(limit)s characters"),
    "max_words": _("at most %(limit)s words"),
    "minimum": _("%(limit)s or more"),
    "maximum": _("%(limit)s or less"),
    "decimals": _("at most %(limit)s decimals"),
    "min_rows": _("at least %(limit)s"),
    "max_rows": _("at most %(limit)s"),
}


def in_every_language(text):
    """Return a text of the interface by language code."""
    if not text:
        return {}
    found = {}
    for code in content_languages():
        with override(code):
            found[code] = str(text)
    return found


def as_data(record):
    """Return the codebook of a definition, as JSON has it."""
    return {
        "languages": content_languages(),
        "fields": [field_data(field) for field in record.fields],
        "children": [
            {
                "name": child.name,
                "label": in_every_language(child.label),
                "shared": child.is_shared,
                "limits": child.limits,
                "fields": [field_data(field) for field in child.fields],
            }
            for child in record.children
        ],
        "schemes": schemes_data(record),
    }


def field_data(field):
    return {
        "name": field.name,
        "label": in_every_language(field.label),
        "help": in_every_language(field.help),
        "kind": field.kind.value,
        "shared": field.is_shared,
        "required": field.is_required,
        "given": field.is_given,
        "limits": field.limits,
        "schemes": list(field.schemes),
        "choices": [{"code": code, "labels": in_every_language(label)} for code, label in field.choices],
    }


def schemes_data(record):
    """Return the lists of concepts that a definition names, by their codes, with all their concepts."""
    fields = [*record.fields, *(field for child in record.children for field in child.fields)]
    codes = list(dict.fromkeys(scheme for field in fields for scheme in field.schemes))
    names, labels, concepts = defaultdict(dict), defaultdict(dict), defaultdict(list)
    rows = SchemeLabel.objects.filter(scheme__code__in=codes)
    for scheme, language, name in rows.values_list("scheme__code", "language", "preferred"):
        names[scheme][language] = name
    rows = ConceptLabel.objects.filter(concept__scheme__code__in=codes)
    for concept, language, label in rows.values_list("concept", "language", "preferred"):
        labels[concept][language] = label
    for concept in Concept.objects.of(*codes).select_related("scheme", "broader"):
        concepts[concept.scheme.code].append(
            {
                "code": concept.code,
                "labels": labels[concept.pk],
                "notation": concept.notation,
                "broader": concept.broader.code if concept.broader else "",
                "retired": concept.retired,
            }
        )
    return {code: {"labels": names[code], "concepts": concepts[code]} for code in codes}


def sheet_rows(record):
    """Yield the codebook as the rows of a table: each field, and below it its codes."""
    data = as_data(record)
    languages = data["languages"]
    yield ["table", "field", "code", *(f"label_{code}" for code in languages), "kind", "shared", "required", "limits"]
    tables = [("practices", data["fields"]), *((child["name"], child["fields"]) for child in data["children"])]
    for table, fields in tables:
        for field in fields:
            limits = ", ".join(f"{name} {limit}" for name, limit in field["limits"].items())
            about = [field["kind"], field["shared"], field["required"], limits]
            yield [table, field["name"], "", *(field["label"].get(code, "") for code in languages), *about]
            concepts = [concept for scheme in field["schemes"] for concept in data["schemes"][scheme]["concepts"]]
            for coded in [*field["choices"], *concepts]:
                words = (coded["labels"].get(code, "") for code in languages)
                yield [table, field["name"], coded["code"], *words, "", "", "", ""]


def for_readers(record, language):
    """Return the codebook as its page shows it.

    Args:
        record: the definition.
        language: the code of the reader's language; the words for codes are there in every language.
    """
    languages, schemes = content_languages(), schemes_data(record)
    tables = [{"name": "practices", "label": record.model.type_name, "fields": record.fields}]
    tables += [
        {"name": child.name, "label": child.label, "limits": in_words(child.limits), "fields": child.fields}
        for child in record.children
    ]
    return {
        "languages": languages,
        "tables": [
            table | {"fields": [shown(field, schemes, language) for field in table["fields"]]} for table in tables
        ],
        "schemes": [
            {
                "code": code,
                "label": scheme["labels"].get(language, code),
                "concepts": [coded(each["code"], each["labels"], languages) for each in scheme["concepts"]],
            }
            for code, scheme in schemes.items()
        ],
    }


def shown(field, schemes, language):
    """Return a field with what its row of the page shows."""
    return {
        "field": field,
        "limits": in_words(field.limits),
        "choices": [coded(code, in_every_language(label), content_languages()) for code, label in field.choices],
        "schemes": [(code, schemes[code]["labels"].get(language, code)) for code in field.schemes],
    }


def in_words(limits):
    return [LIMITS[name] % {"limit": limit} for name, limit in limits.items()]


def coded(code, labels, languages):
    return {"code": code, "labels": [(language, labels.get(language, "")) for language in languages]}
