"""Events: side events, assemblies, encounters, exchanges, campaign days."""

import zoneinfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from agc.core.blocks import BodyBlock
from agc.core.fields import shared
from agc.core.forms import BasePageForm
from agc.core.models import BasePage, Source
from agc.core.querysets import best_pages
from agc.vocabulary.facets import ChoiceFacet, ConceptFacet
from agc.vocabulary.forms import ConceptChoicePanel
from agc.vocabulary.listing import ListingMixin
from agc.vocabulary.models import concept_key

EVENT = "events.EventPage"


def zone_choices():
    return [(zone, zone.replace("_", " ")) for zone in settings.WAGTAIL_USER_TIME_ZONES]


def language_choices():
    return settings.LANGUAGES


def check_zone(value):
    """Refuse what is no IANA time zone."""
    if value not in zoneinfo.available_timezones():
        raise ValidationError(_("There is no time zone of this name."))


class EventForm(BasePageForm):
    def clean(self):
        data = super().clean()
        if data.get("starts_at") and data.get("ends_at") and data["ends_at"] < data["starts_at"]:
            self.add_error("ends_at", _("It cannot end before it starts."))
        if not self.is_deferred_validation and not data.get("organiser_member") and not data.get("organiser_name"):
            self.add_error("organiser_name", _("Say who organises the event."))
        return data


