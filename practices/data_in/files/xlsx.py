"""A workbook: a sheet of practices, and one for each relation whose rows are tied to them by code and language."""

import re
from contextlib import contextmanager
from itertools import islice

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL

from practices.data_in.files import archives
from practices.data_in.files.assembling import Assembly, Row, is_empty
from practices.data_in.files.columns import (
    FIRST_ROWS,
    MOST_COLUMNS,
    TIES,
    columns_of,
    find_names,
    known_child,
    known_main,
    tell_unknown,
    too_many_columns,
)
from practices.data_in.files.problems import Problems
from practices.data_in.files.sniffing import SAVE_AS_XLSX
from practices.data_in.lines import CODE, LANGUAGE, MAIN, Cell, Line, Place, Unreadable

WORKBOOK, STRICT = "xl/workbook.xml", b"http://purl.oclc.org/ooxml/"
# Sheets that are there for people.
ABOUT, LISTS, CODEBOOK = "about", "lists", "codebook"
FOR_PEOPLE = {ABOUT, LISTS, CODEBOOK}
NOTHING = Cell(None, Place())
# Below so many empty rows nothing is looked for: a format may go down to the end of a sheet.
MOST_EMPTY = 1_000
# What a cell of a spreadsheet holds: a text of this length was cut.
FULL_CELL = 32_767
MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^<>]*?ref\s*=\s*["']([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}([0-9]{1,7}))["'][^<>]*>"""
)
# How LibreOffice writes yes and no, whatever they were written as.
TRUTHS = {"=TRUE()": True, "=FALSE()": False}
# How Excel writes the end of a line that another system made.
CARRIAGE_RETURN = re.compile("_x000D_\n?")


def read(file, record):
    """Return what a workbook has of practices.

    Raises:
        Unreadable: when it cannot be opened, or has no sheet of practices.
    """
    with archives.opened(file) as archive:
        archives.check_parts(archive)
        check_names(archive)
        with workbook(file) as book:
            return Reader(archive, book, record).reading()


def check_names(archive):
    """Refuse the "strict" kind of workbook: it has names of its own for everything, which openpyxl does not know."""
    if WORKBOOK in archive.namelist() and STRICT in archive.read(WORKBOOK):
        raise Unreadable(_("This is a workbook of the kind “Strict Open XML”.") + " " + str(SAVE_AS_XLSX))


@contextmanager
def workbook(file):
    """Open a workbook to read it row by row.

    Raises:
        Unreadable: when it cannot be opened.
    """
    file.seek(0)
    try:
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
    # What openpyxl may raise for a broken file has no common kind.
    except Exception as error:
        raise archives.damaged() from error
    try:
        yield book
    finally:
        book.close()


def rows_of(sheet, start=1):
    """Yield the rows of a sheet from one on, empty ones too: for each the cells that have something, by their place.

    Raises:
        Unreadable: when the sheet is damaged, or too wide.
    """
    rows = sheet.iter_rows(min_row=start)
    while True:
        try:
            row = next(rows, None)
        except Exception as error:
            raise archives.damaged() from error
        if row is None:
            return
        if len(row) > MOST_COLUMNS and has_something(row[-1]):
            raise too_many_columns()
        yield {place: cell for place, cell in enumerate(row[:MOST_COLUMNS]) if has_something(cell)}


def has_something(cell):
    if cell is EMPTY_CELL:
        return False
    value = cell.value
    return bool(value.strip()) if isinstance(value, str) else value is not None


class Table:
    """A sheet whose names were found.

    Args:
        number: of the row that has the names.
        names: that row, as a list of values.
        known: the names that its columns may have.
    """

    def __init__(self, sheet, number, names, known, problems):
        self.sheet, self.title, self.number = sheet, sheet.title, number
        self.known, self.problems = known, problems
        self.columns = columns_of(self.title, number, names, known, problems)
        self.told = set()

    def has(self, name):
        return any(column.name == name for column in self.columns.values())

    def require(self, name):
        """Say that a column is missing, where it is; return whether it is there."""
        if not self.has(name):
            message = _("The column “%(name)s” is missing.") % {"name": name}
            self.problems.error(Place(self.title, self.number), message)
        return self.has(name)

    def lines(self):
        """Yield the lines below the names in which there is something."""
        empty = 0
        for number, filled in enumerate(rows_of(self.sheet, self.number + 1), self.number + 1):
            if filled:
                empty = 0
                yield self.line(Place(self.title, number), filled)
                continue
            empty += 1
            if empty > MOST_EMPTY:
                message = _("Nothing was read from here on: the %(number)d rows above are empty.")
                self.problems.note(Place(self.title, number), message % {"number": MOST_EMPTY})
                return

    def line(self, place, filled):
        """Return a line: a cell for each column that the sheet has, empty ones too."""
        cells = {}
        for index, column in self.columns.items():
            if column.name:
                at = Place(place.sheet, place.row, column.title)
                taken, value = self.value(filled.get(index), at)
                if taken:
                    cells[column.name] = Cell(value, at)
        for index in filled:
            column = self.columns.get(index)
            if index not in self.told and not (column and (column.name or column.is_for_people)):
                self.told.add(index)
                tell_unknown(self.problems, place, index, column, self.known)
        return Line(place, cells)

    def value(self, cell, place):
        """Return whether a cell can be taken, and its value."""
        if cell is None:
            return True, None
        value = cell.value
        if cell.data_type == "f" and value in TRUTHS:
            return True, TRUTHS[value]
        if cell.data_type == "f":
            message = _("There is a formula in this cell. Write in its place what comes out of it.")
        elif cell.data_type == "e":
            message = _("There is an error in this cell (%(error)s). Correct it.") % {"error": str(value)[:20]}
        elif isinstance(value, str) and len(value) >= FULL_CELL:
            message = _("This text fills its cell to the last sign: its end may be missing. Send it as JSON instead.")
        else:
            value = CARRIAGE_RETURN.sub("\n", value) if isinstance(value, str) else value
            return True, self.problems.value(value, place)
        self.problems.error(place, message)
        return False, None


