"""What the public may see, and in which language."""

from collections import defaultdict
from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Exists, F, OuterRef, Value, When
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
        return self.select_related("locale").prefetch_related(*self.model.card_relations).defer_streamfields()


class PublishedPageManager(PageManager.from_queryset(PublishedPageQuerySet)):
    pass


def best_pages(pages, locale):
    """Return, in their order, `pages` as a reader of `locale` should get them.

    Args:
        pages: pages in any language, such as those an editor chose in a block.
        locale: the reader's language.

    Each record appears once: in `locale` where it is public, else in its source language, else in any other; what
    is not public is left out.
    """
    keys = list(dict.fromkeys(page.translation_key for page in pages))
    best = best_by_key(keys, locale)
    return [best[key] for key in keys if key in best]


def best_by_key(keys, locale):
    """Return the pages of records as `best_pages` gives them, by the keys of the records."""
    versions = {}
    public = Page.objects.live().public().filter(translation_key__in=keys).order_by("locale_id")
    for pk, key, locale_id in public.values_list("pk", "translation_key", "locale_id"):
        versions.setdefault(key, {})[locale_id] = pk
    wanted = [
        pk for found in versions.values() for pk in ([found[locale.pk]] if locale.pk in found else found.values())
    ]
    best = {}
    for page in as_cards(Page.objects.filter(pk__in=wanted).order_by("locale_id")):
        if page.translation_key not in best or page.locale_id == page.source_locale_id:
            best[page.translation_key] = page
    return best


def best_children(page):
    """Return the public pages below a record, of all its languages, each once, in the order of its source.

    What is not translated yet stands there in its source language, so that no reader misses a chapter or a rule.

    Args:
        page: the record, in the language of the reader; its own children show even before it is published.
    """
    versions = Page.objects.filter(translation_key=page.translation_key)
    shown = versions.live().public() | versions.filter(pk=page.pk)
    below = [Page.objects.child_of_q(version) for version in shown]
    children = Page.objects.filter(reduce(or_, below))
    source = getattr(page, "source_locale_id", None)
    ordered = sorted(children.order_by("path"), key=lambda child: child.locale_id != source)
    return best_pages(ordered, page.locale)


def as_cards(pages):
    """Return the specific pages of a queryset, in its order, with what their cards show.

    The number of queries grows with the types of pages, not with the pages.
    """
    return of_types(dict(pages.values_list("pk", "content_type")))


def of_types(types):
    """Return specific pages with what their cards show, given the content type of each by its key, in that order."""
    by_type = defaultdict(list)
    for pk, content_type in types.items():
        by_type[content_type].append(pk)
    found = {}
    for content_type, keys in by_type.items():
        model = ContentType.objects.get_for_id(content_type).model_class()
        found |= {page.pk: page for page in model.objects.filter(pk__in=keys).for_listing()}
    # One may just have been deleted.
    return [found[pk] for pk in types if pk in found]
