"""Facets: how a list is narrowed by its address, and what can still be chosen."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.functional import Promise

from agc.vocabulary.models import Concept


@dataclass(frozen=True)
class Option:
    """A value of a facet as the filter form offers it."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """A way to narrow a list of pages.

    Attributes:
        name: the parameter in the address.
        label: what the filter form calls it.
        path: where the pages keep the value, as the ORM spells it.
    """

    name: str
    label: str | Promise
    path: str

    def lookup(self):
        """Return where the value that stands in the address is found."""
        return self.path

    def read(self, params):
        """Return the values asked for in the address, each once.

        A NUL byte, which PostgreSQL refuses to look for and HTML to show, becomes the sign for what cannot be read.
        """
        values = (value.replace("\x00", "\N{REPLACEMENT CHARACTER}") for value in params.getlist(self.name))
        return list(dict.fromkeys(filter(None, values)))

    def narrow(self, values):
        """Return the condition that a page has any of `values`."""
        return Q(**{f"{self.lookup()}__in": values})

    def counts(self, pages):
        """Return how many of `pages` have each value."""
        rows = pages.order_by().values_list(self.lookup()).annotate(number=Count("pk", distinct=True))
        return {value: number for value, number in rows if value}

    def labels(self, values):
        """Return the labels of `values`, in the order in which they are offered."""
        raise NotImplementedError


@dataclass(frozen=True)
class ConceptFacet(Facet):
    """A facet whose values are the concepts of one scheme; they stand in the address by code."""

    scheme: str = ""
    alphabetical: bool = False

    def lookup(self):
        return f"{self.path}__code"

    def narrow(self, values):
        return Q(**{f"{self.path}__in": Concept.objects.of(self.scheme).filter(code__in=values).values("pk")})

    def counts(self, pages):
        rows = (
            pages.order_by()
            .filter(**{f"{self.path}__scheme__code": self.scheme})
            .values_list(self.lookup())
            .annotate(number=Count("pk", distinct=True))
        )
        return dict(rows)

    def labels(self, values):
        found = Concept.objects.of(self.scheme).filter(code__in=values)
        return {concept.code: concept.label for concept in (found.alphabetical() if self.alphabetical else found)}


@dataclass(frozen=True)
class ChoiceFacet(Facet):
    """A facet whose values are the choices of a field."""

    choices: type | None = None

    def labels(self, values):
        return {value: label for value, label in self.choices.choices if value in values}


class FacetedList:
    """A list narrowed by facets: OR within a facet, AND across; a count leaves its own facet out.

    Args:
        pages: all pages of the list.
        facets: the facets it can be narrowed by.
        params: the query of the request.
    """

    def __init__(self, pages, facets, params):
        self.all_pages = pages
        self.facets = facets
        self.known = {facet.name: facet.labels(facet.read(params)) for facet in facets if facet.read(params)}
        self.unknown = [
            value for facet in facets for value in facet.read(params) if value not in self.known.get(facet.name, {})
        ]
        self.chosen = {name: list(labels) for name, labels in self.known.items() if labels}

    @property
    def is_filtered(self):
        return bool(self.chosen)

    def pages(self, leaving_out=None):
        """Return the pages that match, as if the facet `leaving_out` were not used."""
        conditions = [
            facet.narrow(self.chosen[facet.name])
            for facet in self.facets
            if facet.name in self.chosen and facet is not leaving_out
        ]
        pages = self.all_pages
        for condition in conditions:
            pages = pages.filter(pk__in=self.all_pages.model.objects.filter(condition).values("pk"))
        return pages

    def groups(self):
        """Yield each facet with the options that would find something, and those already chosen."""
        for facet in self.facets:
            counts = facet.counts(self.pages(leaving_out=facet))
            chosen = self.chosen.get(facet.name, [])
            labels = facet.labels({*counts, *chosen})
            options = [Option(value, label, counts.get(value, 0), value in chosen) for value, label in labels.items()]
            if options:
                yield facet, options

    def chips(self):
        """Yield facet, value and label of each choice made, to be taken back one by one."""
        for facet in self.facets:
            for value, label in self.known.get(facet.name, {}).items():
                yield facet, value, label
