"""Files as people send them, and what is read of them."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from practices.data_in.files.reading import read
from practices.data_in.lines import Unreadable
from tests.factories import frame_page

HEADING = ["code", "page_language", "title", "claim"]


def taken(client, route, query="?languages=all"):
    response = client.get(f"{frame_page('practices').get_url()}{route}/{query}")
    return b"".join(response)


def book_of(**sheets):
    """Return a workbook as bytes: for each sheet its rows, the first of them the names."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return saved(book)


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def simple(**sheets):
    return book_of(practices=[HEADING, ["new-1", "es", "Uno", "Cambió"]], **sheets)


def reading_of(content, record, name="x.xlsx"):
    return read(io.BytesIO(content), name, record)


def refused(content, record, name="x.xlsx"):
    """Return why a file cannot be read."""
    with pytest.raises(Unreadable) as found:
        reading_of(content, record, name)
    return str(found.value)


def told(reading):
    """Return the problems as pairs of a place and a message."""
    return [(str(problem.place), problem.message) for problem in reading.problems]


def changed(content, part, change):
    """Return an archive with one of its parts changed, or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            body = old.read(info)
            new.writestr(info, change(body) if info.filename == part else body)
        if part not in old.namelist():
            new.writestr(part, change(b""))
    return out.getvalue()


MAIN_PART = "xl/worksheets/sheet1.xml"
