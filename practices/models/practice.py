"""Good practices."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import prefetch_related_objects
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail.url_routing import RouteResult

from agc.core.blocks import BodyBlock
from agc.core.fields import OwnField, rich_text, shared
from agc.core.models import BasePage, Licensed
from agc.core.querysets import best_pages
from agc.core.validators import validate_language_code
from agc.vocabulary.models import concept_key
from practices import showing
from practices.citations import citation_of
from practices.forms import PracticeForm
from practices.models import practice_panels
from practices.models.code import PracticeCode
from practices.models.full_record import FullRecord
from practices.models.practice_help import HELP
from practices.rules import faults

# The words of its rows.
WORDS_OF_ROWS = {
    "effects": ("explanation",),
    "results": ("indicator", "unit", "source"),
    "partners": ("name",),
    "key_dates": ("text",),
    "building_blocks": ("name", "purpose", "steps", "enabling", "lessons"),
    "conditions": ("text", "answer"),
    "lessons": ("text",),
    "voices": ("quote", "role"),
    "media": ("title",),
    "links": ("note",),
}


def in_two_years():
    """Return the date by which a record written today is to be reviewed."""
    return timezone.localdate() + datetime.timedelta(days=730)


class PracticePage(FullRecord, Licensed, BasePage):
    """A practice that changed who cares, and that others can reuse."""

    class Paid(models.TextChoices):
        UNPAID = "unpaid", _("unpaid care")
        PAID = "paid", _("paid care")
        BOTH = "both", _("paid and unpaid care")

    class Direct(models.TextChoices):
        DIRECT = "direct", _("direct care, of a person")
        INDIRECT = "indirect", _("indirect care, of the household")
        BOTH = "both", _("direct and indirect care")

    class ResultsStatus(models.TextChoices):
        MEASURED = "measured", _("Results were measured")
        NOT_MEASURED = "not-measured", _("Not measured yet")

    code = models.CharField(_("code"), max_length=12, editable=False, default="", db_index=True)
    short_title = models.CharField(
        _("short title"),
        max_length=60,
        blank=True,
        help_text=HELP["short_title"],
    )
    local_name = models.CharField(_("local name"), max_length=200, blank=True, help_text=HELP["local_name"])
    local_name_language = models.CharField(
        _("language of the local name"),
        max_length=10,
        blank=True,
        help_text=HELP["local_name_language"],
        validators=[validate_language_code],
    )
    claim = models.CharField(_("in one sentence"), max_length=200, help_text=HELP["claim"])
    summary = rich_text(_("summary"), 250, HELP["summary"])
    kind = concept_key(_("kind"), "kind", help_text=HELP["kind"])
    stage = concept_key(_("stage"), "stage", help_text=HELP["stage"])
    start_year = models.PositiveSmallIntegerField(_("since"), null=True, help_text=HELP["start_year"])
    end_year = models.PositiveSmallIntegerField(_("until"), null=True, blank=True, help_text=HELP["end_year"])
    ongoing = models.BooleanField(_("goes on today"), default=True)
    multi_country = models.BooleanField(_("in several countries"), default=False)
    concepts = ParentalManyToManyField(
        "vocabulary.Concept",
        related_name="+",
        blank=True,
        verbose_name=_("how it is filed"),
        help_text=HELP["concepts"],
    )
    paid = models.CharField(_("paid or unpaid"), max_length=10, choices=Paid.choices, default=Paid.UNPAID)
    direct = models.CharField(_("direct or indirect"), max_length=10, choices=Direct.choices, default=Direct.BOTH)
    lead_member = models.ForeignKey(
        "community.MemberPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="led_practices",
        verbose_name=_("lead organisation, if a member"),
    )
    lead_name = models.CharField(
        _("lead organisation, if not a member"), max_length=200, blank=True, help_text=HELP["lead_name"]
    )
    lead_actor_type = concept_key(_("type of lead organisation"), "actor-type")
    problem = rich_text(_("problem and context"), 250, HELP["problem"])
    approach = StreamField(BodyBlock(), verbose_name=_("what is done and how it works"), help_text=HELP["approach"])
    results_status = models.CharField(
        _("results"),
        max_length=20,
        choices=ResultsStatus.choices,
        default=ResultsStatus.NOT_MEASURED,
        help_text=HELP["results_status"],
    )
    evidence = concept_key(_("kind of evidence"), "evidence", blank=True)
    facts_as_of = models.DateField(
        _("facts as of"), null=True, default=timezone.localdate, help_text=HELP["facts_as_of"]
    )
    review_by = models.DateField(_("to be reviewed by"), null=True, default=in_two_years, help_text=HELP["review_by"])
    withdrawn_because = models.CharField(
        _("why it was withdrawn"),
        max_length=300,
        blank=True,
        help_text=HELP["withdrawn_because"],
    )
    owner_consent = models.BooleanField(
        _("the organisation agrees"),
        default=False,
        help_text=HELP["owner_consent"],
    )

    base_form_class = PracticeForm
    card_relations = ("places__country", "effects__r")
    # What a line of a table shows besides.
    table_relations = ("kind", "stage")
    search_relations = (
        *("concepts__scheme", "effects__r", "places__country", "places__size", "partners", "results", "key_dates"),
        *("building_blocks", "participation", "conditions__kind", "lessons", "voices", "media"),
        *("lead_member", "kind", "stage", "evidence", "cost_band", "links"),
    )
    search_pages = ("lead_member",)
    dublin_core_relations = ("lead_member", "partners")
    # What the page itself shows besides.
    page_relations = (
        *("places__country__broader", "places__size", "partners__actor_type", "key_dates", "results", "sources"),
        *("concepts__scheme", "building_blocks", "participation", "conditions__kind", "lessons", "voices"),
        *("media__document", "media__transcript", "links"),
    )

    content_panels = practice_panels.ALL
    edit_handler = practice_panels.tabs(PracticeForm)

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("claim"),
        index.SearchField("problem"),
        index.SearchField("approach"),
        index.FilterField("code"),
        index.AutocompleteField("code"),
    ]

    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *shared("local_name", "local_name_language", "kind", "stage", "concepts", "paid", "direct"),
        *shared("lead_member", "lead_actor_type", "results_status", "evidence", "licence"),
        *FullRecord.shared_fields,
        # Said of one page; a translation that is withdrawn by itself has its own.
        OwnField("withdrawn_because"),
    ]

    parent_page_types = ["practices.PracticeIndexPage"]
    subpage_types = []
    template = "practices/practice_page.html"

    class Meta:
        verbose_name = _("good practice")
        verbose_name_plural = _("good practices")

    def save(self, *args, **kwargs):
        self.code = PracticeCode.of(self.translation_key)
        super().save(*args, **kwargs)

    def route(self, request, path_components):
        """Answer at the address of a practice that was taken back, too: readers and other sites have it."""
        if not path_components and not self.live and self.first_published_at:
            return RouteResult(self)
        return super().route(request, path_components)

    def serve(self, request, *args, **kwargs):
        """Show the practice; where this page was taken back, lead to its code, which knows what became of it."""
        if not self.live and not getattr(request, "is_preview", False):
            return redirect("practice_by_code", self.code)
        return super().serve(request, *args, **kwargs)

    @property
    def teaser(self):
        return self.claim

    @property
    def card_title(self):
        return self.short_title or self.title

    @property
    def period(self):
        """The years of the practice: "since 2015", "2019–2023"."""
        if not self.start_year:
            return ""
        if self.ongoing:
            return gettext("since %(year)s") % {"year": self.start_year}
        return f"{self.start_year}–{self.end_year}" if self.end_year else str(self.start_year)

    @cached_property
    def lead_pages(self):
        """The page of the member that answers for it, in the reader's language; none where it is not public."""
        return best_pages([self.lead_member], self.locale) if self.lead_member else []

    @property
    def lead(self):
        """The name of the organisation that answers for the practice, in the language of the page."""
        return self.lead_pages[0].title if self.lead_pages else self.lead_name

    @property
    def regions(self):
        """The names of the regions of its countries, each once."""
        countries = [place.country for place in self.places.all() if place.country]
        return list(dict.fromkeys(country.broader.label for country in countries if country.broader))

    def countries(self):
        """The names of the countries, each once, in the order of the places."""
        return list(dict.fromkeys(place.country.label for place in self.places.all() if place.country))

    @property
    def card_facts(self):
        return [fact for fact in (", ".join(self.countries()), self.period) if fact]

    @property
    def card_rs(self):
        return [effect.r for effect in self.effects.all() if effect.r]

    def clean_pictures(self):
        super().clean_pictures()
        if found := list(faults(self)):
            raise ValidationError(found)

    def concepts_by_scheme(self):
        """Return the concepts of the practice, in lists by the code of their scheme."""
        found = {}
        for concept in self.concepts.all():
            found.setdefault(concept.scheme.code, []).append(concept)
        return found

    def search_texts(self):
        yield from (self.code, self.local_name, str(self.summary), str(self.problem), self.lead or "")
        yield from (self.words_of("approach"),)
        yield from (str(getattr(self, name)) for name in FullRecord.TEXTS)
        yield from (self.cost_payer, self.unit_cost_of, self.staffing)
        for relation, fields in WORDS_OF_ROWS.items():
            yield from (getattr(row, field) for row in getattr(self, relation).all() for field in fields)
        # The country is one of its concepts, and so found in every language.
        yield from (place.town for place in self.places.all())

    def search_concepts(self):
        """Yield the concepts by whose words, in any language, the practice is found."""
        yield from self.concepts.all()
        yield from (effect.r for effect in self.effects.all() if effect.r)
        yield from (place.country for place in self.places.all() if place.country)
        yield from filter(None, (self.kind, self.stage))

    def search_facets(self):
        yield "depth", "full" if self.is_full else "snapshot"
        yield "evidence", self.evidence and self.evidence.code
        yield "cost-band", self.cost_band and self.cost_band.code
        yield "decade", self.start_year and str(self.start_year // 10 * 10)
        yield from (("condition", row.kind and row.kind.code) for row in self.conditions.all())
        yield from (("place-size", place.size and place.size.code) for place in self.places.all())

    def search_documents(self):
        yield from super().search_documents()
        yield from (key for row in self.media.all() for key in (row.document_id, row.transcript_id) if key)

    def search_years(self):
        return [self.start_year]

    @property
    def listed_by(self):
        return str(self.facts_as_of or "")

    @property
    def began(self):
        return f"{self.start_year:04d}" if self.start_year else ""

    def get_context(self, request, *args, **kwargs):
        if not getattr(request, "is_preview", False):
            prefetch_related_objects([self], *self.card_relations, *self.page_relations)
        around = showing.around(self)
        # Else its citation would ask for it again.
        self.lead_pages = around["lead"]
        context = super().get_context(request, *args, **kwargs)
        filed = self.concepts_by_scheme()
        context.update(
            citation=citation_of(self, request),
            care_types=filed.get("care-type", []),
            components=filed.get("component", []),
            populations=filed.get("population", []),
            levels=filed.get("level", []),
            settings_of=filed.get("setting", []),
            sdgs=filed.get("sdg", []),
            norms=filed.get("norm", []),
            is_overdue=bool(self.review_by and self.review_by < timezone.localdate()),
            depth=showing.depth(self, filed),
            **around,
        )
        return context

    def dublin_core(self):
        return super().dublin_core() | {
            "identifier": [reverse("practice_by_code", args=[self.code])],
            "creator": [self.lead_member or self.lead_name],
            "contributor": [partner.name for partner in self.partners.all()],
        }

    def json_ld(self, request):
        return super().json_ld(request) | {
            "@type": "Article",
            "headline": self.title,
            "identifier": self.code,
            "alternateName": self.local_name or None,
            "license": self.licence_url,
            "spatialCoverage": [{"@type": "Place", "name": str(place)} for place in self.places.all()],
            "about": [concept.label for concept in self.concepts.all()],
            "citation": [source.url or source.title for source in self.sources.all()],
            "dateModified": self.last_published_at.isoformat() if self.last_published_at else None,
        }
