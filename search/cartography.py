"""How the map of the world is drawn from Natural Earth's data; asked for only when the data is renewed (make_map)."""

from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import accumulate, chain, pairwise
from math import asin, cos, inf, radians, sin, sqrt

WIDTH = 2000
# Of the picture, in its own units: room for a mark at the edge.
MARGIN = 40
# From the north of Greenland to Cape Horn, and from the Cook Islands to Samoa: there is but sea beyond.
NORTH, SOUTH = 83.7, -56.5
WEST, EAST = (-159.8, -21.2), (-171.8, -9.2)
# The middle of the picture: its edges run through the Bering Strait, and cut no country in two.
MERIDIAN = 11
# What is drawn: a bend of less, an island that is smaller, and a country that is smaller than a speck are left out.
BEND, ISLAND, SPECK = 3, 8, 4

# Antarctica has no place on this map; whoever works there is shown at its lower edge.
LEFT_OUT = "aq"

# Natural Earth draws these within another country, but ISO 3166-1 has them: west, south, east and north of each.
PARTS = {
    "gf": ("fr", (-55, 2, -51, 6)),
    "gp": ("fr", (-62, 15.8, -61, 16.6)),
    "mq": ("fr", (-61.3, 14.3, -60.7, 15)),
    "re": ("fr", (55, -21.5, 56, -20.7)),
    "yt": ("fr", (45, -13.1, 45.4, -12.5)),
    "bq": ("nl", (-68.5, 12, -68.1, 12.4)),
    # As the maps of the United Nations have it (General Assembly, resolution 68/262).
    "ua": ("ru", (32, 44, 37, 46.5)),
    "sj": ("no", (-10, 70.7, 34, 81)),
}
# These it draws not at all at this scale, or without their code: where they are, east and north.
POINTS = {
    "aq": (0, SOUTH),
    "bq": (-68.26, 12.18),
    "bv": (3.36, -54.42),
    "cc": (96.85, -12.17),
    "cx": (105.65, -10.49),
    "gi": (-5.35, 36.14),
    "gp": (-61.55, 16.25),
    "mq": (-61.02, 14.64),
    "re": (55.53, -21.13),
    "sj": (16, 78.6),
    "tk": (-171.83, -9.18),
    "tv": (179.2, -8.52),
    "um": (-169.53, 16.74),
    "yt": (45.15, -12.82),
}


