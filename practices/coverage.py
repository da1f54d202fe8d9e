"""Where the collection of practices is thin: how many there are of each R by region, income group, size of place…"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from agc.core.languages import locales
from agc.vocabulary.models import Concept
from search.listing import Records

SCHEMES = ("r", "region", "income-group", "place-size", "care-type", "component")
# The region of the whole world, whose parts the board has.
WORLD = "001"
SHADES = 4


@dataclass(frozen=True)
class Cell:
    """How many practices there are, and the address that shows them; the shade is 0 where there are none."""

    number: int
    url: str
    shade: int


@dataclass(frozen=True)
class Table:
    title: str
    head: str
    columns: list
    rows: list


def board(model, language, url):
    """Return the tables of the board.

    Args:
        model: the type of the pages.
        language: the code of the reader's language.
        url: the address of the list.
    """
    records = Records(model, language)
    concepts = {}
    for concept in Concept.objects.of(*SCHEMES).in_use().select_related("scheme", "broader"):
        concepts.setdefault(concept.scheme.code, []).append(concept)
    rs = concepts.get("r", [])
    regions = [one for one in concepts.get("region", []) if one.broader and one.broader.code == WORLD]
    kinds = (
        (_("Regions"), _("Region"), "region", "region", regions),
        (
            *(_("Income groups of countries"), _("Income group of the country"), "income", "income-group"),
            concepts.get("income-group", []),
        ),
        (_("Sizes of places"), _("Size of the place"), "size", "place-size", concepts.get("place-size", [])),
        (_("Types of care"), _("Type of care"), "care", "care-type", concepts.get("care-type", [])),
        (_("Components"), _("Component"), "component", "component", concepts.get("component", [])),
    )
    tables = [table(records, url, title, head, (name, key), rows, rs) for title, head, name, key, rows in kinds]
    return [languages(records, url), *tables]


def table(records, url, title, head, facet, rows, rs):
    """Return a table with a row for each concept and a column for each R, and one for all."""
    name, key = facet
    having_r = [(r, records.maps.having("r", r.code)) for r in rs]
    found = []
    for concept in rows:
        having = records.found & records.maps.having(key, concept.code)
        cells = [((having & of_r).bit_count(), {name: concept.code, "r": r.code}) for r, of_r in having_r]
        found.append((concept.label, [*cells, (having.bit_count(), {name: concept.code})]))
    totals = [((records.found & of_r).bit_count(), {"r": r.code}) for r, of_r in having_r]
    return Table(
        title,
        head,
        [*(r.label for r in rs), _("All")],
        shaded([*found, (_("All"), [*totals, (records.total, {})])], url),
    )


def languages(records, url):
    """Return how many practices can be read in each language."""
    rows = [
        (capfirst(get_language_info(code)["name_translated"]), [(number(records, code), {"in": code})])
        for code in locales()
    ]
    return Table(_("Languages"), _("Language"), [_("Practices")], shaded(rows, url))


def number(records, code):
    return (records.found & records.maps.having("language", code)).bit_count()


def shaded(rows, url):
    """Return rows with Cells, each shaded against the highest number that is no total."""
    inner = [count for _label, cells in rows[:-1] or rows for count, _query in (cells[:-1] or cells)]
    most = max(inner, default=0)
    return [
        (label, [Cell(count, f"{url}?{urlencode(query)}", shade(count, most)) for count, query in cells])
        for label, cells in rows
    ]


def shade(count, most):
    """Return 0 for none, else from 1 to SHADES."""
    return min(SHADES, 1 + (count - 1) * SHADES // most) if count and most else 0
