"""The rows that belong to a practice: places, effects, results, dates, partners, sources."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable
from wagtail_localize.fields import SynchronizedField

from agc.core.fields import shared
from agc.core.models import Source, TranslatedRow
from agc.core.numbers import localise
from agc.vocabulary.forms import ConceptChoicePanel
from agc.vocabulary.models import concept_key

PRACTICE = "practices.PracticePage"
WITH_QUALIFIER = {
    "more": _("more than %(number)s"),
    "about": _("about %(number)s"),
    "less": _("less than %(number)s"),
}


class Place(Orderable):
    """Where a practice is carried out; the region follows from the country."""

    practice = ParentalKey(PRACTICE, on_delete=models.CASCADE, related_name="places")
    country = concept_key(_("country"), "country")
    subdivision = models.CharField(_("state, province or department"), max_length=120, blank=True)
    place = models.CharField(_("city or place"), max_length=120, blank=True)

    panels = [
        FieldRowPanel(
            [ConceptChoicePanel("country", alphabetical=True), FieldPanel("subdivision"), FieldPanel("place")]
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("place")

    def __str__(self):
        return ", ".join(str(part) for part in (self.place, self.subdivision, self.country) if part)


class Effect(TranslatedRow):
    """What a practice does for one of the five Rs."""

    practice = ParentalKey(PRACTICE, on_delete=models.CASCADE, related_name="effects")
    r = concept_key(_("R"), "r")
    explanation = models.TextField(_("how"), max_length=400, help_text=_("One or two sentences."))
    evidence = models.URLField(_("address of the evidence"), max_length=500, blank=True)

    panels = [ConceptChoicePanel("r"), FieldPanel("explanation"), FieldPanel("evidence")]
    override_translatable_fields = shared("r", "evidence")

    class Meta(TranslatedRow.Meta):
        verbose_name = _("effect")

    def __str__(self):
        return str(self.r)


class KeyDate(TranslatedRow):
    """A year that mattered."""

    practice = ParentalKey(PRACTICE, on_delete=models.CASCADE, related_name="key_dates")
    year = models.PositiveSmallIntegerField(_("year"), null=True)
    text = models.CharField(_("what happened"), max_length=200)

    panels = [FieldRowPanel([FieldPanel("year"), FieldPanel("text")])]

    class Meta(TranslatedRow.Meta):
        verbose_name = _("key date")

    def __str__(self):
        return f"{self.year}: {self.text}"


def figure(label, **kwargs):
    """Return a field for a figure that may be missing in a draft."""
    return models.DecimalField(label, max_digits=18, decimal_places=3, null=True, **kwargs)


class Result(TranslatedRow):
    """A figure that changed, with its year and source."""

    class Qualifier(models.TextChoices):
        EXACT = "", _("exactly")
        MORE = "more", _("more than")
        ABOUT = "about", _("about")
        LESS = "less", _("less than")

    practice = ParentalKey(PRACTICE, on_delete=models.CASCADE, related_name="results")
    indicator = models.CharField(_("what was measured"), max_length=250)
    before_value = figure(_("before"), blank=True)
    before_to = figure(_("before: up to"), blank=True, help_text=_("Only where a range is known."))
    after_value = figure(_("after"), help_text=_("A number; each language writes it its own way."))
    qualifier = models.CharField(
        _("how exact"), max_length=10, choices=Qualifier.choices, default=Qualifier.EXACT, blank=True
    )
    unit = models.CharField(_("unit"), max_length=80, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True)
    source = models.CharField(_("source"), max_length=250, help_text=_("Who reported it, and when."))

    panels = [
        FieldPanel("indicator"),
        FieldRowPanel([FieldPanel("before_value"), FieldPanel("before_to")]),
        FieldRowPanel([FieldPanel("after_value"), FieldPanel("qualifier"), FieldPanel("unit"), FieldPanel("year")]),
        FieldPanel("source"),
    ]
    override_translatable_fields = [*shared("qualifier"), SynchronizedField("source")]

    class Meta(TranslatedRow.Meta):
        verbose_name = _("result")

    def __str__(self):
        return self.indicator

    @property
    def before(self):
        """The figure before, or its range, as the reader's language writes it."""
        if self.before_value is None:
            return ""
        parts = (localise(value) for value in (self.before_value, self.before_to) if value is not None)
        return "–".join(parts)

    @property
    def after(self):
        """The figure after, as the reader's language writes it, with how exact it is."""
        if self.after_value is None:
            return ""
        text = localise(self.after_value)
        return WITH_QUALIFIER[self.qualifier] % {"number": text} if self.qualifier else text


class Partner(TranslatedRow):
    """An organisation that takes part, and with what."""

    class Role(models.TextChoices):
        IMPLEMENTING = "implementing", _("carries it out")
        FINANCIAL = "financial", _("funds it")
        TECHNICAL = "technical", _("advises")
        POLITICAL = "political", _("backs it politically")
        ADMINISTRATIVE = "administrative", _("administers")

    practice = ParentalKey(PRACTICE, on_delete=models.CASCADE, related_name="partners")
    name = models.CharField(_("name"), max_length=200)
    actor_type = concept_key(_("type of actor"), "actor-type")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)

    panels = [FieldPanel("name"), FieldRowPanel([ConceptChoicePanel("actor_type"), FieldPanel("role")])]
    override_translatable_fields = shared("actor_type", "role")

    class Meta(TranslatedRow.Meta):
        verbose_name = _("partner")

    def __str__(self):
        return self.name


class PracticeSource(Source):
    practice = ParentalKey(PRACTICE, on_delete=models.CASCADE, related_name="sources")

    class Meta(Source.Meta):
        verbose_name = _("source")

    def __str__(self):
        return self.title
