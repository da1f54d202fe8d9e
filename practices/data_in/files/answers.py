"""What stands in a form that was filled in with a text program: a table row for each question, the answer beside it.

A question is known by its machine name, which ends the left cell: "title", "results.1.year".
"""

import re
from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from practices.data_in.files.assembling import Assembly
from practices.data_in.files.columns import split_name
from practices.data_in.files.problems import Problems
from practices.data_in.lines import Cell, Line, Place, Unreadable
from practices.record import Kind
from practices.record.texts import MARKS

INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
ITEM_TYPED = re.compile(r"^\s*[•·▪*-]\s+")
LONGEST_HEADING = 40
# Kinds whose answer may have paragraphs.
LONG = (Kind.TEXT, Kind.RICH_TEXT)


@dataclass(frozen=True)
class Words:
    """Words of one look within a paragraph."""

    text: str
    bold: bool = False
    italic: bool = False
    address: str = ""

    @property
    def look(self):
        return self.bold, self.italic, self.address

    @property
    def marked(self):
        """The words as CommonMark has them."""
        lean = self.text.strip()
        if not lean:
            return self.text
        before, after = self.text[: self.text.index(lean)], self.text[len(self.text.rstrip()) :]
        text = MARKS.sub(r"\\\g<0>", lean)
        if self.address:
            text = f"[{text}](<{self.address.replace('>', '%3E')}>)"
        marks = "*" * (2 * self.bold + self.italic)
        return f"{before}{marks}{text}{marks}{after}"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a document.

    Attributes:
        is_item: whether it is an item of a list.
    """

    words: tuple = ()
    is_item: bool = False

    @property
    def plain(self):
        return "".join(each.text for each in self.words).strip()

    @property
    def rich(self):
        return "".join(each.marked for each in joined(self.words)).strip().replace("\n", "\\\n")


def joined(words):
    """Yield words with those of the same look put together: programs divide them at will."""
    last = None
    for each in words:
        if last and last.look == each.look:
            last = Words(last.text + each.text, *last.look)
        else:
            if last:
                yield last
            last = each
    if last:
        yield last


def reading_of(tables, record):
    """Return what a form has.

    Args:
        tables: each as a list of rows, these as lists of cells, these as lists of paragraphs.

    Raises:
        Unreadable: when it is no form, or nothing is filled in.
    """
    form = Form(record)
    for rows in tables:
        form.take(rows)
    if not form.is_one:
        raise Unreadable(
            _(
                "This document is not the form of a practice: no table in it has the small grey names (title, claim…) "
                "by which a form is read. Take a new form, and copy the answers into it."
            )
        )
    return form.reading()


class Form:
    """Gathers the answers of a form."""

    def __init__(self, record):
        self.record, self.problems = record, Problems()
        self.fields = {field.name: field for field in record.fields}
        self.cells, self.blocks = {}, {}
        self.is_one = False

    def take(self, rows):
        """Take the answers of a table; what stands in other tables belongs to nobody."""
        found = [(self.question(cells[0]), cells) for cells in rows if cells]
        if not any(name for (name, _after), _cells in found):
            return
        self.is_one = True
        for place, ((name, after), cells) in enumerate(found):
            answer = [*after, *(paragraph for cell in cells[1:] for paragraph in cell)]
            if name:
                self.answer(name, answer)
            elif place or not is_heading(cells):
                self.tell_nameless(answer)

    def question(self, cell):
        """Return the machine name of a question, and what was written below it; no name where there is none."""
        for place in range(len(cell) - 1, -1, -1):
            name = cell[place].plain.translate(INVISIBLE).rpartition("\n")[2].strip()
            if name in self.fields:
                return name, cell[place + 1 :]
            # Programs begin with a capital what is typed anew.
            if split_name(self.record, name.lower()):
                return name.lower(), cell[place + 1 :]
        return "", []

    def tell_nameless(self, answer):
        words = " ".join(paragraph.plain for paragraph in answer).strip()
        if words:
            message = _("The answer “%(words)s” was not read: the small grey name on its left is gone.")
            self.problems.note(Place(), message % {"words": Truncator(words).chars(60)})

    def answer(self, name, paragraphs):
        place, split = Place(column=name), split_name(self.record, name)
        if split:
            relation, number, field_name = split
            field = next(each for each in self.record.child(relation).fields if each.name == field_name)
            cell = Cell(self.problems.value(answered(field, paragraphs), place), place)
            self.block(relation, number, field_name).cells[field_name] = cell
            return
        cell = Cell(self.problems.value(answered(self.fields[name], paragraphs), place), place)
        before = self.cells.get(name)
        if before is None or before.value is None:
            self.cells[name] = cell
        elif cell.value is not None:
            self.problems.error(place, _("This question is there twice, with two answers. Delete one of them."))

    def block(self, relation, number, field):
        """Return the block to which an answer belongs; one that was copied with its numbers is one more."""
        blocks = self.blocks.setdefault(relation, {}).setdefault(number, [])
        if not blocks or field in blocks[-1].cells:
            blocks.append(Line(Place(column=f"{relation}.{number}")))
        return blocks[-1]

    def reading(self):
        rows = {
            relation: [
                line
                for _number, lines in sorted(numbered.items())
                for line in lines
                if any(cell.value is not None for cell in line.cells.values())
            ]
            for relation, numbered in self.blocks.items()
        }
        assembly = Assembly(self.problems)
        assembly.check_rows(sum(map(len, rows.values())))
        assembly.add(Line(Place(), self.cells), rows)
        return assembly.reading()


def is_heading(cells):
    """Return whether the first row of a table is what stands above the others, and no answer whose name is gone."""
    return all(len(paragraph.plain) < LONGEST_HEADING for cell in cells[1:] for paragraph in cell)


def answered(field, paragraphs):
    """Return an answer as one text, as the kind of its field wants it."""
    filled = [paragraph for paragraph in paragraphs if paragraph.plain]
    if field.kind == Kind.CONCEPTS:
        lines = (line.strip(" \t;,") for paragraph in filled for line in paragraph.plain.split("\n"))
        return "; ".join(filter(None, lines))
    if field.kind not in LONG:
        return "\n".join(paragraph.plain for paragraph in filled)
    text, before = "", None
    for paragraph in filled:
        item = paragraph.is_item
        if field.kind == Kind.RICH_TEXT:
            words, item = in_commonmark(paragraph)
        else:
            words = paragraph.plain
        between = "" if before is None else "\n" if before and item else "\n\n"
        text, before = text + between + words, item
    return text


def in_commonmark(paragraph):
    """Return a paragraph as CommonMark, and whether it is an item of a list, typed by hand perhaps."""
    typed = ITEM_TYPED.match(paragraph.plain)
    if not typed and not paragraph.is_item:
        return paragraph.rich, False
    text = paragraph.rich
    if typed:
        text = re.sub(r"^\\?[•·▪*-]\s+", "", text)
    return "* " + text.replace("\n", "\n  "), True
