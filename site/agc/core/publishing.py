"""Why a page is not published, said to whoever tried."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext


class Refused(Exception):
    """Something may not be done with a page as it is; the text says why, in the language of whoever tried.

    It is no PermissionDenied: in the admin that would only say that one has no permission.

    Args:
        page: the page.
        reason: in words.
    """

    def __init__(self, page, reason):
        self.page = page
        self.reason = str(reason)
        super().__init__(self.text())

    def text(self):
        return self.reason


class NotPublished(Refused):
    """A page may not be published as it is; the text says which and why."""

    def text(self):
        said = {"title": self.page.get_admin_display_title(), "reason": self.reason}
        return gettext("“%(title)s” was not published. %(reason)s") % said


def reasons(page, error):
    """Return in one text what a ValidationError of a page says, each field by its name."""
    by_field = ValidationError(error.update_error_dict({})).message_dict
    return " ".join(reason_of(page, name, " ".join(messages)) for name, messages in by_field.items())


def reason_of(page, name, messages):
    if name == NON_FIELD_ERRORS:
        return messages
    said = {"label": capfirst(page._meta.get_field(name).verbose_name), "value": messages}
    return gettext("%(label)s: %(value)s") % said
