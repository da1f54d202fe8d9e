"""Readers ask for a page in their language: a number that orders the translators' work, and nothing about a person."""

from urllib.parse import urlsplit

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.models import Locale, Page

from agc.core.languages import content_languages
from agc.translation import status
from agc.translation.models import Status, TranslationRecord

DAY = 24 * 60 * 60

# How many requests for one record count in a day, whoever they come from.
MAX_A_DAY = 100

UNDER_WAY = (Status.REQUESTED, Status.IN_PROGRESS, Status.READY, Status.IN_REVIEW, Status.CHANGES)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_for_translation(request, page_id, language):
    """Show the form by which a reader asks for a page in a language; count what it sends.

    No token guards the form: it would need a cookie, which readers do not get, and would keep pages with the form out
    of every cache. It is not needed either. Such a token keeps a foreign site from acting with the rights of whoever
    visits it; here nobody has any, whoever may post at all may post this, and what comes from foreign sites is told by
    headers that no script can set (`is_from_elsewhere`). The worst that could come through is a number that is too
    high, and by how much is bounded.
    """
    page = get_object_or_404(Page.objects.live().public().filter(depth__gt=1).select_related("locale"), pk=page_id)
    version = public_version(page, language)
    if version is not None:
        return redirect(version.get_url(request))
    record = record_of(page, language)
    asked, refused = False, False
    if request.method == "POST":
        refused = is_from_elsewhere(request)
        asked = not refused
    if asked:
        count(request, record)
    context = {
        "asked_page": page,
        "language": language,
        "asked": asked,
        "refused": refused,
        "is_under_way": record.status in UNDER_WAY,
        "versions": versions_of(page),
    }
    return render(request, "translation/asking.html", context, status=403 if refused else 200)


def versions_of(page):
    """Return the languages in which readers have a page, that in which they came from first."""
    found = Page.objects.filter(translation_key=page.translation_key).live().public().select_related("locale")
    return sorted(found, key=lambda version: (version.pk != page.pk, version.locale.language_code))


def public_version(page, language):
    """Return the page as readers have it in a language; None where they do not."""
    if page.locale.language_code == language:
        return page
    others = Page.objects.filter(translation_key=page.translation_key, locale__language_code=language)
    return others.live().public().first()


def record_of(page, language):
    """Return how a page stands in a language.

    Raises:
        Http404: when the site has no such language, or the page is of a kind that is not translated.
    """
    if language not in content_languages():
        raise Http404
    locale = get_object_or_404(Locale, language_code=language)
    found = TranslationRecord.objects.filter(source__translation_key=page.translation_key, locale=locale)
    record = found.first()
    if record is None:
        try:
            with transaction.atomic():
                status.refresh(page.translation_key, locale.pk)
        except IntegrityError:
            # Another reader was the first to ask, at the same time: the record is there.
            pass
        record = found.first()
    if record is None:
        raise Http404
    return record


def is_from_elsewhere(request):
    """Return whether a browser sent a form that stood on another site.

    By what browsers say themselves: `Sec-Fetch-Site`, else `Origin`, else `Referer`, in the order of the algorithm of
    Go's net/http.CrossOriginProtection. Where nothing is said, it was no browser of today that sent a form from one
    site to another: all of them say `Origin` then, "null" where a page hides its address.
    """
    fetched = request.headers.get("Sec-Fetch-Site")
    if fetched:
        return fetched not in ("same-origin", "none")
    said = request.headers.get("Origin") or request.headers.get("Referer")
    if not said:
        return False
    try:
        return urlsplit(said).netloc.lower() != request.get_host().lower()
    except ValueError:
        return True


def count(request, record):
    """Count a request: once a day for each reader, up to a limit for each record."""
    today = timezone.localdate().isoformat()
    limit = f"asked-today:{today}:{record.pk}"
    if not cache.add(limit, 0, DAY) and cache.get(limit, 0) >= MAX_A_DAY:
        return
    reader = "\n".join([address_of(request), request.headers.get("User-Agent", ""), today, str(record.pk)])
    # Nobody can tell an address from the key; after a day nothing is left of it.
    if cache.add(f"asked:{salted_hmac('agc.translation.asking', reader).hexdigest()}", 1, DAY):
        cache.incr(limit)
        TranslationRecord.objects.filter(pk=record.pk).update(asked_for=F("asked_for") + 1)


def address_of(request):
    """Return the network address of a reader.

    Behind nginx the application listens on a socket of the machine: there is no address, and the header that says it
    is nginx's own. Elsewhere that header is whatever somebody wrote into it.
    """
    return request.META.get("REMOTE_ADDR") or request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
