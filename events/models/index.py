"""The list of events."""

from django.utils.translation import gettext_lazy as _

from agc.core.models import BasePage
from events.models.event import EventPage
from search.facets import ChoiceFacet, Facet
from search.listing import ListingMixin
from search.ordering import COMING_FIRST


class EventIndexPage(ListingMixin, BasePage):
    """What is coming, then what has been."""

    record_model = EventPage
    facets = (
        ChoiceFacet("kind", _("Kind"), "event-kind", choices=EventPage.Kind),
        ChoiceFacet("mode", _("How to attend"), "event-mode", choices=EventPage.Mode),
        Facet("country", _("Country"), "country", alphabetical=True),
    )
    orders = (COMING_FIRST,)

    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.EventPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")
