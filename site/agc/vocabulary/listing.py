"""List pages: records of all languages, each once, narrowed by facets, page by page."""

from urllib.parse import urlencode

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404
from django.utils.translation import gettext as _

from agc.vocabulary.facets import FacetedList


class ListingMixin:
    """For index pages: `record_model` says what is listed, `facets` how it is narrowed.

    Every state of the list is an address; unknown values are named and left out, a page out of range is a 404.
    """

    record_model = None
    facets = ()
    page_size = 20

    def get_records(self, request):
        """Return what the list shows, narrowed by nothing."""
        return self.record_model.objects.in_best_language(self.locale).for_listing()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        listing = FacetedList(self.get_records(request), self.facets, request.GET)
        try:
            page = Paginator(listing.pages(), self.page_size).page(request.GET.get("page") or 1)
        except InvalidPage as error:
            raise Http404(_("The list has no such page.")) from error
        context.update(
            listing=listing,
            filter_groups=list(listing.groups()),
            filter_chips=[self.chip(request, *chip) for chip in listing.chips()],
            records=page,
            clear_url=request.path,
            # What a filter leaves is for readers alone, but each page of the whole list can be found by itself.
            page_query=f"?page={page.number}" if page.number > 1 and not listing.is_filtered else "",
        )
        return context

    def chip(self, request, facet, value, label):
        """Return what the list shows of a choice made: its label, and the address without it."""
        rest = [
            (name, other)
            for name, values in request.GET.lists()
            for other in values
            if name != "page" and (name, other) != (facet.name, value)
        ]
        return {"facet": facet.label, "label": label, "url": f"?{urlencode(rest)}" if rest else request.path}
