"""Keep the index of the search equal to what is published."""

from collections import Counter, defaultdict

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.dispatch import Signal
from django.utils import timezone, translation
from wagtail.documents import get_document_model
from wagtail.models import Page

from agc.core.models import BasePage
from agc.core.texts import sorted_as
from search.documents.background import start_reading
from search.engines.terms import filed_mark, mark
from search.learning import Words
from search.models import SearchDue, SearchFile, SearchRecord, SearchRow, SearchState
from search.recipe import recipe
from search.thesaurus import TERMS, thesaurus
from search.written import COLUMNS, FIELDS, Before, Row, Written

# How many records are written in one transaction: readers never wait, and others who write wait for one batch only.
BATCH = 100
# What stands for the recipe of an index that not one code has written; and before it while all is being written by it.
MIXED, BEGUN = "", "begun:"
# Sent in the transaction in which records are written, with the translation keys of those that have other titles now.
titles_changed = Signal()
# What there was of a record that is new.
NOTHING = Before(None, {"words": ""}, None)
# How many times it counts that a concept is named in a title or in a summary, and as how many times, at most, in all.
IN_TITLE, IN_SUMMARY, MOST_MARKS = 3, 2, 100


def public_pages(keys):
    """Return the pages of records that everybody may read, with what the index wants to know of them."""
    pages = Page.objects.live().public().filter(translation_key__in=keys).select_related("locale")
    found = [page for page in pages.specific() if isinstance(page, BasePage)]
    by_type = defaultdict(list)
    for page in found:
        by_type[type(page)].append(page)
    for model, same in by_type.items():
        sources = ("sources",) if hasattr(model, "sources") else ()
        prefetch_related_objects(same, "locale", *model.search_relations, *sources)
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
        SearchState.objects.exclude(recipe__in=(recipe(), BEGUN + recipe())).update(recipe=MIXED)
        for page in public_pages(by_key):
            # What a choice is called is part of its words, in its own language and not in that of who publishes.
            with translation.override(page.language):
                by_key[page.translation_key].append((page, page.get_search_document()))
        known = thesaurus()
        records = {key: put_together(found, known) for key, found in by_key.items()}
        write(change, records, words or Words())


def put_together(found, concepts):
    """Return what is Written of the pages of one record.

    Args:
        found: the pages, each with its SearchDocument.
        concepts: the Thesaurus.
    """
    record = Written()
    filed, named = set(), Counter()
    fallback = min(((page.is_translation, page.pk) for page, _document in found), default=(False, None))[1]
    for page, document in found:
        language = page.language
        title, in_title = record.read(document.title, language, record.titles)
        summary, in_summary = record.read(document.summary, language, record.summaries)
        text, in_text = record.read(document.text, language, record.texts)
        sources = [record.read(source, its_language, record.texts)[0] for source, its_language in document.sources]
        in_row = Counter()
        for part, weight in ((in_title, IN_TITLE), (in_summary, IN_SUMMARY), (in_text, 1)):
            for concept, times in concepts.named_in(part, language).items():
                in_row[concept] += weight * times
        record.rows.append(
            Row(
                page_id=page.pk,
                language=language,
                is_fallback=page.pk == fallback,
                title=title,
                summary=summary,
                text=" ".join((text, *sources)),
                sort_title=sorted_as(title),
                listed_by=document.listed_by,
                began=document.began,
                over_at=document.over_at,
                published_at=page.last_published_at,
                concepts=tuple(sorted({*document.concepts, *concepts.among(in_row, TERMS)})),
            )
        )
        record.facets |= {f"language:{language}", f"type:{page._meta.model_name}"}
        record.facets |= {f"year:{year}" for year in document.years}
        record.facets.update(document.facets)
        record.documents.update(document.documents)
        record.day = max(record.day, str(page.last_published_at or page.first_published_at or "")[:10])
        filed.update(document.concepts)
        named += in_row
    for concept in sorted(filed):
        record.facets.update(concepts.facets(concept))
        if concepts.among([concept], ("country",)):
            record.labels.append(filed_mark(concept))
        for wider in concepts.wider(concept):
            record.name(concepts.words_of(wider))
    for concept, times in sorted(named.items()):
        record.labels += [mark(concept)] * min(times, MOST_MARKS)
        # Who asks by another name, and mistypes it, is understood.
        record.know(concepts.words_of(concept))
    return record


