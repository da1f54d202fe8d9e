"""Practices as a workbook: a sheet for them, one for each kind of rows, and the codebook.

The first row of a sheet is for people, in their language; the second has the names by which the file is read again,
the same in every language.
"""

import datetime
from tempfile import TemporaryFile

from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from practices.data_out.cells import Column, columns_of
from practices.data_out.codebook import sheet_rows
from practices.record import Kind

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a cell holds at most.
MOST_CHARACTERS = 32_767
HEAD, NAMES = Font(bold=True), Font(italic=True, color="777777")
KEY_COLUMNS = (
    Column("code", _("code"), Kind.CHOICE, None),
    Column("page_language", _("language of the text"), Kind.LANGUAGE, None),
    Column("row", _("row"), Kind.NUMBER, None),
)
WIDTHS = {Kind.TEXT: 30, Kind.RICH_TEXT: 50, Kind.ADDRESS: 30}


def write(export):
    """Return the workbook as an open file that vanishes when it is closed; rows go to the disk as they are made."""
    book = Workbook(write_only=True)
    main = Sheet(book, "practices", columns_of(export.record.fields))
    children = [(child, ChildSheet(book, child)) for child in export.record.children]
    for pages in export.pages():
        for page in pages:
            main.add(page)
            for child, sheet in children:
                sheet.add_rows(page, child.rows_of(page))
    codebook = book.create_sheet("codebook")
    for number, row in enumerate(sheet_rows(export.record)):
        codebook.append([cell(codebook, text, font=None if number else HEAD) for text in row])
    file = TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    book.save(file)
    file.seek(0)
    return file


class Sheet:
    """A sheet under two rows of headings that stay in view."""

    def __init__(self, book, name, columns):
        self.columns = columns
        self.sheet = book.create_sheet(name)
        self.sheet.freeze_panes = "B3"
        for number, column in enumerate(self.all_columns, 1):
            self.sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(column.kind, 14)
        self.append([str(column.label) for column in self.all_columns], HEAD)
        self.append([column.name for column in self.all_columns], NAMES)

    @property
    def all_columns(self):
        return self.columns

    def append(self, values, font=None):
        self.sheet.append([cell(self.sheet, value, font) for value in values])

    def add(self, row):
        self.append([typed(column.kind, column.value_of(row)) for column in self.columns])


class ChildSheet(Sheet):
    """The rows of all practices, each with what tells whose it is and where it stands."""

    def __init__(self, book, child):
        super().__init__(book, child.name, columns_of(child.fields))

    @property
    def all_columns(self):
        return [*KEY_COLUMNS, *self.columns]

    def add_rows(self, page, rows):
        for number, row in enumerate(rows, 1):
            values = [typed(column.kind, column.value_of(row)) for column in self.columns]
            self.append([page.code, page.language, number, *values])


def typed(kind, value):
    """Return a value as a spreadsheet reckons with it: days are days."""
    return datetime.date.fromisoformat(value) if kind == Kind.DATE and value else value


def cell(sheet, value, font=None):
    """Return what stands in a cell: a text is never a formula, and has no sign that XML could not write."""
    if isinstance(value, str):
        made = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value)[:MOST_CHARACTERS])
        made.data_type = "s"
    elif font is None and not isinstance(value, datetime.date):
        return value
    else:
        made = WriteOnlyCell(sheet, value)
    if font:
        made.font = font
    return made
