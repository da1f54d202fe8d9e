"""Days written out, alone and as the beginning of a range."""

from django import template
from django.utils.formats import date_format, get_format
from django.utils.translation import pgettext

register = template.Library()


@register.filter
def day(value):
    """Return a day with its month and year: "28 June 2023"."""
    return write(value, "DATE_FORMAT")


@register.filter
def day_until(start, end):
    """Return the day a range begins with, as it stands before its last day: without the month and year they share."""
    if start.year != end.year:
        return day(start)
    return write(start, "j" if start.month == end.month else "MONTH_DAY_FORMAT")


def write(value, name):
    """Return a day in the format of this name in the active language; empty without a day."""
    if not value:
        return ""
    pattern = get_format(name)
    if value.day == 1:
        # Translators: as it stands in a date; an ordinal in French (1er), a plain number in most languages.
        first = pgettext("first day of a month", "1")
        pattern = pattern.replace("j", "".join(f"\\{character}" for character in first))
    return date_format(value, pattern)
