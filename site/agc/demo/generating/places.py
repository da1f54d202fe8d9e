"""Towns and regions that exist on no map, in countries that do."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from agc.demo.generating.chance import Chance
from agc.demo.generating.phrases import read

SHARE_OF_LANGUAGE = {"es": 0.72, "en": 0.17, "fr": 0.11}
REGIONS_OF_COUNTRY = 8

# Of each 32 practices one town has eight, and eight towns have one each.
PRACTICES_OF_TOWNS = (8, 4, 4, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1)
# The more practices a town has, the larger it is; those with one are small.
SIZES = {8: "metropolis", 4: "large-city", 2: "medium-city"}
TURNS = [(town, turn) for town, size in enumerate(PRACTICES_OF_TOWNS) for turn in range(size)]

# Without a common divisor with the number of names: multiplied by it, neighbours in the count get distant names.
STRIDE = 7919


@dataclass(frozen=True)
class Town:
    """Where a practice is: a made-up town of a made-up region of a country, and the language most written there."""

    name: str
    region: str
    country: str
    language: str
    latitude: Decimal
    longitude: Decimal
    size: str


@dataclass(frozen=True)
class Parts:
    """What names are made of, and the countries by language."""

    countries: dict
    first: list
    middle: list
    last: list
    last_of_region: list


@cache
def parts():
    """Return what names are made of, read once."""
    lists = read("places")
    countries = {language: codes.split() for language, codes in lists.pop("countries").items()}
    return Parts(countries, **{name: words.split() for name, words in lists.items()})


def place_of(number, seed):
    """Return the town of a practice, and the turn of the practice among those of this town."""
    block, rest = divmod(number, len(TURNS))
    town, turn = TURNS[rest]
    return make_town(block * len(PRACTICES_OF_TOWNS) + town, seed), turn


def make_town(number, seed):
    """Return the town of a seed with this number."""
    chance = Chance(seed, "town", number)
    countries = parts().countries
    language = chance.by_share(SHARE_OF_LANGUAGE)
    country = chance.common(countries[language])
    places = [(one, code) for one, codes in countries.items() for code in codes]
    region = places.index((language, country)) * REGIONS_OF_COUNTRY + chance.common(range(REGIONS_OF_COUNTRY))
    about = facts_of(country, language)
    latitude, longitude = (near(chance, degrees, about["within"]) for degrees in about["at"])
    small = "village" if chance.happens(0.4) else "town"
    size = SIZES.get(PRACTICES_OF_TOWNS[number % len(PRACTICES_OF_TOWNS)], small)
    return Town(town_name(number), region_name(region), country, language, latitude, longitude, size)


def near(chance, degrees, within):
    """Return degrees near to some, such as fit into their field."""
    return Decimal(str(round(degrees + within * (2 * chance.random() - 1), 4)))


def facts_of(country, language):
    """Return what is known of a country, such as its money and where it lies, or of the part that writes a language."""
    known = read("countries")
    return known.get(f"{country}-{language}") or known[country]


def country_of(town):
    """Return what is known of the country of a town."""
    return facts_of(town.country, town.language)


def choose_local_name(chance, town):
    """Choose what a practice is called where it happens, as the fields of its page."""
    language = country_of(town).get("local", town.language)
    language = language if chance.happens(0.6) else town.language
    return {"local_name": chance.common(read("local_names")[language]), "local_name_language": language}


def town_name(number):
    """Return the name of a town, another one for each number: of three parts, then of four and more."""
    first, middle, last = parts().first, parts().middle, parts().last
    middles, size = 1, len(first) * len(middle) * len(last)
    while number >= size:
        number -= size
        middles, size = middles + 1, size * len(middle)
    number, place = divmod(number * STRIDE % size, len(last))
    name = last[place]
    for _middle in range(middles):
        number, place = divmod(number, len(middle))
        name = middle[place] + name
    return first[number] + name


def region_name(number):
    """Return the name of a region, another one for each number below that of all regions."""
    first, last = parts().first, parts().last_of_region
    place, begins = divmod(number * STRIDE % (len(first) * len(last)), len(first))
    return first[begins] + last[place]
