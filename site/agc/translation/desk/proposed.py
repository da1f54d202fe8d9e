"""Proposed words on the first page of the CMS: those that wait for a decision, and those that wait for their author."""

from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse

from agc.translation import wording
from agc.translation.desk.labels import language_name
from agc.translation.desk.people import languages_of, reviewed_by
from agc.translation.models import LabelProposal

SHOWN = 5


@dataclass(frozen=True)
class WordsLine:
    """One proposal as a panel shows it."""

    proposal: LabelProposal
    url: str
    scheme: str
    language: str
    author: str


@dataclass(frozen=True)
class Proposed:
    """The proposals that have waited longest, and where the others are, where there are more.

    Attributes:
        lines: the WordsLines.
        ways: for each language its name, how many wait in it, and the address of its list.
    """

    lines: list
    ways: list


def to_decide(user):
    """Return the Proposed on which `user` decides; None where there are none. Three queries at most."""
    locales = reviewed_by(user)
    return proposed(wording.waiting_for(user, locales), locales)


def sent_back(user):
    """Return the Proposed of `user` with changes asked for; None where there are none. Three queries at most."""
    return proposed(wording.sent_back_to(user), languages_of(user), "?show=mine")


def proposed(proposals, locales, query=""):
    numbers = dict(proposals.order_by().values_list("language").annotate(number=Count("pk")))
    if not numbers:
        return None
    names = {locale.language_code: language_name(locale) for locale in locales}
    lines = [
        WordsLine(
            proposal,
            wording.address_of(proposal),
            scheme,
            names[proposal.language],
            wording.name_of(proposal.author),
        )
        for proposal, scheme in wording.list_names(proposals[:SHOWN]).items()
    ]
    ways = [
        (name, numbers[code], reverse("translation_words:proposals", args=[code]) + query)
        for code, name in names.items()
        if code in numbers
    ]
    return Proposed(lines, ways if sum(numbers.values()) > SHOWN else [])
