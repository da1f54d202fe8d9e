"""What editors have chosen to stand before the results of a question."""

from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from search.analysis import fold
from search.finding import in_best_language
from search.models import SearchRecord


def promoted(typed, language):
    """Return what editors chose for a question: SearchRows in the language that suits the reader, and other sites.

    Two questions are the same whatever their accents, capitals and spaces. What is not public is left out. One query
    where nothing was chosen.

    Args:
        typed: the question.
        language: the code of the reader's language.

    Returns:
        Pairs of a SearchRow, or None, and the SearchPromotion.
    """
    queries = Query.objects.filter(editors_picks__isnull=False).values_list("pk", "query_string").distinct()
    same = [key for key, words in queries if like(words) == like(typed)]
    if not same:
        return []
    chosen = list(SearchPromotion.objects.filter(query__in=same).select_related("page").order_by("sort_order", "pk"))
    wanted = {choice.page.translation_key for choice in chosen if choice.page}
    keys = dict(SearchRecord.objects.filter(translation_key__in=wanted).values_list("translation_key", "pk"))
    rows = {row.record_id: row for row in in_best_language(list(keys.values()), language)}
    found = [(rows.get(keys.get(choice.page.translation_key)) if choice.page else None, choice) for choice in chosen]
    return [(row, choice) for row, choice in found if row or not choice.page]


def like(words):
    return " ".join(fold(words).split())
