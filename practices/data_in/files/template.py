"""Empty tables to be filled in: a workbook with the allowed answers in it, and CSV."""

import csv
import io
from tempfile import TemporaryFile

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from agc.core.languages import direction
from practices.data_in.files.asking import Lists, child_fields, key_fields, keys, main_fields, rows_asked
from practices.data_in.files.checks import check_of
from practices.data_in.files.problems import MOST_ENTRIES, MOST_ROWS
from practices.data_in.files.template_words import about
from practices.data_in.files.xlsx import ABOUT, LISTS
from practices.data_in.lines import CODE, LANGUAGE, MAIN
from practices.data_out.csv_file import MARK
from practices.data_out.xlsx_file import WIDTHS
from practices.record import Field, Kind

PREFILLED = 20
# The first row below the two of headings.
FIRST = 3
HEAD, NAMES, TITLE = Font(bold=True), Font(italic=True, color="595959"), Font(bold=True, size=14)
REQUIRED = PatternFill("solid", start_color="FFF2CC")
TOP = Alignment(wrap_text=True, vertical="top")
# A spreadsheet takes 5.4 for a number, 1-2 for a day and "true" for a value, unless it is told that they are texts.
AS_TEXT, AS_DAY, AS_IT_IS = "@", "yyyy-mm-dd", "General"
FORMATS = {Kind.DATE: AS_DAY, Kind.NUMBER: AS_IT_IS, Kind.YEAR: AS_IT_IS}


def xlsx_template(record, language):
    """Return a workbook to be filled in, as an open file that vanishes when it is closed.

    Args:
        record: the definition of the records.
        language: the code of the language in which it speaks, and in which it is to be filled in.
    """
    with override(language):
        book = Template(record, language).book
    file = TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    book.save(file)
    file.seek(0)
    return file


class Template:
    """A workbook: a sheet that says how to fill it in, those to be filled in, and one with the allowed answers."""

    def __init__(self, record, language):
        self.record, self.language = record, language
        self.book, self.lists = Workbook(), Lists(record)
        first = self.book.active
        first.title = ABOUT
        sheets = {name: self.sheet(name) for name in (MAIN, *(child.name for child in record.children))}
        self.answers = AnswerSheet(self.sheet(LISTS))
        self.fill(sheets[MAIN], [*key_fields(record), *main_fields(record)], MOST_ENTRIES)
        self.prefill(sheets[MAIN])
        row = Field("row", _("row"), Kind.NUMBER, None, help=_("1 for the first row of a practice, 2 for the second…"))
        for child in record.children:
            self.fill(sheets[child.name], [*key_fields(record), row, *child_fields(record, child)], MOST_ROWS)
            if child.limits.get("min_rows"):
                sheets[child.name].sheet_properties.tabColor = REQUIRED.start_color
        self.answers.finish()
        self.tell(first)

    def sheet(self, name):
        sheet = self.book.create_sheet(name)
        sheet.sheet_view.rightToLeft = direction(self.language) == "rtl"
        return sheet

    def fill(self, sheet, fields, most):
        """Write the headings of a sheet, and what its columns take.

        Args:
            most: so many rows may be filled in.
        """
        sheet.freeze_panes = "C3"
        for number, field in enumerate(fields, 1):
            letter, label = get_column_letter(number), self.lists.label(field)
            needed = field.is_required or field.name in (CODE, LANGUAGE)
            write(sheet, 1, number, f"{label} *" if needed else label, HEAD, REQUIRED if needed else None)
            write(sheet, 2, number, field.name, NAMES, REQUIRED if needed else None)
            column = sheet.column_dimensions[letter]
            column.width = WIDTHS.get(field.kind, 14)
            column.number_format, column.alignment = FORMATS.get(field.kind, AS_TEXT), TOP
            check = check_of(field, label, self.answers.where(self.lists.of(field), self.lists.title(field)))
            check.add(f"{letter}{FIRST}:{letter}{FIRST + most - 1}")
            sheet.add_data_validation(check)
        sheet.row_dimensions[1].height = 45

    def prefill(self, sheet):
        """Write codes of new practices into the first rows, so that nobody has to make them up."""
        for row, key in enumerate(keys(PREFILLED), FIRST):
            for column, value in enumerate((key, self.language), 1):
                write(sheet, row, column, value).number_format = AS_TEXT

    def tell(self, sheet):
        """Write how the workbook is filled in."""
        sheet.sheet_view.rightToLeft = direction(self.language) == "rtl"
        sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, 90
        title, steps, tables = about(self.record)
        write(sheet, 1, 1, title, TITLE).alignment = Alignment(wrap_text=False)
        rows = [*((str(number), step) for number, step in enumerate(steps, 1)), ("", ""), *tables]
        for number, (name, text) in enumerate(rows, FIRST):
            write(sheet, number, 1, name, HEAD)
            write(sheet, number, 2, text)


class AnswerSheet:
    """The sheet with the allowed answers: for each list its codes, and their words beside them."""

    def __init__(self, sheet):
        self.sheet, self.ranges = sheet, {}

    def where(self, pairs, title):
        """Return where the codes of a list stand, as a formula; nothing for no list. Each list is written once."""
        if not pairs:
            return ""
        pairs = tuple(pairs)
        if pairs not in self.ranges:
            column = len(self.ranges) * 3 + 1
            write(self.sheet, 1, column, title, HEAD)
            write(self.sheet, 2, column, _("code"), NAMES)
            write(self.sheet, 2, column + 1, _("words"), NAMES)
            for row, (code, words) in enumerate(pairs, FIRST):
                write(self.sheet, row, column, code)
                write(self.sheet, row, column + 1, words)
            letter = get_column_letter(column)
            self.sheet.column_dimensions[letter].width = 22
            self.sheet.column_dimensions[get_column_letter(column + 1)].width = 34
            self.ranges[pairs] = f"{LISTS}!${letter}${FIRST}:${letter}${FIRST + len(pairs) - 1}"
        return self.ranges[pairs]

    def finish(self):
        """Keep the sheet from being changed by accident: it has no password."""
        self.sheet.freeze_panes = "A3"
        self.sheet.protection.enable()


def write(sheet, row, column, text, font=None, fill=None):
    """Write a text into a cell, and never a formula; return the cell."""
    cell = sheet.cell(row, column, ILLEGAL_CHARACTERS_RE.sub("", str(text)))
    cell.data_type, cell.alignment = "s", TOP
    if font:
        cell.font = font
    if fill:
        cell.fill = fill
    return cell


def csv_template(record, language):
    """Return the text of a table to be filled in: a heading of names, and a line that is begun."""
    names = [field.name for field in (*key_fields(record), *main_fields(record))]
    for child in record.children:
        for number in range(1, rows_asked(child) + 1):
            names += [f"{child.name}.{number}.{field.name}" for field in child_fields(record, child)]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerow([*keys(1), language, *[""] * (len(names) - 2)])
    return MARK + text.getvalue()
