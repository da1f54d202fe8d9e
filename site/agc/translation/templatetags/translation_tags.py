"""What readers of a translation are told of the page that it was made from."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django import template
from django.conf import settings
from django.utils import timezone
from wagtail.models import Page

from agc.translation.models import TranslationRecord

register = template.Library()


@dataclass(frozen=True)
class Origin:
    """What a translation was made from.

    Attributes:
        source: the public page in the language it was first written in.
        url: its address.
        ahead_since: since when it says more than the translation, where readers should know; else None.
    """

    source: Page
    url: str
    ahead_since: datetime | None


@register.simple_tag
def origin_of(frame):
    """Return the Origin of the page being shown; None for an original, and where readers do not have the original.

    It costs one query on a translation, and none on an original; the second time on one page it costs nothing.

    Args:
        frame: the Frame of the page, which has its public versions.
    """
    known = vars(frame)
    if "origin" not in known:
        known["origin"] = find_origin(frame)
    return known["origin"]


def find_origin(frame):
    page = frame.page
    if page is None or not getattr(page, "is_translation", False):
        return None
    source = next(
        (version for version in frame.versions().values() if version.locale_id == page.source_locale_id), None
    )
    if source is None:
        return None
    record = TranslationRecord.objects.filter(target_id=page.pk).only("outdated_since", "changed", "strings").first()
    ahead_since = record.outdated_since if record and is_far_behind(record) else None
    return Origin(source, source.get_url(frame.request), ahead_since)


def is_far_behind(record):
    """Return whether a translation is behind its source for so long, or by so much, that readers should know."""
    if record.outdated_since is None:
        return False
    days = timedelta(days=settings.TRANSLATION_NOTICE_DAYS)
    return timezone.now() - record.outdated_since > days or 2 * record.changed > record.strings
