"""The rows of the editor: one for each text, with all that stands beside it."""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from agc.translation import differences
from agc.translation.checks import CHECKS, ERROR
from agc.translation.editor.links import links_of
from agc.translation.editor.marking import direction, source_as_html
from agc.translation.editor.offers import exact_offers, previous_offers, similar_offers
from agc.translation.editor.remarks import REASONS
from agc.translation.editor.saving import Result, token_of
from agc.translation.quality import length, max_length
from agc.translation.status import place
from agc.translation.texts import Segment

CHARACTERS_IN_A_LINE = 62


@dataclass
class Problem:
    """What one check says of a text, with why it does not hold, where somebody has said so.

    Attributes:
        typed: a reason that was not kept.
    """

    code: str
    title: str
    stops: bool
    issues: list
    explanation: object = None
    typed: str = ""

    @property
    def open(self):
        return self.explanation is None

    @property
    def reason(self):
        """Why it does not hold, in words."""
        return REASONS.get(self.explanation.reason, self.explanation.reason)


@dataclass
class Term:
    """A term of the source with the concepts that it stands for."""

    term: str
    entries: list

    @property
    def due(self):
        return any(entry.due for entry in self.entries)


@dataclass
class Row:
    """A text with its translation and what is known of them.

    Attributes:
        label, whole_label: where it stands, in words, without the section and with it; set by the Outline.
        links: where its links lead.
        outcome: what became of what was typed, where a form has just come.
        unpublished: whether a reviewer decides on it: it is not what readers see.
        similar: similar texts; None where nobody asked for them.
        typed: a comment that was not kept.
    """

    segment: Segment
    sheet: object = field(repr=False)
    label: str = ""
    whole_label: str = ""
    problems: list = field(default_factory=list)
    comments: list = field(default_factory=list)
    entries: list = field(default_factory=list)
    links: list = field(default_factory=list)
    previous: object = None
    exact: list = field(default_factory=list)
    similar: list | None = None
    limit: int | None = None
    outcome: object = None
    unpublished: bool = False
    typed: str = ""

    @property
    def pk(self):
        return self.segment.pk

    @property
    def path(self):
        return self.segment.path

    @property
    def field_path(self):
        return self.segment.field_path

    @property
    def order(self):
        return self.segment.order

    @property
    def source_html(self):
        return source_as_html(self.segment.source, self.entries)

    @cached_property
    def terms(self):
        """What the glossary says of the text, each term once: those whose words are expected, and the others."""
        found = {}
        for entry in self.entries:
            entries = found.setdefault(entry.term.casefold(), Term(entry.term, []))
            if entry.concept_id not in {other.concept_id for other in entries.entries}:
                entries.entries.append(entry)
        return {
            "due": [term for term in found.values() if term.due],
            "others": [term for term in found.values() if not term.due],
        }

    @property
    def changes_html(self):
        return differences.as_html(self.previous.source_text, self.segment.source_shown)

    @property
    def value(self):
        """What stands in the field: what was typed, where it was not kept."""
        if self.outcome is not None and not self.outcome.kept:
            return self.outcome.typed
        return self.segment.target_shown

    @property
    def unkept(self):
        return self.outcome is not None and not self.outcome.kept

    @property
    def conflict(self):
        return self.outcome is not None and self.outcome.result == Result.CONFLICT

    @property
    def token(self):
        return token_of(self.segment.target)

    @property
    def height(self):
        longest = max(len(self.value), len(self.segment.source_shown))
        return min(1 + longest // CHARACTERS_IN_A_LINE + self.value.count("\n"), 14)

    @property
    def length(self):
        return length(self.segment.target)

    @cached_property
    def open_comments(self):
        return [comment for comment in self.comments if comment.resolved_at is None]

    @cached_property
    def stops(self):
        return any(problem.stops and problem.code != "machine" for problem in self.problems)

    @property
    def warns(self):
        return any(not problem.stops and problem.open for problem in self.problems)

    @property
    def state(self):
        """Where the text stands: "missing", "machine", "error" or "done"."""
        if not self.segment.target:
            return "missing"
        if self.segment.machine:
            return "machine"
        return "error" if self.stops or self.segment.translation.has_error else "done"

    @property
    def state_label(self):
        labels = {
            "missing": _("Missing"),
            "machine": _("From a machine, to be confirmed"),
            "error": _("With an error"),
            "done": _("Translated"),
        }
        return labels[self.state]

    @property
    def flags(self):
        """What the filters find it by."""
        given = {
            self.state: True,
            "changed": self.previous is not None,
            "unpublished": self.unpublished,
            "warnings": self.warns or self.state == "error",
            "comments": bool(self.open_comments),
            "unkept": self.unkept,
        }
        return [name for name, is_given in given.items() if is_given]

    @property
    def described_by(self):
        """The ids of what a screen reader adds to the field."""
        return f"source-{self.pk} findings-{self.pk}"

    def shown_under(self, show):
        return show == "all" or show in self.flags or self.unkept


def problems_of(findings):
    """Return findings by the check they come from, errors first."""
    found = {}
    for finding in findings:
        issue = finding.issue
        problem = found.setdefault(issue.code, Problem(issue.code, title_of(issue.code), False, []))
        problem.issues.append(issue)
        problem.stops = problem.stops or issue.severity == ERROR
        problem.explanation = None if problem.stops else finding.explanation
    return sorted(found.values(), key=lambda problem: not problem.stops)


def title_of(code):
    return str(CHECKS.get(code, _("The page refuses it")))


def row_of(sheet, segment, outcome=None):
    """Return the row of one text without what is offered for it; the checks say what they say of it as it is kept."""
    findings = sheet.inspection.findings(segment) if segment.target else []
    return Row(
        segment=segment,
        sheet=sheet,
        problems=problems_of(findings),
        comments=sheet.comments.get(segment.key, []),
        limit=max_length(sheet.inspection.model, segment.field_path),
        outcome=outcome,
        unpublished=sheet.public is not None and segment.done and place(segment) not in sheet.public,
    )


def rows_of(sheet, outcomes=None, similar_to=None):
    """Return the rows of a translation, with a number of queries that does not grow with them.

    Args:
        outcomes: what became of what was typed, by the pk of the segment.
        similar_to: the pk of the one text for which similar ones are looked for.
    """
    outcomes = outcomes or {}
    previous = previous_offers(sheet.translation, sheet.segments)
    waiting = [segment for segment in sheet.segments if not segment.done or segment.machine]
    exact = exact_offers(sheet.translation, waiting)
    links = links_of(sheet)
    rows = []
    for segment in sheet.segments:
        row = row_of(sheet, segment, outcomes.get(segment.pk))
        row.entries = sheet.inspection.glossary.entries(segment.source)
        row.links = links.get(segment.pk, [])
        row.previous = previous.get(segment.pk)
        row.exact = exact.get(segment.pk, [])
        if segment.pk == similar_to:
            row.similar = similar_offers(sheet.translation, segment)
        rows.append(row)
    return rows


def languages(sheet):
    """Return how the two languages are written and called."""
    source, target = sheet.translation.source.locale, sheet.translation.target_locale
    return {
        "source_language": sheet.source_language,
        "source_direction": direction(sheet.source_language),
        "source_name": source.get_display_name(),
        "target_language": sheet.target_language,
        "target_direction": direction(sheet.target_language),
        "target_name": target.get_display_name(),
    }
