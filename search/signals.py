"""When the index changes: as soon as what a reader can see has changed."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from agc.core.models import BasePage
from agc.vocabulary.models import Concept
from agc.vocabulary.signals import words_loaded
from search.indexing import index_below, index_pages_of, index_records


@receiver(post_save)
def page_saved(sender, instance, update_fields=None, raw=False, **kwargs):
    """Index a page whose public row changed; saving a draft touches only `latest_revision` and the like."""
    if raw or not issubclass(sender, BasePage):
        return
    if update_fields is None or {"live", "title"} & set(update_fields):
        transaction.on_commit(partial(index_records, [instance.translation_key]))


@receiver(post_delete, sender=Page)
def page_deleted(sender, instance, **kwargs):
    transaction.on_commit(partial(index_records, [instance.translation_key]))


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


@receiver(post_save, sender=Concept)
def concept_saved(instance, raw=False, **kwargs):
    if not raw:
        transaction.on_commit(partial(index_pages_of, [instance.pk]))


@receiver(words_loaded)
def concepts_loaded(concepts, **kwargs):
    transaction.on_commit(partial(index_pages_of, concepts))
