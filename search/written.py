"""What the index keeps of a record: as it is put together from its pages, and as it was before."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from search.analysis import plain, tokens
from search.engines.terms import term
from search.learning import is_kept


class Row(NamedTuple):
    """What a SearchRow says of a page.

    Attributes:
        concepts: their keys, in order.
    """

    page_id: int
    language: str
    is_fallback: bool
    title: str
    summary: str
    text: str
    sort_title: str
    listed_by: str
    began: str
    over_at: datetime | None
    published_at: datetime | None
    concepts: tuple[int, ...] = ()

    @property
    def face(self):
        """What harvesters are told of the page."""
        return self.page_id, self.language, self.title, self.summary, self.published_at

    def values(self):
        """Return the fields of its SearchRow."""
        values = self._asdict()
        del values["concepts"]
        return values


FIELDS = Row._fields[:-1]


@dataclass
class Written:
    """What the index keeps of one record, as it is being put together from its pages."""

    titles: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    summaries: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    facets: set[str] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)
    rows: list[Row] = field(default_factory=list)
    known: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    day: str = ""

    def read(self, text, language, column):
        """Analyse a text of a language into one of the columns; return it without markup, with its tokens."""
        text = plain(text)
        found = tokens(text, language)
        self.take(text, found, language, column)
        return text, found

    def take(self, text, found, language, column):
        """Take the tokens of a text into one of the columns, and its words with them."""
        for start, end, word, stem, is_stop in found:
            if word:
                self.words.append(word)
            if is_stop:
                continue
            column.append(term(stem))
            if (language, word) not in self.known and is_kept(word, is_stop):
                self.known[language, word] = (stem, text[start:end].lower())

    def name(self, concept, is_exact=True):
        """Take the words of a concept, in every language, as the thesaurus has read them.

        Args:
            is_exact: whether they are words of the record for who asks between quotes.
        """
        self.labels += concept.labels
        self.words += concept.words if is_exact else []
        self.know(concept)

    def know(self, concept):
        """Learn the words of a concept, in every language."""
        for key, word in concept.known.items():
            self.known.setdefault(key, word)

    def columns(self):
        """Return the columns of the row that finds the record."""
        return {name: " ".join(getattr(self, name)) for name in TEXTS} | {
            "facets": sorted(self.facets),
            "is_public": bool(self.rows),
            "day": self.day,
        }


TEXTS = ("titles", "labels", "summaries", "texts", "words")
COLUMNS = (*TEXTS, "facets", "is_public", "day")


@dataclass
class Before:
    """What the index had of a record.

    Attributes:
        columns, rows, documents: as of Written.
        datestamp: since when what is public of it is so.
    """

    pk: int
    columns: dict
    datestamp: datetime | None
    rows: list[Row] = field(default_factory=list)
    documents: set[int] = field(default_factory=set)

    def differs(self, record):
        """Return whether a record as it is Written is another than it was."""
        had, has = set(self.rows), set(record.rows)
        return (self.documents, had, self.columns) != (record.documents, has, record.columns())

    def datestamp_of(self, record, now):
        """Return since when what is public of a record is as it is Written: now, unless it was so before."""
        columns, faces = record.columns(), {row.face for row in record.rows}
        is_same = all(self.columns[name] == columns[name] for name in ("words", "facets"))
        is_same &= faces == {row.face for row in self.rows}
        return self.datestamp if self.datestamp and is_same else now

    def known(self):
        """Return the words that it had, each with the languages that it was in: pairs of a language and a word."""
        languages = {row.language for row in self.rows}
        return {(language, word) for word in self.columns["words"].split() for language in languages}
