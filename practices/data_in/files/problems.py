"""What is found wrong in a file, and what no file may have more of."""

import re
from math import isfinite

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from practices.data_in.lines import Place, Problem, Unreadable

MOST_BYTES = 20 * 1024 * 1024
MOST_ENTRIES = 500
MOST_ROWS = 20_000
# Of one value; a cell of a spreadsheet holds less.
MOST_CHARACTERS = 100_000
# So many are told: whoever corrects them finds out about the rest.
MOST_TOLD = 200

# What neither a database nor XML keeps. Word writes an upright tab where a line breaks within a paragraph.
NO_SIGNS = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ENDS_OF_LINE = re.compile("\r\n|[\r\x0b\x0c\u2028\u2029]")


class Problems:
    """Gathers what is wrong in a file, up to a number that a person can read."""

    def __init__(self):
        self.errors, self.notes = [], []

    def error(self, place, message):
        self.add(self.errors, place, message, is_error=True)

    def note(self, place, message):
        self.add(self.notes, place, message, is_error=False)

    def add(self, told, place, message, is_error):
        if len(told) < MOST_TOLD:
            told.append(Problem(place, message, is_error))
        elif len(told) == MOST_TOLD:
            more = _("There is more like this. Correct what is named here first, then send the file again.")
            told.append(Problem(Place(), more, is_error))

    @property
    def all(self):
        return [*self.errors, *self.notes]

    def value(self, value, place, most=MOST_CHARACTERS):
        """Return a value as it goes on from here: None where nothing is written.

        Args:
            most: so many characters may a text have.
        """
        if isinstance(value, str):
            return self.text(value, place, most)
        if isinstance(value, float) and not isfinite(value):
            self.error(place, _("This number is too large."))
            return None
        return value

    def text(self, text, place, most):
        text = ENDS_OF_LINE.sub("\n", text)
        if len(text) > most:
            self.error(place, _("This text has more than %(most)d characters. Shorten it.") % {"most": most})
            return None
        if NO_SIGNS.search(text):
            self.error(place, _("This text has a sign that cannot be shown. Delete the text and type it again."))
            return None
        return text if text.strip() else None


def check_size(file):
    """Refuse a file that is empty or too large.

    Raises:
        Unreadable: which of the two it is.
    """
    size = file.seek(0, 2)
    file.seek(0)
    if not size:
        raise Unreadable(_("The file is empty."))
    if size > MOST_BYTES:
        raise Unreadable(
            _("The file is larger than %(limit)s. Take pictures out of it, or divide it into several files.")
            % {"limit": filesizeformat(MOST_BYTES)}
        )
