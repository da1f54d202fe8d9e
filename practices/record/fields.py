"""The parts of a definition: fields, rows, and what can be said of them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    TEXT = "text", _("text")
    RICH_TEXT = "rich-text", _("text with paragraphs and lists (CommonMark)")
    NUMBER = "number", _("number")
    YEAR = "year", _("year")
    DATE = "date", _("day (ISO 8601)")
    MOMENT = "moment", _("day and time (ISO 8601)")
    YES_NO = "yes-no", _("yes or no")
    CHOICE = "choice", _("code of a choice")
    CONCEPT = "concept", _("code of a concept")
    CONCEPTS = "concepts", _("codes of concepts")
    RECORD = "record", _("another record")
    LANGUAGE = "language", _("language code (BCP 47)")
    ADDRESS = "address", _("address")


# A code of these stands for words, which each language has of its own.
CODED = (Kind.CHOICE, Kind.CONCEPT, Kind.CONCEPTS, Kind.RECORD)


@dataclass(frozen=True)
class Field:
    """A fact of a record, or of a row of it.

    Attributes:
        name: what it is called in files; it never changes with the language.
        label, help: what the editor's form says, in the active language.
        section: the heading under which the form has it.
        limits: max_length, max_words, minimum, maximum or decimals, where there are such.
        choices: pairs of a code and its words.
        schemes: the codes of the lists whose concepts it takes.
        is_shared: whether it has one value for all languages.
        is_given: whether the site writes it, and nobody else.
        is_file: whether it is a picture or a document of the site, of which files have but the address.
        attribute: the name of the field of the model; empty where there is none.
        relations: what to load for many rows at once before they are read.
        read, read_words: how its value, and the words for a coded value, are taken from a page or a row.
    """

    name: str
    label: str | Promise
    kind: Kind
    read: Callable = field(repr=False, compare=False)
    read_words: Callable | None = field(default=None, repr=False, compare=False)
    help: str | Promise = ""
    section: str | Promise = ""
    limits: dict = field(default_factory=dict)
    choices: tuple = ()
    schemes: tuple = ()
    is_shared: bool = True
    is_required: bool = False
    is_given: bool = False
    is_file: bool = False
    attribute: str = ""
    relations: tuple = ()

    @property
    def is_coded(self):
        return self.kind in CODED

    @property
    def comes_in(self):
        """Whether files that come in say what it is: not what the site writes, and no picture or document."""
        return not self.is_given and not self.is_file

    def value_of(self, row):
        """Return the value that a page or a row has: text, number, true or false, or None.

        A coded value is its code, several are a tuple of codes; days are written as in ISO 8601.
        """
        return self.read(row)

    def words_of(self, row):
        """Return the words for the coded value of a page or a row, in the active language; a tuple for several."""
        return self.read_words(row)


@dataclass(frozen=True)
class Child:
    """The rows of one kind that a record has: its places, its results.

    Attributes:
        name: of the relation.
        limits: min_rows and max_rows, where the form has such.
        is_shared: whether the rows are the same in all languages, words and all.
    """

    name: str
    label: str | Promise
    fields: tuple[Field, ...]
    limits: dict = field(default_factory=dict)
    is_shared: bool = False

    def rows_of(self, page):
        """Return the rows of a page; one that tells of another record, and that is not public, tells of nothing."""
        named = [field.attribute for field in self.fields if field.kind == Kind.RECORD]
        rows = getattr(page, self.name).all()
        return [row for row in rows if all(getattr(row, name) for name in named)] if named else rows


@dataclass(frozen=True)
class Record:
    """All that a type of page says: its own fields and its rows, in the order of the editor's form."""

    model: type
    fields: tuple[Field, ...]
    children: tuple[Child, ...]

    @property
    def relations(self):
        """What to load for many pages at once before they are read."""
        own = [path for each in self.fields for path in each.relations]
        rows = [
            (child.name, *(f"{child.name}__{path}" for each in child.fields for path in each.relations))
            for child in self.children
        ]
        return tuple(dict.fromkeys([*own, *(path for paths in rows for path in paths)]))

    def field(self, name):
        """Return the field with a name.

        Raises:
            KeyError: when there is none.
        """
        return {each.name: each for each in self.fields}[name]

    def child(self, name):
        """Return the rows with a name.

        Raises:
            KeyError: when there are none.
        """
        return {each.name: each for each in self.children}[name]
