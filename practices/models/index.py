"""The lists of practices and of publications."""

from django.utils.translation import gettext_lazy as _

from agc.core.models import BasePage
from agc.vocabulary.facets import ChoiceFacet, ConceptFacet
from agc.vocabulary.listing import ListingMixin
from practices.models.practice import PracticePage
from practices.models.publication import PublicationPage


class PracticeIndexPage(ListingMixin, BasePage):
    """All practices, each once, narrowed by what they are and where."""

    record_model = PracticePage
    facets = (
        ConceptFacet("r", _("The five Rs"), "effects__r", scheme="r"),
        ConceptFacet("care", _("Type of care"), "concepts", scheme="care-type"),
        ConceptFacet("component", _("Component"), "concepts", scheme="component"),
        ConceptFacet("country", _("Country"), "places__country", scheme="country", alphabetical=True),
        ConceptFacet("kind", _("Kind of practice"), "kind", scheme="kind"),
        ConceptFacet("stage", _("Stage"), "stage", scheme="stage"),
        ConceptFacet("for", _("For whom"), "concepts", scheme="population"),
    )

    parent_page_types = ["home.HomePage"]
    subpage_types = ["practices.PracticePage", "practices.CollectionPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of practices")
        verbose_name_plural = _("lists of practices")

    def get_context(self, request, *args, **kwargs):
        from practices.models.collection import CollectionPage

        context = super().get_context(request, *args, **kwargs)
        context["collections"] = CollectionPage.objects.in_best_language(self.locale).for_listing()
        return context


class PublicationIndexPage(ListingMixin, BasePage):
    """Guides, compilations and reports."""

    record_model = PublicationPage
    facets = (
        ChoiceFacet("type", _("Type"), "publication_type", choices=PublicationPage.Type),
        ConceptFacet("r", _("The five Rs"), "concepts", scheme="r"),
        ConceptFacet("care", _("Type of care"), "concepts", scheme="care-type"),
    )

    parent_page_types = ["home.HomePage"]
    subpage_types = ["practices.PublicationPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of publications")
        verbose_name_plural = _("lists of publications")
