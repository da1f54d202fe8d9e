"""Keep the index of the search equal to what is published."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Page

from agc.core.models import BasePage
from agc.core.texts import unaccented
from agc.vocabulary.models import Concept, ConceptLabel
from search.analysis import plain, tokens
from search.documents.background import start_reading
from search.engines.base import term
from search.learning import Words, is_kept
from search.models import SearchDue, SearchFile, SearchRecord, SearchRow, SearchState

# How many records are written in one transaction: readers never wait, and others who write wait for one batch only.
BATCH = 100
# The scheme of the general terms.
TERMS = "term"
# What a title may begin with that puts it nowhere in a list.
NO_WORD = "¿¡«»“”„‘’\"'([ "


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
    rows: list[tuple] = field(default_factory=list)
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

    def name(self, concept):
        """Take the words of a concept, in every language, as the thesaurus has read them."""
        self.labels += concept.labels
        self.words += concept.words
        for key, word in concept.known.items():
            self.known.setdefault(key, word)

    def columns(self):
        """Return the columns of the row that finds the record."""
        names = ("titles", "labels", "summaries", "texts", "words")
        return {name: " ".join(getattr(self, name)) for name in names} | {
            "facets": sorted(self.facets),
            "is_public": bool(self.rows),
            "day": self.day,
        }

    def face(self):
        """Return what is public of the record, for telling whether it changed."""
        rows = {
            (page.pk, page.language, title, summary, page.last_published_at)
            for page, _document, title, summary, _text, _concepts in self.rows
        }
        return rows, " ".join(self.words), sorted(self.facets)


class Thesaurus:
    """The words and the facets of all concepts, read once for many records.

    The general terms of the vocabulary belong to no record: they are found in its texts, whose readers may look for
    the same under another name or in another language.
    """

    def __init__(self):
        self.names = defaultdict(list)
        self.groups = defaultdict(list)
        self.read = {}
        self.terms = defaultdict(list)
        rows = Concept.objects.values_list("pk", "scheme__code", "code", "broader")
        self.places = {pk: row for pk, *row in rows}
        for member, group in Concept.groups.through.objects.values_list("from_concept", "to_concept"):
            self.groups[member].append(group)
        for label in ConceptLabel.objects.order_by("pk"):
            self.names[label.concept_id].append(label)
            if self.places[label.concept_id][0] == TERMS:
                for words in label.words:
                    stems = tuple(token.stem for token in tokens_of_label(words, label.language) if token.word)
                    if stems:
                        self.terms[label.language, stems[0]].append((stems, label.concept_id))

    def words_of(self, concept):
        """Return the words of a concept in every language, as Written; analysed when they are first wanted."""
        if concept not in self.read:
            written = self.read[concept] = Written()
            for label in self.names[concept]:
                written.read("; ".join(label.words), label.language, written.labels)
        return self.read[concept]

    def wider(self, concept):
        """Yield a concept and all that are wider: a country, its region, the continent; not the world."""
        while concept in self.places:
            scheme, _code, broader = self.places[concept]
            if scheme == "region" and broader is None:
                return
            yield concept
            concept = broader

    def facets(self, concept):
        """Yield the values of facets that a concept stands for, those of its groups too.

        A group lends a record its facet and not its words: what a country earns is not what a practice is about.
        """
        for wider in self.wider(concept):
            for each in (wider, *self.groups.get(wider, ())):
                scheme, code, _broader = self.places[each]
                yield f"{scheme}:{code}"

    def terms_in(self, found, language):
        """Return the general terms that stand in a text, given its tokens."""
        stems = [token.stem for token in found if token.word]
        return {
            concept
            for place, stem in enumerate(stems)
            for wanted, concept in self.terms.get((language, stem), ())
            if tuple(stems[place : place + len(wanted)]) == wanted
        }


@lru_cache(maxsize=20_000)
def tokens_of_label(words, language):
    """Return the tokens of a label: a publication reads the thesaurus anew, and labels hardly ever change."""
    return tuple(tokens(plain(words), language))


def public_pages(keys):
    """Return the pages of records that everybody may read, with what the index wants to know of them."""
    pages = Page.objects.live().public().filter(translation_key__in=keys).select_related("locale")
    found = [page for page in pages.specific() if isinstance(page, BasePage)]
    by_type = defaultdict(list)
    for page in found:
        by_type[type(page)].append(page)
    for model, same in by_type.items():
        prefetch_related_objects(same, "locale", *model.search_relations)
    return sorted(found, key=lambda page: page.pk)


def index_records(keys, words=None):
    """Write the records of some translation keys as they are published now.

    Args:
        keys: translation keys.
        words: the Words that learn; those of the database, if left out.
    """
    by_key = {key: [] for key in dict.fromkeys(keys)}
    with transaction.atomic():
        # From here on no concept is noted as changed: what is read of them below is newer than what is due.
        change = SearchState.next_change()
        for page in public_pages(by_key):
            by_key[page.translation_key].append((page, page.get_search_document()))
        thesaurus = Thesaurus()
        records = {key: put_together(found, thesaurus) for key, found in by_key.items()}
        write(change, records, words or Words())


def put_together(found, thesaurus):
    """Return what is Written of the pages of one record."""
    record = Written()
    filed, named = set(), set()
    for page, document in found:
        language = page.language
        title, in_title = record.read(document.title, language, record.titles)
        summary, in_summary = record.read(document.summary, language, record.summaries)
        text, in_text = record.read(document.text, language, record.texts)
        terms = set().union(*(thesaurus.terms_in(part, language) for part in (in_title, in_summary, in_text)))
        record.rows.append((page, document, title, summary, text, {*document.concepts, *terms}))
        record.facets |= {f"language:{language}", f"type:{page._meta.model_name}"}
        record.facets |= {f"year:{year}" for year in document.years}
        record.facets.update(document.facets)
        record.documents.update(document.documents)
        record.day = max(record.day, str(page.last_published_at or page.first_published_at or "")[:10])
        filed.update(document.concepts)
        named |= terms
    for concept in sorted(filed):
        record.facets.update(thesaurus.facets(concept))
        for wider in thesaurus.wider(concept):
            record.name(thesaurus.words_of(wider))
    for concept in sorted(named - filed):
        record.name(thesaurus.words_of(concept))
    return record


def write(change, records, words):
    """Put Written records in place of what the index has of them."""
    before, had = records_before(records)
    wanted = {key: record for key, record in records.items() if record.rows or key in before}
    now = timezone.now()
    rows = [
        SearchRecord(
            pk=before[key].pk if key in before else None,
            translation_key=key,
            change=change,
            datestamp=datestamp(record, before.get(key), now),
            **record.columns(),
        )
        for key, record in wanted.items()
    ]
    fields = ["titles", "labels", "summaries", "texts", "words", "facets", "is_public", "day", "change", "datestamp"]
    SearchRecord.objects.bulk_create([row for row in rows if row.pk is None])
    # Known by its key, a row is written over: half the time of an update, and no number of a sequence is lost.
    written_over = [row for row in rows if row.pk is not None]
    SearchRecord.objects.bulk_create(written_over, update_conflicts=True, unique_fields=["pk"], update_fields=fields)
    by_key = {row.pk: wanted[row.translation_key] for row in rows}
    write_rows(by_key)
    write_files(by_key)
    SearchDue.objects.filter(record__in=by_key).delete()
    words.learn(change, [(record, had.get(key, set())) for key, record in wanted.items()])


@dataclass
class Before:
    """What the index had of a record: the key of its row, its face as of Written, and since when it is so."""

    pk: int
    face: tuple
    datestamp: datetime | None


def records_before(keys):
    """Return what was Before of records, and the words that they had by their languages; both by translation key."""
    rows = defaultdict(set)
    columns = ("page_id", "language", "title", "summary", "published_at")
    of_records = SearchRow.objects.filter(record__translation_key__in=keys)
    for key, *row in of_records.values_list("record__translation_key", *columns):
        rows[key].add(tuple(row))
    before, had = {}, {}
    found = SearchRecord.objects.filter(translation_key__in=keys)
    for key, pk, words, facets, since in found.values_list("translation_key", "pk", "words", "facets", "datestamp"):
        before[key] = Before(pk, (rows[key], words, facets), since)
        had[key] = {(language, word) for _page, language, *_rest in rows[key] for word in words.split()}
    return before, had


def datestamp(record, before, now):
    """Return since when what is public of a record is as it is Written: now, unless it was so before."""
    if before and before.datestamp and before.face == record.face():
        return before.datestamp
    return now


def write_rows(records):
    SearchRow.objects.filter(record__in=records).delete()
    pages = [(pk, row) for pk, record in records.items() for row in record.rows]
    fallbacks = {
        pk: min((row[0].is_translation, row[0].pk) for row in record.rows)[1]
        for pk, record in records.items()
        if record.rows
    }
    SearchRow.objects.bulk_create(
        SearchRow(
            page_id=page.pk,
            record_id=pk,
            language=page.language,
            is_fallback=page.pk == fallbacks[pk],
            sort_title=unaccented(title).lstrip(NO_WORD)[:100],
            listed_by=document.listed_by,
            began=document.began,
            over_at=document.over_at,
            published_at=page.last_published_at,
            title=title,
            summary=summary,
            text=text,
        )
        for pk, (page, document, title, summary, text, _concepts) in pages
    )
    of = SearchRow.concepts.through
    of.objects.bulk_create(
        of(searchrow_id=page.pk, concept_id=concept)
        for _pk, (page, _document, _title, _summary, _text, concepts) in pages
        for concept in sorted(concepts)
    )


def write_files(records):
    """Say which documents the records offer; of those that are new to the index the text waits to be read."""
    offered = {document for record in records.values() for document in record.documents}
    known = set(get_document_model().objects.filter(pk__in=offered).values_list("pk", flat=True)) if offered else set()
    SearchFile.objects.bulk_create([SearchFile(pk=document) for document in sorted(known)], ignore_conflicts=True)
    of = SearchRecord.files.through
    of.objects.filter(searchrecord__in=records).delete()
    of.objects.bulk_create(
        of(searchrecord_id=pk, searchfile_id=document)
        for pk, record in records.items()
        for document in sorted(record.documents & known)
    )
    if known:
        # What is published is published, whatever becomes of the reading.
        transaction.on_commit(start_reading, robust=True)


def index_page(page):
    """Write the record of a page anew."""
    index_records([page.translation_key])


def index_below(path):
    """Write the records of a page and of all below it, whose readers have changed."""
    keys = Page.objects.filter(path__startswith=path).values_list("translation_key", flat=True).distinct()
    for batch in batches(list(keys)):
        index_records(batch)


def batches(keys):
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))
