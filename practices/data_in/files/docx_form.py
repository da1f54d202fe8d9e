"""A form that was filled in with Word, or a program that writes its files."""

from django.utils.translation import gettext as _
from docx import Document
from docx.oxml.ns import qn

from practices.data_in.files import archives
from practices.data_in.files.answers import Paragraph, Words, reading_of
from practices.data_in.files.sniffing import SAVE_AS_DOCX
from practices.data_in.lines import Unreadable

TABLE, ROW, CELL, PARAGRAPH, RUN = (qn(f"w:{name}") for name in ("tbl", "tr", "tc", "p", "r"))
BLANKS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
TEXT, LINK, STRUCK = qn("w:t"), qn("w:hyperlink"), (qn("w:del"), qn("w:moveFrom"))
OFF = ("0", "false", "off", "none")
# A list of bullets may be the look of a paragraph without saying so itself.
LISTS = ("ListBullet", "ListNumber")


def read(file, record):
    """Return what a form has.

    Raises:
        Unreadable: when it cannot be opened, or is no form.
    """
    with archives.opened(file) as archive:
        archives.check_parts(archive)
    file.seek(0)
    try:
        document = Document(file)
        tables = Reader(document).tables()
    except ValueError as error:
        raise Unreadable(_("This kind of Word document cannot be read.") + " " + str(SAVE_AS_DOCX)) from error
    # What python-docx may raise for a broken file has no common kind.
    except Exception as error:
        raise archives.damaged() from error
    return reading_of(tables, record)


class Reader:
    """Takes the tables of a document apart."""

    def __init__(self, document):
        self.body, self.relations = document.element.body, document.part.rels
        self.lists = {
            style.style_id for style in document.styles if style.element.find(f".//{qn('w:numPr')}") is not None
        }

    def tables(self):
        return [
            [[self.cell(cell) for cell in cells_of(row)] for row in own(table, ROW) if not is_struck_row(row)]
            for table in self.body.iter(TABLE)
        ]

    def cell(self, cell):
        return [self.paragraph(each) for each in cell.iter(PARAGRAPH)]

    def paragraph(self, paragraph):
        words = tuple(
            self.words(run)
            for run in paragraph.iter(RUN)
            if next(run.iterancestors(PARAGRAPH)) is paragraph and next(run.iterancestors(*STRUCK), None) is None
        )
        return Paragraph(words, self.is_item(paragraph))

    def is_item(self, paragraph):
        number = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        if number is not None:
            return number.get(qn("w:val")) != "0"
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        name = "" if style is None else style.get(qn("w:val")) or ""
        return name in self.lists or name.startswith(LISTS)

    def words(self, run):
        text = "".join(
            each.text or "" if each.tag == TEXT else BLANKS.get(each.tag, "") for each in run.iterchildren("*")
        )
        link = next(run.iterancestors(LINK), None)
        relation = self.relations.get(link.get(qn("r:id"))) if link is not None else None
        address = relation.target_ref if relation is not None and relation.is_external else ""
        return Words(text, is_on(run, "b", "Strong"), is_on(run, "i", "Emphasis"), address)


def own(table, tag):
    """Return the rows of a table without those of the tables in it."""
    return [row for row in table.iter(tag) if next(row.iterancestors(TABLE)) is table]


def cells_of(row):
    return [cell for cell in row.iter(CELL) if next(cell.iterancestors(ROW)) is row]


def is_struck_row(row):
    """Return whether somebody deleted a row while changes were kept track of."""
    return row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None


def is_on(run, mark, style):
    """Return whether a run is bold or italic, by itself or by its style."""
    found = run.find(f"{qn('w:rPr')}/{qn(f'w:{mark}')}")
    if found is not None:
        return found.get(qn("w:val"), "true") not in OFF
    named = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
    return named is not None and named.get(qn("w:val")) == style