def equal_earth(east, north):
    """Return where a point of the globe lies in the projection Equal Earth (Šavrič, Patterson, Jenny 2018)."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    slant = asin(sqrt(3) / 2 * sin(radians(north)))
    square = slant * slant
    sixth = square**3
    stretch = a1 + 3 * a2 * square + sixth * (7 * a3 + 9 * a4 * square)
    x = 2 * sqrt(3) * radians(east) * cos(slant) / (3 * stretch)
    return x, slant * (a1 + a2 * square + sixth * (a3 + a4 * square))


def from_the_middle(east):
    return (east - MERIDIAN + 180) % 360 - 180


LEFT, RIGHT = (equal_earth(from_the_middle(east), north)[0] for east, north in (WEST, EAST))
TOP = equal_earth(0, NORTH)[1]
SCALE = (WIDTH - 2 * MARGIN) / (RIGHT - LEFT)
HEIGHT = round((TOP - equal_earth(0, SOUTH)[1]) * SCALE) + 2 * MARGIN


def on_paper(east, north):
    """Return the place of a point in the picture; `east` counts from its middle."""
    x, y = equal_earth(east, north)
    return MARGIN + (x - LEFT) * SCALE, MARGIN + (TOP - y) * SCALE


def unrolled(points):
    """Return a line in which no point lies half the globe from the one before."""
    line, turn, last = [], 0, None
    for east, north in points:
        if last is not None and abs(east - last) > 180:
            turn += 360 if east < last else -360
        last = east
        line.append((east + turn, north))
    return line


def rounded(ring):
    """Return a ring, east and north, as it lies in the picture, in whole units, no point twice in a row."""
    line = unrolled(ring)
    middle = sum(east for east, _north in line) / len(line)
    shift = from_the_middle(middle) - middle
    points = [tuple(map(round, on_paper(east + shift, north))) for east, north in line]
    kept = [point for before, point in pairwise([points[-1], *points]) if point != before]
    return kept or points[:1]


def area(ring):
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]))) / 2


def corner(before, point, after):
    """Return the area of the triangle that a line loses with this point."""
    (x0, y0), (x1, y1), (x2, y2) = before, point, after
    return abs((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)) / 2


def simplified(line):
    """Return a line without the points whose loss is not seen (Visvalingam, Whyatt 1993); its ends stay."""
    paper = [on_paper(east, max(north, SOUTH - 5)) for east, north in unrolled(line)]
    before, after = list(range(-1, len(line) - 1)), list(range(1, len(line) + 1))
    size = [inf] * len(line)
    for place in range(1, len(line) - 1):
        size[place] = corner(*paper[place - 1 : place + 2])
    heap = [(size[place], place) for place in range(1, len(line) - 1)]
    heapify(heap)
    while heap and heap[0][0] < BEND:
        least, place = heappop(heap)
        if size[place] != least:
            continue
        size[place] = None
        first, last = before[place], after[place]
        after[first], before[last] = last, first
        for beside in (first, last):
            if 0 < beside < len(line) - 1:
                # Never less than what was lost already, or a long bend would go point by point.
                size[beside] = max(least, corner(paper[before[beside]], paper[beside], paper[after[beside]]))
                heappush(heap, (size[beside], beside))
    return [point for point, kept in zip(line, size, strict=True) if kept is not None]


def inside(point, ring):
    x, y = point
    crossed = False
    for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossed = not crossed
    return crossed


def distance(point, start, end):
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = max(0, min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length)) if length else 0
    return sqrt((x - x1 - along * (x2 - x1)) ** 2 + (y - y1 - along * (y2 - y1)) ** 2)


def heart(ring, steps=24):
    """Return the point of a ring that is furthest from its coast, on a grid: where a number stands best."""
    left, right = min(x for x, _y in ring), max(x for x, _y in ring)
    top, bottom = min(y for _x, y in ring), max(y for _x, y in ring)
    grid = [
        (left + (right - left) * (column + 0.5) / steps, top + (bottom - top) * (row + 0.5) / steps)
        for column in range(steps)
        for row in range(steps)
    ]
    edges = list(pairwise([*ring, ring[0]]))
    within = [point for point in grid if inside(point, ring)] or [ring[0]]
    return max(within, key=lambda point: min(distance(point, *edge) for edge in edges))


@dataclass
class Topology:
    """Countries whose borders are stored once, as lines that two of them share (TopoJSON).

    Attributes:
        rings: by numeric code of ISO 3166-1, None where the data has none: rings of east and north, holes among them.
    """

    data: dict
    rings: dict = field(init=False)

    def __post_init__(self):
        lines = [simplified(self.decoded(line)) for line in self.data["arcs"]]
        self.rings = {}
        for geometry in self.data["objects"]["countries"]["geometries"]:
            parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
            rings = [self.joined(ring, lines) for ring in chain.from_iterable(parts)]
            self.rings.setdefault(geometry.get("id"), []).extend(rings)

    def decoded(self, line):
        """Return a line in degrees: it is stored in small steps from one point to the next."""
        (scale_x, scale_y), (x, y) = self.data["transform"]["scale"], self.data["transform"]["translate"]
        steps = accumulate(line, lambda point, step: (point[0] + step[0], point[1] + step[1]))
        return [(x + east * scale_x, y + north * scale_y) for east, north in steps]

    @staticmethod
    def joined(ring, lines):
        """Return the ring that some lines make; a negative number is a line that is walked backwards."""
        walked = (lines[number] if number >= 0 else lines[~number][::-1] for number in ring)
        return list(chain.from_iterable(line[:-1] for line in walked))


def centre(ring):
    line = unrolled(ring)
    east, north = (sum(values) / len(line) for values in zip(*line, strict=True))
    return east, north


def divided(rings):
    """Give the parts of a country that have a code of their own to it."""
    for code, (whole, (west, south, east, north)) in PARTS.items():
        within = {
            place
            for place, ring in enumerate(rings.get(whole, ()))
            if west <= (middle := centre(ring))[0] <= east and south <= middle[1] <= north
        }
        rings.setdefault(code, []).extend(rings[whole][place] for place in sorted(within))
        rings[whole] = [ring for place, ring in enumerate(rings.get(whole, ())) if place not in within]
    return rings


def path(rings):
    """Return rings as the data of an SVG path: where each begins, then the steps from point to point."""
    return "".join(
        f"M{start[0]} {start[1]}l{steps([(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise([start, *rest])])}z"
        for start, *rest in rings
    )


def steps(moves):
    """Return numbers side by side, with a space only where the minus does not part them."""
    return "".join(f" {number}" if number >= 0 else str(number) for number in chain.from_iterable(moves)).lstrip()


def drawn(rings):
    """Return the rings that are large enough to be seen, as they lie in the picture, the largest first."""
    by_size = sorted(map(rounded, rings), key=area, reverse=True)
    return [ring for place, ring in enumerate(by_size) if area(ring) >= (ISLAND if place else SPECK)]


def point_of(code, rings):
    """Return where a country is that is too small for a shape.

    Raises:
        LookupError: when neither the data nor this module says where that is.
    """
    if not rings and code not in POINTS:
        raise LookupError(f"{code} is nowhere: give it a point in search/cartography.py")
    east, north = POINTS[code] if code in POINTS else centre(max(rings, key=area))
    return on_paper(from_the_middle(east), north)


def draw(data, codes):
    """Return the map of the world: for each country its point, and its shape where it has one.

    Args:
        data: countries in TopoJSON, as world-atlas has them.
        codes: the codes of the vocabulary by the numeric ones of ISO 3166-1.
    """
    rings, nameless = {code: [] for code in codes.values()}, []
    for number, found in Topology(data).rings.items():
        if number in codes:
            rings[codes[number]] += found
        else:
            nameless += found
    countries = {}
    for code, found in divided(rings).items():
        if code not in codes.values():
            continue
        shape = [] if code == LEFT_OUT else drawn(found)
        point = heart(shape[0]) if shape else point_of(code, found)
        countries[code] = [*map(round, point), *([path(shape)] if shape else [])]
    return {"size": [WIDTH, HEIGHT], "land": path(drawn(nameless)), "countries": dict(sorted(countries.items()))}
