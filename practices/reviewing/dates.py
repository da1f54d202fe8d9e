"""When a practice is to be looked at again: the states of its date, and the steps at which people are reminded."""

from datetime import timedelta

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from practices.models import PracticePage

# How long before the date the first reminder is sent, and how long after it the third.
BEFORE = AFTER = timedelta(days=60)
YEAR = timedelta(days=365)
# How far ahead the report calls it due.
SOON = timedelta(days=90)
# Each practice once, as it was first written: a translation has the facts and the dates of its source.
ORIGINAL = Q(locale=F("source_locale"))


class State(models.TextChoices):
    """Where a date stands today, as the reports and the mails name it."""

    OVERDUE = "overdue", _("Overdue")
    SOON = "soon", _("Due within 90 days")
    LATER = "later", _("Later")
    NONE = "none", _("No date")


def step_of(review_by, today):
    """Return how many reminders of a date are due by now: the first, the second and the third, then one each year.

    Who was not told of the earlier ones, because there was no server or no secretariat yet, is told of the last alone.
    """
    late = today - review_by
    if late < AFTER:
        return int(late >= -BEFORE) + int(late >= timedelta())
    return 3 + (late - AFTER) // YEAR


def due(today):
    """Return the public practices of which somebody may have to be reminded, the most overdue first."""
    found = PracticePage.objects.live().filter(ORIGINAL, review_by__lte=today + BEFORE)
    return found.select_related("owner").defer_streamfields().order_by("review_by", "pk")


def state(today):
    """Return the state of each practice, computed by the database."""
    return Case(
        *(When(condition, then=Value(value)) for value, condition in conditions(today).items()),
        default=Value(State.LATER.value),
    )


def conditions(today):
    """Return which dates are in a state, for each state that is told by a date; the first that holds is the one."""
    return {
        State.NONE.value: Q(review_by=None),
        State.OVERDUE.value: Q(review_by__lt=today),
        State.SOON.value: Q(review_by__lte=today + SOON),
    }
