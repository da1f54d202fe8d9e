"""Made-up practices as plain data: what they are, and what they say in each of their languages."""

import datetime
import uuid
from dataclasses import dataclass

from agc.demo.generating.places import Town

# Identifiers of a kind of their own (RFC 9562, version 8): a key tells what was made up, with its seed and its number.
KIND_OF_KEY = 0xA6C0_6E4E_7A7E_8001
VARIANT = 0b10 << 62
SEEDS = 2**30
NUMBERS = 2**32


def key_of_record(seed, number):
    """Return the translation key of a made-up practice."""
    return uuid.UUID(int=KIND_OF_KEY << 64 | VARIANT | seed << 32 | number)


def keys_of(seed=None):
    """Return the first and the last key that a made-up practice can have; with `seed`, one of this seed."""
    first, last = (0, SEEDS - 1) if seed is None else (seed, seed)
    return key_of_record(first, 0), key_of_record(last, NUMBERS - 1)


def seed_and_number(key):
    """Return the seed and the number that the key of a made-up practice was made of."""
    return key.int >> 32 & SEEDS - 1, key.int & NUMBERS - 1


@dataclass(frozen=True)
class Version:
    """What a practice says in one language.

    Attributes:
        approach: the blocks of its body, each as its type and its value.
        fields: what only a full record says, by the name of its field.
        rows: the words of each row that only a full record has, by the name of its relation.
        effects, key_dates, results, partners: the words of its rows, in the order of those of the Record.
        families: the codes of the families of words of which some form stands in these words.
    """

    title: str
    short_title: str
    claim: str
    summary: str
    problem: str
    approach: tuple
    lead: str
    effects: tuple
    key_dates: tuple
    results: tuple
    partners: tuple
    fields: dict
    rows: dict
    families: frozenset

    @property
    def text(self):
        """All its words, one after the other, as HTML."""
        blocks = [" ".join(texts_in(value)) for _kind, value in self.approach]
        rows = [*self.effects, *self.key_dates, *(text for pair in self.results for text in pair), *self.partners]
        deeper = [*self.fields.values(), *texts_in(self.rows)]
        return " ".join(
            [self.title, self.short_title, self.claim, self.summary, self.problem, *blocks, self.lead, *rows, *deeper]
        )


def texts_in(value):
    """Yield the texts of the value of a block."""
    if isinstance(value, str):
        yield value
    else:
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts_in(part)


@dataclass(frozen=True)
class Figure:
    """A result in numbers; `women` and `men` where it counts people and tells them apart."""

    before: int
    after: int
    year: int
    qualifier: str = ""
    women: int | None = None
    men: int | None = None


@dataclass(frozen=True)
class Record:
    """A made-up practice; where it says codes, they are those of the concepts of the vocabulary.

    Attributes:
        number: its place among those of its seed.
        key: the translation key of all its versions.
        languages: those it exists in, that in which it was written first before the others.
        versions: what it says, by language.
        concepts: the codes of the concepts it is filed under, by the code of their scheme.
        effects: the Rs it works on.
        partners: the type and the role of each partner.
        source: what stands in place of its source, in its first language.
        with_coordinates: whether it says where on the map its town is.
        place_size: the size of its town, where it says it.
        extent: "full", "snapshot" or "between" the two.
        fields: what only a full record has and every language has alike, by the name of its field.
        rows: the same of its rows, by the name of their relation.
    """

    number: int
    key: uuid.UUID
    languages: tuple
    versions: dict
    town: Town
    concepts: dict
    kind: str
    stage: str
    lead_actor: str
    evidence: str
    paid: str
    direct: str
    start_year: int
    end_year: int | None
    facts_as_of: datetime.date
    effects: tuple
    key_dates: tuple
    results: tuple
    partners: tuple
    source: str
    multi_country: bool
    with_coordinates: bool
    place_size: str
    extent: str
    fields: dict
    rows: dict

    @property
    def review_by(self):
        """The day by which the facts are to be looked at again."""
        return self.facts_as_of + datetime.timedelta(days=730)

    def published_at(self, language):
        """Return when it was published in a language: the translations came one after the other."""
        day = self.facts_as_of + datetime.timedelta(days=30 + 25 * self.languages.index(language))
        return datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
