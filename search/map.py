"""The map of the world: how many records each country has, as shapes, numbers and links, and as a table beneath it."""

import json
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from math import ceil, hypot
from pathlib import Path

from django.utils.translation import ngettext

from agc.core.numbers import localise
from agc.core.texts import unaccented
from agc.vocabulary.models import Concept

WORLD = Path(__file__).parent / "data" / "world.json"
# How many shades there are; the number stands beside each, so nobody has to tell them apart.
SHADES = 4
# The least width of the map, and the radius of a mark by the signs of its number, in pixels at the usual size of
# text; the style sheet has both in rem. A mark is a target of 24 pixels, and touches no other.
LEAST_WIDTH, RADII = 640, (12, 12, 15, 18, 24)
GAP = 1
# More rounds than this part no marks that still touch: a hundred countries and more have not the room for it.
ROUNDS = 160
# How much of its way back a mark takes each round, in the first half of them.
RETURN = 0.02


@lru_cache(maxsize=1)
def atlas():
    """Return the map as `make_map` drew it, read once."""
    return json.loads(WORLD.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Country:
    """A country with records, or one that was chosen.

    Attributes:
        shade: from 1, the lightest, to SHADES; 0 where it has no record.
        shape: the data of an SVG path; empty where it is too small for one.
        point: where it is, across and down in the units of the map; empty where the map does not have it.
        mark: where its number stands, which is not there when neighbours are close.
    """

    code: str
    label: str
    region: str
    number: int
    url: str
    chosen: bool
    shade: int
    shape: str
    point: tuple
    mark: tuple

    @property
    def title(self):
        """What the country is called where it is a link, in the active language."""
        said = ngettext("%(country)s: %(number)s practice", "%(country)s: %(number)s practices", self.number)
        return said % {"country": self.label, "number": self.written}

    @property
    def written(self):
        return localise(Decimal(self.number))

    @property
    def signs(self):
        return signs_of(self.number)

    @property
    def across(self):
        return percent(self.mark[0], atlas()["size"][0])

    @property
    def down(self):
        return percent(self.mark[1], atlas()["size"][1])

    @property
    def leader(self):
        """The data of the line from the country to its mark; empty where the mark stands in its place."""
        if self.mark == self.point:
            return ""
        return "M{} {}L{:.0f} {:.0f}".format(*self.point, *self.mark)


def signs_of(number):
    """Return how many signs a number has as it is written, as far as there are marks for it."""
    return min(len(localise(Decimal(number))), len(RADII))


def percent(part, whole):
    return f"{100 * part / whole:.2f}%"


@dataclass(frozen=True)
class WorldMap:
    """What the templates show of the map.

    Attributes:
        countries: those with records and those chosen, by region and name, as the table has them.
        land: the shapes of all others, as one path.
        legend: from and to of the numbers of each shade, by shade.
    """

    countries: list
    land: str
    legend: list

    @property
    def box(self):
        """The corners of the drawing, as an SVG has them."""
        return "0 0 {} {}".format(*atlas()["size"])

    @property
    def drawn(self):
        return [country for country in self.countries if country.point]

    @property
    def regions(self):
        """The rows of the table: each region with its countries."""
        return [(region, list(within)) for region, within in groupby(self.countries, key=lambda one: one.region)]


def world_map(counts, chosen, url_of, labels, regions):
    """Return the map of the world for some records.

    Args:
        counts: how many of them each country has, by its code.
        chosen: the codes of the countries that they are narrowed by.
        url_of: a function that returns the address to which a country leads, by its code.
        labels: the names of the countries, by code (`places`).
        regions: the names of their regions, by the code of the country.
    """
    codes = {code for code, number in counts.items() if number} | set(chosen)
    names = {code: (regions.get(code, ""), labels.get(code, code)) for code in codes}
    # A country of no region comes last.
    codes = sorted(codes, key=lambda code: (not names[code][0], *map(unaccented, names[code]), code))
    bounds = lower_bounds(max(counts.values(), default=0))
    drawn = {code: atlas()["countries"].get(code, []) for code in codes}
    marks = marks_apart({code: (*found[:2], signs_of(counts.get(code, 0))) for code, found in drawn.items() if found})
    countries = [
        Country(
            code=code,
            label=names[code][1],
            region=names[code][0],
            number=(number := counts.get(code, 0)),
            url=url_of(code),
            chosen=code in chosen,
            shade=sum(number >= bound for bound in bounds),
            shape="".join(drawn[code][2:]),
            point=tuple(drawn[code][:2]),
            mark=marks.get(code, ()),
        )
        for code in codes
    ]
    return WorldMap(countries, land_without(drawn), legend(bounds, counts))


def land_without(codes):
    """Return the shapes of all countries but these, and of what is no country of the vocabulary, as one path."""
    others = ("".join(found[2:]) for code, found in atlas()["countries"].items() if code not in codes)
    return atlas()["land"] + "".join(others)


def lower_bounds(most):
    """Return the least number of each shade, each so many times the one before: a few countries have most records."""
    steps = {ceil(round(most ** (step / SHADES), 6)) for step in range(SHADES)}
    return sorted(steps) if most else []


def legend(bounds, counts):
    """Return the least and the greatest number of each shade, as they are written."""
    ends = [following - 1 for following in bounds[1:]] + [max(counts.values(), default=0)]
    return [tuple(localise(Decimal(number)) for number in pair) for pair in zip(bounds, ends, strict=False)]


def marks_apart(points):
    """Return where the number of each country stands: in its place, or pushed aside until no two touch.

    Args:
        points: across, down and the signs of the number, by code.
    """
    return dict(zip(points, spread(tuple(points.values())), strict=True))


@lru_cache(maxsize=512)
def spread(points):
    width, height = atlas()["size"]
    scale = width / LEAST_WIDTH
    radii = [scale * (RADII[signs - 1] + GAP / 2) for _x, _y, signs in points]
    marks = [[x, y] for x, y, _signs in points]
    for step in range(ROUNDS):
        back = RETURN if step < ROUNDS / 2 else 0
        for (x, y, _signs), radius, mark in zip(points, radii, marks, strict=True):
            mark[0] = held(mark[0] + (x - mark[0]) * back, radius, width)
            mark[1] = held(mark[1] + (y - mark[1]) * back, radius, height)
        if not pushed_apart(marks, radii):
            break
    return [tuple(mark) for mark in marks]


def held(place, radius, size):
    """Return a place at which a mark is whole."""
    return min(max(place, radius), size - radius)


def pushed_apart(marks, radii):
    """Push each two marks that touch away from one another, half the way each; return whether there were any."""
    found = False
    in_order = sorted(range(len(marks)), key=lambda place: marks[place][0])
    widest = 2 * max(radii, default=0)
    for position, first in enumerate(in_order):
        for second in in_order[position + 1 :]:
            across, down = (marks[second][side] - marks[first][side] for side in (0, 1))
            if across > widest:
                break
            apart, wanted = hypot(across, down), radii[first] + radii[second]
            if apart < wanted - 0.5:
                found = True
                # Two in the very same place part sideways.
                push = (across / apart, down / apart) if apart else (1, 0)
                for side in (0, 1):
                    marks[first][side] -= push[side] * (wanted - apart) / 2
                    marks[second][side] += push[side] * (wanted - apart) / 2
    return found


def places(codes):
    """Return the names of countries and those of their regions, each by the code of the country, in two queries."""
    countries = list(Concept.objects.of("country").filter(code__in=codes))
    regions = Concept.objects.in_bulk({country.broader_id for country in countries if country.broader_id})
    labels = {country.code: country.label for country in countries}
    return labels, {one.code: regions[one.broader_id].label for one in countries if one.broader_id in regions}
