"""What mails of the desk lead to."""

from django.urls import reverse


def editor_address(record):
    """Return where a record is worked on: its editor, or the desk of its language while it has no page there."""
    if record.target_id:
        return reverse("wagtailadmin_pages:edit", args=[record.target_id])
    return desk_address(record.locale)


def desk_address(locale):
    return reverse("translation_desk:queue", args=[locale.language_code])
