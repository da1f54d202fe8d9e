"""How results and lists are narrowed: facets that the index counts, with labels in the reader's language."""

from collections import defaultdict
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info, override
from django.utils.translation import gettext_lazy as _

from agc.core.languages import locales
from agc.core.models import page_models
from agc.core.texts import unaccented
from agc.vocabulary.models import Concept
from search.models import SearchState
from search.naming import OfConcepts


@dataclass(frozen=True)
class Option:
    """A value of a facet as the filter form offers it."""

    value: str
    label: str
    count: int
    chosen: bool


class Labelled(NamedTuple):
    """What of a concept a facet shows: a page has hundreds of them, and a model each would take longer than the rest.

    Attributes:
        place: where it stands in the order of the alphabet.
    """

    code: str
    label: str
    place: str
    is_retired: bool

    def __str__(self):
        return self.label


@dataclass(frozen=True)
class Facet:
    """A way to narrow records: by the concepts of a scheme, unless a subclass knows better.

    Attributes:
        name: the parameter in the address.
        label: what the filter form calls it.
        key: what the index calls it.
        alphabetical: whether its values stand by their labels and not as their list has them.
    """

    name: str
    label: str | Promise
    key: str
    alphabetical: bool = False

    def labels(self, values, concepts):
        """Return the labels of `values`, in the order in which they are offered.

        Args:
            values: what the index or the address names.
            concepts: all there are, by the code of their scheme.
        """
        found = [concept for concept in concepts.get(self.key, ()) if concept.code in values]
        if self.alphabetical:
            found.sort(key=attrgetter("place"))
        return {concept.code: concept.label for concept in found}


class TypeFacet(Facet):
    def labels(self, values, concepts):
        types = {model._meta.model_name: model for model in page_models()}
        return {name: model.type_name for name, model in types.items() if name in values}


class LanguageFacet(Facet):
    def labels(self, values, concepts):
        return {code: capfirst(get_language_info(code)["name_translated"]) for code in locales() if code in values}


def is_number(value):
    """Return whether a value is written in the digits of addresses, of which there are no more than a year has."""
    return value.isascii() and value.isdecimal() and len(value) <= 4


class YearFacet(Facet):
    def labels(self, values, concepts):
        return {value: value for value in sorted(filter(is_number, values), reverse=True)}


class DecadeFacet(Facet):
    """A facet whose values are the first years of decades."""

    def labels(self, values, concepts):
        decades = sorted((value for value in values if is_number(value)), reverse=True)
        return {decade: f"{decade}–{int(decade) + 9}" for decade in decades}


@dataclass(frozen=True)
class ChoiceFacet(Facet):
    """A facet whose values are the choices of a field."""

    choices: type | None = None

    def labels(self, values, concepts):
        return {value: label for value, label in self.choices.choices if value in values}


FACETS = (
    TypeFacet("type", _("Kind of page"), "type"),
    LanguageFacet("in", _("Language"), "language"),
    Facet("r", _("The five Rs"), "r"),
    Facet("care", _("Type of care"), "care-type"),
    Facet("component", _("Component"), "component"),
    Facet("actor", _("Actor"), "actor-type"),
    Facet("region", _("Region"), "region", alphabetical=True),
    Facet("country", _("Country"), "country", alphabetical=True),
    YearFacet("year", _("Year"), "year"),
)


def read_concepts(language):
    """Return all concepts in a language, as Labelled, by the code of their scheme."""
    found = defaultdict(list)
    with override(language):
        rows = list(Concept.objects.values_list("scheme__code", "code", "active_label", "retired"))
    for scheme, code, label, is_retired in rows:
        found[scheme].append(Labelled(code, label, unaccented(label), is_retired))
    return found


kept = OfConcepts(read_concepts)


def all_concepts():
    """Return all concepts in the active language, as Labelled, by the code of their scheme."""
    return kept.get(get_language(), newest=SearchState.newest_change())


# Of one facet in an address: more than any list has. Longer addresses are no choice that somebody made.
MOST_VALUES = 400


class Narrowing:
    """What the address chooses of some facets.

    Attributes:
        known: value and label of what was chosen, by facet; unknown: what the facets do not have.

    Args:
        facets: those that there are to choose from.
        params: the query of the request.
    """

    def __init__(self, facets, params):
        self.facets, self.params = facets, params
        self.known, self.unknown = {}, []
        asked = {facet.key: self.read(params.getlist(facet.name)) for facet in facets}
        self.concepts = all_concepts()
        for facet in facets:
            values = asked[facet.key]
            labels = facet.labels(values, self.concepts) if values else {}
            self.unknown += [value for value in values if value not in labels]
            if labels:
                self.known[facet] = labels

    @staticmethod
    def read(values):
        """Return the values that an address has for a facet, each once, in signs that may be looked for and shown."""
        legible = (value.replace("\x00", "\N{REPLACEMENT CHARACTER}") for value in values[:MOST_VALUES])
        return list(dict.fromkeys(filter(None, legible)))

    @property
    def is_filtered(self):
        return bool(self.known)

    @property
    def chosen(self):
        """What was chosen, as the engine wants it."""
        return {facet.key: list(labels) for facet, labels in self.known.items()}

    def groups(self, counts):
        """Yield each facet with the options that would find something, and those already chosen."""
        values = {facet.key: {*counts.get(facet.key, ()), *self.known.get(facet, ())} for facet in self.facets}
        for facet in self.facets:
            found, chosen = counts.get(facet.key, {}), self.known.get(facet, {})
            labels = facet.labels(values[facet.key], self.concepts)
            options = [Option(value, label, found.get(value, 0), value in chosen) for value, label in labels.items()]
            if options:
                yield facet, options

    def chips(self, path):
        """Return what the page shows of each choice made: its facet, its label, and the address without it.

        Args:
            path: the address with no choice at all.
        """
        return [
            {"facet": facet.label, "label": label, "url": self.without(facet, value) or path}
            for facet, labels in self.known.items()
            for value, label in labels.items()
        ]

    @property
    def query(self):
        """The query of an address that makes the same choices, and says nothing else; empty where there are none."""
        chosen = [(facet.name, value) for facet, labels in self.known.items() for value in labels]
        return f"?{urlencode(chosen)}" if chosen else ""

    def with_value(self, facet, value):
        """Return the query that has one choice more, on its first page."""
        rest = [(name, other) for name, values in self.params.lists() for other in values if name != "page"]
        return f"?{urlencode([*rest, (facet.name, value)])}"

    def without(self, facet, value):
        """Return the query that has all but one choice, on its first page; empty where nothing is left."""
        rest = [
            (name, other)
            for name, values in self.params.lists()
            for other in values
            if name != "page" and (name, other) != (facet.name, value)
        ]
        return f"?{urlencode(rest)}" if rest else ""
