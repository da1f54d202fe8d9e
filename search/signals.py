"""When the index changes: as soon as what a reader can see has changed."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page

from agc.core.models import BasePage
from agc.vocabulary.models import Concept
from agc.vocabulary.signals import words_loaded
from search.indexing import index_page, index_pages_of


@receiver(post_save)
def page_saved(sender, instance, update_fields=None, raw=False, **kwargs):
    """Index a page whose public row changed; saving a draft touches only `latest_revision` and the like."""
    if raw or not issubclass(sender, BasePage):
        return
    if update_fields is None or {"live", "title"} & set(update_fields):
        transaction.on_commit(partial(index_saved_page, instance.pk))


def index_saved_page(pk):
    page = Page.objects.filter(pk=pk).specific().first()
    if page:
        index_page(page)


@receiver(post_save, sender=Concept)
def concept_saved(instance, raw=False, **kwargs):
    if not raw:
        transaction.on_commit(partial(index_pages_of, [instance]))


@receiver(words_loaded)
def concepts_loaded(concepts, **kwargs):
    transaction.on_commit(partial(index_pages_of, concepts))
