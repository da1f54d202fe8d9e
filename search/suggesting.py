"""What is offered while a reader types: topics, places, organisations and records, in the reader's language."""

from dataclasses import dataclass, field
from functools import reduce
from itertools import islice
from operator import attrgetter, or_

from django.db import connection
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _
from wagtail.models import Page

from agc.core.models import page_models
from agc.vocabulary.models import Concept, ConceptLabel
from search.analysis import parse, tokens
from search.counting import bitmaps
from search.engines import Ask, get_engine
from search.engines.terms import term
from search.facets import FACETS
from search.ordering import rows_of_few, titled_exactly
from search.spelling import SHORTEST_BEGINNING, vocabulary

SHORTEST = 2
# What a suggestion answers is short; more is a question.
LONGEST = 60
MOST_OF_A_KIND = 4
MOST_RECORDS = 5
# Among how many records, the newest first, the best are chosen.
LOOKED_AT = 60
# How many words a beginning may stand for.
MOST_FORMS = 100
PLACES = ("country", "region")
TOPICS = ("r", "care-type", "component", "actor-type")
PARAMETERS = {facet.key: facet.name for facet in FACETS}


@dataclass(frozen=True)
class Offer:
    """One suggestion.

    Attributes:
        label: what the reader sees; language: that of the label, where it is not the reader's.
        url: where it leads; kind: what it is, or how many records it has.
    """

    label: str
    url: str
    kind: str
    language: str = ""


@dataclass(frozen=True)
class Group:
    label: str
    offers: list


@dataclass(frozen=True)
class Name:
    """A concept that some public record has, by the words for it in one language.

    Attributes:
        label: its label.
        words: the folded words of each thing that it is called.
        facet, code: what it narrows a search to.
        records: how many it would find.
    """

    label: str
    words: tuple
    facet: str
    code: str
    records: int

    def rank(self, typed):
        """Return what it is sorted by where it fits what was typed, else None; the lowest comes first.

        Args:
            typed: folded words, each the beginning of one of its own.
        """
        fitting = [words for words in self.words if all(any(it.startswith(part) for it in words) for part in typed)]
        if not fitting:
            return None
        begins = any(words[0].startswith(typed[0]) for words in fitting)
        return (not begins, self.words[0] not in fitting, -self.records, self.label)


@dataclass
class Names:
    """The Names of one language, as they were after a change of the index."""

    change: int = -1
    names: list = field(default_factory=list)


held = {}


def names(language):
    """Return the Names of a language; they are read again when the index has changed."""
    maps = bitmaps()
    key = (connection.settings_dict["NAME"], language)
    known = held.get(key)
    if known is None or known.change != maps.change:
        known = held[key] = Names(maps.change, list(names_in(language, maps)))
    return known.names


def names_in(language, maps):
    """Yield the Names of a language, whatever language who asks is served in."""
    with override(language):
        yield from labelled_names(language, maps)


def labelled_names(language, maps):
    others = {}
    labels = ConceptLabel.objects.filter(language=language, concept__scheme__code__in=(*TOPICS, *PLACES))
    for label in labels.called():
        others.setdefault(label.concept, []).extend(label.words)
    for concept in Concept.objects.of(*TOPICS, *PLACES).select_related("scheme"):
        facet = concept.scheme.code
        records = maps.values.get(facet, {}).get(concept.code, 0).bit_count()
        if records:
            called = dict.fromkeys([concept.label, *others.get(concept.pk, ())])
            words = tuple(filter(None, (tuple(words_of(text)) for text in called)))
            yield Name(concept.label, words, facet, concept.code, records)


def words_of(text):
    """Return the folded words of a text in any language, without what is elided before them."""
    return [token.word for token in tokens(text, "") if token.word]


