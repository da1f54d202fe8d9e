"""What the tests of the translators' editor do over and over: fill in its form, and read its page."""

import json
import re
from html import unescape

from django.urls import reverse

from agc.translation.editor.saving import token_of
from agc.translation.texts import segments_of


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def url(name, translation, *args):
    return reverse(f"translation_editor:{name}", args=[translation.pk, *args])


def segment_at(translation, path):
    return next(segment for segment in segments_of(translation) if segment.path.startswith(path))


def form(translation, changed=None, **more):
    """Return what the form of the editor sends.

    Args:
        changed: texts by the pk of the segment.
        more: other fields, such as `action`.
    """
    segments = segments_of(translation)
    data = {f"text-{segment.pk}": segment.target_shown for segment in segments}
    data["tokens"] = json.dumps({f"text-{segment.pk}": token_of(segment.target) for segment in segments})
    return data | {f"text-{pk}": text for pk, text in (changed or {}).items()} | more


def tokens_of(segment):
    return json.dumps({f"text-{segment.pk}": token_of(segment.target)})


def words(response):
    """Return what a page says, without its markup."""
    return " ".join(unescape(re.sub("<[^>]*>", " ", response.content.decode())).split())
