"""The short address of a practice."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from agc.core.languages import active_locale
from practices.models import PracticeCode, PracticePage


def practice_by_code(request, code):
    """Lead from `/AGC-0001` to the practice in the reader's language, or to the language it is published in.

    What was published once and is no longer says so (410); what never was, or is not for everyone, is unknown (404).
    """
    number = int(code.removeprefix("AGC-"))
    record = PracticeCode.objects.filter(pk=number).first() if number < 2**31 else None
    if record is None:
        raise Http404(_("There is no practice with this code."))
    practices = PracticePage.objects.filter(translation_key=record.translation_key)
    page = practices.in_best_language(active_locale()).select_related("locale").first()
    if page is None:
        if record.published and not practices.live().exists():
            return render(request, "practices/withdrawn.html", {"code": code}, status=410)
        raise Http404(_("There is no practice with this code."))
    response = HttpResponseRedirect(page.get_url(request))
    patch_vary_headers(response, ["Accept-Language"])
    return response
