"""Member organisations."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from agc.core.fields import language_codes, rich_text, shared
from agc.core.models import BasePage, Source
from agc.core.querysets import best_pages
from agc.vocabulary.forms import ConceptChoicePanel, ConceptsForm
from agc.vocabulary.models import concept_key
from search.facets import ChoiceFacet, Facet
from search.listing import ListingMixin
from search.ordering import BY_TITLE


class MemberForm(ConceptsForm):
    concept_schemes = ("level", "r", "care-type", "component")


class MemberPage(BasePage):
    """An organisation that joined the alliance."""

    class Status(models.TextChoices):
        FOUNDER = "founder", _("Founding member")
        MEMBER = "member", _("Member")
        COMMITTEE = "committee", _("Member of the committee")
        OBSERVER = "observer", _("Observer")
        FORMER = "former", _("Former member")

    acronym = models.CharField(_("acronym"), max_length=30, blank=True)
    actor_type = concept_key(_("type of actor"), "actor-type")
    country = concept_key(_("country of its seat"), "country")
    website = models.URLField(_("website"), blank=True)
    description = rich_text(_("what it does"), 80)
    joined_on = models.DateField(_("joined on"), null=True)
    status = models.CharField(_("status"), max_length=20, choices=Status.choices, default=Status.MEMBER)
    focal_point_role = models.CharField(
        _("focal point: role"),
        max_length=150,
        help_text=_("The office that answers, shown to readers; no person’s name."),
    )
    focal_point_name = models.CharField(_("focal point: name"), max_length=150, blank=True)
    focal_point_email = models.EmailField(
        _("focal point: e-mail"), blank=True, help_text=_("For the secretariat alone; never shown.")
    )
    languages = language_codes(_("languages of work"), blank=True)
    concepts = ParentalManyToManyField("vocabulary.Concept", related_name="+", blank=True, verbose_name=_("themes"))

    base_form_class = MemberForm
    is_organisation = True
    card_relations = ("actor_type", "country")

    content_panels = [
        MultiFieldPanel([*BasePage.content_panels, FieldPanel("acronym")], heading=_("In short")),
        MultiFieldPanel(
            [
                FieldRowPanel([ConceptChoicePanel("actor_type"), ConceptChoicePanel("country", alphabetical=True)]),
                FieldRowPanel([FieldPanel("status"), FieldPanel("joined_on")]),
                FieldPanel("website"),
                FieldPanel("languages"),
            ],
            heading=_("Membership"),
        ),
        FieldPanel("description"),
        MultiFieldPanel(
            [FieldPanel("focal_point_role"), FieldPanel("focal_point_name"), FieldPanel("focal_point_email")],
            heading=_("Focal point"),
        ),
        FieldPanel("concepts"),
        InlinePanel("sources", heading=_("Sources"), label=_("Source")),
        BasePage.picture_panel,
    ]

    search_fields = [*BasePage.search_fields, index.SearchField("acronym"), index.SearchField("description")]

    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *shared("actor_type", "country", "status", "languages", "concepts", "focal_point_name", "focal_point_email"),
    ]

    parent_page_types = ["community.MemberIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("member organisation")
        verbose_name_plural = _("member organisations")

    @property
    def card_facts(self):
        return [concept.label for concept in (self.actor_type, self.country) if concept]

    def search_texts(self):
        return (self.acronym, str(self.description))

    def search_concepts(self):
        yield from self.concepts.all()
        yield from (concept for concept in (self.actor_type, self.country) if concept)

    def search_facets(self):
        return [("member-status", self.status)]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        everywhere = MemberPage.objects.filter(translation_key=self.translation_key)
        rows = [page for member in everywhere for page in (*member.led_practices.all(), *member.organised_events.all())]
        context["records"] = best_pages(rows, self.locale)
        return context

    def json_ld(self, request):
        return super().json_ld(request) | {
            "@type": "ProfilePage",
            "mainEntity": {
                "@type": "Organization",
                "name": self.title,
                "alternateName": self.acronym,
                "sameAs": self.website,
                "location": str(self.country or ""),
            },
        }


class MemberSource(Source):
    member = ParentalKey(MemberPage, on_delete=models.CASCADE, related_name="sources")

    class Meta(Source.Meta):
        verbose_name = _("source")


class MemberIndexPage(ListingMixin, BasePage):
    """Who belongs to the alliance."""

    record_model = MemberPage
    facets = (
        Facet("actor", _("Type of actor"), "actor-type"),
        Facet("country", _("Country"), "country", alphabetical=True),
        ChoiceFacet("status", _("Status"), "member-status", choices=MemberPage.Status),
    )
    orders = (BY_TITLE,)

    parent_page_types = ["home.HomePage"]
    subpage_types = ["community.MemberPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of members")
        verbose_name_plural = _("lists of members")
