"""Practices as text with separators: a line for each, its rows in columns beside it: results.1.indicator."""

import csv
import io
from contextlib import suppress
from itertools import islice

from django.utils.translation import gettext as _

from practices.data_in.files.assembling import Assembly
from practices.data_in.files.columns import (
    FIRST_ROWS,
    columns_of,
    find_names,
    known_main,
    plain_name,
    row_names,
    split_name,
    tell_unknown,
)
from practices.data_in.files.problems import Problems
from practices.data_in.files.sniffing import HEAD, MARKS_OF_UTF_16, other_kind
from practices.data_in.lines import CODE, LANGUAGE, Cell, Line, Place, Unreadable
from practices.data_out.cells import unguarded

SEPARATORS = (",", ";", "\t")
# Excel reads the separator from a first line like this: "sep=;".
SEPARATOR_LINE = "sep="


def read(file, record):
    """Return what a file of text has of practices.

    Raises:
        Unreadable: when it is no text, or has no names above its columns.
    """
    problems = Problems()
    text = decoded(file.read(), problems)
    return Reader(text, record, problems).reading()


def decoded(content, problems):
    """Return bytes as text; where they do not say how they were written, as Windows has it in the west.

    Raises:
        Unreadable: when they are no text.
    """
    if content.startswith(MARKS_OF_UTF_16):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise no_text() from error
    if content[:HEAD].count(0) * 20 > len(content[:HEAD]):
        raise other_kind()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise no_text() from error
    problems.note(
        Place(),
        _(
            "The file is not in UTF-8; it was read as Windows in western Europe writes (Windows-1252). "
            "Look whether accents and special letters are right, or save it as “CSV UTF-8”."
        ),
    )
    return text


def no_text():
    return Unreadable(_("The letters of this file cannot be read. Save it as “CSV UTF-8”, and send it again."))


class Reader:
    """Reads the lines of a text."""

    def __init__(self, text, record, problems):
        self.text, self.record, self.problems = text, record, problems
        self.main = known_main(record)
        self.relations = {child.name for child in record.children}
        self.start = 0
        if text[:8].lower().startswith(SEPARATOR_LINE):
            self.start = text.find("\n") + 1 or len(text)

    def reading(self):
        self.separator, number, names = self.names()
        known = {name for name in map(plain_name, names) if self.is_known(name)} | self.main
        self.columns = columns_of("", number, names, known, self.problems)
        self.told = {index for index, column in self.columns.items() if self.is_summary(column)}
        self.require()
        self.tell_summaries(number)
        self.width = len(names)
        assembly = Assembly(self.problems, dict.fromkeys(self.relations_there()))
        count = 0
        for row_number, values in self.rows(self.separator):
            if row_number > number and any(map(str.strip, values)):
                line, rows = self.line(Place("", row_number), values)
                count += sum(map(len, rows.values()))
                assembly.check_rows(count)
                assembly.add(line, rows)
        return assembly.reading()

    def is_known(self, name):
        return name in self.main or split_name(self.record, name) is not None

    def is_summary(self, column):
        """Return whether a column has the rows of a practice in words, as files that were taken from the site have."""
        return plain_name(column.written) in self.relations

    def names(self):
        """Return the separator, the number of the row that has the names, and the names.

        Raises:
            Unreadable: when there is no such row.
        """
        found = []
        for separator in SEPARATORS:
            names = find_names(self.first_rows(separator), self.is_known)
            if names:
                number, values = names
                count = sum(map(self.is_known, map(plain_name, values)))
                found.append((count, separator, number + bool(self.start), values))
        if not found:
            raise Unreadable(
                _(
                    "No row with the names of the columns (code, page_language, title…) was found, with commas, "
                    "semicolons or tabs between them. Copy that row from the template."
                )
            )
        _count, separator, number, names = max(found, key=lambda each: each[0])
        return separator, number, names

    def first_rows(self, separator):
        found = []
        # What cannot be divided by a separator that is not that of the file says nothing against it.
        with suppress(Unreadable):
            for _number, values in islice(self.rows(separator, strict=False), FIRST_ROWS):
                found.append(values)
        return found

    def rows(self, separator, strict=True):
        """Yield the number of each row, counted from 1 as a spreadsheet counts, and its values.

        Raises:
            Unreadable: when a quotation mark is not closed, or stands where it may not.
        """
        stream = io.StringIO(self.text, newline="")
        stream.seek(self.start)
        rows = csv.reader(stream, delimiter=separator, strict=strict)
        number, line = 1 if self.start else 0, 0
        while True:
            line = rows.line_num + 1
            try:
                values = next(rows, None)
            except csv.Error as error:
                raise Unreadable(
                    _(
                        "From line %(line)d on the file cannot be divided into columns: a quotation mark is missing, "
                        "or is one too many. Within a text that stands in quotation marks, each is written twice."
                    )
                    % {"line": line + bool(self.start)}
                ) from error
            if values is None:
                return
            number += 1
            yield number, values

    def require(self):
        there = {column.name for column in self.columns.values()}
        for name in (CODE, LANGUAGE):
            if name not in there:
                raise Unreadable(_("The column “%(name)s” is missing.") % {"name": name})

    def relations_there(self):
        """Return the relations of which the file has columns."""
        names = (split_name(self.record, column.name) for column in self.columns.values())
        return [split[0] for split in names if split]

    def tell_summaries(self, number):
        for index in self.told:
            column = self.columns[index]
            message = _(
                "This column is there for people, and was not read. What belongs to a practice more than once has "
                "columns of its own, such as “%(example)s”."
            )
            relation = plain_name(column.written)
            example = f"{relation}.1.{self.record.child(relation).fields[0].name}"
            self.problems.note(Place("", number, column.title), message % {"example": example})

    def line(self, place, values):
        """Return what a row says of a practice, and the rows that it has of each relation."""
        if any(map(str.strip, values[self.width :])):
            message = _(
                "This row has more cells than there are names: a text with “%(separator)s” in it needs quotation marks."
            )
            self.problems.error(place, message % {"separator": self.separator})
        cells, rows = {}, {}
        for index, column in self.columns.items():
            value = values[index] if index < len(values) else ""
            if not column.name:
                self.tell_unknown(place, index, column, value)
                continue
            at = Place("", place.row, column.title)
            cell = Cell(self.problems.value(unguarded(value), at), at)
            split = split_name(self.record, column.name)
            if split:
                relation, number, field = split
                rows.setdefault(relation, {}).setdefault(number, {})[field] = cell
            else:
                cells[column.name] = cell
        return Line(place, cells), {relation: self.filled(place, found) for relation, found in rows.items()}

    def tell_unknown(self, place, index, column, value):
        if value.strip() and not column.is_for_people and index not in self.told:
            self.told.add(index)
            tell_unknown(self.problems, place, index, column, self.main | row_names(self.record, column.written))

    def filled(self, place, rows):
        """Return the rows of a relation in which something stands, by their numbers."""
        return [
            Line(place, cells)
            for _number, cells in sorted(rows.items())
            if any(cell.value is not None for cell in cells.values())
        ]
