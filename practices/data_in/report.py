"""What somebody is told of a file that they sent, in their language, kept as JSON."""

import hashlib
import json

# Of one file; what is over it is counted.
MOST_PROBLEMS = 200
# Of a long text that changes, so many characters are shown, from a little before the first that differs.
MOST_SHOWN, BEFORE = 300, 40


def report_of(plan):
    """Return what a plan says: problems with their places, and practices with what changes."""
    errors = [problem for problem in plan.problems if problem.is_error]
    notes = [problem for problem in plan.problems if not problem.is_error]
    changed = plan.changed
    return {
        "errors": [told(problem) for problem in errors[:MOST_PROBLEMS]],
        "more_errors": max(0, len(errors) - MOST_PROBLEMS),
        "notes": [told(problem) for problem in notes[:MOST_PROBLEMS]],
        "practices": [practice(incoming) for incoming in changed],
        "unchanged": len(plan.records) - len(changed),
        "read": len(plan.records),
    }


def told(problem):
    return {"place": str(problem.place), "message": problem.message}


def practice(incoming):
    page = incoming.page
    return {
        "code": incoming.code,
        "title": page.title if page else "",
        "key": str(incoming.key),
        "language": page.language if page else "",
        "is_new": incoming.is_new,
        "is_complete": not incoming.lacking,
        "is_changed": incoming.is_changed,
        "changes": [told_change(change) for change in changes_of(incoming)] if not incoming.is_new else [],
        "lacking": incoming.lacking,
        "languages": [translated.locale.language_code for translated in incoming.translated if translated.is_changed],
        "state": state_of(incoming),
    }


def state_of(incoming):
    """Return what tells whether all is still as it was: which drafts were compared, and every change, whole."""
    drafts = [incoming.stored, *(translated.page for translated in incoming.translated)]
    seen = [[str(page.pk), str(page.latest_revision_id)] for page in drafts if page]
    changes = [[change.what, change.before, change.after] for change in changes_of(incoming)]
    return hashlib.sha256(json.dumps([seen, changes]).encode()).hexdigest()


def told_change(change):
    """Return a change as the report shows it."""
    before, after = change.before, change.after
    is_long = max(len(before), len(after)) > MOST_SHOWN
    start = max(0, first_difference(before, after) - BEFORE) if is_long else 0
    return {"what": change.what, "before": window(before, start), "after": window(after, start)}


def first_difference(one, other):
    """Return the place of the first sign in which two texts differ."""
    differing = (place for place, (left, right) in enumerate(zip(one, other, strict=False)) if left != right)
    return next(differing, min(len(one), len(other)))


def window(text, start):
    part = text[start : start + MOST_SHOWN]
    return ("…" if start else "") + part + ("…" if start + MOST_SHOWN < len(text) else "")


def changes_of(incoming):
    return [*incoming.changes, *(change for translated in incoming.translated for change in translated.changes)]


def fingerprint(report):
    """Return what tells a report from another: that of what was agreed to is that of what is written."""
    return hashlib.sha256(json.dumps(report["practices"], sort_keys=True).encode()).hexdigest()
