"""Keep the rows of the search equal to what is published."""

from django.db import transaction
from wagtail.models import Page

from agc.core.models import BasePage
from agc.vocabulary.models import ConceptLabel
from search.analysis import fold
from search.models import SearchRow


def index_page(page):
    """Write the row of `page`, a specific page, from its live content; drop it where it is not live."""
    if not isinstance(page, BasePage):
        return
    if not page.live:
        SearchRow.objects.filter(pk=page.pk).delete()
        return
    document = page.get_search_document()
    labels = ConceptLabel.objects.filter(concept__in=document.concepts)
    synonyms = " ".join(f"{label.preferred} {label.alternatives}" for label in labels)
    with transaction.atomic():
        row, _created = SearchRow.objects.update_or_create(
            pk=page.pk,
            defaults={
                "translation_key": page.translation_key,
                "is_source": not page.is_translation,
                "title": fold(document.title),
                "text": fold(f"{document.title} {document.summary} {document.text} {synonyms}"),
            },
        )
        row.concepts.set(document.concepts)


def index_everything():
    """Rebuild all rows; return how many there are. Readers go on searching the old ones meanwhile."""
    for page in Page.objects.live().specific().iterator(chunk_size=100):
        index_page(page)
    SearchRow.objects.exclude(page__live=True).delete()
    return SearchRow.objects.count()


def index_pages_of(concepts):
    """Index again the pages that have any of `concepts`, whose words changed."""
    for page in Page.objects.filter(pk__in=SearchRow.objects.filter(concepts__in=concepts).values("pk")).specific():
        index_page(page)
