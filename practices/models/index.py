"""The lists of practices and of publications."""

from django.db import models
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agc.core.models import BasePage
from practices.data_out.routes import DataOutMixin
from practices.exploring import ExploringMixin
from practices.models.collection import CollectionPage
from practices.models.practice import PracticePage
from practices.models.publication import PublicationPage
from practices.showing import ALIKE_BY
from search.facets import ChoiceFacet, DecadeFacet, Facet, LanguageFacet
from search.listing import CARDS, ListingMixin, Records, View
from search.map import places, world_map
from search.ordering import BY_BEGINNING, BY_DAY, BY_PUBLICATION, BY_TITLE


class Depth(models.TextChoices):
    """How much a record says."""

    FULL = "full", _("Full record")
    SNAPSHOT = "snapshot", _("Snapshot")


class PracticeIndexPage(ExploringMixin, DataOutMixin, ListingMixin, BasePage):
    """All practices, each once, narrowed by what they are and where."""

    record_model = PracticePage
    facets = (
        Facet("r", _("The five Rs"), "r"),
        Facet("care", _("Type of care"), "care-type"),
        Facet("component", _("Component"), "component"),
        Facet("region", _("Region"), "region", alphabetical=True),
        Facet("country", _("Country"), "country", alphabetical=True),
        Facet("income", _("Income group of the country"), "income-group"),
        Facet("for", _("For whom"), "population"),
        Facet("kind", _("Kind of practice"), "kind"),
        Facet("stage", _("Stage"), "stage"),
        Facet("level", pgettext_lazy("of government or society", "Level"), "level"),
        Facet("size", _("Size of the place"), "place-size"),
        Facet("setting", pgettext_lazy("urban, rural", "Setting"), "setting"),
        DecadeFacet("since", _("Started in"), "decade"),
        LanguageFacet("in", _("Language"), "language"),
        Facet("evidence", _("Kind of evidence"), "evidence"),
        Facet("cost", _("Cost"), "cost-band"),
        Facet("condition", _("What helped or hindered"), "condition"),
        Facet("factor", _("Success factors"), "success-factor"),
        Facet("offer", _("What it offers to others"), "exchange-offer"),
        Facet("sdg", _("Sustainable Development Goals"), "sdg"),
        Facet("norm", _("Norms and commitments"), "norm"),
        ChoiceFacet("depth", _("Depth of the record"), "depth", choices=Depth),
    )
    orders = (BY_DAY, BY_TITLE, BY_BEGINNING, BY_PUBLICATION)
    setting_facets = (
        Facet("region", _("Region"), "region", alphabetical=True),
        Facet("country", _("Country"), "country", alphabetical=True),
        Facet("income", _("Income group of the country"), "income-group"),
        Facet("size", _("Size of the place"), "place-size"),
        Facet("setting", pgettext_lazy("urban, rural", "Setting"), "setting"),
        Facet("level", pgettext_lazy("of government or society", "Level"), "level"),
        Facet("care", _("Type of care"), "care-type"),
        Facet("for", _("For whom"), "population"),
        Facet("kind", _("Kind of practice"), "kind"),
        Facet("cost", _("Cost"), "cost-band"),
    )
    alike_by = ALIKE_BY | {"cost-band": 2, "country": 2, "income-group": 2, "place-size": 2}
    views = (
        CARDS,
        View("table", _("Table"), "practices/explore/table.html"),
        View("map", _("Map"), "practices/explore/map.html", is_paged=False),
        View("timeline", _("Timeline"), "practices/explore/timeline.html", BY_BEGINNING),
    )

    parent_page_types = ["home.HomePage"]
    subpage_types = ["practices.PracticePage", "practices.CollectionPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of practices")
        verbose_name_plural = _("lists of practices")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        records = context["records"]
        if context["view"].name == "table":
            prefetch_related_objects(records.object_list, *PracticePage.table_relations)
        elif context["view"].name == "timeline":
            context.update(timeline(records.object_list))
        elif context["view"].name == "map":
            context["world"] = self.map_of(context["found"].facets(["country"]).get("country", {}), context["listing"])
        collections = Records(CollectionPage, self.language, maps=context["found"].maps)
        context["collections"] = collections.cards(request, BY_TITLE)
        return context

    @staticmethod
    def map_of(counts, listing):
        """Return the map of what was found: a country narrows to it, and one that was chosen is taken back."""
        (country,) = (facet for facet in listing.facets if facet.name == "country")
        chosen = listing.known.get(country, {})
        labels, regions = places({*counts, *chosen})

        def url_of(code):
            return listing.without(country, code) or "?" if code in chosen else listing.with_value(country, code)

        return world_map(counts, set(chosen), url_of, labels, regions)


def timeline(pages):
    """Return the pages with where their years lie, in hundredths of the years that all of them take."""
    this_year = timezone.localdate().year
    begun = [(page, page.start_year or this_year) for page in pages]
    years = [(page, start, this_year if page.ongoing else page.end_year or start) for page, start in begun]
    first = min((start for _page, start, _end in years), default=this_year)
    last = max((end for _page, _start, end in years), default=this_year)
    length = max(1, last - first + 1)
    spans = [
        (page, {"start": (start - first) * 100 // length, "length": max(1, (end - start + 1) * 100 // length)})
        for page, start, end in years
    ]
    return {"spans": spans, "first_year": first, "last_year": last}


class PublicationIndexPage(ListingMixin, BasePage):
    """Guides, compilations and reports."""

    record_model = PublicationPage
    facets = (
        ChoiceFacet("type", _("Type"), "publication-type", choices=PublicationPage.Type),
        Facet("r", _("The five Rs"), "r"),
        Facet("care", _("Type of care"), "care-type"),
    )
    orders = (BY_DAY,)

    parent_page_types = ["home.HomePage"]
    subpage_types = ["practices.PublicationPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of publications")
        verbose_name_plural = _("lists of publications")
