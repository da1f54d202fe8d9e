"""What readers asked for and nothing public has: told to editors, with nobody in it."""

import re
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from search.analysis import fold
from search.models import SearchMiss

# Longer questions are sentences, and may tell of somebody.
LONGEST = 60
# How many are kept for a language: machines ask for anything.
MOST = 2000
KEPT = timedelta(days=365)
LETTER = re.compile(r"[^\W\d_]")
# Addresses for mail, and numbers of telephones and papers.
PERSONAL = re.compile(r"@|\d[\d .()/-]{4,}\d|https?:|www\.", re.IGNORECASE)


def note_miss(typed, language):
    """Note that a question found nothing, or nothing with all of its words.

    Kept are the words, the language of the page and the days; no person, and no question that may name one by a number
    or an address.

    Args:
        typed: the question.
        language: the code of the language it was asked in.
    """
    words = " ".join(fold(typed).split())
    if not LETTER.search(words) or len(words) > LONGEST or PERSONAL.search(typed):
        return
    today = timezone.localdate()
    with transaction.atomic():
        kept = SearchMiss.objects.filter(language=language, words=words)
        if kept.update(times=F("times") + 1, last_asked=today):
            return
        SearchMiss.objects.filter(last_asked__lt=today - KEPT).delete()
        if SearchMiss.objects.filter(language=language).count() < MOST:
            new = SearchMiss(language=language, words=words, first_asked=today, last_asked=today)
            SearchMiss.objects.bulk_create([new], ignore_conflicts=True)
