"""Machine translation in the CMS: what would be sent, and sending it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import Translation

from agc.translation.machine import plan
from agc.translation.machine.run import over_limit, run
from agc.translation.rights import permissions, target_of, why_not_editable


def translation_for(request, translation_id):
    """Return a translation and its page, for who may work on it.

    Raises:
        Http404: when there is no such translation, or no page of it any more.
        PermissionDenied: when the person may not edit it.
    """
    translation = get_object_or_404(Translation, pk=translation_id)
    page = target_of(translation)
    if page is None:
        raise Http404
    if not permissions(page, request.user).can_edit():
        raise PermissionDenied
    return translation, page


@require_http_methods(["GET", "HEAD", "POST"])
def machine_translate(request, translation_id):
    """Show what would be sent, and send it once that has been agreed to.

    The form says how much was agreed to: where it has become more meanwhile, or where the request comes from the
    editor's own button, nothing is sent and the person is asked.
    """
    translation, page = translation_for(request, translation_id)
    if get_machine_translator() is None:
        raise Http404
    reason = why_not_editable(translation, request.user, page)
    if reason:
        messages.error(request, reason)
        return redirect("wagtailadmin_pages:edit", page.pk)
    planned = plan(translation)
    agreed = request.POST.get("characters", "")
    if request.method != "POST" or not agreed.isdecimal() or len(agreed) > 9 or planned.characters > int(agreed):
        return confirm_page(request, translation, page, planned)
    if why_not_sendable(planned):
        return confirm_page(request, translation, page, planned)
    tell(request, run(translation, request.user))
    return redirect("wagtailadmin_pages:edit", page.pk)


def confirm_page(request, translation, page, planned):
    context = {"translation": translation, "page": page, "plan": planned, "reason": why_not_sendable(planned)}
    return render(request, "translation/machine_confirm.html", context)


def why_not_sendable(planned):
    """Return why a plan cannot be carried out; an empty text where it can."""
    if not planned.strings and not planned.known:
        return _("There is nothing left to translate.")
    if planned.strings and not planned.supported:
        return _("The service does not translate between these languages.")
    if not planned.affordable:
        return over_limit(planned.limit)
    return ""


def tell(request, result):
    """Say what a run has done, each thing once."""
    made = result.saved + result.known
    if made:
        text = ngettext(
            "%(number)d text was filled in. Read it and confirm it: nothing is published before.",
            "%(number)d texts were filled in. Read and confirm each of them: nothing is published before.",
            made,
        )
        messages.success(request, text % {"number": made})
    for number, text in losses(result):
        if number:
            messages.warning(request, text % {"number": number})
    for note in result.notes:
        messages.warning(request, note)
    if result.failure:
        messages.error(request, result.failure)


def losses(result):
    """Return what a run has not done well, as pairs of a number and what there are so many of."""
    return [
        (
            result.broken,
            ngettext(
                "%(number)d text came back with wrong marks: it is shown with its error.",
                "%(number)d texts came back with wrong marks: they are shown with their errors.",
                result.broken,
            ),
        ),
        (
            result.lost,
            ngettext(
                "%(number)d text came back as something that the page cannot have.",
                "%(number)d texts came back as something that the page cannot have.",
                result.lost,
            ),
        ),
        (
            result.left,
            ngettext(
                "%(number)d text is still to be translated.",
                "%(number)d texts are still to be translated.",
                result.left,
            ),
        ),
    ]
