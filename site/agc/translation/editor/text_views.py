"""What the script of the editor asks for while one types: one text at a time, answered as JSON."""

from functools import wraps

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from wagtail_localize.models import Translation

from agc.translation.editor.choices import choices_of, save_choices
from agc.translation.editor.offers import previous_offers, similar_offers
from agc.translation.editor.rows import languages, problems_of, row_of
from agc.translation.editor.saving import cleaned, read_tokens, save_texts, token_of
from agc.translation.editor.sheet import may_open, sheet_for
from agc.translation.editor.verbs import ALWAYS, parse, perform
from agc.translation.editor.views import STATUSES, reason_of
from agc.translation.quality import length

CODES = dict(STATUSES)
PARTS = ("state", "findings", "comments")


def answering(view):
    """Give a view the Sheet of a translation in place of its key; refuse in JSON, which the script can read."""

    @wraps(view)
    @never_cache
    def guarded(request, translation_id, **kwargs):
        translation = get_object_or_404(
            Translation.objects.select_related("source__locale", "source__specific_content_type", "target_locale"),
            pk=translation_id,
        )
        sheet = sheet_for(translation, request.user)
        if sheet is None:
            return refused(_("The page of this translation was deleted."), 404)
        if not may_open(sheet):
            return refused(_("You may not change this translation."), 403)
        return view(request, sheet, **kwargs)

    return guarded


def refused(reason, code):
    return JsonResponse({"saved": False, "error": reason}, status=code)


def gone():
    return refused(
        _("The source has changed meanwhile: this text is no longer on the page. Keep a copy of yours."), 410
    )


@require_POST
@answering
def text(request, sheet, segment_pk):
    """Keep one text and do what a button beside it asks for; or, with "check", only say what the checks say."""
    segment = sheet.by_pk.get(segment_pk)
    if segment is None:
        return gone()
    if request.POST.get("do") == "check":
        return checked(request, sheet, segment)
    outcomes = save_texts(sheet, request.POST)
    outcome = outcomes.get(segment_pk)
    segment = sheet.by_pk.get(segment_pk)
    if segment is None:
        return gone()
    if outcome is not None and not outcome.kept:
        return JsonResponse(
            described(request, sheet, segment, outcome) | {"saved": False, "error": outcome.reason},
            status=CODES[outcome.result],
        )
    if request.POST.get("do"):
        verb, _pk, argument = parse(request.POST["do"])
        if outcome is None and verb not in ALWAYS and stale(request, segment):
            return refused(_("Somebody else has changed this text since you opened it."), 409)
        try:
            perform(sheet, segment, verb, argument, request.POST)
        except (PermissionDenied, ValidationError) as error:
            return refused(reason_of(error), 423 if isinstance(error, PermissionDenied) else 422)
    return JsonResponse(described(request, sheet, sheet.by_pk[segment_pk]) | {"saved": True})


def stale(request, segment):
    """Return whether a text is another than when the page was loaded."""
    return read_tokens(request.POST.get("tokens")).get(f"text-{segment.pk}") != token_of(segment.target)


def checked(request, sheet, segment):
    """Answer what the checks say of a text as it is being typed; nothing is kept."""
    typed = request.POST.get(f"text-{segment.pk}", "").replace("\r\n", "\n")
    try:
        data = cleaned(typed, segment.rich)
    except ValidationError as error:
        return refused(reason_of(error), 422)
    row = row_of(sheet, segment)
    row.problems = problems_of(sheet.inspection.findings(segment, data)) if data else []
    return JsonResponse(
        {"saved": False, "length": length(data), "parts": {"findings": part(request, sheet, row, "findings")}}
    )


def described(request, sheet, segment, outcome=None):
    """Return what the script puts in place of what it has."""
    row = row_of(sheet, segment, outcome)
    row.previous = previous_offers(sheet.translation, [segment]).get(segment.pk)
    return {
        "token": row.token,
        "value": segment.target_shown,
        "state": row.state,
        "flags": row.flags,
        "length": row.length,
        "parts": {name: part(request, sheet, row, name) for name in PARTS},
        "progress": {"done": sheet.done, "total": len(sheet.segments), "words": sheet.words_left},
        "stamp": sheet.source_stamp,
    }


def part(request, sheet, row, name):
    context = {"row": row, "sheet": sheet, "translation": sheet.translation, **languages(sheet)}
    return render_to_string(f"translation/editor/{name}.html", context, request)


@require_GET
@answering
def similar(request, sheet, segment_pk):
    """Answer the translations of similar texts, as a part of the page."""
    segment = sheet.by_pk.get(segment_pk)
    if segment is None:
        return gone()
    row = row_of(sheet, segment)
    row.similar = similar_offers(sheet.translation, segment)
    if request.headers.get("Accept", "").startswith("text/html"):
        address = reverse("wagtailadmin_pages:edit", args=[sheet.target.pk])
        return redirect(f"{address}?similar={segment_pk}#segment-{segment_pk}")
    return JsonResponse({"parts": {"similar": part(request, sheet, row, "similar")}})


@require_POST
@answering
def choice(request, sheet, segment_pk):
    """Keep what was chosen for this language in place of a value of the source."""
    outcomes = save_choices(sheet, request.POST)
    found = next((item for item in choices_of(sheet, outcomes) if item.pk == segment_pk), None)
    if found is None or segment_pk not in outcomes:
        return gone()
    outcome = outcomes[segment_pk]
    answer = {"token": found.token, "saved": outcome.kept, "error": outcome.reason}
    context = {"choice": found, "sheet": sheet, **languages(sheet)}
    answer["parts"] = {"choice": render_to_string("translation/editor/choice_state.html", context, request)}
    return JsonResponse(answer, status=200 if outcome.kept else CODES[outcome.result])
