"""A form that was filled in with LibreOffice, and saved in its own format."""

import re
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from practices.data_in.files import archives
from practices.data_in.files.answers import Paragraph, Words, reading_of

NAMES = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEXT, TABLE, OFFICE, STYLE = (NAMES % name for name in ("text", "table", "office", "style"))
LOOK = NAMES % "xsl-fo-compatible"
HREF = "{http://www.w3.org/1999/xlink}href"
PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
BLANKS = {f"{TEXT}tab": " ", f"{TEXT}line-break": "\n"}
# What stands within a paragraph and is none of its words.
BESIDE = (f"{TEXT}note", f"{OFFICE}annotation", *PARAGRAPHS)
CONTENT = "content.xml"
# Rows and cells can say of themselves that they come again and again: those of a form never do.
ROW, CELL = f"{TABLE}table-row", f"{TABLE}table-cell"


def read(file, record):
    """Return what a form has.

    Raises:
        Unreadable: when it cannot be opened, or is no form.
    """
    with archives.opened(file) as archive:
        archives.check_parts(archive)
        if CONTENT not in archive.namelist():
            raise archives.damaged()
        content = b"".join(chunk for chunk, _meeting in archives.chunks(archive, CONTENT))
    try:
        tables = Reader(fromstring(content, forbid_dtd=True)).tables()
    # It is nested more deeply than any form, in the last case.
    except (ParseError, DefusedXmlException, ValueError, RecursionError) as error:
        raise archives.damaged() from error
    return reading_of(tables, record)


class Reader:
    """Takes the tables of a document apart."""

    def __init__(self, root):
        self.root = root
        self.looks = {style.get(f"{STYLE}name"): look_of(style) for style in root.iter(f"{STYLE}style")}

    def tables(self):
        return [
            [[self.cell(cell) for cell in row.iterfind(CELL)] for row in rows_of(table)]
            for table in self.root.iter(f"{TABLE}table")
        ]

    def cell(self, element, is_item=False):
        """Return the paragraphs of a cell, and of what is in it."""
        found = []
        for each in element:
            if each.tag in PARAGRAPHS:
                found.append(Paragraph(tuple(self.words(each)), is_item))
            else:
                found += self.cell(each, is_item or each.tag == f"{TEXT}list")
        return found

    def words(self, element, look=(False, False), address=""):
        """Yield the words of a paragraph, or of a part of it."""
        look = self.looks.get(element.get(f"{TEXT}style-name"), look) if element.tag == f"{TEXT}span" else look
        address = element.get(HREF, "") if element.tag == f"{TEXT}a" else address
        yield Words(spaced(element.text), *look, address)
        for each in element:
            if each.tag == f"{TEXT}s":
                yield Words(" ", *look, address)
            elif each.tag in BLANKS:
                yield Words(BLANKS[each.tag], *look, address)
            elif each.tag not in BESIDE:
                yield from self.words(each, look, address)
            yield Words(spaced(each.tail), *look, address)


def spaced(text):
    """Return a text with one blank where the file has several, or the end of a line."""
    return re.sub(r"[ \t\r\n]+", " ", text or "")


def rows_of(table):
    """Yield the rows of a table, those of its heading too, without those of tables in it."""
    for each in table:
        if each.tag == ROW:
            yield each
        elif each.tag != f"{TABLE}table":
            yield from rows_of(each)


def look_of(style):
    """Return whether a style is bold, and whether it is italic."""
    found = style.find(f"{STYLE}text-properties")
    if found is None:
        return False, False
    return found.get(f"{LOOK}font-weight") == "bold", found.get(f"{LOOK}font-style") in ("italic", "oblique")
