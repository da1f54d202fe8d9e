"""How the results are narrowed: facets that the index counts, with labels in the reader's language."""

from collections import defaultdict
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.apps import apps
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from agc.core.languages import locales
from agc.core.models import BasePage
from agc.core.texts import unaccented
from agc.vocabulary.facets import Option
from agc.vocabulary.models import Concept


@dataclass(frozen=True)
class SearchFacet:
    """A way to narrow the results.

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
            concepts: those of the values of all facets, by the code of their scheme.
        """
        found = [concept for concept in concepts.get(self.key, ()) if concept.code in values]
        if self.alphabetical:
            found.sort(key=lambda concept: unaccented(concept.label))
        return {concept.code: concept.label for concept in found}


class TypeFacet(SearchFacet):
    def labels(self, values, concepts):
        types = {model._meta.model_name: model for model in apps.get_models() if issubclass(model, BasePage)}
        return {name: model.type_name for name, model in types.items() if name in values}


class LanguageFacet(SearchFacet):
    def labels(self, values, concepts):
        return {code: capfirst(get_language_info(code)["name_translated"]) for code in locales() if code in values}


class YearFacet(SearchFacet):
    def labels(self, values, concepts):
        return {value: value for value in sorted(filter(str.isdigit, values), reverse=True)}


FACETS = (
    TypeFacet("type", _("Kind of page"), "type"),
    LanguageFacet("in", _("Language"), "language"),
    SearchFacet("r", _("The five Rs"), "r"),
    SearchFacet("care", _("Type of care"), "care-type"),
    SearchFacet("component", _("Component"), "component"),
    SearchFacet("actor", _("Actor"), "actor-type"),
    SearchFacet("region", _("Region"), "region", alphabetical=True),
    SearchFacet("country", _("Country"), "country", alphabetical=True),
    YearFacet("year", _("Year"), "year"),
)


def concepts_of(values):
    """Return the concepts of values of facets, by the code of their scheme, in one query.

    Args:
        values: codes by the key of a facet; a key that is no scheme has no concepts.
    """
    named = [Q(scheme__code=key, code__in=codes) for key, codes in values.items() if codes]
    found = defaultdict(list)
    for concept in Concept.objects.filter(reduce(or_, named)).select_related("scheme") if named else ():
        found[concept.scheme.code].append(concept)
    return found


# Of one facet in an address; more are no choice that somebody made.
MOST_VALUES = 20


class Narrowing:
    """What the address chooses of the facets.

    Args:
        params: the query of the request.
    """

    def __init__(self, params):
        self.known, self.unknown = {}, []
        asked = {facet.key: self.read(params.getlist(facet.name)) for facet in FACETS}
        concepts = concepts_of(asked)
        for facet in FACETS:
            values = asked[facet.key]
            labels = facet.labels(values, concepts) if values else {}
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
        values = {facet.key: {*counts.get(facet.key, ()), *self.known.get(facet, ())} for facet in FACETS}
        concepts = concepts_of(values)
        for facet in FACETS:
            found, chosen = counts.get(facet.key, {}), self.known.get(facet, {})
            labels = facet.labels(values[facet.key], concepts)
            options = [Option(value, label, found.get(value, 0), value in chosen) for value, label in labels.items()]
            if len(options) > 1 or chosen:
                yield facet, options

    def chips(self):
        """Yield facet, value and label of each choice made, to be taken back one by one."""
        for facet, labels in self.known.items():
            for value, label in labels.items():
                yield facet, value, label
