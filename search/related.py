"""Records like one: by the concepts that they share, the rarer the more, with the reason."""

from dataclasses import dataclass
from math import hypot, log2

from wagtail.models import Page

from search.counting import bitmaps, bits_of
from search.facets import Labelled, all_concepts
from search.listing import Records
from search.models import SearchRecord
from search.ordering import rows_for
from search.sums import Sums

# What a value weighs that one record of very many has; one that all have weighs 1.
MOST_WEIGHT = 15
# Of so many that weigh most it is looked at what else they have.
LOOKED_AT = 40
# Of two whole records.
FEWEST_SHARED = 2
MOST_REASONS = 3


@dataclass(frozen=True)
class Alike:
    """A record like another.

    Attributes:
        page: in the language that suits the reader, with what a card shows.
        shared: the concepts that both have, the most telling first.
    """

    page: Page
    shared: list[Labelled]


def related(page, facets, most=3):
    """Return the records of the type of a page that are most like it, as Alike.

    Args:
        page: the page; one that is not public is like none.
        facets: how much it counts, by the key of a facet, that two records have the same value.
        most: how many.
    """
    own = SearchRecord.objects.filter(translation_key=page.translation_key, is_public=True).values_list("pk", "facets")
    for key, values in own:
        return nearest(type(page), page.language, values, facets, most, without={key}, is_whole=True)
    return []


def nearest(model, language, wanted, facets, most, without=(), is_whole=False):
    """Return the public records of a type that have the most telling of some values, as Alike, the nearest first.

    Args:
        model: the type of their pages.
        language: the code of the reader's language.
        wanted: values as "facet:value".
        facets: how much each facet counts; the values of others do not.
        most: how many.
        without: keys of records to leave out.
        is_whole: whether they are all that a record has: then one that has many others is less like it (the cosine
            of the angle between the two), and one thing in common is a coincidence.
    """
    maps = bitmaps()
    records = Records(model, language, maps=maps)
    weights_of = Weights(maps, records.found & ~bits_of(without), facets)
    weights = {value: weights_of[value] for value in wanted if weights_of[value]}
    weighted = [(weights_of.having(value), weight) for value, weight in weights.items()]
    candidates = maps.keys(Sums(weighted).heaviest(weights_of.among, LOOKED_AT))
    shared, likeness = {}, {}
    for key, values in SearchRecord.objects.filter(pk__in=candidates).values_list("pk", "facets"):
        shared[key] = sorted(weights.keys() & set(values), key=lambda value: (-weights[value], value))
        length = (hypot(*map(weights_of.__getitem__, values)) or 1) if is_whole else 1
        likeness[key] = sum(weights[value] ** 2 for value in shared[key]) / length
    best = sorted(shared, key=lambda key: (-likeness[key], -key))
    best = [key for key in best if len(shared[key]) >= (FEWEST_SHARED if is_whole else 1)][:most]
    rows = dict(rows_for(language).filter(record__in=best).values_list("pk", "record"))
    pages = {rows[page.pk]: page for page in records.by_key(list(rows))} if rows else {}
    # Who asked for some values wants to know which of them a record has.
    told = MOST_REASONS if is_whole else len(wanted)
    concepts = named({value for key in pages for value in shared[key][:told]})
    return [
        Alike(pages[key], [concepts[it] for it in shared[key][:told] if it in concepts]) for key in best if key in pages
    ]


class Weights(dict):
    """How much it says of a record that it has a value: the rarer the value, the more; 0 where it does not count."""

    def __init__(self, maps, among, facets):
        super().__init__()
        self.maps, self.among, self.facets = maps, among, facets

    def having(self, value):
        """Return the bitmap of the records that have a value."""
        facet, _colon, code = value.partition(":")
        return self.maps.having(facet, code) & self.among

    def __missing__(self, value):
        counts = self.facets.get(value.partition(":")[0], 0)
        number = self.having(value).bit_count() if counts else 0
        weight = min(MOST_WEIGHT, 1 + round(log2(self.among.bit_count() / number))) if number else 0
        self[value] = counts * weight
        return self[value]


def named(values):
    """Return the concepts of values of facets, by value."""
    schemes = {value.partition(":")[0] for value in values}
    known = all_concepts()
    found = {f"{scheme}:{concept.code}": concept for scheme in schemes for concept in known.get(scheme, ())}
    return {value: found[value] for value in values if value in found}
