"""How the pages of the API are narrowed; what cannot be read is refused with the reason, never passed over."""

from collections import defaultdict

from rest_framework.filters import BaseFilterBackend
from wagtail.api.v2.utils import BadRequestError

from agc.core.languages import locales
from agc.vocabulary.models import Concept
from practices.models import PracticePage
from search.counting import bitmaps
from search.models import SearchRow

# Lists that records are counted by without being found by their words: the index keeps them as facets alone.
BY_FACET = frozenset({"condition", "cost-band", "evidence", "income-group", "place-size"})
# Of one parameter in an address.
MOST_VALUES = 100


def values_of(request, name):
    values = request.GET.getlist(name)
    if len(values) > MOST_VALUES:
        raise BadRequestError(f"{name} cannot be given more than {MOST_VALUES} times")
    return values


class NameFilter(BaseFilterBackend):
    """`title` and `slug`, as they are."""

    def filter_queryset(self, request, queryset, view):
        wanted = {name: request.GET[name] for name in ("title", "slug") if name in request.GET}
        return queryset.filter(**wanted)


class CodeFilter(BaseFilterBackend):
    """`code=AGC-0001`: the practice with this permanent code, in all its languages; several are an "or"."""

    def filter_queryset(self, request, queryset, view):
        codes = values_of(request, "code")
        return queryset.filter(pk__in=PracticePage.objects.filter(code__in=codes).values("pk")) if codes else queryset


class LanguageFilter(BaseFilterBackend):
    """`locale=es`, or `language=es` as at the other addresses of the site."""

    def filter_queryset(self, request, queryset, view):
        known = locales()
        for name in ("locale", "language"):
            if name in request.GET:
                code = request.GET[name]
                if code not in known:
                    raise BadRequestError(f"{name} '{code}' is unknown; there are {', '.join(sorted(known))}")
                queryset = queryset.filter(locale=known[code])
        return queryset


class ConceptFilter(BaseFilterBackend):
    """`concept=care-type:early-childhood`: what is filed under it or under one that is narrower.

    Several of one list are an "or", several lists an "and", as in the lists of the site.
    """

    def filter_queryset(self, request, queryset, view):
        asked = values_of(request, "concept")
        for scheme, concepts in self.wanted(asked).items() if asked else ():
            if scheme in BY_FACET:
                maps, found = bitmaps(), 0
                for code in concepts.values():
                    found |= maps.having(scheme, code)
                rows = SearchRow.objects.filter(record__in=maps.keys(found))
            else:
                rows = SearchRow.objects.filter(concepts__in=concepts)
            queryset = queryset.filter(pk__in=rows.values("page"))
        return queryset

    @staticmethod
    def wanted(asked):
        """Return the codes of the concepts that were asked for and of the narrower ones, by list and key."""
        known, narrower, codes = {}, defaultdict(list), {}
        for key, scheme, code, broader in Concept.objects.values_list("pk", "scheme__code", "code", "broader"):
            known[f"{scheme}:{code}"], codes[key] = key, code
            narrower[broader].append(key)
        found = defaultdict(dict)
        for name in asked:
            if name not in known:
                raise BadRequestError(f"concept '{name}' is unknown; write its list and its code, such as r:reduce")
            left = [known[name]]
            while left:
                key = left.pop()
                if key not in found[name.partition(":")[0]]:
                    found[name.partition(":")[0]][key] = codes[key]
                    left += narrower[key]
        return found
