"""What lies on the desk, as querysets: a constant number of queries, however much there is."""

from django.db.models import Case, CharField, DateField, F, OuterRef, Subquery, Value, When
from django.db.models.functions import Cast, NullIf
from wagtail.models import WorkflowState, get_default_page_content_type

from agc.translation.desk.people import reviewed_by
from agc.translation.models import Status, TranslationRecord
from agc.translation.models.record import OPEN
from agc.translation.rights import decidable

# What somebody can take: a page that nobody has sent yet can be taken beforehand.
TAKEABLE = (*OPEN, Status.MISSING)


def records_in(locales):
    """Return the records of some languages with all that a row shows; what readers cannot read is not translated."""
    records = TranslationRecord.objects.filter(source__live=True, locale__in=locales)
    return records.with_pages().defer("published")


def with_figures(records):
    """Add what can be sorted by besides the fields.

    It is the share done, the place of the status in the work, and the day by which it is wanted, which what is edited
    apart has not.
    """
    order = [When(status=status, then=Value(place)) for place, status in enumerate(Status.values)]
    share = F("done") * 100 / NullIf(F("strings"), 0)
    day = Case(When(status=Status.INDEPENDENT, then=Value(None)), default=F("due"), output_field=DateField())
    return records.annotate(share=share, stage=Case(*order, default=Value(len(order))), day=day)


def most_urgent_first(records):
    """Order as `by_urgency` does, by the `day` of `with_figures`."""
    return records.order_by(F("day").asc(nulls_last=True), "-asked_for", "outdated_since", "pk")


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

    The rule of four eyes is that of `rights.decidable`.

    Args:
        locales: only of these; None for all in which `user` decides.
    """
    decides = reviewed_by(user)
    kept = decides if locales is None else [locale for locale in locales if locale in decides]
    return with_submission(records_in(kept).filter(pk__in=decidable(user, kept)))
