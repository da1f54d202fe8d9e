"""Puts practices together: each line with the rows that belong to it, in their order, each practice once."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from agc.core.languages import content_languages
from practices.data_in.files.problems import MOST_ENTRIES, MOST_ROWS
from practices.data_in.lines import CODE, LANGUAGE, Entry, Line, Reading, Unreadable

# Lines in which nothing is filled in but what was there before.
MOST_BARE = 5_000
KEYS = (CODE, LANGUAGE)


@dataclass(frozen=True)
class Row:
    """A row that belongs to a practice.

    Attributes:
        code, language: of the practice; the language may be missing where one practice has that code.
        order: its number among the rows of its practice, if it has one.
    """

    relation: str
    line: Line
    code: str
    language: str
    order: int | None = None


class Assembly:
    """Takes lines and rows as a file has them, and makes entries of them.

    Attributes:
        relations: of which the file speaks as a whole: each entry has them, if only as no rows.
    """

    def __init__(self, problems, relations=()):
        self.problems, self.relations = problems, list(relations)
        self.entries, self.bare, self.rows = [], [], []

    def add(self, line, rows=None, is_bare=None):
        """Take a line, with the rows that stand beside it by relation.

        Args:
            is_bare: whether nothing is filled in; found out from the line and its rows where it is not said.
        """
        rows = rows or {}
        if is_bare is None:
            is_bare = is_empty(line) and not any(rows.values())
        kept, most = (self.bare, MOST_BARE) if is_bare else (self.entries, MOST_ENTRIES)
        kept.append(Entry(line, rows))
        if len(kept) > most:
            raise Unreadable(
                _("There are more than %(most)d practices in the file. Divide it into several files.") % {"most": most}
            )

    def add_row(self, row):
        self.rows.append(row)
        self.check_rows(len(self.rows))

    def check_rows(self, count):
        if count > MOST_ROWS:
            raise Unreadable(
                _("There are more than %(most)d rows that belong to practices. Divide the file into several.")
                % {"most": MOST_ROWS}
            )

    def reading(self):
        """Return the entries that can be told from each other, and all that is wrong.

        Raises:
            Unreadable: when nothing is filled in.
        """
        first = self.each_once()
        by_code = {}
        for code, language in first:
            by_code.setdefault(code, []).append(language)
        for relation in self.relations:
            for entry in first.values():
                entry.rows.setdefault(relation, [])
        bare = {id(entry) for entry in self.bare}
        filled = {key for key, entry in first.items() if id(entry) not in bare}
        for row in in_order(self.rows):
            key = self.owner(row, by_code)
            if key:
                first[key].rows[row.relation].append(row.line)
                filled.add(key)
        entries = [entry for key, entry in first.items() if key in filled]
        if not entries and not self.problems.errors:
            raise Unreadable(_("There is no practice in the file: nothing is filled in."))
        return Reading(entries, self.problems.all)

    def each_once(self):
        """Return the first entry of each code and language, in the order of the file."""
        found = {}
        for entry in self.entries:
            if not self.is_told(entry):
                continue
            key = key_of(entry.code, entry.language)
            if key in found:
                self.problems.error(
                    entry.line.place,
                    _("The practice %(code)s is there twice in the same language (%(language)s), first in: %(place)s")
                    % {"code": entry.code, "language": entry.language, "place": found[key].line.place},
                )
            else:
                found[key] = entry
        for entry in self.bare:
            if entry.code and entry.language:
                found.setdefault(key_of(entry.code, entry.language), entry)
        return found

    def is_told(self, entry):
        """Return whether an entry says which practice it is, in which language."""
        if not entry.code:
            message = _("Give the code of the practice; for a new one a key of your own, such as “new-7f3k2c-1”.")
            self.problems.error(entry.line.place, message)
        if not entry.language:
            message = _("Write the language of this line: %(languages)s.")
            self.problems.error(entry.line.place, message % {"languages": ", ".join(content_languages())})
        return bool(entry.code and entry.language)

    def owner(self, row, by_code):
        """Return the key of the entry to which a row belongs; None where there is none, which is wrong."""
        code, language = key_of(row.code, row.language)
        languages = by_code.get(code, [])
        if not code:
            message = _("This row does not say to which practice it belongs: write its code in the column “code”.")
        elif not languages:
            message = _("No practice has the code “%(code)s” in this file.") % {"code": row.code}
        elif not language and len(languages) > 1:
            message = _(
                "The practice %(code)s is there in several languages: say in “page_language” to which this row belongs."
            ) % {"code": row.code}
        elif language and language not in languages:
            message = _("The practice %(code)s is not there in the language “%(language)s”.") % {
                "code": row.code,
                "language": row.language,
            }
        else:
            return code, language or languages[0]
        self.problems.error(row.line.place, message)
        return None


def key_of(code, language):
    return code.strip().casefold(), language.strip().casefold()


def is_empty(line):
    """Return whether a line says nothing but whose it is."""
    return all(cell.value is None for name, cell in line.cells.items() if name not in KEYS)


def in_order(rows):
    """Return rows by their numbers; those that have none come as the file has them, after those that have."""
    return sorted(rows, key=lambda row: (row.order is None, row.order or 0))
