"""Make the index equal to what is published, while readers go on searching."""

import gc
from contextlib import contextmanager
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page

from agc.core.models import page_models
from search.documents.reading import analyse_again
from search.indexing import BEGUN, batches, index_records
from search.learning import RebuiltWords, Words
from search.models import SearchRecord, SearchRow, SearchState
from search.recipe import recipe


def index_everything(anew=False, watched=iter):
    """Write what the index lacks, has too much or has otherwise; return how many records were looked at.

    All are where the code that writes them is another than it was. Readers go on searching meanwhile.

    Args:
        anew: whether to look at all records, whatever the index says of when they were written.
        watched: a function that takes the batches of their keys and yields each of them.
    """
    # Whatever was written past the site, by a restore or by hand.
    SearchState.next_naming()
    if not anew and SearchState.objects.filter(recipe=recipe()).exists():
        keys, words = keys_of_what_differs(), Words()
    else:
        begin()
        keys, words = keys_of_all(), RebuiltWords()
        analyse_again(words)
    with collecting_by_hand() as collect:
        for batch in watched(list(batches(keys))):
            index_records(batch, words)
            collect()
    if words.counts_all:
        words.finish()
        # Unless a server with other code has written something meanwhile.
        SearchState.objects.filter(recipe=BEGUN + recipe()).update(recipe=recipe())
    return len(keys)


@contextmanager
def collecting_by_hand():
    """Give a function that frees what was made since it was last called and is not used any more.

    Python looks for that as soon as there are some hundred new objects, and a page that is read makes thousands: it
    took a fifth of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        # What has been there before is left alone.
        yield partial(gc.collect, 1)
    finally:
        if was_on:
            gc.enable()


def begin():
    """Say that all of the index is being written by this code."""
    with transaction.atomic():
        SearchState.next_change()
        SearchState.objects.update(recipe=BEGUN + recipe())


def keys_of_all():
    """Return the translation keys of all that is public, or was when the index was written."""
    live = Page.objects.live().filter(depth__gt=1).order_by("path").values_list("translation_key", flat=True)
    gone = SearchRecord.objects.filter(is_public=True).values_list("translation_key", flat=True)
    return list(dict.fromkeys([*live, *gone]))


def keys_of_what_differs():
    """Return the translation keys of records of which something else is public than when they were written.

    Published again, a page has another time of publication; where one of its concepts has other words, it is due.
    """
    types = ContentType.objects.get_for_models(*page_models()).values()
    public = Page.objects.live().public().filter(content_type__in=types)
    at_the_time = Q(published_at=OuterRef("last_published_at")) | Q(
        published_at=None, page__last_published_at__isnull=True
    )
    written = SearchRow.objects.filter(
        at_the_time, page=OuterRef("pk"), record__translation_key=OuterRef("translation_key")
    )
    changed = public.exclude(Exists(written)).values_list("translation_key", flat=True)
    withdrawn = SearchRow.objects.exclude(Exists(public.filter(pk=OuterRef("page"))))
    rows = SearchRow.objects.filter(record=OuterRef("pk"))
    # What stands behind the texts of a record is read for few: for those without a row.
    without = SearchRecord.objects.exclude(Exists(rows))
    deleted = SearchRecord.objects.filter(pk__in=without.values("pk"), is_public=True)
    of_records = (
        withdrawn.values_list("record__translation_key", flat=True),
        deleted.values_list("translation_key", flat=True),
        SearchRecord.objects.due().values_list("translation_key", flat=True),
    )
    return list(dict.fromkeys([*changed.order_by("path"), *(key for keys in of_records for key in keys)]))
