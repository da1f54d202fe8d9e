"""Records as tables: one column for each field, and a second one with the words where it has codes."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practices.record import Kind

BETWEEN = "; "
# What spreadsheets take for the beginning of a formula, their full-width forms among them.
FORMULA = tuple("=+-@＝＋－＠")
CUTS = ("\t", "\r", "\n")


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        name: the same in every language; files are read again by it.
        label: what a person reads above it.
        kind: of what is in it.
        value_of: takes a page or a row.
    """

    name: str
    label: str | Promise
    kind: str
    value_of: Callable


def columns_of(fields):
    """Return the columns of fields; the words for codes stand beside them and are there for people alone."""
    columns = []
    for field in fields:
        if field.is_coded:
            columns.append(Column(f"{field.name}_label", field.label, Kind.TEXT, joined(field.words_of)))
            label = gettext_lazy("%(field)s (code)")
            columns.append(Column(field.name, Coded(label, field.label), Kind.TEXT, joined(field.value_of)))
        else:
            columns.append(Column(field.name, field.label, field.kind, field.value_of))
    return columns


class Coded:
    """The label of a column of codes, in the language in which it is asked for."""

    def __init__(self, label, field):
        self.label, self.field = label, field

    def __str__(self):
        return str(self.label) % {"field": self.field}


def joined(read):
    def value_of(row):
        value = read(row)
        return BETWEEN.join(value) if isinstance(value, tuple) else value

    return value_of


def summary_of(child, page):
    """Return the rows of a page in one text: "Uruguay: Montevideo; Brasil"."""
    return BETWEEN.join(filter(None, (row_in_words(child, row) for row in child.rows_of(page))))


def row_in_words(child, row):
    """Return a row as a person reads it: what it is, then all that it says."""
    words = [in_words(field, row) for field in child.fields]
    first, *rest = [*filter(None, words)] or [""]
    if not rest:
        return first
    return _("%(what)s: %(facts)s") % {"what": first, "facts": ", ".join(rest)}


def in_words(field, row):
    value = field.words_of(row) if field.is_coded else field.value_of(row)
    if isinstance(value, bool):
        return str(field.label) if value else ""
    return "" if value is None else BETWEEN.join(value) if isinstance(value, tuple) else str(value)


def is_formula(text):
    """Return whether a spreadsheet could take a text for more than a text, once the marks before it are gone."""
    return text.startswith(CUTS) or text.lstrip(" '\u00a0").startswith((*FORMULA, *CUTS))


def guarded(text):
    """Return a text that no spreadsheet takes for a formula: with an apostrophe before it where there is need."""
    return f"'{text}" if is_formula(text) else text


def unguarded(text):
    """Return the text that was guarded, whatever it was."""
    return text[1:] if text.startswith("'") and is_formula(text[1:]) else text
