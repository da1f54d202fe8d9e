"""What the reports on practices share: who reads them, what a line leads to, and how they are written into files."""

from django.db.models import F
from django.forms import RadioSelect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.reports import ReportView

from agc.core.languages import autonym, content_languages
from practices.data_out.cells import guarded
from practices.data_out.csv_file import MARK
from practices.models import PracticePage
from practices.reviewing.dates import ORIGINAL
from practices.reviewing.permissions import REPORTS, may_change, visible_to


def label_of(name):
    """Return what the editor calls a field, for the head of a column."""
    return capfirst(PracticePage._meta.get_field(name).verbose_name)


def name_of(user):
    return get_user_display_name(user) if user else ""


def choice_filter(label, **kwargs):
    return ChoiceFilter(label=label, empty_label=_("All"), widget=RadioSelect, **kwargs)


class PracticeTitleColumn(TitleColumn):
    """The title, leading to the editor where the reader of the report may change the practice."""

    cell_template_name = "practices/admin/title_cell.html"

    def get_link_url(self, instance, parent_context):
        if may_change(parent_context["request"].user, instance):
            return reverse("wagtailadmin_pages:edit", args=[instance.pk])
        return None


class DayColumn(Column):
    """A day, written as the language of the reader writes it."""

    cell_template_name = "practices/admin/day_cell.html"


class PracticeFilterSet(WagtailFilterSet):
    """What every report on practices can be narrowed by."""

    locale = choice_filter(
        _("First written in"),
        field_name="locale__language_code",
        choices=lambda: [(code, autonym(code)) for code in content_languages()],
    )

    class Meta:
        model = PracticePage
        fields = []


class PracticeReportView(ReportView):
    """A list of the practices that its reader meets in the page explorer, each once; of many, a page at a time."""

    model = PracticePage
    permission_policy = REPORTS
    permission_required = "view"
    verbose_name = PracticePage._meta.verbose_name
    verbose_name_plural = PracticePage._meta.verbose_name_plural
    table_classname = "listing desk-table"
    # What a line is made of; the texts of a practice are long.
    fields = ("title", "draft_title", "code", "live", "path", "depth", "owner", "locale__language_code")

    # The fields that a column is sorted by, where it is not the one of its name.
    sorting = {"title": ["draft_title"]}

    def get_base_queryset(self):
        found = visible_to(self.request.user).filter(ORIGINAL).select_related("locale", "owner")
        return found.only(*self.fields)

    def order_queryset(self, queryset):
        """Sort by a column; what is blank there comes last, whichever way."""
        key = self.ordering.removeprefix("-")
        direction = "asc" if key == self.ordering else "desc"
        fields = (F(name) for name in self.sorting.get(key, [key]))
        return queryset.order_by(*(getattr(field, direction)(nulls_last=True) for field in fields), "pk")

    def get_table_kwargs(self):
        return super().get_table_kwargs() | {"caption": self.get_page_title()}

    def get_context_data(self, **kwargs):
        is_wrong = bool(self.filters) and not self.filters.is_valid()
        return super().get_context_data(filter_is_wrong=is_wrong, **kwargs)

    def stream_csv(self, queryset):
        """Write the lines while the language of the reader is the active one; Wagtail would write them afterwards."""
        return iter([MARK.encode(), *super().stream_csv(queryset)])

    def preprocess_field_value(self, field, value, export_format):
        if isinstance(value, str):
            value = guarded(value) if export_format == self.FORMAT_CSV else ILLEGAL_CHARACTERS_RE.sub("", value)
        return super().preprocess_field_value(field, "" if value is None else value, export_format)
