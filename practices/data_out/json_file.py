"""Practices as JSON, whole: with their rows, and with the words beside each code."""

import json

from django.utils import timezone
from django.utils.translation import gettext as _

from practices.citations import citation_of
from practices.record import Kind, record_of

CONTENT_TYPE = "application/json"


def lines(export):
    """Yield the text of the file, a few records at a time."""
    head = {
        "generated": f"{timezone.now():%Y-%m-%dT%H:%M:%SZ}",
        "source": export.address(),
        "codebook": f"{export.index.get_full_url(export.request)}codebook/json/",
        "language": "all" if export.every_language else export.language,
        "filters": export.filters,
        "licence": licence_note(),
    }
    yield dumped(head)[:-1] + ', "records": ['
    between = "\n"
    for pages in export.pages():
        for page in pages:
            yield between + dumped(as_data(export.record, page))
            between = ",\n"
    yield "\n]}\n"


def single(page, request):
    """Return the text of a file with one practice."""
    record = record_of(type(page))
    head = {
        "generated": f"{timezone.now():%Y-%m-%dT%H:%M:%SZ}",
        "source": citation_of(page, request).address,
        "language": page.language,
        "licence": licence_note(),
        "records": [as_data(record, page)],
    }
    return dumped(head)


def licence_note():
    return _("Each record says in “licence” how it may be shared.")


def as_data(record, page):
    """Return a practice with its rows, as JSON has it."""
    data = {field.name: value(field, page) for field in record.fields}
    return data | {child.name: rows_data(child, page) for child in record.children}


def rows_data(child, page):
    """Return the rows of one kind that a practice has."""
    return [{field.name: value(field, row) for field in child.fields} for row in child.rows_of(page)]


def value(field, row):
    """Return the value of a field; a coded one with its words."""
    found = field.value_of(row)
    if not field.is_coded:
        return found
    label = field.words_of(row)
    if field.kind == Kind.CONCEPTS:
        return [coded(*pair) for pair in zip(found, label, strict=True)]
    return coded(found, label) if found else None


def coded(code, label):
    return {"code": code, "label": label}


def dumped(data):
    return json.dumps(data, ensure_ascii=False)
