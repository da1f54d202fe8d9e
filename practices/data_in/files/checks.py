"""What a column of a template accepts, and what is said to whoever stands in it."""

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl.worksheet.datavalidation import DataValidation

from agc.core.languages import content_languages
from practices.data_in.files.asking import limits_in_words
from practices.data_in.lines import CODE, LANGUAGE
from practices.record import Kind

# What Excel shows of a message.
MOST_TITLE, MOST_MESSAGE = 32, 255
LARGEST = 10**15
# The first day that a spreadsheet can reckon with: 1 January 1900.
FIRST_DAY = "1"
HINTS = {
    Kind.RICH_TEXT: gettext_lazy("An empty line between paragraphs; * before each item of a list."),
    Kind.DATE: gettext_lazy("A day: year-month-day, such as 2026-08-31."),
    Kind.YEAR: gettext_lazy("A year in four digits."),
    Kind.RECORD: gettext_lazy("Its code, or its title as this site has it."),
    Kind.LANGUAGE: gettext_lazy("The code of a language: es, en, fr, pt, qu…"),
    Kind.ADDRESS: gettext_lazy("An address that begins with https://"),
}
ERRORS = {
    "list": gettext_lazy("Choose one of the codes of the list."),
    "whole": gettext_lazy("Write a whole number within the limits."),
    "decimal": gettext_lazy("Write a number within the limits."),
    "date": gettext_lazy("Write a day: year-month-day, such as 2026-08-31."),
    "textLength": gettext_lazy("This text is too long."),
}


def check_of(field, label, answers):
    """Return what a spreadsheet checks in the column of a field, with what it says of it.

    Args:
        label: of the field.
        answers: where the allowed answers stand, as a formula; none where anything goes.
    """
    check = DataValidation(allow_blank=True, showInputMessage=True, showErrorMessage=True)
    for name, value in rules_of(field, answers).items():
        setattr(check, name, value)
    if check.type:
        check.errorTitle = short(label, MOST_TITLE)
        check.error = short(ERRORS[check.type], MOST_MESSAGE)
    check.promptTitle = short(label, MOST_TITLE)
    check.prompt = short("\n".join(said_of(field, bool(answers))), MOST_MESSAGE)
    return check


def short(text, most):
    return Truncator(str(text)).chars(most)


def rules_of(field, answers):
    """Return the rules for a column, as a spreadsheet has them."""
    limits = field.limits
    if field.kind == Kind.LANGUAGE:
        # Other languages than those of the site are right too, but for that of the text itself.
        codes = ",".join(content_languages())
        return {"type": "list", "formula1": f'"{codes}"', "showErrorMessage": field.name == LANGUAGE}
    if answers and field.kind != Kind.CONCEPTS:
        return {"type": "list", "formula1": answers}
    if field.kind == Kind.YEAR:
        return between("whole", limits.get("minimum", 1), limits.get("maximum", 9999))
    if field.kind == Kind.NUMBER:
        kind = "decimal" if limits.get("decimals") else "whole"
        return between(kind, limits.get("minimum", -LARGEST), limits.get("maximum", LARGEST))
    if field.kind == Kind.DATE:
        return {"type": "date", "operator": "greaterThanOrEqual", "formula1": FIRST_DAY}
    if "max_length" in limits:
        return {"type": "textLength", "operator": "lessThanOrEqual", "formula1": str(limits["max_length"])}
    return {}


def between(kind, least, most):
    return {"type": kind, "operator": "between", "formula1": str(least), "formula2": str(most)}


def said_of(field, has_answers):
    """Yield what is said of a field: whether it is needed, how it is written, what is allowed in it."""
    if field.is_required:
        yield _("Required.")
    how = hint_of(field, has_answers)
    if how:
        yield how
    limits = limits_in_words(field.limits, str(field.help))
    if limits:
        yield capfirst("; ".join(limits)) + "."
    if field.help:
        yield str(field.help)


def hint_of(field, has_answers=False):
    """Return how the answer to a field is written; nothing where it is written as it comes."""
    if field.name == CODE:
        return _("That of the practice, such as AGC-0001; for a new one, one of those in the sheet “practices”.")
    if field.kind == Kind.CONCEPTS:
        return _("Codes of the sheet “lists”, with “; ” between them: a; b.")
    if has_answers:
        return _("One of the codes; the sheet “lists” has their meaning.")
    return str(HINTS[field.kind]) if field.kind in HINTS else ""
