"""Sums of weights of all records at once, one bitmap for each binary digit: some hundred operations on integers."""


class Sums:
    """Of each record the sum of the weights of the bitmaps that it is in.

    Args:
        weighted: pairs of a bitmap and its weight, a whole number.
    """

    def __init__(self, weighted):
        self.digits = []
        for bitmap, weight in weighted:
            for place in range(weight.bit_length()):
                if weight >> place & 1:
                    self.add(bitmap, place)

    def add(self, bitmap, place):
        """Add a power of two to the sums of the records of a bitmap, carrying over as on paper."""
        while bitmap:
            if place >= len(self.digits):
                self.digits.extend([0] * (place + 1 - len(self.digits)))
            self.digits[place], bitmap = self.digits[place] ^ bitmap, self.digits[place] & bitmap
            place += 1

    def above(self, limit, among):
        """Return the bitmap of the records with a sum greater than a limit.

        Args:
            limit: a whole number.
            among: the bitmap of the records to choose from.
        """
        greater, equal = 0, among
        for place in reversed(range(max(len(self.digits), limit.bit_length()))):
            digit = self.digits[place] if place < len(self.digits) else 0
            if limit >> place & 1:
                equal &= digit
            else:
                greater |= equal & digit
                equal &= ~digit
        return greater

    def heaviest(self, among, most):
        """Return the bitmap of the records with the greatest sums: exactly `most`, or all where there are fewer.

        Of those that weigh the same the last written are taken.

        Args:
            among: the bitmap of the records to choose from.
            most: how many.
        """
        taken, level = 0, among
        for digit in reversed(self.digits):
            heavier = level & digit
            if (taken | heavier).bit_count() <= most:
                taken |= heavier
                level &= ~digit
            else:
                level = heavier
        while level and taken.bit_count() < most:
            highest = 1 << level.bit_length() - 1
            taken |= highest
            level ^= highest
        return taken
