"""Make the index equal to what is published, while readers go on searching."""

import hashlib
import inspect
from importlib.metadata import version
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page

from agc.core.models import BasePage, page_models
from agc.vocabulary.models import Concept
from search import analysis, indexing
from search.documents.reading import analyse_again
from search.indexing import batches, index_records
from search.learning import RebuiltWords, Words
from search.models import SearchRecord, SearchRow, SearchState

# What of an application says how its pages are read, besides its models.
BESIDE_MODELS = ("blocks.py", "records.py", "texts.py")


def index_everything(anew=False, watched=iter):
    """Write what the index lacks, has too much or has otherwise; return how many records were looked at.

    All are where the code that writes them is another than it was. Readers go on searching meanwhile.

    Args:
        anew: whether to look at all records, whatever the index says of when they were written.
        watched: a function that takes the batches of their keys and yields each of them.
    """
    by = recipe()
    if not anew and SearchState.objects.filter(recipe=by).exists():
        keys, words = keys_of_what_differs(), Words()
    else:
        keys, words = keys_of_all(), RebuiltWords()
        analyse_again(words)
    for batch in watched(list(batches(keys))):
        index_records(batch, words)
    if words.counts_all:
        words.finish()
        SearchState.objects.filter(pk=1).update(recipe=by)
    return len(keys)


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
    deleted = SearchRecord.objects.filter(is_public=True).exclude(Exists(rows))
    of_records = (
        withdrawn.values_list("record__translation_key", flat=True),
        deleted.values_list("translation_key", flat=True),
        SearchRecord.objects.due().values_list("translation_key", flat=True),
    )
    return list(dict.fromkeys([*changed.order_by("path"), *(key for keys in of_records for key in keys)]))


def recipe():
    """Return a name for the code that says what a record is written of: another one as soon as any of it differs."""
    owners = {model._meta.app_config for model in (BasePage, Concept, *page_models())}
    files = {Path(inspect.getfile(indexing)), *Path(analysis.__file__).parent.rglob("*")}
    for owner in owners:
        folder = Path(owner.path)
        files.update(folder.glob("models/*.py"), folder.glob("models.py"), map(folder.joinpath, BESIDE_MODELS))
    together = hashlib.sha256(version("PyStemmer").encode())
    for file in sorted(files):
        if file.suffix in {".py", ".yaml"} and file.is_file():
            together.update(hashlib.sha256(file.read_bytes()).digest())
    return together.hexdigest()
