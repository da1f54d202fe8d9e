"""What the public may see, and in which language."""

from django.db.models import Case, Exists, F, OuterRef, Q, Value, When, prefetch_related_objects
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet


def language_rank(locale):
    """Rank the pages of one record for a reader of `locale`: their own language, the source, any other."""
    return Case(
        When(locale_id=locale.pk, then=Value(0)),
        When(locale_id=F("source_locale_id"), then=Value(1)),
        default=F("locale_id") + 2,
    )


class PublishedPageQuerySet(PageQuerySet):
    """Public pages; every list of the site starts from `published()`."""

    def published(self):
        return self.live().public()

    def in_best_language(self, locale):
        """Keep one page for each record: in `locale` where it is published, else in its source language."""
        private = self.private_q()
        ranked = self.live().exclude(private).annotate(language_rank=language_rank(locale))
        better = (
            self.model._base_manager.filter(live=True, translation_key=OuterRef("translation_key"))
            .exclude(private)
            .annotate(language_rank=language_rank(locale))
            .filter(language_rank__lt=OuterRef("language_rank"))
        )
        return ranked.filter(~Exists(better))

    def for_listing(self):
        """Load what a card shows, and no more."""
        return self.prefetch_related("locale", *self.model.card_relations).defer_streamfields()


class PublishedPageManager(PageManager.from_queryset(PublishedPageQuerySet)):
    pass


def best_pages(pages, locale):
    """Return, in their order, `pages` as a reader of `locale` should get them.

    Args:
        pages: pages in any language, such as those an editor chose in a block.
        locale: the reader's language.

    Each record appears once: its live public translation into `locale`, else the page chosen; what is not
    public is left out.
    """
    keys = [page.translation_key for page in pages]
    chosen = {page.pk for page in pages}
    by_key = {}
    found = Page.objects.live().public().filter(translation_key__in=keys).filter(Q(locale=locale) | Q(pk__in=chosen))
    for page in as_cards(found):
        if page.locale_id == locale.pk or page.translation_key not in by_key:
            by_key[page.translation_key] = page
    return [by_key[key] for key in dict.fromkeys(keys) if key in by_key]


def as_cards(pages):
    """Return the specific pages of a queryset with what their cards show.

    The number of queries grows with the types of pages, not with the pages.
    """
    by_type = {}
    found = list(pages.prefetch_related("locale").specific())
    for page in found:
        by_type.setdefault(type(page), []).append(page)
    for model, same in by_type.items():
        prefetch_related_objects(same, "locale", *getattr(model, "card_relations", ()))
    return found
