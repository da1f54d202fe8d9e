"""Concepts: one row for all languages, with labels, alternatives and definitions per language (as SKOS has them)."""

from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.contrib.admin import display
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.forms import CheckboxSelectMultiple, Select
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from agc.core.texts import unaccented

CODE = RegexValidator(r"^[a-z0-9]+([.-][a-z0-9]+)*$", _("Lowercase letters, digits, hyphens and points only."))


def language_choices():
    return settings.LANGUAGES


class ActiveLanguage(models.Value):
    """The language active when a query is run: forms and filters keep their querysets from one request to the next."""

    def __init__(self):
        super().__init__(settings.LANGUAGE_CODE, output_field=models.CharField())

    def as_sql(self, compiler, connection):
        return "%s", [get_language() or self.value]


def label_in_active_language(labels, key, fallback, default):
    """Return the expression for the label in the active language, else the default one, else any, else `fallback`."""

    def label(**language):
        rows = labels.objects.filter(**{key: OuterRef("pk")}, **language).exclude(preferred="").order_by("pk")
        return Subquery(rows.values("preferred")[:1])

    return Coalesce(label(language=ActiveLanguage()), label(language=default), label(), fallback)


def unix_lines(text):
    """Return `text` with the line ends of the official lists in place of those of a form."""
    return text.replace("\r\n", "\n")


def keep_as_stored(instance, **messages):
    """Refuse to change the named fields of a stored row.

    Raises:
        ValidationError: with the message of each field that differs.
    """
    before = type(instance).objects.filter(pk=instance.pk).values(*messages).first() or {}
    changed = {name: messages[name] for name, value in before.items() if value != instance.serializable_value(name)}
    if changed:
        raise ValidationError(changed)


class Label(models.Model):
    """What something is called in one language; abstract."""

    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    preferred = models.CharField(_("label"), max_length=200)
    # What the official list said last: the loading command leaves alone what an editor has changed since.
    imported = models.JSONField(default=dict, editable=False)

    class Meta:
        abstract = True

    def __str__(self):
        return self.preferred


CODE_STAYS = _("The code stands in addresses and exports: it cannot change any more.")


class SchemeManager(models.Manager):
    def get_queryset(self):
        label = label_in_active_language(SchemeLabel, "scheme", models.F("code"), settings.LANGUAGE_CODE)
        return super().get_queryset().annotate(active_label=label)


class Scheme(ClusterableModel):
    """A list of concepts: the Rs, types of care, countries…"""

    code = models.CharField(_("code"), max_length=40, unique=True, validators=[CODE])
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = SchemeManager()

    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("order")]),
        InlinePanel("labels", heading=_("Name in each language"), label=_("Name"), min_num=1),
    ]

    class Meta:
        verbose_name = _("list of concepts")
        verbose_name_plural = _("lists of concepts")
        ordering = ["order", "code"]
        base_manager_name = "objects"

    def __str__(self):
        return getattr(self, "active_label", None) or self.code

    def clean(self):
        super().clean()
        keep_as_stored(self, code=CODE_STAYS)


class SchemeLabel(Label):
    scheme = ParentalKey(Scheme, on_delete=models.CASCADE, related_name="labels")

    panels = [FieldRowPanel([FieldPanel("language"), FieldPanel("preferred")])]

    class Meta:
        verbose_name = _("name")
        constraints = [models.UniqueConstraint(fields=["scheme", "language"], name="one_name_per_language")]


# The lists whose concepts gather those of others: a record of a country counts among those of its income group.
GROUPINGS = ("income-group",)


def groups():
    return Q(scheme__code__in=GROUPINGS)


class ConceptQuerySet(models.QuerySet):
    def of(self, *schemes):
        """Keep the concepts of the schemes with these codes."""
        return self.filter(scheme__code__in=schemes)

    def in_use(self):
        """Leave out what has been retired: it stays on old records and is offered no more."""
        return self.filter(retired=False)

    def alphabetical(self):
        """Return the concepts as a list by their labels, accented letters beside the plain ones in every database."""
        return sorted(self, key=lambda concept: unaccented(concept.label))


class ConceptManager(models.Manager.from_queryset(ConceptQuerySet)):
    """Every concept comes with its label in the language active when the query is run."""

    def get_queryset(self):
        found = super().get_queryset()
        found.query = labelled_concepts(settings.LANGUAGE_CODE).chain()
        return found


