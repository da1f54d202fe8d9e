"""Lists of the records of one type, from the index: each record once, narrowed, counted, in order, page by page."""

from dataclasses import dataclass

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from search.cards import cards
from search.counting import Counted, bitmaps
from search.facets import Narrowing
from search.feeds import RecordsFeed
from search.ordering import BY_DAY, Order


class Records:
    """The public records of a type, as the index has them.

    Args:
        model: the type of their pages.
        language: the code of the reader's language.
        chosen: what they are narrowed by: values by facet, any of a facet, all of the facets.
        maps: the Bitmaps, where they were asked for already.
    """

    def __init__(self, model, language, chosen=None, maps=None):
        self.model, self.language = model, language
        self.maps = maps or bitmaps()
        self.counted = Counted(self.maps, self.maps.having("type", model._meta.model_name), chosen or {})
        self.found = self.counted.matches

    @property
    def total(self):
        return self.found.bit_count()

    def facets(self, wanted=None):
        """Return how many of the records have each value, by facet, each counted as if it were not used itself.

        Args:
            wanted: the facets to be counted; all, if left out.
        """
        return self.counted.facets(wanted)

    def without(self, facet, value):
        """Return these records but for those that have a value of a facet."""
        self.found &= ~self.maps.having(facet, value)
        return self

    def none(self):
        """Return no records."""
        self.found = 0
        return self

    def cards(self, request, order, start=0, stop=None):
        """Return a slice of the records in an order, each as its card, of the page that suits the reader."""
        keys = order.pages(self.found, self.language, start, stop)
        drawn = cards(self.published(keys), request, self.maps.change, level=3)
        return [drawn[key] for key in keys if key in drawn]

    def pages(self, order, start=0, stop=None):
        """Return a slice of the records in an order: the page of each that suits the reader, with what a card shows."""
        return self.by_key(order.pages(self.found, self.language, start, stop))

    def by_key(self, keys):
        """Return pages by their keys, in their order, with what a card shows."""
        found = {page.pk: page for page in self.published(keys).for_listing()}
        return [found[key] for key in keys if key in found]

    def published(self, keys):
        """Return those of some pages that are public.

        The index follows what is published; what it would still have of a page just taken back is left out.
        """
        return self.model.objects.published().filter(pk__in=keys)


@dataclass(frozen=True)
class View:
    """A way to show what was found.

    Attributes:
        name: the value in the address.
        label: what the reader chooses it by.
        template: what shows the records of a page, in the context of the page; as cards that are drawn, or as pages.
        order: the order that belongs to it, whatever order was chosen.
        is_paged: whether it shows the records one page after another, and not all of them as numbers.
        has_cards: whether it shows each as its card.
    """

    name: str
    label: str | Promise
    template: str
    order: Order | None = None
    is_paged: bool = True
    has_cards: bool = False


CARDS = View("cards", _("Cards"), "components/cards_view.html", has_cards=True)


def chosen_of(choices, name):
    """Return the choice that has a name, else the first."""
    return next((choice for choice in choices if choice.name == name), choices[0])


def kept(params):
    """Return what an address says of how a list is shown: name and value, to be sent again with other choices."""
    return [(name, params[name]) for name in ("sort", "view", "size") if name in params]


class ListingMixin(RoutablePageMixin):
    """For index pages: `record_model` says what is listed, `facets` how it is narrowed, `orders` what comes first.

    Every state of the list is an address, and has a feed; unknown values are named and left out, a page out of range is
    a 404.
    """

    record_model = None
    facets = ()
    # Of orders, views and sizes of a page the first is the one that an address need not name.
    orders = (BY_DAY,)
    views = (CARDS,)
    sizes = (20, 50, 100)
    dublin_core_type = "Collection"

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        narrowing = Narrowing(self.facets, request.GET)
        records = Records(self.record_model, self.language, narrowing.chosen)
        order = chosen_of(self.orders, request.GET.get("sort"))
        view = chosen_of(self.views, request.GET.get("view"))
        size = next((size for size in self.sizes if str(size) == request.GET.get("size")), self.sizes[0])
        page = numbered_page(records.total, size, page_number(request))
        first = (page.number - 1) * size
        shown = view.order or order, first, page.end_index()
        if view.has_cards:
            page.object_list = records.cards(request, *shown)
        else:
            page.object_list = records.pages(*shown) if view.is_paged else []
        is_plain = (order, view, size) == (self.orders[0], self.views[0], self.sizes[0])
        context.update(
            found=records,
            order=order,
            view=view,
            size=size,
            kept=kept(request.GET),
            listing=narrowing,
            filter_groups=list(narrowing.groups(records.facets([facet.key for facet in self.facets]))),
            filter_chips=narrowing.chips(request.path),
            records=page,
            clear_url=request.path,
            feed_url=f"{self.get_url(request)}atom/{narrowing.query}" if self.live else "",
            # What a filter leaves is for readers alone, but each page of the whole list can be found by itself.
            page_query=f"?page={page.number}" if page.number > 1 and is_plain and not narrowing.is_filtered else "",
        )
        return context

    @property
    def has_controls(self):
        """Whether there is anything to choose of how the list is shown."""
        return len(self.orders) > 1 or len(self.views) > 1

    def below(self, request, address, template, status=200, **context):
        """Return a page at an address below the list, which shows nothing of the list itself."""
        shown = super().get_context(request)
        return TemplateResponse(request, template, {**shown, "below": address, **context}, status=status)

    @path("atom/", name="feed")
    def feed(self, request):
        """Answer with what was published last of the list, narrowed as the address says."""
        return RecordsFeed()(request, page=self)


def page_number(request):
    """Return the number of the page that the address asks for.

    Raises:
        Http404: when it is no number of a page.
    """
    try:
        return Paginator(range(10**9), 1).validate_number(request.GET.get("page") or 1)
    except InvalidPage as error:
        raise Http404(gettext("The list has no such page.")) from error


def numbered_page(total, size, number):
    """Return a page of a list that has so many records; what stands on it is not known yet.

    Raises:
        Http404: when the list has no such page.
    """
    try:
        return Paginator(range(total), size).page(number)
    except InvalidPage as error:
        raise Http404(gettext("The list has no such page.")) from error
