"""A page beside what a file says of it: what differs is written into the page, in memory, and told."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from wagtail.models import TranslatableMixin

from practices.data_in.lines import Problem
from practices.data_in.values import Fault, plain
from practices.data_in.writing import same, write
from practices.record import Kind


@dataclass(frozen=True)
class Change:
    """Something that a file says otherwise than the page: what, how it was, and how it will be."""

    what: str
    before: str
    after: str


@dataclass
class Comparison:
    """What a file changes of one page, and what is wrong with it."""

    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def fault(self, place, message):
        self.problems.append(Problem(place, str(message)))


class Comparer:
    """Writes what an entry says into a page.

    Args:
        record: the definition.
        words: its Words.
        targets: its Targets, which know the pages that values name.
    """

    def __init__(self, record, words, targets):
        self.record, self.words, self.targets = record, words, targets

    def bring(self, page, entry):
        """Write an entry into the page of the language in which its practice was first written."""
        found = Comparison()
        for each in self.record.fields:
            if each.comes_in and each.name in entry.line.cells:
                self.bring_value(page, each, entry.line.cells[each.name], found, str(each.label))
        for child in self.record.children:
            # An empty sheet, or one that has rows of others alone, says nothing of this practice.
            if entry.rows.get(child.name):
                self.bring_rows(page, child, entry.rows[child.name], found)
        return found

    def bring_value(self, row, each, cell, found, what):
        """Write one value where it differs.

        Args:
            what: what the report calls it; empty where it is not told.
        """
        try:
            value = plain(each, cell.value, self.words)
            if says_nothing(each, value):
                return
            before = self.now(row, each)
            if self.says(row, each, value) or self.targets.is_hidden(row, each, value):
                return
            write(row, each, value, self.words, self.targets)
        except Fault as fault:
            found.fault(cell.place, fault)
            return
        if what:
            found.changes.append(Change(what, shown(before), shown(value)))

    def now(self, row, each):
        """Return the value that a page or a row has."""
        if each.kind == Kind.CONCEPTS:
            codes = (self.words.code_in(concept, each.schemes) for concept in getattr(row, each.attribute).all())
            return tuple(filter(None, codes))
        if each.kind == Kind.CONCEPT:
            return self.words.code_of(getattr(row, f"{each.attribute}_id"))
        return each.value_of(row)

    def says(self, row, each, value):
        """Return whether a page or a row says a value already."""
        if each.kind == Kind.RECORD and value:
            return self.targets.is_named(row, each, value)
        return same(each, self.now(row, each), value)

    def bring_rows(self, page, child, lines, found):
        """Put the rows of a file in place of those that are there; a row that says the same stays what it is."""
        manager = getattr(page, child.name)
        there, hidden = [], []
        for row in manager.all():
            is_hidden = self.targets.is_hidden_row(child, row) and not self.is_named(child, row, lines)
            (hidden if is_hidden else there).append(row)
        limit = child.limits.get("max_rows")
        if limit and len(lines) > limit:
            message = _("%(rows)s: at most %(limit)s.") % {"rows": child.label, "limit": limit}
            found.fault(lines[limit].place, message)
            return
        problems, changes = len(found.problems), len(found.changes)
        rows = self.paired(page, child, lines, there, found)
        if len(found.problems) > problems or (rows == there and len(found.changes) == changes):
            return
        for row in there:
            if not any(row is kept for kept in rows):
                found.changes.append(Change(str(child.label), self.in_short(child, row), shown("")))
        if len(found.changes) == changes:
            found.changes.append(Change(str(child.label), _("in this order"), _("in another order")))
        for place, row in enumerate([*rows, *hidden]):
            row.sort_order = place
        manager.set([*rows, *hidden])

    def is_named(self, child, row, lines):
        """Return whether a line names the page of which a row tells."""
        return any(
            self.targets.is_named(row, each, str(line.value(each.name) or "").strip())
            for each in child.fields
            if each.kind == Kind.RECORD
            for line in lines
        )

    def paired(self, page, child, lines, there, found):
        """Return the rows for the lines, and tell what differs.

        A line takes the row that says the same; else the free one that says most of the same, or stands at its place.
        What a row says by another file or picture of the site stays with it: it is no other's.
        """
        values = [self.values_of(child, line, found) for line in lines]
        free, rows = list(there), [None] * len(lines)
        for alike in (self.is_same, self.is_alike):
            for number, said in enumerate(values):
                if rows[number] is None:
                    rows[number] = max(
                        (row for row in free if alike(child, row, said)),
                        key=lambda row, said=said: self.likeness(child, row, said),
                        default=None,
                    )
                    free = [row for row in free if row is not rows[number]]
        for number, line in enumerate(lines):
            if rows[number] is None:
                at_place = there[number] if len(there) == len(lines) else None
                is_free = any(row is at_place for row in free)
                rows[number] = at_place if is_free and not has_file(child, at_place) else None
                free = [row for row in free if row is not rows[number]]
            self.bring_row(page, child, line, rows, number, found)
        return rows

    def bring_row(self, page, child, line, rows, number, found):
        """Write a line into its row, or into a new one."""
        is_new = rows[number] is None
        if is_new:
            rows[number] = self.new_row(page, child)
        row = rows[number]
        for each in fields_in(child):
            if each.name in line.cells:
                what = _("%(rows)s, row %(number)s: %(field)s")
                names = {"rows": child.label, "number": number + 1, "field": each.label}
                self.bring_value(row, each, line.cells[each.name], found, "" if is_new else what % names)
        if is_new:
            found.changes.append(Change(str(child.label), shown(""), self.in_short(child, row)))

    def values_of(self, child, line, found):
        """Return what a line says, by field."""
        values = {}
        for each in fields_in(child):
            if each.name in line.cells:
                try:
                    values[each.name] = plain(each, line.cells[each.name].value, self.words)
                except Fault:
                    # Told where it is written.
                    continue
        return values

    def alike(self, child, row, values):
        """Return the names of the fields in which a row says what a line says."""
        return [
            each.name
            for each in fields_in(child)
            if each.name in values
            and not says_nothing(each, values[each.name])
            and self.says(row, each, values[each.name])
        ]

    def is_same(self, child, row, values):
        said = [each for each in fields_in(child) if each.name in values and not says_nothing(each, values[each.name])]
        return len(self.alike(child, row, values)) == len(said)

    def is_alike(self, child, row, values):
        """Return whether a row tells of the same as a line: by its name, its address, or the page that it names."""
        telling = [each.name for each in fields_in(child) if each.kind in (Kind.ADDRESS, Kind.RECORD)]
        telling += [each.name for each in fields_in(child) if each.kind in (Kind.TEXT, Kind.RICH_TEXT)][:1]
        return any(values[name] for name in self.alike(child, row, values) if name in telling)

    def likeness(self, child, row, values):
        return len(self.alike(child, row, values))

    def in_short(self, child, row):
        """Return what a row says, for the report."""
        return "; ".join(shown(value) for each in fields_in(child) if (value := self.now(row, each)))

    def new_row(self, page, child):
        model = getattr(page, child.name).model
        row = model()
        if issubclass(model, TranslatableMixin):
            row.locale = page.locale
        return row


def says_nothing(each, value):
    """Return whether a cell was left blank where a blank is no answer: it changes nothing then."""
    if each.kind == Kind.CHOICE:
        return value == "" and "" not in dict(each.choices)
    return each.kind == Kind.YES_NO and value is None


def has_file(child, row):
    """Return whether a row has a picture or a document, of which a file cannot tell."""
    return any(getattr(row, f"{each.attribute}_id") for each in child.fields if each.is_file)


def fields_in(child):
    """Return the fields of rows that come in by files."""
    return [each for each in child.fields if each.comes_in]


def shown(value):
    """Return a value in words."""
    if value is None or value in ("", ()):
        return "—"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "; ".join(value) if isinstance(value, tuple) else str(value)
