"""The rows of an event: who else organises it, which practices it shows, which communities take part, its sources."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from agc.core.models import Source, TranslatedRow

EVENT = "events.EventPage"


class CoOrganiser(TranslatedRow):
    """An organisation that organises an event along with another."""

    event = ParentalKey(EVENT, on_delete=models.CASCADE, related_name="co_organisers")
    name = models.CharField(_("name"), max_length=200)

    panels = [FieldPanel("name")]

    class Meta(TranslatedRow.Meta):
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
