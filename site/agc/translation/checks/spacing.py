"""Spaces: those too many, and those that French and Spanish ask for before a mark."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agc.translation.checks.base import OBJECT, register

NO_BREAK = "\u00a0\u202f"
DOUBLED = re.compile(rf"\S?[ \t{NO_BREAK}]{{2,}}\S?")
# A colon with no space after it is part of a time, a ratio or a name.
FRENCH_MARK = re.compile(rf"(?P<before>[^{NO_BREAK}?!:;…])(?P<mark>[;!?]+|:(?=\s|\Z|[«“\"])|»|%(?!\w))")
AFTER_OPENING = re.compile(rf"«(?![{NO_BREAK}]).?")
PERCENT_APART = re.compile(rf"\d[ {NO_BREAK}]%")
PERCENT_TOGETHER = re.compile(r"\d%(?!\w)")


@register("edge-spaces", gettext_lazy("Space at the beginning or end"))
def edge_spaces(pair):
    source, target = pair.source.text, pair.target.text
    begins, ends = (target[:1].isspace() > source[:1].isspace(), target[-1:].isspace() > source[-1:].isspace())
    if begins or ends:
        yield _("There is a space at the beginning or at the end.")


@register("double-spaces", gettext_lazy("Several spaces"))
def double_spaces(pair):
    if DOUBLED.search(pair.source.text.strip()):
        return
    found = DOUBLED.findall(pair.target.text.strip())
    if found:
        message = ngettext(
            "There are several spaces in %(count)s place.", "There are several spaces in %(count)s places.", len(found)
        )
        yield message % {"count": len(found)}, found[0]


@register("french-spaces", gettext_lazy("French spaces"), needs="target")
def french_spaces(pair):
    if pair.target.language != "fr" or pair.kept:
        return
    text = pair.target.upright
    for match in FRENCH_MARK.finditer(text):
        before, mark = match["before"], match["mark"]
        if before == " ":
            yield _("The space before “%(mark)s” is to be a no-break space.") % {"mark": mark}, around(text, match)
        elif before not in "([" or mark == "»":
            yield _("A no-break space is missing before “%(mark)s”.") % {"mark": mark}, around(text, match)
    for match in AFTER_OPENING.finditer(text):
        yield _("A no-break space is missing after “«”."), around(text, match)


def around(text, match):
    """Return what was found with some of the text before it."""
    return text[max(match.start() - 12, 0) : match.end()].replace(OBJECT, "…").strip()


@register("percent-space", gettext_lazy("Space before the percent sign"), needs="target")
def percent_space(pair):
    text = pair.target.prose
    if pair.target.language == "en":
        for match in PERCENT_APART.finditer(text):
            yield _("English writes the percent sign without a space."), match.group()
    elif pair.target.language == "es":
        for match in PERCENT_TOGETHER.finditer(text):
            yield _("Spanish writes a no-break space before the percent sign."), match.group()
