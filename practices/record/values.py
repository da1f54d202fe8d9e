"""How the value of a field of a model is read as something plain, by the kind that it is of."""

import datetime
from urllib.parse import urljoin

from django.conf import settings
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.images.models import SourceImageIOError

from practices.record.fields import Kind
from practices.record.texts import from_html, from_stream

# The picture as its page shows it.
PICTURE = "format-jpeg|width-960"


def reader_of(source, kind):
    """Return how to read a field of a model: arguments for Field; None where it is left out.

    Args:
        source: the field of the model.
        kind: the kind of value that it has.
    """
    if kind is None:
        return None
    name = source.name
    if kind == Kind.RECORD:
        return {"read": lambda row: key_of(getattr(row, name)), "read_words": words(name), "relations": (name,)}
    if kind == Kind.CONCEPT:
        return {"read": lambda row: code_of(getattr(row, name)), "read_words": words(name), "relations": (name,)}
    if kind == Kind.CHOICE:
        return {"read": lambda row: getattr(row, name) or "", "read_words": chosen(source)}
    if kind == Kind.ADDRESS and source.is_relation:
        return file_reader(source)
    return {"read": PLAIN.get(kind, text)(name) if not isinstance(source, StreamField) else stream(name)}


def text(name):
    return lambda row: getattr(row, name) or ""


def rich_text(name):
    return lambda row: from_html(getattr(row, name) or "")


def stream(name):
    return lambda row: from_stream(getattr(row, name))


def number(name):
    def read(row):
        value = getattr(row, name)
        if value is None or isinstance(value, int):
            return value
        return int(value) if value == value.to_integral_value() else float(value)

    return read


def day(name):
    def read(row):
        value = getattr(row, name)
        return value.isoformat() if value else None

    return read


def moment(name):
    """Return a reader of a moment in UTC, to the second: 2026-08-01T09:30:00Z."""

    def read(row):
        value = getattr(row, name)
        return value.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value else None

    return read


def yes_no(name):
    return lambda row: getattr(row, name)


PLAIN = {
    Kind.RICH_TEXT: rich_text,
    Kind.NUMBER: number,
    Kind.YEAR: number,
    Kind.DATE: day,
    Kind.MOMENT: moment,
    Kind.YES_NO: yes_no,
}


def words(name):
    """Return a reader of the words for what a row names: a concept, a page."""

    def read(row):
        value = getattr(row, name)
        return (getattr(value, "label", None) or str(value)) if value else ""

    return read


def chosen(source):
    """Return a reader of the words for the choice of a row."""
    labels = dict(source.flatchoices)
    return lambda row: str(labels.get(getattr(row, source.name), getattr(row, source.name)) or "")


def code_of(concept):
    return concept.code if concept else ""


def key_of(page):
    """Return by what a record is known in every language: its code, or the key of its translations."""
    return (getattr(page, "code", "") or str(page.translation_key)) if page else ""


def concepts(source, scheme):
    """Return how to read the concepts of one list among those of a field with many."""

    def of(row):
        return [concept for concept in getattr(row, source.name).all() if concept.scheme.code == scheme]

    return {
        "read": lambda row: tuple(concept.code for concept in of(row)),
        "read_words": lambda row: tuple(concept.label for concept in of(row)),
        "relations": (f"{source.name}__scheme",),
    }


def groups_of_countries(relation, scheme):
    """Return how to read the groups of one list among which the countries of rows are counted, each once."""

    def of(page):
        countries = [row.country for row in getattr(page, relation).all() if row.country]
        return dict.fromkeys(
            group for country in countries for group in country.groups.all() if group.scheme.code == scheme
        )

    return {
        "read": lambda page: tuple(group.code for group in of(page)),
        "read_words": lambda page: tuple(group.label for group in of(page)),
        "relations": (f"{relation}__country__groups__scheme",),
    }


def file_reader(source):
    """Return how to read the address of a picture or of a file."""
    name, is_image = source.name, issubclass(source.related_model, get_image_model())
    address = picture_address if is_image else document_address
    relations = (f"{name}__renditions",) if is_image else (name,)
    return {
        "read": lambda row: address(getattr(row, name)) if getattr(row, name) else "",
        "relations": relations,
        "is_file": True,
    }


def picture_address(image):
    try:
        return public(image.get_rendition(PICTURE).url)
    except SourceImageIOError:
        # Its file is gone: there is nothing to lead to.
        return ""


def document_address(document):
    return public(document.url)


def public(address):
    return urljoin(settings.WAGTAILADMIN_BASE_URL, address)
