"""The report of what is missing: which practices are snapshots, and what each lacks to be a full record."""

from functools import reduce
from operator import add

from django import forms
from django.db.models import Case, F, Sum, Value, When
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import MultipleChoiceFilter
from wagtail.admin.ui.tables import Column, NumberColumn

from practices.models import PracticePage
from practices.models.index import Depth
from practices.reviewing.reports import (
    PracticeFilterSet,
    PracticeReportView,
    PracticeTitleColumn,
    choice_filter,
    label_of,
    name_of,
)

LIVE, DRAFT = "live", "draft"
BETWEEN = ", "


def with_gaps(practices):
    """Return practices with what each lacks, computed by the database: `gap_0`, `gap_1`… are 1 where something is.

    They are numbered as in `PracticePage.GAPS`; `lacking` is how many there are.
    """
    flags = {
        f"gap_{number}": Case(When(condition, then=Value(1)), default=Value(0))
        for number, condition in enumerate(PracticePage.gaps().values())
    }
    return practices.annotate(**flags).annotate(lacking=reduce(add, (F(flag) for flag in flags)))


def gaps_of(practice):
    """Return what a practice of `with_gaps` lacks."""
    return [name for number, name in enumerate(PracticePage.GAPS) if getattr(practice, f"gap_{number}")]


def level_of(practice):
    return Depth.SNAPSHOT.label if practice.lacking else Depth.FULL.label


class CompletenessFilterSet(PracticeFilterSet):
    missing = MultipleChoiceFilter(
        label=_("What is missing"),
        choices=lambda: list(PracticePage.names_of_gaps(PracticePage.GAPS).items()),
        widget=forms.CheckboxSelectMultiple,
        method="lacking",
        help_text=_("Of several, all are missing."),
    )
    level = choice_filter(_("How complete it is"), choices=Depth.choices, method="of_level")
    status = choice_filter(_("Status"), choices=[(LIVE, _("Public")), (DRAFT, _("Not public"))], method="with_status")

    def lacking(self, practices, _name, wanted):
        gaps = PracticePage.gaps()
        return practices.filter(*(gaps[name] for name in wanted))

    def of_level(self, practices, _name, level):
        return practices.filter(lacking=0) if level == Depth.FULL else practices.filter(lacking__gt=0)

    def with_status(self, practices, _name, status):
        return practices.filter(live=status == LIVE)


class CompletenessView(PracticeReportView):
    """All practices, drafts too; those that lack most first."""

    page_title = _("What practices lack")
    header_icon = "tasks"
    index_url_name = "practices_completeness"
    index_results_url_name = "practices_completeness_results"
    results_template_name = "practices/admin/completeness_results.html"
    filterset_class = CompletenessFilterSet
    default_ordering = "-lacking"
    export_filename = "what-practices-lack"
    fields = (*PracticeReportView.fields, "has_unpublished_changes", "expired", "latest_revision")
    list_export = ["title", "code", "language", "owner", "status", "level", "lacking", "missing"]
    export_headings = {
        "title": _("Title"),
        "code": label_of("code"),
        "language": _("First written in"),
        "owner": _("Author"),
        "status": _("Status"),
        "level": _("How complete it is"),
        "lacking": _("How much is missing"),
        "missing": _("What is missing"),
    }

    @cached_property
    def columns(self):
        return [
            PracticeTitleColumn("title", label=_("Title"), accessor="get_admin_display_title", sort_key="title"),
            Column("code", label=label_of("code"), sort_key="code", classname="desk-day"),
            Column("status", label=_("Status"), accessor=lambda page: page.status_string),
            Column("level", label=_("How complete it is"), accessor=level_of),
            NumberColumn("lacking", label=_("How much is missing"), sort_key="lacking", classname="desk-figure"),
            Column("missing", label=_("What is missing"), accessor=self.missing_in_words),
        ]

    @cached_property
    def names(self):
        return PracticePage.names_of_gaps(PracticePage.GAPS)

    def missing_in_words(self, practice):
        return BETWEEN.join(self.names[name] for name in gaps_of(practice))

    def get_base_queryset(self):
        found = with_gaps(super().get_base_queryset())
        return found.prefetch_workflow_states().annotate_approved_schedule()

    def get_context_data(self, **kwargs):
        return super().get_context_data(counts=() if self.is_export else self.counts(), **kwargs)

    def counts(self):
        """Return how many practices lack each thing, of those that the other filters leave, with a way to them."""
        sums = {f"sum_{number}": Sum(f"gap_{number}") for number in range(len(self.names))}
        found = self.narrowed_by_others().order_by().aggregate(**sums)
        chosen = self.request.GET.getlist("missing")
        return [
            {"label": label, "number": number or 0, "current": name in chosen, "url": self.toggled(name)}
            for (name, label), number in zip(self.names.items(), found.values(), strict=True)
        ]

    def narrowed_by_others(self):
        query = self.request.GET.copy()
        query.pop("missing", None)
        others = self.filterset_class(query, request=self.request)
        practices = with_gaps(super().get_base_queryset())
        return others.filter_queryset(practices) if others.is_valid() else practices

    def toggled(self, name):
        """Return the address of the list where what lacks one thing is asked for, or asked for no more."""
        query = self.request.GET.copy()
        chosen = query.getlist("missing")
        query.setlist("missing", [one for one in chosen if one != name] if name in chosen else [*chosen, name])
        for passing in (self.page_kwarg, "_w_filter_fragment"):
            query.pop(passing, None)
        return f"{self.index_url}?{query.urlencode()}"

    def to_row_dict(self, item):
        return {
            "title": item.get_admin_display_title(),
            "code": item.code,
            "language": item.locale.language_code,
            "owner": name_of(item.owner),
            "status": str(item.status_string),
            "level": str(level_of(item)),
            "lacking": item.lacking,
            "missing": self.missing_in_words(item),
        }
