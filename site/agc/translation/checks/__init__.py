"""Checks of a translation: what would break the page (errors), and what is probably a slip (warnings).

Pure functions of the two texts, without a database: they run as one types, when a translation is submitted and when it
is approved.
"""

# Each registers its checks, in this order.
from agc.translation.checks import markup, links, numbers, dates, terms, language, punctuation, spacing  # noqa: F401, I001
from agc.translation.checks.base import ERROR, REGISTRY, WARNING, Issue, Pair, Text

__all__ = ["CHECKS", "ERROR", "WARNING", "Issue", "Text", "check"]

# The title of each check by its code, in the order in which they run.
CHECKS = {registered.code: registered.title for registered in REGISTRY}
# What can be said of a translation in which there is nothing to read.
OF_NOTHING = frozenset({"empty", "control-characters", "html"})


def check(text):
    """Return what is wrong, or seems to be, with the translation of a segment.

    Args:
        text: a Text.

    Returns:
        A list of Issue, errors first. Where there is nothing to read, there is nothing else to compare.
    """
    pair = Pair(text)
    blank = markup.is_blank(pair.target)
    found = [
        issue for registered in REGISTRY if not blank or registered.code in OF_NOTHING for issue in registered.run(pair)
    ]
    return sorted(found, key=lambda issue: issue.severity != ERROR)