class EventPage(BasePage):
    """Something that happens at a time, somewhere or online."""

    class Kind(models.TextChoices):
        SIDE_EVENT = "side-event", _("Side event")
        ASSEMBLY = "assembly", _("Assembly")
        TECHNICAL_MEETING = "technical-meeting", _("Technical meeting")
        ENCOUNTER = "encounter", _("Encounter")
        EXCHANGE_WORKSHOP = "exchange-workshop", _("Exchange workshop")
        WEBINAR = "webinar", _("Webinar")
        DIALOGUE = "dialogue", _("Dialogue")
        COURSE = "course", _("Course")
        CAMPAIGN_DAY = "campaign-day", _("Campaign day")
        PARTNER_EVENT = "partner-event", _("Partners’ event")

    class Status(models.TextChoices):
        ANNOUNCED = "announced", _("Announced")
        CONFIRMED = "confirmed", _("Confirmed")
        POSTPONED = "postponed", _("Postponed")
        CANCELLED = "cancelled", _("Cancelled")
        HELD = "held", _("Held")

    class Mode(models.TextChoices):
        IN_PERSON = "in-person", _("In person")
        ONLINE = "online", _("Online")
        HYBRID = "hybrid", _("In person and online")

    class Audience(models.TextChoices):
        PUBLIC = "public", _("Open to all")
        MEMBERS = "members", _("For members")
        INVITATION = "invitation", _("By invitation")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.WEBINAR)
    status = models.CharField(_("state"), max_length=20, choices=Status.choices, default=Status.ANNOUNCED)
    mode = models.CharField(_("how to attend"), max_length=20, choices=Mode.choices, default=Mode.ONLINE)
    audience = models.CharField(_("for whom"), max_length=20, choices=Audience.choices, default=Audience.PUBLIC)
    starts_at = models.DateTimeField(
        _("start"),
        null=True,
        help_text=_("In your own time zone, as set in your account; readers see the event’s zone."),
    )
    ends_at = models.DateTimeField(_("end"), null=True, blank=True)
    zone = models.CharField(
        _("time zone of the event"),
        max_length=40,
        choices=zone_choices,
        default="UTC",
        validators=[check_zone],
    )
    all_day = models.BooleanField(_("the whole day"), default=False)
    organiser_member = models.ForeignKey(
        "community.MemberPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="organised_events",
        verbose_name=_("organiser, if a member"),
    )
    organiser_name = models.CharField(_("organiser, if not a member"), max_length=200, blank=True)
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=250, blank=True)
    country = concept_key(_("country"), "country", blank=True)
    access_notes = models.TextField(
        _("access"), blank=True, help_text=_("Step-free access, hearing loop, childcare on site, a room to breastfeed…")
    )
    languages_spoken = models.CharField(
        _("languages spoken"), max_length=60, blank=True, help_text=_("Language codes, with commas: es, en")
    )
    languages_interpreted = models.CharField(_("interpretation into"), max_length=60, blank=True)
    captioned = models.BooleanField(_("live captions"), default=False)
    sign_language = models.BooleanField(_("sign language"), default=False)
    body = StreamField(BodyBlock(), verbose_name=_("what it is about"))

    base_form_class = EventForm

    content_panels = [
        MultiFieldPanel(
            [
                *BasePage.content_panels,
                FieldRowPanel([FieldPanel("kind"), FieldPanel("status"), FieldPanel("audience")]),
            ],
            heading=_("In short"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldRowPanel([FieldPanel("zone"), FieldPanel("all_day")]),
            ],
            heading=_("When"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("mode"),
                FieldRowPanel([FieldPanel("venue"), FieldPanel("address")]),
                ConceptChoicePanel("country", alphabetical=True),
                FieldPanel("access_notes"),
            ],
            heading=_("Where"),
        ),
        MultiFieldPanel([FieldPanel("organiser_member"), FieldPanel("organiser_name")], heading=_("Who organises it")),
        InlinePanel("co_organisers", heading=_("With"), label=_("Organisation")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("languages_spoken"), FieldPanel("languages_interpreted")]),
                FieldRowPanel([FieldPanel("captioned"), FieldPanel("sign_language")]),
            ],
            heading=_("Languages"),
        ),
        FieldPanel("body"),
        MultipleChooserPanel(
            "shown_practices", chooser_field_name="practice", heading=_("Practices shown"), label=_("Practice")
        ),
        MultipleChooserPanel(
            "hosts", chooser_field_name="community", heading=_("Communities that take part"), label=_("Community")
        ),
        InlinePanel("sources", heading=_("Sources"), label=_("Source")),
        BasePage.picture_panel,
    ]

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.FilterField("starts_at"),
        index.FilterField("kind"),
    ]

    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *shared("kind", "status", "mode", "audience", "zone", "address", "country", "organiser_member"),
        *shared("languages_spoken", "languages_interpreted"),
    ]

    parent_page_types = ["events.EventIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def local(self, moment):
        """Return a moment as the clocks of the event show it."""
        return moment.astimezone(zoneinfo.ZoneInfo(self.zone)) if moment else None

    @property
    def local_start(self):
        return self.local(self.starts_at)

    @property
    def local_end(self):
        return self.local(self.ends_at)

    @property
    def is_past(self):
        end = self.ends_at or self.starts_at
        return bool(end and end < timezone.now())

    @property
    def organiser(self):
        member = self.organiser_member
        return member.title if member and member.live else self.organiser_name

    @property
    def card_facts(self):
        return [self.get_kind_display(), self.get_mode_display()]

    def search_texts(self):
        yield from (self.venue, self.address, self.organiser_name, self.words_of("body"), str(self.get_kind_display()))

    def search_concepts(self):
        return [self.country] if self.country else []

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context.update(
            organiser=best_pages([self.organiser_member], self.locale) if self.organiser_member else [],
            practices=best_pages(
                [row.practice for row in self.shown_practices.select_related("practice")], self.locale
            ),
            communities=best_pages([row.community for row in self.hosts.select_related("community")], self.locale),
        )
        return context

    def json_ld(self, request):
        status = {self.Status.POSTPONED: "EventPostponed", self.Status.CANCELLED: "EventCancelled"}
        mode = {self.Mode.ONLINE: "Online", self.Mode.HYBRID: "Mixed"}
        place = {"@type": "Place", "name": self.venue or str(self.country or ""), "address": self.address}
        online = {"@type": "VirtualLocation", "url": self.get_full_url(request)}
        return super().json_ld(request) | {
            "@type": "Event",
            "startDate": self.local_start.isoformat() if self.starts_at else None,
            "endDate": self.local_end.isoformat() if self.ends_at else None,
            "eventStatus": f"https://schema.org/{status.get(self.status, 'EventScheduled')}",
            "eventAttendanceMode": f"https://schema.org/{mode.get(self.mode, 'Offline')}EventAttendanceMode",
            "location": online if self.mode == self.Mode.ONLINE else place,
            "organizer": {"@type": "Organization", "name": self.organiser},
        }


class CoOrganiser(Orderable):
    event = ParentalKey(EVENT, on_delete=models.CASCADE, related_name="co_organisers")
    name = models.CharField(_("name"), max_length=200)

    panels = [FieldPanel("name")]

    class Meta(Orderable.Meta):
        verbose_name = _("organisation")

    def __str__(self):
        return self.name


class ShownPractice(Orderable):
    """A practice that an event is about."""

    event = ParentalKey(EVENT, on_delete=models.CASCADE, related_name="shown_practices")
    practice = models.ForeignKey(
        "practices.PracticePage", on_delete=models.CASCADE, related_name="shown_at", verbose_name=_("practice")
    )

    panels = [FieldPanel("practice")]

    class Meta(Orderable.Meta):
        verbose_name = _("practice")


class Host(Orderable):
    """A community that takes part in an event."""

    event = ParentalKey(EVENT, on_delete=models.CASCADE, related_name="hosts")
    community = models.ForeignKey(
        "community.CommunityPage", on_delete=models.CASCADE, related_name="hosted", verbose_name=_("community")
    )

    panels = [FieldPanel("community")]

    class Meta(Orderable.Meta):
        verbose_name = _("community")


class EventSource(Source):
    event = ParentalKey(EVENT, on_delete=models.CASCADE, related_name="sources")

    class Meta(Source.Meta):
        verbose_name = _("source")


class EventIndexPage(ListingMixin, BasePage):
    """What is coming, then what has been."""

    record_model = EventPage
    facets = (
        ChoiceFacet("kind", _("Kind"), "kind", choices=EventPage.Kind),
        ChoiceFacet("mode", _("How to attend"), "mode", choices=EventPage.Mode),
        ConceptFacet("country", _("Country"), "country", scheme="country", alphabetical=True),
    )

    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.EventPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")

    def get_records(self, request):
        """Upcoming events first, the next one on top; then past ones, the latest on top."""
        now = timezone.now()
        past = Q(ends_at__lt=now) | Q(ends_at=None, starts_at__lt=now)
        events = (
            super()
            .get_records(request)
            .annotate(
                past=Case(When(past, then=Value(1)), default=Value(0)),
                next_start=Case(When(~past, then=F("starts_at"))),
            )
        )
        return events.order_by("past", "next_start", "-starts_at", "pk")
