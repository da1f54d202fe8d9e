"""The reports: what readers asked for and did not find, and what became of the texts of documents."""

from django.db.models import Case, When
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.documents import get_document_model
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry

from agc.core.languages import autonym, content_languages
from search.models import SearchFile, SearchMiss

# What a filter calls the documents that wait, whose outcome is blank.
WAITING = "waiting"


class MissFilterSet(WagtailFilterSet):
    language = ChoiceFilter(
        label=gettext_lazy("Language of the page"),
        choices=lambda: [(code, autonym(code)) for code in content_languages()],
    )

    class Meta:
        model = SearchMiss
        fields = ["language"]


# Where a gap is closed: who may, the name of the address, what the button says.
WAYS_ON = (
    ("vocabulary.change_concept", "wagtailsnippets_vocabulary_concept:list", gettext_lazy("Add a word to a concept")),
    ("wagtailsearchpromotions.add_searchpromotion", "wagtailsearchpromotions:add", gettext_lazy("Promote a page")),
)


class SearchReportView(ReportView):
    """A report that names itself in the way to it, as those of Wagtail do."""

    permission_required = "view"

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": reverse(self.index_url_name), "label": self.get_page_title()}]


class MissesView(SearchReportView):
    """What was asked, how often, and when last; the likeliest gaps first."""

    model = SearchMiss
    page_title = gettext_lazy("Searched and not found")
    header_icon = "search"
    index_url_name = "search_misses"
    index_results_url_name = "search_misses_results"
    results_template_name = "search/misses_results.html"
    permission_policy = ModelPermissionPolicy(SearchMiss)
    filterset_class = MissFilterSet
    default_ordering = "-times"
    list_export = ["words", "language", "times", "first_asked", "last_asked"]
    columns = [
        Column("words", label=gettext_lazy("What was asked"), sort_key="words"),
        Column("language", label=gettext_lazy("Language of the page"), sort_key="language"),
        Column("times", label=gettext_lazy("How often"), sort_key="times"),
        DateColumn("last_asked", label=gettext_lazy("Last asked"), sort_key="last_asked"),
    ]

    @cached_property
    def header_buttons(self):
        ways = [(name, label) for permission, name, label in WAYS_ON if self.request.user.has_perm(permission)]
        return [*super().header_buttons, *(HeaderButton(label, url=reverse(name)) for name, label in ways)]


class FileFilterSet(WagtailFilterSet):
    outcome = ChoiceFilter(
        label=gettext_lazy("What became of it"),
        choices=[(outcome.value or WAITING, outcome.label) for outcome in SearchFile.Outcome],
        method="narrowed",
    )

    class Meta:
        model = SearchFile
        fields = ["outcome"]

    def narrowed(self, files, _name, value):
        return files.filter(outcome="" if value == WAITING else value)


class DocumentColumn(TitleColumn):
    """The title of a document, leading to its form where the reader of the report may change it."""

    def get_link_url(self, instance, parent_context):
        user = parent_context["request"].user
        policy = policy_registry.get_by_type(get_document_model())
        if policy.user_has_permission_for_instance(user, "change", instance.document):
            return reverse("wagtaildocs:edit", args=[instance.pk])
        return None


class FilesView(SearchReportView):
    """Which documents on public pages the search knows by their texts, and why not the others: those come first."""

    model = SearchFile
    page_title = gettext_lazy("Texts of documents")
    header_icon = "doc-full"
    index_url_name = "search_files"
    index_results_url_name = "search_files_results"
    results_template_name = "search/files_results.html"
    permission_policy = ModelPermissionPolicy(SearchFile)
    filterset_class = FileFilterSet
    list_export = ["document.title", "document.language", "get_outcome_display", "read_at"]
    export_headings = {
        "document.title": gettext_lazy("Document"),
        "document.language": gettext_lazy("Language"),
        "get_outcome_display": gettext_lazy("What became of it"),
    }
    columns = [
        DocumentColumn("document", label=gettext_lazy("Document"), accessor="document.title"),
        Column("language", label=gettext_lazy("Language"), accessor="document.get_language_display"),
        Column("outcome", label=gettext_lazy("What became of it"), accessor="get_outcome_display"),
        DateColumn("read_at", label=gettext_lazy("Read on")),
    ]

    def get_queryset(self):
        found = SearchFile.objects.offered().select_related("document")
        is_known = Case(When(outcome=SearchFile.Outcome.READ, then=1), default=0)
        self.queryset = found.order_by(is_known, "document__title", "pk")
        return super().get_queryset()
