"""Make the index anew, from what is published, while readers go on searching."""

from wagtail.models import Page

from search.documents.reading import analyse_again
from search.indexing import batches, index_records
from search.learning import RebuiltWords
from search.models import SearchRecord, SearchRow


def index_everything():
    """Rebuild the index; return how many pages it has. Readers go on searching meanwhile."""
    live = Page.objects.live().filter(depth__gt=1).order_by("path").values_list("translation_key", flat=True)
    gone = SearchRecord.objects.filter(is_public=True).values_list("translation_key", flat=True)
    words = RebuiltWords()
    analyse_again(words)
    for batch in batches(list(dict.fromkeys([*live, *gone]))):
        index_records(batch, words)
    words.finish()
    return SearchRow.objects.count()
