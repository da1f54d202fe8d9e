import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from agc.vocabulary.loading import read_lists
from search.cartography import draw
from search.map import WORLD


class Command(BaseCommand):
    help = (
        "Draw the map of the world again, after Natural Earth renewed its data or a country changed: "
        "npm pack world-atlas, unpack, make_map package/countries-50m.json (docs/decisions/0011-a-map-of-our-own.md)."
    )

    def add_arguments(self, parser):
        parser.add_argument("topojson", type=Path, help="the countries, as the npm package world-atlas has them")

    def handle(self, *, topojson, **options):
        try:
            data = json.loads(topojson.read_text(encoding="utf-8"))
            world = draw(data, numeric_codes())
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise CommandError(f"{topojson} has no countries in TopoJSON: {error!r}") from error
        WORLD.write_text(json.dumps(world, separators=(",", ":")) + "\n", encoding="utf-8")
        shapes = sum(len(country) > 2 for country in world["countries"].values())
        self.stdout.write(f"{len(world['countries'])} countries, {shapes} with a shape: {WORLD.stat().st_size} bytes.")


def numeric_codes():
    """Return the codes of the official list of countries by their numeric ones."""
    [countries] = [scheme for scheme in read_lists() if scheme["code"] == "country"]
    return {country["notation"]: country["code"] for country in countries["concepts"]}
