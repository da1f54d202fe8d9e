"""How empty workbooks and forms are filled in, and how a form comes to harm."""

import io
import zipfile

BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file


def names(sheet):
    """Return the numbers of the columns of a sheet by their names."""
    return {cell.value: cell.column for cell in sheet[2]}


def fill(sheet, number, **values):
    columns = names(sheet)
    for name, value in values.items():
        sheet.cell(number, columns[name], value)


def check_at(sheet, column):
    """Return what a column checks of its first cell to be filled in."""
    cell = sheet.cell(3, names(sheet)[column]).coordinate
    [check] = [each for each in sheet.data_validations.dataValidation if cell in each.sqref]
    return check


def answer(document, name, *paragraphs):
    """Write an answer beside a question of a form."""
    cell = cell_of(document, name)
    cell.text = paragraphs[0] if paragraphs else ""
    for text in paragraphs[1:]:
        cell.add_paragraph(text)
    return cell


def row_of(document, name):
    rows = [row for table in document.tables for row in table.rows]
    return next(row for row in rows if row.cells[0].paragraphs[-1].text == name)


def cell_of(document, name):
    return row_of(document, name).cells[1]


def name_paragraph(row):
    return row.cells[0].paragraphs[-1]


def damaged(content, part, change):
    out = io.BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info, change(old.read(info)) if info.filename == part else old.read(info))
    return out
