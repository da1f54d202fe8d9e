"""Events: side events, assemblies, encounters, exchanges, campaign days."""

import datetime
import zoneinfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.fields import StreamField
from wagtail.search import index

from agc.core.blocks import BodyBlock
from agc.core.fields import language_codes, shared
from agc.core.models import BasePage
from agc.core.querysets import best_pages
from agc.vocabulary.forms import ConceptChoicePanel
from agc.vocabulary.models import concept_key
from events.forms import EventForm


def zone_choices():
    return [(zone, zone.replace("_", " ")) for zone in settings.WAGTAIL_USER_TIME_ZONES]


def check_zone(value):
    """Refuse what is no IANA time zone."""
    if value not in zoneinfo.available_timezones():
        raise ValidationError(_("There is no time zone of this name."))


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
    starts_at = models.DateTimeField(_("start"), null=True)
    ends_at = models.DateTimeField(_("end"), null=True, blank=True)
    over_at = models.DateTimeField(null=True, editable=False, db_index=True)
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
    languages_spoken = language_codes(_("languages spoken"), blank=True)
    languages_interpreted = language_codes(_("interpretation into"), blank=True)
    captioned = models.BooleanField(_("live captions"), default=False)
    sign_language = models.BooleanField(_("sign language"), default=False)
    body = StreamField(BodyBlock(), verbose_name=_("what it is about"))

    base_form_class = EventForm
    search_relations = ("country", "co_organisers")
    dublin_core_type = "Event"
    dublin_core_relations = ("organiser_member",)

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

    def save(self, *args, **kwargs):
        self.over_at = self.end_of_it()
        super().save(*args, **kwargs)

    def end_of_it(self):
        """Return the moment when the event is over: its end, or that of its last day where no hour is said."""
        last = self.local_end or self.local_start
        if last and (self.all_day or not self.ends_at):
            return last.replace(hour=0, minute=0, second=0, microsecond=0) + datetime.timedelta(days=1)
        return last

    @property
    def is_past(self):
        over = self.end_of_it()
        return bool(over and over < timezone.now())

    @property
    def clock(self):
        """Whose clocks the times are by: "time of Mexico City (UTC-06:00)"."""
        if self.zone == "UTC":
            return "UTC"
        offset = self.local_start.strftime("%z")
        place = self.zone.rpartition("/")[2].replace("_", " ")
        return gettext("time of %(place)s (UTC%(offset)s)") % {"place": place, "offset": f"{offset[:3]}:{offset[3:]}"}

    @cached_property
    def organiser_pages(self):
        """The page of the member that organises the event, in the reader's language; none where it is not public."""
        return best_pages([self.organiser_member], self.locale) if self.organiser_member else []

    @property
    def organiser(self):
        """The name of who organises the event, in the language of the page."""
        return self.organiser_pages[0].title if self.organiser_pages else self.organiser_name

    @property
    def card_facts(self):
        return [self.get_kind_display(), self.get_mode_display()]

    def search_texts(self):
        yield from (self.venue, self.address, self.organiser_name, self.words_of("body"), str(self.get_kind_display()))
        yield self.access_notes
        yield gettext("Live captions") if self.captioned else ""
        yield gettext("Sign language") if self.sign_language else ""
        yield from (row.name for row in self.co_organisers.all())

    def search_concepts(self):
        return [self.country] if self.country else []

    def search_years(self):
        return [self.starts_at.year] if self.starts_at else []

    def search_facets(self):
        return [("event-kind", self.kind), ("event-mode", self.mode), ("event-status", self.status)]

    @property
    def listed_by(self):
        return self.starts_at.astimezone(datetime.UTC).isoformat(timespec="minutes") if self.starts_at else ""

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context.update(
            organiser=self.organiser_pages,
            practices=best_pages(
                [row.practice for row in self.shown_practices.select_related("practice")], self.locale
            ),
            communities=best_pages([row.community for row in self.hosts.select_related("community")], self.locale),
        )
        return context

    def dublin_core(self):
        return super().dublin_core() | {"creator": [self.organiser_member or self.organiser_name]}

    def json_ld(self, request):
        status = {self.Status.POSTPONED: "EventPostponed", self.Status.CANCELLED: "EventCancelled"}
        mode = {self.Mode.ONLINE: "Online", self.Mode.HYBRID: "Mixed"}
        place = {"@type": "Place", "name": self.venue or str(self.country or ""), "address": self.address}
        online = {"@type": "VirtualLocation", "url": self.get_full_url(request)}
        start, end = (
            moment and (moment.date() if self.all_day else moment).isoformat()
            for moment in (self.local_start, self.local_end)
        )
        return super().json_ld(request) | {
            "@type": "Event",
            "startDate": start,
            "endDate": end,
            "eventStatus": f"https://schema.org/{status.get(self.status, 'EventScheduled')}",
            "eventAttendanceMode": f"https://schema.org/{mode.get(self.mode, 'Offline')}EventAttendanceMode",
            "location": {self.Mode.ONLINE: [online], self.Mode.IN_PERSON: [place]}.get(self.mode, [place, online]),
            "organizer": {"@type": "Organization", "name": self.organiser},
            # What it costs is not known, and an event has no publisher.
            "isAccessibleForFree": None,
            "publisher": None,
        }
