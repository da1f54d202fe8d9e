"""The rows that belong to a practice: places, effects, results, dates, partners, sources."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext
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


def degrees(label, most, **kwargs):
    """Return a field for degrees of latitude or longitude."""
    validators = [MinValueValidator(-most), MaxValueValidator(most)]
    return models.DecimalField(
        label, max_digits=9, decimal_places=6, null=True, blank=True, validators=validators, **kwargs
    )


class Place(Orderable):
    """Where a practice is carried out; the region follows from the country."""

    practice = ParentalKey(PRACTICE, on_delete=models.CASCADE, related_name="places")
    country = concept_key(_("country"), "country")
    subdivision = models.CharField(
        _("state, province or department"), max_length=120, blank=True, help_text=_("For example: Jalisco.")
    )
    place = models.CharField(_("city or place"), max_length=120, blank=True, help_text=_("For example: Zapopan."))
    size = concept_key(
        _("size of the place"),
        "place-size",
        blank=True,
        help_text=_("Of the city or place, with its suburbs. Leave it empty for a whole country or province."),
    )
    latitude = degrees(_("latitude"), 90, help_text=_("Degrees north of the equator, such as 19.4326; south: −34.9."))
    longitude = degrees(_("longitude"), 180, help_text=_("Degrees east of Greenwich; west: −99.1332."))

    panels = [
        FieldRowPanel(
            [ConceptChoicePanel("country", alphabetical=True), FieldPanel("subdivision"), FieldPanel("place")]
        ),
        ConceptChoicePanel("size"),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("place")

    def __str__(self):
        return ", ".join(filter(None, (self.town, self.country and self.country.label)))

    @property
    def town(self):
        """Where in the country it is, as written."""
        return ", ".join(filter(None, (self.place, self.subdivision)))


class Effect(TranslatedRow):
    """What a practice does for one of the five Rs."""

    practice = ParentalKey(PRACTICE, on_delete=models.CASCADE, related_name="effects")
    r = concept_key(_("R"), "r", help_text=_("One that it really touches: one or two are better than five."))
    explanation = models.TextField(
        _("how"),
        max_length=400,
        help_text=_(
            "What changes, in one or two sentences. For example: the free laundry takes hours of work off carers."
        ),
    )
    evidence = models.URLField(
        _("address of the evidence"),
        max_length=500,
        blank=True,
        help_text=_("Of a study or a public figure; it begins with https://."),
    )

    panels = [ConceptChoicePanel("r"), FieldPanel("explanation"), FieldPanel("evidence")]
    override_translatable_fields = shared("r", "evidence")

    class Meta(TranslatedRow.Meta):
        verbose_name = _("effect")

    def __str__(self):
        return str(self.r)


class KeyDate(TranslatedRow):
    """A year that mattered."""

    practice = ParentalKey(PRACTICE, on_delete=models.CASCADE, related_name="key_dates")
    year = models.PositiveSmallIntegerField(_("year"), null=True, help_text=_("For example: 2024."))
    text = models.CharField(
        _("what happened"), max_length=200, help_text=_("For example: the first night care house opens.")
    )

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
    indicator = models.CharField(
        _("what was measured"),
        max_length=250,
        help_text=_("For example: hours a week that carers have to themselves."),
    )
    before_value = figure(_("before"), blank=True, help_text=_("The number alone, if it is known."))
    before_to = figure(_("before: up to"), blank=True, help_text=_("Only where a range is known."))
    after_value = figure(_("after"), help_text=_("The number alone."))
    qualifier = models.CharField(
        _("how exact"),
        max_length=10,
        choices=Qualifier.choices,
        default=Qualifier.EXACT,
        blank=True,
        help_text=_("The figure after."),
    )
    women_value = figure(_("of them women and girls"), blank=True, help_text=_("The number alone, if it is known."))
    men_value = figure(_("of them men and boys"), blank=True, help_text=_("The number alone, if it is known."))
    unit = models.CharField(_("unit"), max_length=80, blank=True, help_text=_("For example: hours."))
    year = models.PositiveSmallIntegerField(_("year"), null=True, help_text=_("Year of the figure."))
    source = models.CharField(_("source"), max_length=250, help_text=_("Who reported it, and when."))

    panels = [
        FieldPanel("indicator"),
        FieldRowPanel([FieldPanel("before_value"), FieldPanel("before_to")]),
        FieldRowPanel([FieldPanel("after_value"), FieldPanel("qualifier"), FieldPanel("unit"), FieldPanel("year")]),
        FieldRowPanel([FieldPanel("women_value"), FieldPanel("men_value")]),
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

    @property
    def women(self):
        return localise(self.women_value) if self.women_value is not None else ""

    @property
    def men(self):
        return localise(self.men_value) if self.men_value is not None else ""

    @property
    def chart(self):
        """Before and after as bars, in hundredths of the longer; None where there is nothing to compare."""
        before, after = self.before_to if self.before_to is not None else self.before_value, self.after_value
        if before is None or after is None or min(before, after) < 0 or not max(before, after):
            return None
        longest = max(before, after)
        values = ((gettext("Before"), before, self.before), (gettext("After"), after, self.after))
        bars = [
            {"label": label, "shown": shown, "share": int(value * 100 / longest), "y": place * 12}
            for place, (label, value, shown) in enumerate(values)
        ]
        return {"bars": bars, "height": len(bars) * 12 - 3}


class Partner(TranslatedRow):
    """An organisation that takes part, and with what."""

    class Role(models.TextChoices):
        IMPLEMENTING = "implementing", _("carries it out")
        FINANCIAL = "financial", _("funds it")
        TECHNICAL = "technical", _("advises")
        POLITICAL = "political", _("backs it politically")
        ADMINISTRATIVE = "administrative", _("administers")

    practice = ParentalKey(PRACTICE, on_delete=models.CASCADE, related_name="partners")
    name = models.CharField(
        _("name"),
        max_length=200,
        help_text=_("An organisation, not a person. For example: Cooperative of Day Centre Workers."),
    )
    actor_type = concept_key(_("type of actor"), "actor-type")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)

    panels = [FieldPanel("name"), FieldRowPanel([ConceptChoicePanel("actor_type"), FieldPanel("role")])]
    override_translatable_fields = shared("actor_type", "role")

    class Meta(TranslatedRow.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self):
        return self.name


class PracticeSource(Source):
    practice = ParentalKey(PRACTICE, on_delete=models.CASCADE, related_name="sources")

    class Meta(Source.Meta):
        verbose_name = _("source")

    def __str__(self):
        return self.title
