"""How the results are narrowed: facets that the index counts, with labels in the reader's language."""

from dataclasses import dataclass

from django.apps import apps
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from agc.core.languages import locales
from agc.core.models import BasePage
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

    def labels(self, values):
        """Return the labels of `values`, in the order in which they are offered."""
        found = Concept.objects.of(self.key).filter(code__in=values)
        return {concept.code: concept.label for concept in (found.alphabetical() if self.alphabetical else found)}


class TypeFacet(SearchFacet):
    def labels(self, values):
        types = {model._meta.model_name: model for model in apps.get_models() if issubclass(model, BasePage)}
        return {name: model.type_name for name, model in types.items() if name in values}


class LanguageFacet(SearchFacet):
    def labels(self, values):
        return {code: capfirst(get_language_info(code)["name_translated"]) for code in locales() if code in values}


class YearFacet(SearchFacet):
    def labels(self, values):
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


class Narrowing:
    """What the address chooses of the facets.

    Args:
        params: the query of the request.
    """

    def __init__(self, params):
        self.known, self.unknown = {}, []
        for facet in FACETS:
            values = [value.replace("\x00", "\N{REPLACEMENT CHARACTER}") for value in params.getlist(facet.name)[:20]]
            values = list(dict.fromkeys(filter(None, values)))
            labels = facet.labels(values) if values else {}
            self.unknown += [value for value in values if value not in labels]
            if labels:
                self.known[facet] = labels

    @property
    def is_filtered(self):
        return bool(self.known)

    @property
    def chosen(self):
        """What was chosen, as the engine wants it."""
        return {facet.key: list(labels) for facet, labels in self.known.items()}

    def groups(self, counts):
        """Yield each facet with the options that would find something, and those already chosen."""
        for facet in FACETS:
            found, chosen = counts.get(facet.key, {}), self.known.get(facet, {})
            labels = facet.labels({*found, *chosen})
            options = [Option(value, label, found.get(value, 0), value in chosen) for value, label in labels.items()]
            if len(options) > 1 or chosen:
                yield facet, options

    def chips(self):
        """Yield facet, value and label of each choice made, to be taken back one by one."""
        for facet, labels in self.known.items():
            for value, label in labels.items():
                yield facet, value, label
