"""How the desk says where a record stands and by when it is wanted."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.coreutils import get_content_type_label

from agc.translation.models import Status

# The tone of a status is the colour of the mark before its name; the name itself says it.
TONES = {
    Status.MISSING: "none",
    Status.REQUESTED: "open",
    Status.IN_PROGRESS: "open",
    Status.READY: "ready",
    Status.IN_REVIEW: "ready",
    Status.CHANGES: "late",
    Status.PUBLISHED: "done",
    Status.OUTDATED: "late",
    Status.INDEPENDENT: "none",
}


def tone(status):
    return TONES.get(status, "none")


def due_in_words(day):
    """Return how far off a day is: "3 days overdue", "today", "in 5 days"; an empty text for None."""
    if day is None:
        return ""
    days = (day - timezone.localdate()).days
    if days < 0:
        return ngettext("%(number)d day overdue", "%(number)d days overdue", -days) % {"number": -days}
    if days == 0:
        return _("today")
    return ngettext("in %(number)d day", "in %(number)d days", days) % {"number": days}


def day_of(record):
    """Return by when a translation is wanted; None for one that is edited apart, of which nobody waits for anything."""
    return None if record.status == Status.INDEPENDENT else record.due


def type_of(record):
    """Return what the page of a record is, in the language of whoever asks: "Good practice"."""
    return get_content_type_label(record.source.content_type)


def language_name(locale):
    """Return the name of a language in that of whoever asks."""
    return str(locale.get_display_name())
