"""Practices as JSON: as they are taken from the site, or only a list of them, or one alone."""

import json
import re
from math import isfinite

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from practices.data_in.files.assembling import KEYS, Assembly
from practices.data_in.files.columns import is_for_people, known_main, unknown
from practices.data_in.files.problems import MOST_ENTRIES, Problems
from practices.data_in.lines import CODE, Cell, Line, Place, Unreadable
from practices.record import Kind

RECORDS = "records"
# Each takes memory: a file with all that 500 practices can say has a quarter of it.
MOST_BRACKETS = 500_000
MOST_DEPTH = 20
# A text that does not end goes to the end of the file; without going back, whatever is in it.
BRACKETS = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)
PLAIN = (str, int, float, bool, type(None))


def read(file, record):
    """Return what a file of JSON has of practices.

    Raises:
        Unreadable: when it is no JSON, or has no practices.
    """
    return Reader(record).reading(parsed(file.read()))


def parsed(content):
    """Return what JSON says.

    Raises:
        Unreadable: when it is none, or is made so that it means two things, or nothing.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(_("JSON has to be in UTF-8, and this file is not.")) from error
    check_depth(content)
    try:
        return json.loads(text, object_pairs_hook=each_once, parse_constant=no_number, parse_float=number)
    except json.JSONDecodeError as error:
        raise Unreadable(
            _("This is no JSON: it cannot be read from line %(line)d, sign %(sign)d on.")
            % {"line": error.lineno, "sign": error.colno}
        ) from error
    # A number of thousands of digits, or what the check of its depth let through.
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("This JSON has a number that is too large, or is nested too deeply.")) from error


def check_depth(content):
    """Refuse what would take much memory when it is parsed."""
    count = depth = 0
    for found in BRACKETS.finditer(content):
        sign = found[0]
        if sign in b"[{":
            count, depth = count + 1, depth + 1
            if depth > MOST_DEPTH:
                raise Unreadable(_("This JSON is nested too deeply."))
        elif sign in b"]}":
            depth -= 1
    if count > MOST_BRACKETS:
        raise Unreadable(_("This JSON has too many lists and objects. Divide it into several files."))


def each_once(pairs):
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Unreadable(_("The name “%(name)s” is there twice in one object.") % {"name": shortened(twice)})
    return found


def no_number(name):
    raise Unreadable(_("“%(name)s” is no number that JSON knows. Write null where there is none.") % {"name": name})


def number(text):
    found = float(text)
    return found if isfinite(found) else no_number(shortened(text))


def shortened(text):
    return Truncator(text.encode("utf-8", "replace").decode()).chars(40)


class Reader:
    """Reads records as the site writes them."""

    def __init__(self, record):
        self.record, self.problems = record, Problems()
        self.fields = {field.name: field for field in record.fields}
        self.children = {child.name: child for child in record.children}
        self.known = known_main(record) | self.children.keys()
        self.rows = 0
        self.told = set()

    def reading(self, data):
        records = self.records(data)
        if len(records) > MOST_ENTRIES * 10:
            raise Unreadable(
                _("There are more than %(most)d practices in the file. Divide it into several files.")
                % {"most": MOST_ENTRIES}
            )
        assembly = Assembly(self.problems)
        for row, each in enumerate(records, 1):
            if isinstance(each, dict):
                line, rows = self.line(row, each)
                self.rows += sum(map(len, rows.values()))
                assembly.check_rows(self.rows)
                assembly.add(line, rows, is_bare=each.keys() <= set(KEYS))
            else:
                self.problems.error(Place("", row), _('A practice has to be an object: {"code": …}.'))
        return assembly.reading()

    def records(self, data):
        """Return the list of records that JSON has, however it has them.

        Raises:
            Unreadable: when it has none.
        """
        if isinstance(data, dict):
            data = data.get(RECORDS, [data] if CODE in data else None)
        if not isinstance(data, list):
            raise Unreadable(
                _(
                    "There are no practices in this JSON: they stand in a list with the name “records”, as in the "
                    "files that are taken from the site."
                )
            )
        return data

    def line(self, row, data):
        """Return what a record says, and its rows by relation."""
        cells, rows = {}, {}
        for name, value in data.items():
            place = Place("", row, shortened(name))
            if name in self.children:
                found = self.rows_of(row, self.children[name], value)
                if found is not None:
                    rows[name] = found
            elif name in self.fields:
                cells |= self.cell(self.fields[name], value, place)
            else:
                self.tell_unknown(place, name, self.known)
        return Line(Place("", row), cells), rows

    def rows_of(self, row, child, value):
        """Return the lines of a relation; None where they are no list."""
        if not isinstance(value, list):
            self.problems.error(Place("", row, child.name), _("A list is needed here, in square brackets: [ ]."))
            return None
        fields, lines = {field.name: field for field in child.fields}, []
        for number, each in enumerate(value, 1):
            place = Place("", row, f"{child.name}.{number}")
            if not isinstance(each, dict):
                self.problems.error(place, _("An object is needed here, in curly brackets: { }."))
                continue
            cells = {}
            for name, found in each.items():
                at = Place("", row, f"{child.name}.{number}.{shortened(name)}")
                if name in fields:
                    cells |= self.cell(fields[name], found, at)
                else:
                    self.tell_unknown(at, name, fields.keys())
            if any(cell.value is not None for cell in cells.values()):
                lines.append(Line(place, cells))
        return lines

    def tell_unknown(self, place, name, known):
        """Say once that a name is not known, whatever number of records have it."""
        key = re.sub(r"\d+", "", place.column)
        if key not in self.told and not is_for_people(name, known):
            self.told.add(key)
            self.problems.error(place, unknown(shortened(name), known))

    def cell(self, field, value, place):
        """Return a value as the cell of its field; none where it is of a shape that no field has."""
        if field.kind == Kind.CONCEPTS and isinstance(value, list):
            codes = [self.problems.value(each, place) for each in map(code_of, value) if each not in ("", None)]
            if all(isinstance(code, str) for code in codes):
                return {field.name: Cell(codes or None, place)}
            self.problems.error(
                place, _('A list of codes is needed here, each in quotation marks: ["national", "local"].')
            )
            return {}
        if field.is_coded:
            value = code_of(value)
        if isinstance(value, PLAIN):
            return {field.name: Cell(self.problems.value(value, place), place)}
        self.problems.error(place, _("A text, a number, true, false or null is needed here, not a list or an object."))
        return {}


def code_of(value):
    """Return the code of a coded value that has its words beside it; anything else as it is."""
    return value["code"] if isinstance(value, dict) and "code" in value else value
