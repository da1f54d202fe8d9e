"""What a file holds, whatever kind of file it is: entries with their rows, and where in the file each thing stands."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

# The two columns by which a practice, and the language of its words, are told from others.
CODE, LANGUAGE = "code", "page_language"
MAIN = "practices"


class Unreadable(Exception):
    """A file of which nothing can be taken; its message says why, to whoever sent it."""


@dataclass(frozen=True)
class Place:
    """Where something stands in a file, as its writer finds it again.

    Attributes:
        sheet: the name of the sheet; empty where a file has no sheets.
        row: its number, counted from 1; 0 where a file has no rows.
        column: what the file calls the column: "C (title)", "results.1.year".
    """

    sheet: str = ""
    row: int = 0
    column: str = ""

    def __str__(self):
        parts = (
            self.sheet and _("sheet %(name)s") % {"name": self.sheet},
            self.row and _("row %(number)s") % {"number": self.row},
            self.column and _("column %(name)s") % {"name": self.column},
        )
        return ", ".join(filter(None, parts))


@dataclass(frozen=True)
class Problem:
    """Something that is wrong in a file, or that its sender should know.

    Attributes:
        is_error: whether nothing of the file is taken because of it.
    """

    place: Place
    message: str
    is_error: bool = True


@dataclass(frozen=True)
class Cell:
    """A value as it stands in a file: text, number, true or false, a day, None where it is empty, a list of codes."""

    value: object
    place: Place


@dataclass(frozen=True)
class Line:
    """A line of a file: what it says of a practice itself, or one row that belongs to a practice.

    Attributes:
        cells: by the name of their field; a field that the file does not speak of is not there.
    """

    place: Place
    cells: dict[str, Cell] = field(default_factory=dict)

    def value(self, name):
        """Return what the line says of a field; None where it says nothing."""
        return self.cells[name].value if name in self.cells else None


@dataclass(frozen=True)
class Entry:
    """A practice in one language, as a file has it.

    Attributes:
        line: what it says of the practice itself; its cells have CODE and LANGUAGE too.
        rows: lines by the name of the relation; a relation that the file does not speak of is not there.
    """

    line: Line
    rows: dict[str, list[Line]] = field(default_factory=dict)

    @property
    def code(self):
        return str(self.line.value(CODE) or "").strip()

    @property
    def language(self):
        return str(self.line.value(LANGUAGE) or "").strip()


@dataclass(frozen=True)
class Reading:
    """What was read of a file."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
