"""Communities of practice."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from agc.core.blocks import BodyBlock
from agc.core.fields import language_codes, rich_text, shared
from agc.core.models import BasePage, Source, TranslatedRow
from agc.core.querysets import best_pages
from agc.vocabulary.forms import ConceptsForm
from search.facets import ChoiceFacet, Facet
from search.listing import ListingMixin
from search.ordering import BY_TITLE


class CommunityForm(ConceptsForm):
    concept_schemes = ("r", "care-type", "component")


class CommunityPage(BasePage):
    """People of several organisations who learn from each other on one theme."""

    class JoinPolicy(models.TextChoices):
        OPEN = "open", _("Anyone may join")
        REQUEST = "request", _("On request")
        INVITATION = "invitation", _("By invitation")

    purpose = rich_text(_("purpose"), 200)
    join_policy = models.CharField(
        _("how to join"), max_length=20, choices=JoinPolicy.choices, default=JoinPolicy.REQUEST
    )
    languages = language_codes(_("languages"))
    sponsor = models.CharField(_("sponsor"), max_length=200, blank=True)
    rhythm = models.CharField(_("rhythm"), max_length=200, blank=True, help_text=_("How often it meets, and how."))
    started_on = models.DateField(_("since"), null=True, blank=True)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("charter"))
    concepts = ParentalManyToManyField("vocabulary.Concept", related_name="+", blank=True, verbose_name=_("themes"))

    base_form_class = CommunityForm

    content_panels = [
        MultiFieldPanel([*BasePage.content_panels, FieldPanel("purpose")], heading=_("In short")),
        InlinePanel("facilitators", heading=_("Who facilitates it"), label=_("Facilitator"), min_num=1),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("join_policy"), FieldPanel("languages")]),
                FieldRowPanel([FieldPanel("rhythm"), FieldPanel("started_on")]),
                FieldPanel("sponsor"),
            ],
            heading=_("How it works"),
        ),
        FieldPanel("body"),
        FieldPanel("concepts"),
        MultipleChooserPanel(
            "studied_practices", chooser_field_name="practice", heading=_("Practices it works on"), label=_("Practice")
        ),
        InlinePanel("sources", heading=_("Sources"), label=_("Source")),
        BasePage.picture_panel,
    ]

    search_fields = [*BasePage.search_fields, index.SearchField("purpose"), index.SearchField("body")]

    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *shared("join_policy", "languages", "concepts"),
    ]

    parent_page_types = ["community.CommunityIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("community of practice")
        verbose_name_plural = _("communities of practice")

    @property
    def card_facts(self):
        return [self.get_join_policy_display()]

    def search_texts(self):
        return (str(self.purpose), self.words_of("body"))

    def search_concepts(self):
        return self.concepts.all()

    def search_facets(self):
        return [("join-policy", self.join_policy)]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        rows = self.hosted.model.objects.filter(community__translation_key=self.translation_key, event__live=True)
        context.update(
            practices=best_pages(
                [row.practice for row in self.studied_practices.select_related("practice")], self.locale
            ),
            events=best_pages(
                [row.event for row in rows.select_related("event").order_by("-event__starts_at")], self.locale
            ),
        )
        return context

    def json_ld(self, request):
        return super().json_ld(request) | {
            "@type": "ProfilePage",
            "mainEntity": {
                "@type": "Organization",
                "name": self.title,
                "knowsAbout": [concept.label for concept in self.concepts.all()],
            },
        }


class Facilitator(TranslatedRow):
    """Who keeps a community alive."""

    community = ParentalKey(CommunityPage, on_delete=models.CASCADE, related_name="facilitators")
    name = models.CharField(_("name or office"), max_length=200)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("organisation")])]
    override_translatable_fields = shared("organisation")

    class Meta(TranslatedRow.Meta):
        verbose_name = _("facilitator")

    def __str__(self):
        return self.name


class StudiedPractice(Orderable):
    """A practice that a community works on."""

    community = ParentalKey(CommunityPage, on_delete=models.CASCADE, related_name="studied_practices")
    practice = models.ForeignKey(
        "practices.PracticePage", on_delete=models.CASCADE, related_name="studied_by", verbose_name=_("practice")
    )

    panels = [FieldPanel("practice")]

    class Meta(Orderable.Meta):
        verbose_name = _("practice")


class CommunitySource(Source):
    community = ParentalKey(CommunityPage, on_delete=models.CASCADE, related_name="sources")

    class Meta(Source.Meta):
        verbose_name = _("source")


class CommunityIndexPage(ListingMixin, BasePage):
    """The communities one can join."""

    record_model = CommunityPage
    facets = (
        Facet("care", _("Type of care"), "care-type"),
        Facet("component", _("Component"), "component"),
        ChoiceFacet("join", _("How to join"), "join-policy", choices=CommunityPage.JoinPolicy),
    )
    orders = (BY_TITLE,)

    parent_page_types = ["home.HomePage"]
    subpage_types = ["community.CommunityPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of communities")
        verbose_name_plural = _("lists of communities")
