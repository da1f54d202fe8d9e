"""What is harvested: the records of the index, along their datestamps."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, Min, OuterRef, Q
from django.utils import timezone, translation
from wagtail.models import Page

from agc.core.navigation import Frame
from search.counting import bitmaps
from search.facets import FACETS
from search.models import SearchRecord, SearchRow
from search.oai.protocol import Refused

# What sets there are: records of a type, and records that exist in a language.
KINDS = [facet for facet in FACETS if facet.key in ("type", "language")]


@dataclass
class Item:
    """A record with the rows of its public pages, its source first; with none it counts as deleted."""

    record: SearchRecord
    rows: list[SearchRow] = field(default_factory=list)

    @property
    def identifier(self):
        return f"{namespace()}{self.record.translation_key}"

    @property
    def is_deleted(self):
        return not self.rows

    @property
    def sets(self):
        if self.is_deleted:
            return []
        types = [facet.removeprefix("type:") for facet in self.record.facets if facet.startswith("type:")]
        return [f"type-{name}" for name in types] + [f"language-{row.language}" for row in self.rows]


def namespace():
    """Return what all identifiers begin with: the host for good, whatever name the request came by."""
    return f"oai:{urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname}:"


class Repository:
    """All that is public in the languages that are open to readers."""

    def __init__(self, request):
        self.request = request

    @cached_property
    def languages(self):
        return Frame(self.request).open_languages

    @property
    def records(self):
        fields = ("translation_key", "facets", "datestamp", "is_public")
        return SearchRecord.objects.exclude(datestamp=None).only(*fields)

    @property
    def earliest(self):
        return self.records.aggregate(earliest=Min("datestamp"))["earliest"] or timezone.now()

    @cached_property
    def sets(self):
        """The names of the sets, in English as all of the protocol, by their specs."""
        found = {}
        with translation.override("en"):
            for facet in KINDS:
                values = bitmaps().values.get(facet.key, {})
                if facet.key == "language":
                    values = [code for code in self.languages if code in values]
                for name, label in facet.labels(values, {}).items():
                    found[f"{facet.key}-{name}"] = f"{facet.label}: {label}"
        return found

    def item(self, identifier):
        """Return the Item of an identifier.

        Raises:
            Refused: when there never was one.
        """
        key = identifier.removeprefix(namespace())
        try:
            known = key != identifier and str(UUID(key)) == key
        except ValueError:
            known = False
        record = self.records.filter(translation_key=key).first() if known else None
        if record is None:
            raise Refused("idDoesNotExist", "No record has this identifier.")
        return self.items([record])[0]

    def items(self, records):
        """Return the Items of records. What the index would still have of a page just taken back is left out."""
        public = SearchRow.objects.filter(page__in=Page.objects.live().public(), page__alias_of=None)
        rows = defaultdict(list)
        for row in public.filter(record__in=records, language__in=self.languages).order_by("-is_fallback", "page_id"):
            rows[row.record_id].append(row)
        return [Item(record, rows[record.pk]) for record in records]

    def harvested(self, harvest, size):
        """Return the next Items of a Harvest, `size` at most, and how many of its records there are from here.

        Raises:
            Refused: when there are none.
        """
        if harvest.set and harvest.set not in self.sets:
            raise Refused("noRecordsMatch", "There is no such set.")
        records = self.left_of(harvest)
        found = list(records.order_by("datestamp", "pk")[:size])
        if not found:
            raise Refused("noRecordsMatch", "No record of this set changed within this time.")
        return self.items(found), len(found) if len(found) < size else records.count()

    def left_of(self, harvest):
        records = self.records
        start, end = harvest.span
        if start:
            records = records.filter(datestamp__gte=start)
        if end:
            records = records.filter(datestamp__lte=end)
        if harvest.set:
            records = records.filter(in_set(harvest.set))
        if harvest.after:
            datestamp, key = harvest.after
            records = records.filter(Q(datestamp__gt=datestamp) | Q(pk__gt=key), datestamp__gte=datestamp)
        return records


def in_set(spec):
    """Return the condition for the records of a set; what is deleted counts to all, so that nobody misses it."""
    kind, _hyphen, name = spec.partition("-")
    column = {"type": "page__content_type__model", "language": "language"}[kind]
    return Q(is_public=False) | Exists(SearchRow.objects.filter(record=OuterRef("pk"), **{column: name}))
