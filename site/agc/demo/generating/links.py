"""From which earlier practice a made-up one was adapted, and with which it belongs.

Every link leads from a later number to an earlier one: no chain of them comes back to where it began, and what was
made last can be taken away first.
"""

from functools import lru_cache

from agc.demo.generating.outlines import outline
from agc.demo.generating.phrases import phrases
from agc.demo.generating.records import key_of_record
from agc.demo.generating.stories import Said

# How many of those before it are looked at.
WINDOW = 300


@lru_cache(maxsize=2 * WINDOW)
def known(number, seed):
    """Return what an earlier practice is; the same ones are asked for again and again."""
    found, _chance = outline(number, seed)
    return found


def choose_links(chance, number, seed, own):
    """Return the links of a practice as rows; none where no earlier one fits."""
    found = {}
    if chance.happens(0.55) and (origin := choose_origin(chance, number, seed, own)) is not None:
        found[origin] = ("adapted-from", "adapted")
    if chance.happens(0.5) and (other := choose_other(chance, number, seed, own)) is not None:
        found.setdefault(other[0], ("related", other[1]))
    return [
        (
            {"note": [Said(chance.common(phrases().depth["link_notes"][why]))]},
            {"relation": relation, "other": key_of_record(seed, other)},
        )
        for other, (relation, why) in found.items()
    ]


def choose_origin(chance, number, seed, own):
    """Choose an earlier practice on the same theme elsewhere, which began before this one; some are chosen often."""
    began, town = own.times.start_year, own.town
    found = [
        other
        for other, its in earlier(number, seed)
        if its.subject.theme is own.subject.theme and its.town != town and its.times.start_year < began
    ]
    return chance.common(found) if found else None


def choose_other(chance, number, seed, own):
    """Choose an earlier practice of the same town, else one on the same theme; return it, and why it was chosen."""
    if number and known(number - 1, seed).town == own.town:
        return number - 1, "town"
    found = [other for other, its in earlier(number, seed) if its.subject.theme is own.subject.theme]
    return (chance.common(found, power=0), "theme") if found else None


def earlier(number, seed):
    """Yield the practices not long before one."""
    for other in range(max(0, number - WINDOW), number):
        yield other, known(other, seed)