def suggestions(typed, request):
    """Return the Groups that are offered for what was typed so far; none for less than two letters.

    Args:
        typed: as it stands in the box.
        request: for the addresses.
    """
    typed = typed.replace("\x00", " ").strip()[:LONGEST]
    words = words_of(typed)
    if sum(map(len, words)) < SHORTEST:
        return []
    language = get_language()
    organisations, records = titled(typed, words, language, request)
    groups = [
        Group(_("Topics"), named(words, TOPICS, language)),
        Group(_("Countries and regions"), named(words, PLACES, language)),
        Group(_("Organisations"), organisations),
        Group(_("Records"), records),
    ]
    return [group for group in groups if group.offers]


def named(typed, facets, language):
    """Return offers of the concepts whose words begin like what was typed."""
    fitting = [(name.rank(typed), name) for name in names(language) if name.facet in facets]
    best = sorted((rank, name) for rank, name in fitting if rank is not None)
    url = reverse("search")
    return [
        Offer(
            capfirst(name.label),
            f"{url}?{urlencode({PARAMETERS[name.facet]: name.code})}",
            ngettext("%(number)d record", "%(number)d records", name.records) % {"number": name.records},
        )
        for _rank, name in best[:MOST_OF_A_KIND]
    ]


def titled(typed, words, language, request):
    """Return offers of the organisations and of the other records that have what was typed in a title."""
    ask = beginning(typed)
    keys = list(dict.fromkeys([*titled_exactly(typed), *(get_engine().titled(ask, LOOKED_AT) if ask else ())]))
    rows = best_rows(keys, words, language)
    maps = bitmaps()
    names = [model._meta.model_name for model in page_models() if model.is_organisation]
    organising = reduce(or_, (maps.having("type", name) for name in names), 0)
    groups = [
        list(islice((row for row in rows if organising >> row[0] & 1 == is_organisation), most))
        for is_organisation, most in ((1, MOST_OF_A_KIND), (0, MOST_RECORDS))
    ]
    wanted = [page for group in groups for _record, page, _language in group]
    # The index follows what is published: what it would still have of a page just taken back is left out here.
    pages = Page.objects.live().public().select_related("locale", "content_type").in_bulk(wanted)
    return tuple(
        [offer_of(pages[page], spoken, language, request) for _record, page, spoken in group if page in pages]
        for group in groups
    )


def offer_of(page, spoken, language, request):
    """Return the Offer of a page.

    Args:
        spoken: the language of its title.
        language: the reader's.
    """
    kind = str(page.specific_class.type_name)
    return Offer(page.title, page.get_url(request), kind, "" if spoken == language else spoken)


def beginning(typed):
    """Return the Ask for titles that have what was typed, whose last word may not be whole; None for what none has."""
    # Capitals say nothing while one types.
    wanted, words = parse(typed.lower()).wanted, vocabulary()
    groups = []
    for place, asked in enumerate(wanted):
        stems = {tuple(found) for code in words.languages_of(asked) for found in asked.stems(code)}
        if place == len(wanted) - 1:
            if groups and len(asked.word) < SHORTEST_BEGINNING:
                # Two letters tell nothing yet: the words before them do.
                break
            longer = words.beginning(asked.word, MOST_FORMS)
            stems |= {(words.stems[code][it],) for it in longer for code in words.languages(it)}
        if not stems:
            return None
        groups.append(tuple(tuple(map(term, found)) for found in sorted(stems)))
    return Ask(tuple(groups)) if groups else None


def best_rows(keys, words, language):
    """Return the key, the page and the language of each record, in the order in which they are offered."""
    columns = ("record_id", "page_id", "title", "language")
    rows = [attrgetter(*columns)(row) for row in rows_of_few(keys, language, columns)]
    best = {row[0]: row for row in sorted(rows, key=lambda row: row[-1] == language)}
    found = [(place, best[key]) for place, key in enumerate(keys) if key in best]

    def order(item):
        place, (_record, _page, title, its_language) = item
        begins = words_of(title)[: len(words)]
        whole = len(begins) == len(words) and all(map(str.startswith, begins, words))
        return (not whole, its_language != language, place)

    return [(record, page, spoken) for _place, (record, page, _title, spoken) in sorted(found, key=order)]


def forget():
    """Forget what was read, as after a transaction that was rolled back."""
    held.clear()
