"""When the index changes: as soon as what a reader can see has changed."""

import threading
from functools import partial
from itertools import islice

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.documents import get_document_model
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from agc.core.models import BasePage
from agc.vocabulary.models import Concept, ConceptLabel
from agc.vocabulary.signals import concepts_changed
from search.documents.background import start_reading
from search.documents.reading import forget_text, state_of
from search.due import index_after, index_pages_of, index_soon, note, records_at, records_naming, records_with
from search.indexing import BATCH, index_below, index_records, titles_changed
from search.models import SearchFile, SearchState


class Written(threading.local):
    """What this thread has to write, and has written: a publication saves a page three times or more.

    Attributes:
        saves: how many there were.
        waiting: the keys of records that were saved and not written since.
        since: the number of saves when a record was written last, by its key.
    """

    MOST = 10_000

    def __init__(self):
        self.saves, self.waiting, self.since = 0, {}, {}

    def wait(self, key):
        """Note that a record was saved; return the number of the save."""
        self.saves += 1
        self.waiting[key] = self.saves
        return self.saves

    def index(self, key, save):
        """Write a record, unless that was done since a save, and others that wait with it.

        What is written is what stands in the database: it does no harm that one waits still whose save was undone.
        """
        if self.since.get(key, 0) >= save:
            return
        if len(self.since) >= self.MOST:
            self.since.clear()
        newest = self.saves
        keys = [key, *islice((other for other in self.waiting if other != key), BATCH - 1)]
        try:
            index_records(keys)
        except Exception:
            # Whatever makes another fail is told when its own turn comes.
            keys = [key]
            index_records(keys)
        finally:
            self.waiting.pop(key, None)
        for other in keys:
            self.waiting.pop(other, None)
            self.since[other] = newest


written = Written()


def index_once(key):
    """Write a record when the transaction ends, once for all that was saved of it."""
    transaction.on_commit(partial(written.index, key, written.wait(key)))


@receiver(post_save)
def page_saved(sender, instance, update_fields=None, raw=False, **kwargs):
    """Index a page whose public row changed; saving a draft touches only `latest_revision` and the like."""
    if raw or not issubclass(sender, BasePage):
        return
    if update_fields is None or {"live", "title"} & set(update_fields):
        index_once(instance.translation_key)


@receiver(pre_delete, sender=Page)
def page_is_deleted(instance, **kwargs):
    """Note what is written when a page is deleted, while it can be told who names it."""
    note(records_at([instance.translation_key]))
    if naming_it := records_naming([instance.translation_key]):
        index_after(naming_it)


@receiver(post_delete, sender=Page)
def page_deleted(sender, instance, **kwargs):
    index_once(instance.translation_key)


@receiver(post_save, sender=PageViewRestriction)
@receiver(post_delete, sender=PageViewRestriction)
def readers_changed(sender, instance, raw=False, **kwargs):
    if not raw:
        transaction.on_commit(partial(index_below, instance.page.path))


@receiver(post_page_move)
def page_moved(sender, instance, url_path_before, url_path_after, **kwargs):
    """Below another page other people may read it."""
    if url_path_before != url_path_after:
        transaction.on_commit(partial(index_below, Page.objects.get(pk=instance.pk).path))


@receiver(post_save, sender=get_document_model())
def document_saved(instance, raw=False, **kwargs):
    """Forget the text of a document that was replaced, or is of another language, and have it read again."""
    file = None if raw else SearchFile.objects.exclude(read_of="").filter(pk=instance.pk).first()
    if file and file.read_of != state_of(instance):
        forget_text(file)
        transaction.on_commit(start_reading, robust=True)


@receiver(post_save, sender=Concept)
def concept_saved(instance, raw=False, **kwargs):
    if not raw:
        transaction.on_commit(partial(index_pages_of, [instance.pk]))


@receiver(pre_delete, sender=Concept)
def concept_is_deleted(instance, **kwargs):
    """Note which records have a concept, while that can be told; from the same moment on nobody writes its key."""
    SearchState.next_naming()
    index_after(records_with([instance.pk]))


@receiver(post_save, sender=ConceptLabel)
@receiver(post_delete, sender=ConceptLabel)
def label_changed(raw=False, **kwargs):
    """Have concepts read again, also where a label was saved by itself: the records of its concept are not due then."""
    if not raw:
        transaction.on_commit(SearchState.next_naming)


@receiver(concepts_changed)
def concepts_were_changed(concepts, **kwargs):
    transaction.on_commit(partial(index_pages_of, concepts))


@receiver(titles_changed)
def pages_renamed(keys, **kwargs):
    # In the transaction in which they are written themselves: who writes after that reads the new titles.
    index_soon(records_naming(keys))
