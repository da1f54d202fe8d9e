"""Choices that look random and are the same on every machine."""

import random
from bisect import bisect
from functools import cache
from itertools import accumulate


@cache
def weights(size, power):
    """Return the cumulated weights of a list in which the second is half as common as the first, and so on (Zipf)."""
    return list(accumulate(1 / rank**power for rank in range(1, size + 1)))


class Chance:
    """A stream of choices of its own for each name, whatever was chosen elsewhere before.

    Of the standard generator only `random()` is promised to stay the same from one version of Python to the next, so
    that everything is made from it, and from divisions and sums, which every processor rounds alike.

    Args:
        name: what the choices are for; the same parts give the same choices.
    """

    def __init__(self, *name):
        self.random = random.Random("/".join(str(part) for part in name)).random  # noqa: S311 - no secret is made

    def happens(self, share):
        """Return whether something happens that does in this share of all cases."""
        return self.random() < share

    def number(self, lowest, highest):
        """Return a whole number between two, both included, each as likely as the others."""
        return lowest + int(self.random() * (highest - lowest + 1))

    def by_share(self, shares):
        """Return one of the keys of a dictionary, each with the share that it has there; together they are 1."""
        cumulated = list(accumulate(shares.values()))
        return list(shares)[min(bisect(cumulated, self.random()), len(cumulated) - 1)]

    def common(self, items, power=1):
        """Return one of a list whose first is the commonest.

        Args:
            items: a list.
            power: how steeply it falls: 1 as words do in a language, 2 so that the last are rare.
        """
        cumulated = weights(len(items), power)
        return items[bisect(cumulated, self.random() * cumulated[-1])]

    def several(self, items, number, power=1):
        """Return different ones of a list whose first is the commonest, at most `number`."""
        chosen = []
        while len(chosen) < min(number, len(items)):
            item = self.common(items, power)
            if item not in chosen:
                chosen.append(item)
        return chosen