@cache
def labelled_concepts(default):
    """Return the query for all concepts with their labels, made once: that takes longer than to run it.

    Args:
        default: the code of the default language.
    """
    label = label_in_active_language(ConceptLabel, "concept", models.F("code"), default)
    return ConceptQuerySet(Concept).annotate(active_label=label).query


class Concept(ClusterableModel):
    """A term of a controlled list: facet on the site, synonym in the search, glossary entry for translators."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="concepts", verbose_name=_("list"))
    code = models.CharField(
        _("code"),
        max_length=40,
        validators=[CODE],
        help_text=_("Stands in addresses and exports; it never changes."),
    )
    notation = models.CharField(
        _("notation"), max_length=20, blank=True, help_text=_("Code in another standard, such as M49 for a country.")
    )
    broader = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="narrower",
        verbose_name=_("broader concept"),
        help_text=_("The region of a country, the family of a term."),
    )
    groups = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        limit_choices_to=groups,
        related_name="members",
        verbose_name=_("groups"),
        help_text=_("What else it is counted among: the income group of a country."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    official = models.BooleanField(default=False, editable=False)
    # As for a label: the code of the broader concept, and the groups, that the official list said last.
    imported = models.JSONField(default=dict, editable=False)
    retired = models.BooleanField(
        _("retired"),
        default=False,
        help_text=_("A retired concept stays on the pages that have it and is offered no more."),
    )

    objects = ConceptManager()

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("scheme", widget=Select), FieldPanel("code")]),
                FieldRowPanel([FieldPanel("notation"), FieldPanel("order")]),
                FieldRowPanel([FieldPanel("broader", widget=Select), FieldPanel("retired")]),
                FieldPanel("groups", widget=CheckboxSelectMultiple),
            ],
            heading=_("Concept"),
        ),
        InlinePanel(
            "labels",
            heading=_("Labels in each language"),
            label=_("Language"),
            min_num=1,
            help_text=_("One entry for each language of the site, so that no reader meets a word of another."),
        ),
    ]

    class Meta:
        verbose_name = _("concept")
        verbose_name_plural = _("concepts")
        ordering = ["scheme__order", "order", "code"]
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["scheme", "code"], name="code_once_per_scheme")]

    def __str__(self):
        return self.label

    def clean(self):
        super().clean()
        keep_as_stored(self, code=CODE_STAYS, scheme=_("A concept stays in its list."))

    @property
    @display(description=_("label"))
    def label(self):
        """The preferred label in the active language."""
        return getattr(self, "active_label", None) or self.code


class Called(NamedTuple):
    """What a concept is called in one language, where there are very many to be read."""

    concept: int
    language: str
    preferred: str
    alternatives: str

    @property
    def words(self):
        """All words for the concept in this language, the preferred one first."""
        return [self.preferred, *(line.strip() for line in self.alternatives.splitlines() if line.strip())]


class ConceptLabelQuerySet(models.QuerySet):
    def called(self):
        """Return what concepts are called, as Called: a model for each takes five times as long."""
        return [Called(*row) for row in self.order_by("pk").values_list(*Called._fields)]


class ConceptLabel(Label):
    """What a concept is called and means in one language."""

    concept = ParentalKey(Concept, on_delete=models.CASCADE, related_name="labels")
    alternatives = models.TextField(
        _("other words for it"), blank=True, help_text=_("One on each line; the search finds all of them.")
    )
    definition = models.TextField(_("definition"), blank=True, max_length=400)

    objects = ConceptLabelQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("language"), FieldPanel("preferred")]),
        FieldPanel("alternatives"),
        FieldPanel("definition"),
    ]

    class Meta:
        verbose_name = _("label")
        constraints = [models.UniqueConstraint(fields=["concept", "language"], name="one_label_per_language")]

    def clean(self):
        super().clean()
        self.alternatives, self.definition = unix_lines(self.alternatives), unix_lines(self.definition)

    @property
    def words(self):
        """As of Called."""
        return Called(self.concept_id, self.language, self.preferred, self.alternatives).words


def concept_key(label, *schemes, **kwargs):
    """Return a foreign key to a concept of one of `schemes`.

    It may be empty in the database, so that a draft can be saved unfinished; forms ask for it unless `blank`.
    """
    options = {"null": True, "on_delete": models.PROTECT, "related_name": "+"} | kwargs
    return models.ForeignKey(
        "vocabulary.Concept", verbose_name=label, limit_choices_to=Q(scheme__code__in=schemes), **options
    )
