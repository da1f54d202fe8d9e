"""Finding records by words in any language of theirs."""

from django.db.models import Case, Exists, F, OuterRef, When
from wagtail.models import Page

from agc.core.querysets import language_rank
from search.analysis import words
from search.models import SearchRow


def find(query, locale):
    """Return the rows found for `query`, best first: one for each record, in `locale` where it is published.

    Every word has to stand in some published language of the record, as a part of a word at least; a word in a
    title weighs more. An empty query, or one without a letter, finds nothing.

    Args:
        query: what the reader typed.
        locale: the reader's language.
    """
    asked = words(query)
    if not asked:
        return SearchRow.objects.none()
    public = SearchRow.objects.filter(page__in=Page.objects.live().public().values("pk"))
    rows = with_language_rank(public, locale)
    better = with_language_rank(public, locale).filter(
        translation_key=OuterRef("translation_key"), language_rank__lt=OuterRef("language_rank")
    )
    rows = rows.filter(~Exists(better))
    for word in asked:
        rows = rows.filter(translation_key__in=public.filter(text__contains=word).values("translation_key"))
    return rows.annotate(score=title_score(public, asked)).order_by("-score", "-page__last_published_at", "pk")


def with_language_rank(rows, locale):
    """Rank the rows of one record as lists rank its pages."""
    of_page = F("page__locale_id")
    rows = rows.alias(locale_id=of_page, source_locale_id=Case(When(is_source=True, then=of_page)))
    return rows.alias(language_rank=language_rank(locale))


def title_score(rows, asked):
    """Count how many of the words stand in a title of the record."""
    hits = [
        Case(
            When(Exists(rows.filter(translation_key=OuterRef("translation_key"), title__contains=word)), then=1),
            default=0,
        )
        for word in asked
    ]
    return sum(hits[1:], hits[0])