def write(change, records, words):
    """Put Written records in place of what the index has of them, where that is different."""
    keep_known_documents(records)
    before = records_before(records)
    wanted = {key: record for key, record in records.items() if record.rows or key in before}
    different = {key: record for key, record in wanted.items() if key not in before or before[key].differs(record)}
    now = timezone.now()
    rows = [
        SearchRecord(
            pk=before[key].pk if key in before else None,
            translation_key=key,
            change=change,
            datestamp=before[key].datestamp_of(record, now) if key in before else now,
            **record.columns(),
        )
        for key, record in different.items()
    ]
    SearchRecord.objects.bulk_create([row for row in rows if row.pk is None])
    # Known by its key, a row is written over: half the time of an update, and no number of a sequence is lost.
    written_over = [row for row in rows if row.pk is not None]
    SearchRecord.objects.bulk_create(
        written_over, update_conflicts=True, unique_fields=["pk"], update_fields=[*COLUMNS, "change", "datestamp"]
    )
    by_key = {row.pk: different[row.translation_key] for row in rows}
    write_rows(by_key)
    write_files(by_key)
    SearchDue.objects.filter(record__translation_key__in=wanted).delete()
    learned = wanted if words.counts_all else different
    words.learn(change, [(record, before.get(key, NOTHING).known) for key, record in learned.items()])
    # Where all are written for the first time, each is written with the names that others have.
    renamed = [
        key
        for key, record in different.items()
        if called(record) != called(before.get(key, NOTHING)) and (key in before or not words.counts_all)
    ]
    if renamed:
        titles_changed.send(SearchRecord, keys=renamed)


def called(record):
    """Return the titles of a record, Written or Before, with their languages."""
    return {(row.language, row.title) for row in record.rows}


def keep_known_documents(records):
    """Forget of records the documents that are not there any more."""
    offered = {document for record in records.values() for document in record.documents}
    known = set(get_document_model().objects.filter(pk__in=offered).values_list("pk", flat=True)) if offered else set()
    for record in records.values():
        record.documents &= known


def records_before(keys):
    """Return what was Before of records, by translation key."""
    found = SearchRecord.objects.filter(translation_key__in=keys)
    before = {
        key: Before(pk, dict(zip(COLUMNS, columns, strict=True)), datestamp)
        for key, pk, datestamp, *columns in found.values_list("translation_key", "pk", "datestamp", *COLUMNS)
    }
    by_record = {record.pk: record for record in before.values()}
    concepts = defaultdict(list)
    of_rows = SearchRow.concepts.through.objects.filter(searchrow__record__in=by_record)
    for row, concept in of_rows.values_list("searchrow", "concept"):
        concepts[row].append(concept)
    for record, page, *values in SearchRow.objects.filter(record__in=by_record).values_list("record", *FIELDS):
        by_record[record].rows.append(Row(page, *values, concepts=tuple(sorted(concepts[page]))))
    of_files = SearchRecord.files.through.objects.filter(searchrecord__in=by_record)
    for record, document in of_files.values_list("searchrecord", "searchfile"):
        by_record[record].documents.add(document)
    return before


def write_rows(records):
    SearchRow.objects.filter(record__in=records).delete()
    rows = [(pk, row) for pk, record in records.items() for row in record.rows]
    SearchRow.objects.bulk_create(SearchRow(record_id=pk, **row.values()) for pk, row in rows)
    of = SearchRow.concepts.through
    of.objects.bulk_create(
        of(searchrow_id=row.page_id, concept_id=concept) for _pk, row in rows for concept in row.concepts
    )


def write_files(records):
    """Say which documents the records offer; of those that are new to the index the text waits to be read."""
    offered = sorted({document for record in records.values() for document in record.documents})
    SearchFile.objects.bulk_create([SearchFile(pk=document) for document in offered], ignore_conflicts=True)
    of = SearchRecord.files.through
    of.objects.filter(searchrecord__in=records).delete()
    of.objects.bulk_create(
        of(searchrecord_id=pk, searchfile_id=document)
        for pk, record in records.items()
        for document in sorted(record.documents)
    )
    if offered:
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
