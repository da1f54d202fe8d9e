"""The list of a desk: what is due, what is in review, or everything, of one language or of all of a user's."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.models import Locale

from agc.translation.desk import columns
from agc.translation.desk.columns import queue_url
from agc.translation.desk.filters import QueueFilterSet
from agc.translation.desk.labels import day_of, language_name, type_of
from agc.translation.desk.people import languages_of, reviewed_by, sends_pages
from agc.translation.desk.records import most_urgent_first, records_in, waiting_for, with_figures, with_submission
from agc.translation.desk.tabs import tabs_of
from agc.translation.models import Status, TranslationRecord

ALL = "all"
DUE, REVIEW, EVERY = "", "review", "every"

# What stands first in a cell may be taken for a formula by a program for tables.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class QueueView(SpreadsheetExportMixin, BaseListingView):
    """The records of one language or of all of them, by urgency.

    Args:
        scope: what is due, what is in review, or everything.
    """

    model = TranslationRecord
    scope = DUE
    template_name = "translation/desk/queue.html"
    results_template_name = "translation/desk/queue_results.html"
    header_icon = "wagtail-localize-language"
    paginate_by = 50
    is_searchable = True
    search_fields = ["source__title", "target__title"]
    filterset_class = QueueFilterSet
    verbose_name = gettext_lazy("translation")
    verbose_name_plural = gettext_lazy("translations")
    default_ordering = "urgency"
    table_classname = "listing desk-table"
    export_filename = "translations"
    list_export = [
        "title",
        "type",
        "language",
        "status",
        "words_left",
        "words",
        "percent",
        "due",
        "asked_for",
        "assigned",
        "note",
        "outdated_since",
    ]
    export_headings = {
        "title": gettext_lazy("Title"),
        "type": gettext_lazy("Type of page"),
        "language": gettext_lazy("Language"),
        "words": gettext_lazy("Words"),
        "percent": gettext_lazy("Share done (percent)"),
        "assigned": gettext_lazy("Assigned to"),
        "outdated_since": gettext_lazy("Outdated since"),
    }

    # What a column is sorted by, in ascending order; "-" before the key turns the first of it round.
    sorting = {
        "title": ["source__title"],
        "type": ["source__content_type__model"],
        "language": ["locale__language_code"],
        "stage": ["stage"],
        "words": ["words"],
        "words_left": ["words_left"],
        "share": ["share"],
        "due": ["day"],
        "asked_for": ["asked_for"],
        "assignee": ["assignee__last_name", "assignee__first_name", "assignee__username"],
        "submitted_at": ["submitted_at"],
    }

    def setup(self, request, *args, language, **kwargs):
        super().setup(request, *args, language=language, **kwargs)
        self.language = language

    def dispatch(self, request, *args, **kwargs):
        languages = languages_of(request.user)
        if not languages:
            raise PermissionDenied
        self.locales = [locale for locale in languages if self.language in (ALL, locale.language_code)]
        if not self.locales:
            self.refuse()
        return super().dispatch(request, *args, **kwargs)

    def refuse(self):
        """Say that a language is none of the site's, or none of the user's."""
        if Locale.objects.filter(language_code=self.language).exists():
            raise PermissionDenied
        raise Http404(_("This site has no such language."))

    @property
    def locale(self):
        """The language of the list; None where there are several."""
        return None if self.language == ALL else self.locales[0]

    def get_page_title(self):
        return _("Translations")

    def get_page_subtitle(self):
        return language_name(self.locale) if self.locale else _("All my languages")

    def get_index_url(self):
        return queue_url(self.language, self.scope)

    def get_index_results_url(self):
        name = f"translation_desk:queue_{self.scope}_results" if self.scope else "translation_desk:queue_results"
        return reverse(name, args=[self.language])

    def get_base_queryset(self):
        if self.scope == REVIEW:
            if any(locale in reviewed_by(self.request.user) for locale in self.locales):
                return with_figures(waiting_for(self.request.user, self.locales))
            return with_figures(with_submission(records_in(self.locales).filter(status=Status.IN_REVIEW)))
        records = records_in(self.locales)
        return with_figures(records.due() if self.scope == DUE else records)

    def get_valid_orderings(self):
        return [*super().get_valid_orderings(), self.default_ordering]

    def order_queryset(self, queryset):
        if self.ordering == self.default_ordering:
            return queryset.order_by("submitted_at", "pk") if self.scope == REVIEW else most_urgent_first(queryset)
        descending = self.ordering.startswith("-")
        first, *rest = self.sorting[self.ordering.removeprefix("-")]
        by = F(first).desc(nulls_last=True) if descending else F(first).asc(nulls_last=True)
        return queryset.order_by(by, *rest, F("day").asc(nulls_last=True), "pk")

    @cached_property
    def columns(self):
        chosen = [BulkActionsCheckboxColumn("bulk_actions", obj_type="record")] if self.has_bulk_actions else []
        chosen += [
            columns.TitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
            columns.TypeColumn("type", label=_("Type"), sort_key="type"),
        ]
        if self.locale is None:
            chosen.append(columns.LanguageColumn("language", label=_("Language"), sort_key="language"))
        return [*chosen, *(self.columns_of_review if self.scope == REVIEW else self.columns_of_work)]

    @property
    def columns_of_review(self):
        return [
            columns.SubmissionColumn("submission", label=_("Sent"), sort_key="submitted_at"),
            columns.FigureColumn("words", label=_("Words"), sort_key="words", classname="desk-figure"),
            columns.AssigneeColumn("assignee", label=_("Assigned to"), sort_key="assignee"),
        ]

    @property
    def columns_of_work(self):
        return [
            columns.StatusColumn("status", label=_("Status"), sort_key="stage"),
            columns.FigureColumn("words_left", label=_("Words left"), sort_key="words_left", classname="desk-figure"),
            columns.ShareColumn("share", label=_("Done"), sort_key="share"),
            columns.DueColumn("due", label=_("Due"), sort_key="due"),
            columns.FigureColumn("asked_for", label=_("Asked for"), sort_key="asked_for", classname="desk-figure"),
            columns.AssigneeColumn("assignee", label=_("Assigned to"), sort_key="assignee"),
            columns.ActionsColumn("actions", label=_("Actions")),
        ]

    @property
    def has_bulk_actions(self):
        return self.scope != REVIEW and sends_pages(self.request.user)

    def get_table(self, object_list):
        if self.scope == REVIEW:
            attach_submitters(object_list)
        return super().get_table(object_list)

    def get_table_kwargs(self):
        return super().get_table_kwargs() | {"caption": self.get_header_title()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            tabs=tabs_of(self.request.user, self.language, self.scope),
            language_code=self.locale.language_code if self.locale else "",
            has_bulk_actions=self.has_bulk_actions,
            model_opts=self.model._meta,
            filter_is_wrong=bool(self.filters) and not self.filters.is_valid(),
            empty=self.why_empty(),
            **kwargs,
        )

    def why_empty(self):
        """Return what to do where the list is empty."""
        if self.is_searching or self.is_filtering:
            return _("Nothing matches all of this. Take a filter away, or look under “Everything”.")
        if self.scope == REVIEW:
            return _("No translation waits for a decision. You will find here what translators send to be reviewed.")
        if self.scope == DUE:
            return _(
                "Nothing is due. What is sent to the translators, what readers have in an older version, and what "
                "should be translated by a day will stand here."
            )
        return _("There is nothing to translate yet: a page stands here once it is public.")

    def render_to_response(self, context, **response_kwargs):
        if self.is_export:
            return self.as_spreadsheet(context["object_list"], self.request.GET.get("export"))
        return super().render_to_response(context, **response_kwargs)

    def stream_csv(self, queryset):
        """Write the lines while the language of the user is the active one; Wagtail would write them afterwards."""
        return iter(list(super().stream_csv(queryset)))

    def to_row_dict(self, item):
        person = item.assignee
        return {name: getattr(item, name, "") for name in self.list_export} | {
            "title": item.source.title,
            "type": type_of(item),
            "language": language_name(item.locale),
            "status": item.get_status_display(),
            "due": day_of(item),
            "assigned": get_user_display_name(person) if person else "",
        }

    def preprocess_field_value(self, field, value, export_format):
        if export_format == self.FORMAT_CSV and isinstance(value, str) and value.startswith(FORMULA):
            value = f"'{value}"
        return super().preprocess_field_value(field, "" if value is None else value, export_format)


def attach_submitters(records):
    """Give each record the person who sent it to be reviewed as `submitter`, with one query."""
    users = get_user_model().objects.in_bulk({record.submitted_by for record in records} - {None})
    for record in records:
        record.submitter = users.get(record.submitted_by)
