"""The report of what readers asked for and did not find."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy

from agc.core.languages import autonym, content_languages
from search.models import SearchMiss


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


class MissesView(ReportView):
    """What was asked, how often, and when last; the likeliest gaps first."""

    model = SearchMiss
    page_title = gettext_lazy("Searched and not found")
    header_icon = "search"
    index_url_name = "search_misses"
    index_results_url_name = "search_misses_results"
    results_template_name = "search/misses_results.html"
    permission_policy = ModelPermissionPolicy(SearchMiss)
    permission_required = "view"
    filterset_class = MissFilterSet
    default_ordering = "-times"
    list_export = ["words", "language", "times", "first_asked", "last_asked"]
    columns = [
        Column("words", label=gettext_lazy("What was asked"), sort_key="words"),
        Column("language", label=gettext_lazy("Language of the page"), sort_key="language"),
        Column("times", label=gettext_lazy("How often"), sort_key="times"),
        DateColumn("last_asked", label=gettext_lazy("Last asked"), sort_key="last_asked"),
    ]

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": reverse(self.index_url_name), "label": self.get_page_title()}]

    @cached_property
    def header_buttons(self):
        ways = [(name, label) for permission, name, label in WAYS_ON if self.request.user.has_perm(permission)]
        return [*super().header_buttons, *(HeaderButton(label, url=reverse(name)) for name, label in ways)]
