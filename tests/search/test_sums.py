"""Sums over bitmaps are those that one gets record by record."""

import random

import pytest

from search.sums import Sums

pytestmark = pytest.mark.one_database

KEYS = 40


@pytest.fixture(params=range(20))
def dice(request):
    return random.Random(request.param)  # noqa: S311 - chance that is the same each time, and guards nothing


@pytest.fixture
def weighted(dice):
    return [(dice.getrandbits(KEYS), dice.randint(0, 45)) for _number in range(dice.randint(0, 12))]


@pytest.fixture
def among(dice, weighted):
    return dice.getrandbits(KEYS)


@pytest.fixture
def sums(weighted, among):
    """The sum of each record to choose from, by key."""
    keys = [key for key in range(KEYS) if among >> key & 1]
    return {key: sum(weight for bitmap, weight in weighted if bitmap >> key & 1) for key in keys}


def test_the_heaviest_are_those_whose_weights_add_up_to_most(dice, weighted, among, sums):
    most = dice.randint(0, KEYS + 5)
    best = sorted(sums, key=lambda key: (-sums[key], -key))[:most]
    assert Sums(weighted).heaviest(among, most) == sum(1 << key for key in best)


@pytest.mark.parametrize("limit", [0, 1, 30, 100, 100_000])
def test_those_above_a_limit_are_those_whose_weights_add_up_to_more(weighted, among, sums, limit):
    assert Sums(weighted).above(limit, among) == sum(1 << key for key, weight in sums.items() if weight > limit)
