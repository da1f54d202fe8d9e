"""What lies on the desk, as querysets: a constant number of queries, however much there is."""

import datetime

from django.db.models import Case, CharField, Exists, F, OuterRef, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, NullIf
from wagtail.models import WorkflowState, get_default_page_content_type
from wagtail_localize.models import StringTranslation

from agc.translation.desk.people import reviewed_by
from agc.translation.models import Status, TranslationRecord
from agc.translation.models.record import OPEN

# What somebody can take: a page that nobody has sent yet can be taken beforehand.
TAKEABLE = (*OPEN, Status.MISSING)

NEVER = datetime.datetime(1, 1, 2, tzinfo=datetime.UTC)


def records_in(locales):
    """Return the records of some languages with all that a row shows; what readers cannot read is not translated."""
    records = TranslationRecord.objects.filter(source__live=True, locale__in=locales)
    return records.with_pages().defer("published")


def with_figures(records):
    """Add what can be sorted by besides the fields: the share done, and the place of the status in the work."""
    order = [When(status=status, then=Value(place)) for place, status in enumerate(Status.values)]
    share = F("done") * 100 / NullIf(F("strings"), 0)
    return records.annotate(share=share, stage=Case(*order, default=Value(len(order))))


def with_submission(records):
    """Add when a translation was sent to be reviewed and by whom (the key of the user)."""
    states = WorkflowState.objects.filter(
        base_content_type=get_default_page_content_type(),
        object_id=Cast(OuterRef("target_id"), CharField()),
        status=WorkflowState.STATUS_IN_PROGRESS,
    ).order_by("-pk")
    return records.annotate(
        submitted_at=Subquery(states.values("created_at")[:1]), submitted_by=Subquery(states.values("requested_by")[:1])
    )


def waiting_for(user, locales=None):
    """Return the records in review on which `user` may decide.

    The rule of four eyes is that of `rights.why_barred`, here for all records at once.

    Args:
        locales: only of these; None for all in which `user` decides.
    """
    decides = reviewed_by(user)
    kept = decides if locales is None else [locale for locale in locales if locale in decides]
    records = with_submission(records_in(kept).filter(status=Status.IN_REVIEW))
    if user.is_superuser:
        return records
    written = StringTranslation.objects.filter(
        context__object_id=OuterRef("source__translation_key"),
        locale_id=OuterRef("locale_id"),
        last_translated_by=user,
        updated_at__lte=OuterRef("submitted_at"),
        updated_at__gt=Coalesce(OuterRef("target__last_published_at"), Value(NEVER)),
    )
    return records.exclude(submitted_by=user.pk).filter(~Exists(written))
