"""The report of review dates: which practices are overdue, which are due soon, and who was reminded when."""

from django.db.models import Max, OuterRef, Subquery
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from agc.translation.desk.labels import due_in_words
from practices.models import ReviewReminder
from practices.reviewing.dates import State, state
from practices.reviewing.reports import (
    DayColumn,
    PracticeFilterSet,
    PracticeReportView,
    PracticeTitleColumn,
    choice_filter,
    label_of,
    name_of,
)


def lead_of(page):
    """Return who answers for a practice; the editor reads the name of a member as it stands in the practice."""
    return page.lead_member.title if page.lead_member else page.lead_name


def day_of_reminder(page):
    return page.reminded_at and timezone.localtime(page.reminded_at).date()


class DaysColumn(Column):
    """How far off the date is, in words; what is overdue stands out."""

    cell_template_name = "practices/admin/days_cell.html"


class DatesFilterSet(PracticeFilterSet):
    state = choice_filter(_("To be reviewed"), choices=State.choices)


class ReviewDatesView(PracticeReportView):
    """The public practices, the most overdue first."""

    page_title = _("Review dates")
    header_icon = "calendar-check"
    index_url_name = "practices_review_dates"
    index_results_url_name = "practices_review_dates_results"
    results_template_name = "practices/admin/review_dates_results.html"
    filterset_class = DatesFilterSet
    default_ordering = "review_by"
    export_filename = "review-dates"
    fields = (
        *PracticeReportView.fields,
        *("lead_name", "lead_member__title", "facts_as_of", "review_by"),
    )
    sorting = PracticeReportView.sorting | {
        "reminded": ["reminded_at"],
        "owner": ["owner__last_name", "owner__first_name", "owner__username"],
    }
    list_export = [
        *("title", "code", "language", "owner", "lead", "facts_as_of", "review_by", "state", "days"),
        "reminded",
    ]
    export_headings = {
        "title": _("Title"),
        "code": label_of("code"),
        "language": _("First written in"),
        "owner": _("Author"),
        "lead": _("Lead organisation"),
        "state": _("To be reviewed"),
        "days": _("Days"),
        "reminded": _("Last reminder"),
    }
    columns = [
        PracticeTitleColumn("title", label=_("Title"), accessor="get_admin_display_title", sort_key="title"),
        Column("code", label=label_of("code"), sort_key="code", classname="desk-day"),
        Column("owner", label=_("Author"), accessor=lambda page: name_of(page.owner), sort_key="owner"),
        Column("lead", label=_("Lead organisation"), accessor=lead_of),
        DayColumn("facts_as_of", label=label_of("facts_as_of"), sort_key="facts_as_of"),
        DayColumn("review_by", label=label_of("review_by"), sort_key="review_by"),
        DaysColumn("days", label=_("Days"), accessor=lambda page: due_in_words(page.review_by)),
        DayColumn("reminded", label=_("Last reminder"), accessor=day_of_reminder, sort_key="reminded"),
    ]

    @cached_property
    def today(self):
        return timezone.localdate()

    def get_base_queryset(self):
        reminders = ReviewReminder.objects.filter(practice=OuterRef("pk")).order_by().values("practice")
        found = super().get_base_queryset().filter(live=True).select_related("lead_member")
        return found.annotate(
            state=state(self.today), reminded_at=Subquery(reminders.annotate(last=Max("sent_at")).values("last"))
        )

    def to_row_dict(self, item):
        return {
            "title": item.get_admin_display_title(),
            "code": item.code,
            "language": item.locale.language_code,
            "owner": name_of(item.owner),
            "lead": lead_of(item),
            "facts_as_of": item.facts_as_of,
            "review_by": item.review_by,
            "state": str(State(item.state).label),
            "days": item.review_by and (item.review_by - self.today).days,
            "reminded": day_of_reminder(item),
        }
