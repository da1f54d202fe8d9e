"""Why a page is not published, said to whoever tried."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext


class NotPublished(Exception):
    """A page may not be published as it is; the text says which and why, in the language of whoever tried.

    It is no PermissionDenied: in the admin that would only say that one has no permission.
    """

    def __init__(self, page, reason):
        self.page = page
        said = {"title": page.get_admin_display_title(), "reason": reason}
        super().__init__(gettext("“%(title)s” was not published. %(reason)s") % said)


def reasons(page, error):
    """Return in one text what a ValidationError of a page says, each field by its name."""
    by_field = ValidationError(error.update_error_dict({})).message_dict
    return " ".join(f"{label(page, name)}{' '.join(messages)}" for name, messages in by_field.items())


def label(page, name):
    return "" if name == NON_FIELD_ERRORS else f"{capfirst(page._meta.get_field(name).verbose_name)}: "
