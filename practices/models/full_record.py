"""What a full record of a practice says beyond a snapshot, and what is still missing."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from agc.core.fields import rich_text, shared
from agc.core.numbers import localise
from agc.core.validators import MaxWordsValidator
from agc.vocabulary.forms import ConceptChoicePanel
from agc.vocabulary.models import Scheme, concept_key


def amount(label, **kwargs):
    return models.DecimalField(label, max_digits=18, decimal_places=2, null=True, blank=True, **kwargs)


class FullRecord(models.Model):
    """The fields of a full record; abstract. A snapshot leaves them blank, and can become full at any time."""

    class CostStatus(models.TextChoices):
        NOT_ASKED = "", _("Not said yet")
        DISCLOSED = "disclosed", _("It is known")
        NOT_DISCLOSED = "not-disclosed", _("Not disclosed")

    objectives = rich_text(
        _("objectives"),
        100,
        _(
            "What it sets out to change, and by when. "
            "For example: by 2028, a place in a day centre for every older person who asks for one."
        ),
        blank=True,
    )
    legal_basis = rich_text(
        _("law and institutions"),
        150,
        _("The laws, decrees or agreements that it rests on: number, year, and a link to each that is online."),
        blank=True,
    )
    governance = rich_text(
        _("who decides and coordinates"),
        150,
        _(
            "Who decides, who coordinates, and how often they meet. "
            "For example: a council of the municipality, carers’ groups and unions."
        ),
        blank=True,
    )
    cost_status = models.CharField(
        _("what it costs"),
        max_length=20,
        choices=CostStatus.choices,
        blank=True,
        default=CostStatus.NOT_ASKED,
        help_text=_("A full record gives the cost, or says that it is not disclosed."),
    )
    cost_amount = amount(_("amount a year"), help_text=_("For example: 1200000."))
    cost_currency = models.CharField(
        _("currency"),
        max_length=3,
        blank=True,
        help_text=_("Three letters: MXN, EUR, USD…"),
        validators=[RegexValidator(r"^[A-Z]{3}$", _("Three capital letters, as banks write it: USD."))],
    )
    cost_year = models.PositiveSmallIntegerField(
        _("year of the amount"), null=True, blank=True, help_text=_("For example: 2024.")
    )
    cost_band = concept_key(
        _("cost band"), "cost-band", blank=True, help_text=_("The size of the amount, where that is all you know.")
    )
    cost_payer = models.CharField(
        _("who pays"),
        max_length=250,
        blank=True,
        help_text=_("Who gives the money, and which share. For example: two thirds the State, one third the families."),
    )
    unit_cost = amount(_("cost of one unit"), help_text=_("The number alone, in the same currency."))
    unit_cost_of = models.CharField(
        _("unit"), max_length=120, blank=True, help_text=_("For example: per child and month.")
    )
    staffing = models.CharField(
        _("staff"), max_length=300, blank=True, help_text=_("For example: 12 carers and one coordinator per centre.")
    )
    gender_note = rich_text(
        _("gender, and not doing harm"),
        150,
        _("Who gains time, and who does the work now? Say whether it only moves on to other women."),
        blank=True,
    )
    sustainability = rich_text(
        _("how it goes on"),
        150,
        _("What keeps it going: money, rules, people. For example: a line of its own in the budget of the city."),
        blank=True,
    )
    replication = rich_text(
        _("what others need to do it too"),
        150,
        _("What must be there, and what can be different. For example: a room near a bus stop is enough."),
        blank=True,
    )
    easy_read = models.TextField(
        _("in easy words"),
        blank=True,
        help_text=_("At most 100 words, in short sentences, for people who find long texts hard."),
        validators=[MaxWordsValidator(100)],
    )

    cost_panel = MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("cost_status"), ConceptChoicePanel("cost_band")]),
            FieldRowPanel([FieldPanel("cost_amount"), FieldPanel("cost_currency"), FieldPanel("cost_year")]),
            FieldRowPanel([FieldPanel("unit_cost"), FieldPanel("unit_cost_of")]),
            FieldPanel("cost_payer"),
            FieldPanel("staffing"),
        ],
        heading=_("Cost"),
    )

    shared_fields = shared("cost_status", "cost_currency", "cost_band")

    # Those with words, for the search.
    TEXTS = ("objectives", "legal_basis", "governance", "gender_note", "sustainability", "replication", "easy_read")

    # What a full record has besides what every record must have, in the order of the editor. A record is asked for it
    # by `missing`, the database by `gaps`.
    FULL_FIELDS = ("objectives", "gender_note", "sustainability", "replication", "evidence", "cost_status")
    FULL_ROWS = ("partners", "building_blocks", "participation", "conditions", "lessons")
    FULL_SCHEMES = ("exchange-offer",)
    GAPS = (*FULL_FIELDS, *FULL_ROWS, *FULL_SCHEMES)
    # What is asked for only where something else is said: evidence, where something was measured.
    FULL_WHERE = {"evidence": ("results_status", "measured")}

    class Meta:
        abstract = True

    @cached_property
    def missing_for_full(self):
        """The names of what a full record has and this one has not, in the active language."""
        return list(self.names_of_gaps(self.missing()).values())

    def missing(self):
        """Return what a full record has and this one has not: fields, relations and codes of schemes."""
        return [*self.missing_fields(), *self.missing_rows(), *self.missing_schemes()]

    def missing_rows(self):
        return [name for name in self.FULL_ROWS if not getattr(self, name).all()]

    def missing_schemes(self):
        filed = self.concepts_by_scheme()
        return [code for code in self.FULL_SCHEMES if not filed.get(code)]

    @classmethod
    def names_of_gaps(cls, gaps):
        """Return what each of `gaps` is called in the active language."""
        codes = [code for code in cls.FULL_SCHEMES if code in gaps]
        schemes = {scheme.code: str(scheme) for scheme in (Scheme.objects.filter(code__in=codes) if codes else ())}
        return {name: schemes.get(name) or capfirst(str(cls.label_of(name))) for name in gaps}

    @classmethod
    def label_of(cls, gap):
        """Return what a field, or the rows of a relation, are called; a list of concepts by its code."""
        if gap in cls.FULL_FIELDS:
            return cls._meta.get_field(gap).verbose_name
        return cls._meta.get_field(gap).related_model._meta.verbose_name_plural if gap in cls.FULL_ROWS else gap

    def missing_fields(self):
        """Yield the fields of a full record that are blank and asked for."""
        for name in self.FULL_FIELDS:
            where, said = self.FULL_WHERE.get(name, (None, None))
            if (where is None or getattr(self, where) == said) and not getattr(self, name):
                yield name

    @classmethod
    def gaps(cls):
        """Return what may be missing, each with the condition by which the database finds the records that lack it."""
        return (
            {name: cls.without_field(name) for name in cls.FULL_FIELDS}
            | {name: cls.without_rows(name) for name in cls.FULL_ROWS}
            | {code: cls.without_scheme(code) for code in cls.FULL_SCHEMES}
        )

    @classmethod
    def without_field(cls, name):
        is_blank = Q(**{name: None if cls._meta.get_field(name).null else ""})
        return is_blank & Q(**dict([cls.FULL_WHERE[name]])) if name in cls.FULL_WHERE else is_blank

    @classmethod
    def without_rows(cls, name):
        relation = cls._meta.get_field(name)
        return Q(~Exists(relation.related_model.objects.filter(**{relation.field.name: OuterRef("pk")})))

    @classmethod
    def without_scheme(cls, code):
        concepts = cls._meta.get_field("concepts")
        filed = {concepts.m2m_field_name(): OuterRef("pk"), f"{concepts.m2m_reverse_field_name()}__scheme__code": code}
        return Q(~Exists(concepts.remote_field.through.objects.filter(**filed)))

    @property
    def is_full(self):
        return not self.missing()

    @property
    def cost(self):
        """What it costs a year, as the reader's language writes it: "1 200 000 MXN (2024)"; empty where not said."""
        if self.cost_amount is None:
            return ""
        year = f" ({self.cost_year})" if self.cost_year else ""
        return f"{localise(self.cost_amount)} {self.cost_currency}{year}".strip()

    @property
    def cost_of_unit(self):
        if self.unit_cost is None:
            return ""
        return f"{localise(self.unit_cost)} {self.cost_currency} {self.unit_cost_of}".strip()
