"""Make the index anew, from what is published, while readers go on searching."""

from django.db import transaction
from wagtail.models import Page

from search.documents.reading import analyse_again
from search.indexing import Thesaurus, batches, index_records
from search.models import SearchRecord, SearchRow, SearchState, SearchWord


def index_everything():
    """Rebuild the index; return how many pages it has. Readers go on searching meanwhile."""
    live = Page.objects.live().filter(depth__gt=1).order_by("path").values_list("translation_key", flat=True)
    gone = SearchRecord.objects.filter(is_public=True).values_list("translation_key", flat=True)
    count, thesaurus = analyse_again(), Thesaurus()
    for batch in batches(list(dict.fromkeys([*live, *gone]))):
        for record in index_records(batch, thesaurus):
            count.update(record.known.keys())
    recount_words(count)
    return SearchRow.objects.count()


def recount_words(count):
    """Write in how many records each word stands, and forget those that stand in none any more."""
    with transaction.atomic():
        change = SearchState.next_change()
        words = list(SearchWord.objects.all())
        for word in words:
            word.change, word.records = change, count[word.language, word.word]
        SearchWord.objects.filter(pk__in=[word.pk for word in words if not word.records]).delete()
        SearchWord.objects.bulk_update([word for word in words if word.records], ["records", "change"], batch_size=500)
