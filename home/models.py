"""The home page, sections, plain pages, and the bodies that govern the alliance with their documents."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from agc.core.blocks import BodyBlock, RulesBlock
from agc.core.fields import rich_text, shared
from agc.core.models import BasePage, Source, TranslatedRow
from agc.core.querysets import best_children
from agc.vocabulary.models import Concept
from community.models import CommunityPage
from events.models import EventPage
from practices.models import PracticeIndexPage, PracticePage, PublicationPage
from search.counting import bitmaps
from search.listing import Records
from search.ordering import BY_DAY, BY_TITLE, COMING


class HomePage(BasePage):
    """Leads a newcomer to a practice, an event or a community at once."""

    headline = models.CharField(_("headline"), max_length=70)
    lead = models.TextField(_("opening"), max_length=240)

    content_panels = [
        MultiFieldPanel([*BasePage.content_panels, FieldPanel("headline"), FieldPanel("lead")], heading=_("Opening")),
        BasePage.picture_panel,
    ]

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "practices.PracticeIndexPage",
        "practices.PublicationIndexPage",
        "events.EventIndexPage",
        "community.CommunityIndexPage",
        "community.MemberIndexPage",
        "home.SectionPage",
        "home.StandardPage",
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        maps = bitmaps()
        practices, events, communities, publications = (
            Records(model, self.language, maps=maps)
            for model in (PracticePage, EventPage, CommunityPage, PublicationPage)
        )
        context.update(
            practices=practices.cards(request, BY_DAY, 0, 6),
            events=events.without("event-status", EventPage.Status.CANCELLED).cards(request, COMING, 0, 3),
            communities=communities.cards(request, BY_TITLE, 0, 3),
            publications=publications.cards(request, BY_DAY, 0, 2),
            rs=Concept.objects.of("r").in_use(),
            practice_index=PracticeIndexPage.objects.live().filter(locale=self.locale).first(),
            practice_count=practices.total,
        )
        return context

    def json_ld(self, request):
        return super().json_ld(request) | {"@type": "WebSite"}


class SectionPage(BasePage):
    """Opens a part of the site and lists what is in it."""

    intro = StreamField(BodyBlock(), blank=True, verbose_name=_("introduction"))

    content_panels = [*BasePage.content_panels, FieldPanel("intro"), BasePage.picture_panel]
    search_fields = [*BasePage.search_fields, index.SearchField("intro")]

    parent_page_types = ["home.HomePage", "home.SectionPage"]
    subpage_types = ["home.StandardPage", "home.GovernanceBodyPage", "home.SectionPage"]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def search_texts(self):
        yield self.words_of("intro")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["children"] = best_children(self)
        return context


class StandardPage(BasePage):
    """A plain page of text."""

    body = StreamField(BodyBlock(), verbose_name=_("text"))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("body"),
        InlinePanel("sources", heading=_("Sources"), label=_("Source")),
        BasePage.picture_panel,
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    parent_page_types = ["home.HomePage", "home.SectionPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def search_texts(self):
        yield self.words_of("body")


class StandardSource(Source):
    page = ParentalKey(StandardPage, on_delete=models.CASCADE, related_name="sources")

    class Meta(Source.Meta):
        verbose_name = _("source")


class GovernanceBodyPage(BasePage):
    """A body of the alliance: its mandate, who sits in it, its documents."""

    class Kind(models.TextChoices):
        ASSEMBLY = "assembly", _("Assembly")
        COMMITTEE = "committee", _("Committee")
        SECRETARIAT = "secretariat", _("Secretariat")
        WORKING_GROUP = "working-group", _("Working group")

    body_kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.COMMITTEE)
    mandate = rich_text(_("mandate"), 200)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("more about it"))

    content_panels = [
        MultiFieldPanel([*BasePage.content_panels, FieldPanel("body_kind")], heading=_("In short")),
        FieldPanel("mandate"),
        InlinePanel("seats", heading=_("Seats"), label=_("Seat")),
        FieldPanel("body"),
        InlinePanel("sources", heading=_("Sources"), label=_("Source")),
        BasePage.picture_panel,
    ]
    override_translatable_fields = [*BasePage.override_translatable_fields, *shared("body_kind")]
    search_fields = [*BasePage.search_fields, index.SearchField("mandate"), index.SearchField("body")]

    parent_page_types = ["home.SectionPage"]
    subpage_types = ["home.GovernanceDocumentPage"]

    class Meta:
        verbose_name = _("body of the alliance")
        verbose_name_plural = _("bodies of the alliance")

    @property
    def card_facts(self):
        return [self.get_body_kind_display()]

    def search_texts(self):
        yield from (str(self.mandate), self.words_of("body"))
        yield from (f"{seat.label} {seat.holder}" for seat in self.seats.all())

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["documents"] = best_children(self)
        return context

    def json_ld(self, request):
        return super().json_ld(request) | {
            "@type": "ProfilePage",
            "mainEntity": {"@type": "Organization", "name": self.title},
        }


class Seat(TranslatedRow):
    """A seat in a body, who holds it, and for how long."""

    body_page = ParentalKey(GovernanceBodyPage, on_delete=models.CASCADE, related_name="seats")
    label = models.CharField(_("seat"), max_length=200)
    holder = models.CharField(_("held by"), max_length=200, blank=True)
    term_start = models.DateField(_("from"), null=True, blank=True)
    term_end = models.DateField(_("to"), null=True, blank=True)

    panels = [
        FieldPanel("label"),
        FieldPanel("holder"),
        FieldRowPanel([FieldPanel("term_start"), FieldPanel("term_end")]),
    ]

    class Meta(TranslatedRow.Meta):
        verbose_name = _("seat")

    def __str__(self):
        return self.label


class BodySource(Source):
    body_page = ParentalKey(GovernanceBodyPage, on_delete=models.CASCADE, related_name="sources")

    class Meta(Source.Meta):
        verbose_name = _("source")


class GovernanceDocumentPage(BasePage):
    """A rule, a strategy, minutes: on the web by numbered articles."""

    class Type(models.TextChoices):
        OPERATING_GUIDELINES = "operating-guidelines", _("Operating guidelines")
        TERMS_OF_REFERENCE = "terms-of-reference", _("Terms of reference")
        RULES = "rules", _("Rules")
        STRATEGY = "strategy", _("Strategy")
        MINUTES = "minutes", _("Minutes")
        RESOLUTION = "resolution", _("Resolution")
        CALL = "call", _("Call")
        REPORT = "report", _("Report")
        CODE_OF_CONDUCT = "code-of-conduct", _("Code of conduct")
        PRIVACY_POLICY = "privacy-policy", _("Privacy policy")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CONSULTATION = "consultation", _("In consultation")
        IN_FORCE = "in-force", _("In force")
        REPEALED = "repealed", _("Repealed")

    document_type = models.CharField(_("type"), max_length=30, choices=Type.choices, default=Type.RULES)
    number = models.CharField(_("number"), max_length=30, blank=True)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    adopted_by = models.CharField(_("adopted by"), max_length=200, blank=True)
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    version = models.CharField(_("version"), max_length=30)
    status = models.CharField(_("state"), max_length=20, choices=Status.choices, default=Status.DRAFT)
    body = StreamField(RulesBlock(), verbose_name=_("text"))

    content_panels = [
        MultiFieldPanel(
            [
                *BasePage.content_panels,
                FieldRowPanel([FieldPanel("document_type"), FieldPanel("number")]),
                FieldRowPanel([FieldPanel("version"), FieldPanel("status")]),
                FieldRowPanel([FieldPanel("adopted_on"), FieldPanel("adopted_by"), FieldPanel("in_force_from")]),
            ],
            heading=_("In short"),
        ),
        FieldPanel("body"),
        InlinePanel("sources", heading=_("Sources"), label=_("Source")),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *shared("document_type", "number", "version", "status"),
    ]

    parent_page_types = ["home.GovernanceBodyPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("governance document")
        verbose_name_plural = _("governance documents")

    @property
    def card_facts(self):
        return [self.get_document_type_display(), self.get_status_display()]

    def search_texts(self):
        yield from (self.number, self.words_of("body"))

    def json_ld(self, request):
        return super().json_ld(request) | {"@type": "DigitalDocument", "version": self.version}


class DocumentSource(Source):
    document = ParentalKey(GovernanceDocumentPage, on_delete=models.CASCADE, related_name="sources")

    class Meta(Source.Meta):
        verbose_name = _("source")
