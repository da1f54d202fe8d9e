"""The search page: every state of it is an address that can be shared."""

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.models import Page

from agc.core.languages import active_locale
from agc.core.querysets import as_cards
from search.analysis import MAX_QUERY
from search.finding import find


class SearchView(TemplateView):
    """One box over everything public; each record once, in the reader's language where it exists."""

    template_name = "search/search.html"
    page_size = 20

    def get_context_data(self, **kwargs):
        typed = self.request.GET.get("q", "")
        rows = find(typed, active_locale())
        try:
            page = Paginator(rows, self.page_size).page(self.request.GET.get("page") or 1)
        except InvalidPage as error:
            raise Http404(_("The list has no such page.")) from error
        keys = [row.pk for row in page.object_list]
        found = {page.pk: page for page in as_cards(Page.objects.filter(pk__in=keys))}
        return super().get_context_data(
            query=typed.replace("\x00", "")[:MAX_QUERY],
            is_cut=len(typed) > MAX_QUERY,
            limit=MAX_QUERY,
            results=[found[key] for key in keys if key in found],
            records=page,
            **kwargs,
        )
