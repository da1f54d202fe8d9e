"""What made-up practices cost: in the currency of their country, in the band that this is in, in a year of theirs."""

from decimal import Decimal

from agc.demo.generating.places import country_of

# The least that a band begins with, in dollars; ten times as much is the next.
LEAST = {
    "under-10k": 1_000,
    "10k-100k": 10_000,
    "100k-1m": 100_000,
    "1m-10m": 1_000_000,
    "10m-100m": 10_000_000,
    "over-100m": 100_000_000,
}
SMALL = {"under-10k": 0.3, "10k-100k": 0.5, "100k-1m": 0.2}
LARGE = {"1m-10m": 0.3, "10m-100m": 0.5, "over-100m": 0.2}
BANDS = {
    **dict.fromkeys(("household", "community", "workplace"), SMALL),
    "municipal": {"10k-100k": 0.3, "100k-1m": 0.5, "1m-10m": 0.2},
    "subnational": {"100k-1m": 0.4, "1m-10m": 0.6},
    **dict.fromkeys(("national", "regional", "global"), LARGE),
}
NOT_DISCLOSED = {"cost_status": "not-disclosed"}


def choose_cost(chance, outline, unit):
    """Choose what a practice costs, as the fields of its page; most disclose it, and most of these with an amount.

    Args:
        chance: the choices of this practice.
        outline: what the practice is.
        unit: the phrase of the unit of which the cost may be given.
    """
    if chance.happens(0.25):
        return NOT_DISCLOSED
    country = country_of(outline.town)
    band = chance.by_share(BANDS[outline.subject.level.facts["level"]])
    dollars = LEAST[band] * chance.number(12, 80) // 10
    found = {"cost_status": "disclosed", "cost_band": band}
    if chance.happens(0.75):
        found |= {"cost_amount": in_currency(dollars, country), "cost_year": outline.times.some_year(chance)}
    if chance.happens(0.5):
        found["unit_cost"] = in_currency(chance.number(*unit.facts["dollars"]), country)
    if "cost_amount" in found or "unit_cost" in found:
        found["cost_currency"] = country["currency"]
    return found


def in_currency(dollars, country):
    """Return an amount of dollars in the money of a country, with two digits that say something."""
    amount = dollars * country["dollar"]
    if amount < 100:
        return Decimal(str(round(amount, 1)))
    whole = round(amount)
    return Decimal(round(whole, 2 - len(str(whole))))
