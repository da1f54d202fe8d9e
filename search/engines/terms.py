"""How a stem stands in the index of every engine, and what stands there for a concept."""

import re

NO_LETTER = re.compile(r"[\W_]")
# What a mark begins with, and nothing that `term` returns.
MARK = "0concept"


def term(stem):
    """Return a stem in letters and digits alone, which every engine takes for one word; never a mark.

    "12.5" is "12p5", and the key of an acronym, "=sdg", is "0sdg".
    """
    # Nearly all of them are so already, and there are millions.
    stem = stem if stem.isalnum() else NO_LETTER.sub("", stem.replace(".", "p").replace("=", "0"))
    return f"0{stem}" if is_mark(stem) else stem


def mark(concept):
    """Return what stands in the index, as a stem, for a concept that is named in a text, whatever it is called."""
    return f"{MARK}{concept}"


def filed_mark(country):
    """Return what stands in the index, as a stem, for the country that a record is filed under.

    Its names say less: those of one are words of the names of others, as "Guinea" is.
    """
    return f"{MARK}filed{country}"


def is_mark(stem):
    """Whether a stem in the index stands for a concept."""
    return stem.startswith(MARK)
