"""What mails of the desk lead to, and what they call a language."""

from django.urls import reverse
from django.utils.translation import get_language_info

from agc.core.languages import within_sentence


def language_name(code):
    """Return the name of a language in the active one, as it is written in a sentence; its code where it has none."""
    try:
        return within_sentence(str(get_language_info(code)["name_translated"]))
    except KeyError:
        return code


def editor_address(record):
    """Return where a record is worked on: its editor, or the desk of its language while it has no page there."""
    if record.target_id:
        return reverse("wagtailadmin_pages:edit", args=[record.target_id])
    return desk_address(record.locale)


def desk_address(locale):
    return reverse("translation_desk:queue", args=[locale.language_code])