class Reader:
    """Reads the sheets of a workbook.

    Args:
        archive: the same workbook as an archive of parts.
    """

    def __init__(self, archive, book, record):
        self.archive, self.record, self.problems = archive, record, Problems()
        self.sheets = {}
        for sheet in book.worksheets:
            # What a sheet says of its size may be wrong.
            sheet.reset_dimensions()
            self.sheets.setdefault(sheet.title.strip().lower(), sheet)

    def reading(self):
        main = self.main_table()
        assembly = Assembly(self.problems)
        if main.require(CODE) and main.require(LANGUAGE):
            self.tell_merged(main)
            for line in main.lines():
                assembly.add(line)
            for child in self.record.children:
                self.read_child(child, assembly)
        self.tell_unknown_sheets(main)
        return assembly.reading()

    def main_table(self):
        """Return the table of practices: of the sheet of that name, or of the only one that could be it.

        Raises:
            Unreadable: when there is none.
        """
        known = known_main(self.record)
        if MAIN in self.sheets:
            table = self.table(self.sheets[MAIN], known)
            if table is None:
                raise Unreadable(
                    _(
                        "The sheet “%(sheet)s” has no row with the names of the columns (code, page_language, title…). "
                        "Copy that row from the template."
                    )
                    % {"sheet": self.sheets[MAIN].title}
                )
            return table
        others = {child.name for child in self.record.children} | FOR_PEOPLE
        tables = [self.table(sheet, known) for name, sheet in self.sheets.items() if name not in others]
        tables = [table for table in tables if table and table.has(CODE)]
        if len(tables) != 1:
            raise Unreadable(
                _("The workbook has no sheet “%(sheet)s”. Use the template, or give your sheet of practices that name.")
                % {"sheet": MAIN}
            )
        return tables[0]

    def table(self, sheet, known):
        """Return a sheet as a table with known names; None where they are not found."""
        first = [values_of(row) for row in islice(rows_of(sheet), FIRST_ROWS)]
        found = find_names(first, known.__contains__)
        return Table(sheet, *found, known, self.problems) if found else None

    def read_child(self, child, assembly):
        """Take the rows of a relation, where the file has a sheet of it that is not empty."""
        sheet, known = self.sheets.get(child.name), known_child(child)
        if sheet is None:
            return
        table = self.table(sheet, known)
        if table is None:
            if any(islice(rows_of(sheet), MOST_EMPTY)):
                names = ", ".join([*TIES, *(field.name for field in child.fields)])
                message = _("There is no row with the names of the columns: %(names)s")
                self.problems.error(Place(sheet.title), message % {"names": names})
            return
        if not table.require(CODE):
            return
        assembly.relations.append(child.name)
        self.tell_merged(table)
        for line in table.lines():
            ties = {name: line.cells.pop(name, NOTHING) for name in TIES}
            if not is_empty(line):
                code, language = (str(ties[name].value or "").strip() for name in (CODE, LANGUAGE))
                assembly.add_row(Row(child.name, line, code, language, self.order(ties["row"])))

    def order(self, cell):
        """Return the number of a row among those of its practice; None where it has none."""
        try:
            return None if cell.value is None else float(cell.value)
        except (TypeError, ValueError):
            self.problems.error(cell.place, _("This is not a number. Write 1 for the first row, 2 for the second…"))
            return None

    def tell_merged(self, table):
        """Refuse merged cells below the names: what belongs to which row cannot be known."""
        end = b""
        # The name of its part is nowhere else.
        for chunk, _meeting in archives.chunks(self.archive, table.sheet._worksheet_path):
            end += chunk
            for found in MERGED.finditer(end):
                if int(found[2]) >= table.number:
                    message = _("Cells are merged here (%(range)s). Separate them, and write in each what it says.")
                    place = Place(table.title, int(re.search(rb"[0-9]+", found[1])[0]))
                    self.problems.error(place, message % {"range": found[1].decode()})
            last = end[-archives.OVERLAP :].rpartition(b"<")
            end = b"<" + last[2] if last[1] and b">" not in last[2] else b""

    def tell_unknown_sheets(self, main):
        known = {main.title.strip().lower(), *(child.name for child in self.record.children)} | FOR_PEOPLE
        for name, sheet in self.sheets.items():
            if name not in known:
                message = _("This sheet is not one of those that are read; it was left out.")
                self.problems.note(Place(sheet.title), message)


def values_of(row):
    """Return the cells of a row as a list of values."""
    return [row[place].value if place in row else None for place in range(max(row, default=-1) + 1)]
