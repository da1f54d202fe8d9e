"""The names above the columns of a table, by which it is read, and what is wrong with them."""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from practices.data_in.lines import CODE, LANGUAGE, Place, Unreadable

# The words for a code, beside it: people read them, files are not read by them.
WORDS = "_label"
# What ties a row of a relation to its practice, and says where it stands among the others.
TIES = (CODE, LANGUAGE, "row")
# The names stand in one of so many rows.
FIRST_ROWS = 10
MOST_COLUMNS = 3_000
# Of a relation whose rows stand beside their practice: results.1.indicator.
ROW_FIELD = re.compile(r"([a-z_]+)\.([1-9][0-9]{0,3})\.([a-z_]+)")


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        name: of what it has, as it is known; empty where it is not.
        title: as its writer finds it again: "C (title)".
        written: the name as it stands there.
        is_for_people: whether it is there for people alone, and is not read.
    """

    name: str
    title: str
    written: str = ""
    is_for_people: bool = False


def plain_name(value):
    """Return a name as it is compared: people type capitals and blanks."""
    return value.strip(" \t\n*\u00a0\ufeff").lower() if isinstance(value, str) else ""


def known_main(record):
    """Return the names of the fields of a record."""
    return {field.name for field in record.fields}


def known_child(child):
    """Return the names of the fields of a relation, with what ties its rows to their practice."""
    return {*TIES, *(field.name for field in child.fields)}


def split_name(record, name):
    """Return the relation, the number and the field that "results.1.indicator" names; None where it is no such name."""
    found = ROW_FIELD.fullmatch(name)
    if not found:
        return None
    relation, number, field = found.groups()
    fields = {child.name: [each.name for each in child.fields] for child in record.children}
    return (relation, int(number), field) if field in fields.get(relation, ()) else None


def row_names(record, written):
    """Return the names that a name with points in it could have been meant to be; none for one without."""
    _relation, point, rest = written.partition(".")
    number = rest.partition(".")[0]
    if not point or not number.isdecimal():
        return set()
    return {f"{child.name}.{int(number[:4])}.{field.name}" for child in record.children for field in child.fields}


def is_for_people(name, known):
    return name.endswith(WORDS) and name not in known and name.removesuffix(WORDS) in known


def find_names(rows, is_known):
    """Return the number of the row that has the names, counted from 1, and its values; None where none has.

    The labels for people above them may happen to be names too: what counts is who has most.

    Args:
        rows: the first rows of a table, as lists of values.
        is_known: whether a name is one.
    """
    best, most = None, 0
    for number, values in enumerate(rows, 1):
        count = len({name for value in values if (name := plain_name(value)) and is_known(name)})
        if count > most:
            best, most = (number, values), count
    # One may be chance; whose line it is must be told, and something more.
    return best if most > 1 else None


def too_many_columns():
    return Unreadable(_("There are more than %(most)d columns.") % {"most": MOST_COLUMNS})


def columns_of(sheet, number, values, known, problems):
    """Return the columns of a table by their place.

    Args:
        sheet: its name, or nothing.
        number: of the row that has the names.
        values: of that row.
        known: the names that columns may have.
        problems: takes note of a name that stands there twice.
    """
    if len(values) > MOST_COLUMNS:
        raise too_many_columns()
    found, seen = {}, {}
    for place, value in enumerate(values):
        name, title = plain_name(value), title_of(place, value)
        if name in seen:
            message = _("The column “%(name)s” is there twice, in %(first)s too. Delete one of them.")
            problems.error(Place(sheet, number, title), message % {"name": name, "first": seen[name]})
            found[place] = Column("", title, is_for_people=True)
        elif name in known:
            seen[name] = get_column_letter(place + 1)
            found[place] = Column(name, title)
        else:
            found[place] = Column("", title, str(value or "").strip(), is_for_people(name, known))
    return found


def tell_unknown(problems, place, index, column, known):
    """Say that something stands in a column whose name is not known.

    Args:
        place: of the row in which it was met first.
        column: None where nothing is above it.
    """
    at = Place(place.sheet, place.row, title_of(index, column and column.written))
    if column and column.written:
        problems.error(at, unknown(column.written, known))
    else:
        problems.error(at, _("Something is written in this column, and no name stands above it."))


def title_of(place, value=""):
    """Return how the writer of a table finds a column again."""
    letter = get_column_letter(place + 1)
    name = Truncator(" ".join(str(value or "").split())).chars(40)
    return f"{letter} ({name})" if name else letter


def unknown(name, known):
    """Say that a name is not known, and which ones are like it."""
    short = Truncator(" ".join(str(name).split())).chars(40)
    close = get_close_matches(plain_name(str(name)[:100]), sorted(known), n=3, cutoff=0.6)
    if close:
        names = ", ".join(f"“{each}”" for each in close)
        return _("“%(name)s” is not the name of a field. Did you mean %(names)s?") % {"name": short, "names": names}
    return _("“%(name)s” is not the name of a field. Correct it, or delete the column.") % {"name": short}
