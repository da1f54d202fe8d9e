"""The short address of a practice, and the files that it can be taken away as."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from agc.core.languages import active_locale, locales
from practices.citations import citation_of
from practices.data_out import json_file, references
from practices.data_out.export import as_file
from practices.data_out.loading import load
from practices.models import PracticeCode, PracticePage
from practices.pdf import files as pdf


def practice_by_code(request, code):
    """Lead from `/AGC-0001` to the practice in the reader's language, or to the language it is published in.

    What was published once and is no longer says so (410); what never was, or is not for everyone, is unknown (404).
    """
    page = public_page(code, active_locale())
    if page is None:
        return withdrawn(request, code)
    response = HttpResponseRedirect(page.get_url(request))
    patch_vary_headers(response, ["Accept-Language"])
    return response


def practice_file(request, code, ending):
    """Answer `/AGC-0001.ris` with a reference, `.json` and `.pdf` with the whole record, as `practice_by_code` answers.

    The language is that of `?language=`, else the reader's.
    """
    locale = locales().get(request.GET.get("language")) or active_locale()
    page = public_page(code, locale)
    if page is None:
        return withdrawn(request, code)
    # What is read aloud is in one language, as far as there is a choice.
    with translation.override(page.language if ending == "pdf" else locale.language_code):
        (page,) = load(PracticePage, [page.pk], locale)
        if ending == "pdf":
            response = pdf.answer(lambda: pdf.single(page, request), f"{code}.pdf")
        else:
            response = written(page, request, code, ending)
    patch_vary_headers(response, ["Accept-Language"])
    return response


def written(page, request, code, ending):
    """Return the answer with a file that is text."""
    if ending == "json":
        text, content_type = json_file.single(page, request), json_file.CONTENT_TYPE
    else:
        form = references.FORMATS[ending]
        text, content_type = "".join(form.write([citation_of(page, request)])), form.content_type
    return as_file(HttpResponse(text), content_type, f"{code}.{ending}")


def public_page(code, locale):
    """Return the page of a practice for a reader of `locale`; None where it was withdrawn.

    Raises:
        Http404: when there is none, or none for everyone.
    """
    number = int(code.removeprefix("AGC-"))
    record = PracticeCode.objects.filter(pk=number).first() if number < 2**31 else None
    if record is None:
        raise Http404(_("There is no practice with this code."))
    practices = PracticePage.objects.filter(translation_key=record.translation_key)
    page = practices.in_best_language(locale).select_related("locale").first()
    if page is None and (not record.published or practices.live().exists()):
        raise Http404(_("There is no practice with this code."))
    return page


def withdrawn(request, code):
    """Say that a practice was public and is no more; why, and how it was cited, where the editors said why.

    Until they do, nothing of it is shown but its code: it may have been withdrawn for what it said.
    """
    locale = active_locale()
    pages = PracticePage.objects.public().filter(code=code, first_published_at__isnull=False).select_related("locale")
    ordered = sorted(pages, key=lambda it: (it.locale_id != locale.pk, it.is_translation, it.pk))
    said = ((page, page.get_latest_revision_as_object().withdrawn_because) for page in ordered)
    page, reason = next(((page, reason) for page, reason in said if reason), (None, ""))
    citation = citation_of(page, request) if page else None
    context = {"code": code, "cited": page, "reason": reason, "citation": citation}
    return render(request, "practices/withdrawn.html", context, status=410)
