"""Records of which concepts or pages are called otherwise now: a few are written at once, many beside the requests."""

import logging
from collections import defaultdict
from functools import partial

from django.db import transaction

from agc.core.background import Worker
from agc.core.models import page_models
from agc.vocabulary.models import Concept, ConceptLabel
from search.engines import Ask, get_engine
from search.engines.terms import mark, term
from search.indexing import BATCH, index_records
from search.models import SearchDue, SearchRecord, SearchState
from search.thesaurus import NAMED, tokens_of_label

logger = logging.getLogger(__name__)

# Of how many records one statement says that they are due.
AT_ONCE = 5_000

writer = Worker(("write_due_records", "--quiet"), lambda: SearchRecord.objects.due().exists())


def index_pages_of(concepts):
    """Write the records that have any of `concepts`, whose words changed; where they are many, in the background.

    What is kept in memory of concepts is read anew, also where no record has them itself, as none has a region.
    """
    # Whatever becomes of the rest.
    SearchState.next_naming()
    with transaction.atomic():
        # Whoever wrote before has ended now, and whoever writes after this reads the new words.
        SearchState.next_change()
        index_soon(records_with(concepts))


def records_with(concepts):
    """Return the keys of the records that have any of some concepts, are found by their words, or name one."""
    of_concepts = SearchRecord.objects.filter(rows__concepts__in=affected(concepts))
    marks = tuple((mark(concept),) for concept in sorted(concepts))
    marked = get_engine().matching(Ask(groups=(marks,))) if marks else ()
    return {*of_concepts.values_list("pk", flat=True), *marked, *naming(concepts)}


def records_naming(keys):
    """Return the keys of the records whose pages name pages of some translation keys."""
    pages = [
        model.objects.filter(**{f"{name}__translation_key__in": keys})
        for model in page_models()
        for name in model.search_pages
    ]
    found = {key for of_model in pages for key in of_model.values_list("translation_key", flat=True)}
    return records_at(found) if found else set()


def records_at(keys):
    """Return the keys of the records of some translation keys."""
    return set(SearchRecord.objects.filter(translation_key__in=keys).values_list("pk", flat=True))


def index_soon(records):
    """Note that records are due, by their keys; write them when the transaction ends, many in the background."""
    note(records)
    if len(records) > BATCH:
        # They are noted as due, whatever becomes of the start.
        transaction.on_commit(writer.start, robust=True)
    elif records:
        keys = SearchRecord.objects.filter(pk__in=records).values_list("translation_key", flat=True)
        transaction.on_commit(partial(write_what_can_be_written, list(keys)))


def index_after(records):
    """Note that records are due, by their keys, once something is deleted; write them when it is.

    Who writes one of them meanwhile reads what is deleted still, and takes the note for done: it is made once more.
    """
    note(records)
    transaction.on_commit(partial(index_now, records))


def index_now(records):
    with transaction.atomic():
        # A concept may be what is gone.
        SearchState.next_naming()
        index_soon(records)


def note(records):
    """Note that records are due, by their keys."""
    due = [SearchDue(pk=key) for key in sorted(records)]
    SearchDue.objects.bulk_create(due, batch_size=AT_ONCE, ignore_conflicts=True)


def affected(concepts):
    """Return the keys of concepts, and of all that are found by their words or counted among them.

    A record of a country is found by the words of its region.
    """
    narrower, members = defaultdict(list), defaultdict(list)
    for pk, broader in Concept.objects.values_list("pk", "broader"):
        narrower[broader].append(pk)
    for member, group in Concept.groups.through.objects.values_list("from_concept", "to_concept"):
        members[group].append(member)
    found, waiting = set(), list(concepts)
    while waiting:
        concept = waiting.pop()
        if concept not in found:
            found.add(concept)
            waiting += [*narrower[concept], *members[concept]]
    return found


def naming(concepts):
    """Return the keys of the records in whose texts stand all words of a name of a concept that is looked for there."""
    labels = ConceptLabel.objects.filter(concept__in=concepts, concept__scheme__code__in=NAMED)
    names = defaultdict(set)
    for label in labels.called():
        for words in label.words:
            # What a hyphen holds together has no word of its own: it stands beside its parts.
            asked = [token for token in tokens_of_label(words, label.language) if token.word and not token.is_stop]
            if asked:
                names[label.concept].add(tuple(term(token.stem) for token in asked))
    return {key for it in names.values() for key in get_engine().matching(Ask(groups=(tuple(sorted(it)),)))}


def write_due():
    """Write the records that are due, until none is; return how many. One that cannot be written stays due."""
    written = 0
    while newly := one_pass():
        written += newly
    return written


def one_pass():
    """Write the records that are due in the order of their keys; return how many were written."""
    written, last = 0, 0
    while batch := dict(SearchRecord.objects.due().filter(pk__gt=last).values_list("pk", "translation_key")[:BATCH]):
        last = max(batch)
        written += write_what_can_be_written(list(batch.values()))
    return written


def write_what_can_be_written(keys):
    """Write records by their translation keys, all at once, else one by one; return how many were written."""
    try:
        index_records(keys)
        return len(keys)
    except Exception:
        if len(keys) > 1:
            return sum(write_what_can_be_written([key]) for key in keys)
        logger.exception("Record %s could not be written.", keys[0])
        return 0
