"""Source and translation side by side as pages: the one as it is, the other as it would be."""

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from wagtail.admin import messages
from wagtail.utils.decorators import xframe_options_sameorigin_override
from wagtail_localize.models import Translation

from agc.translation.editor.acting import GONE
from agc.translation.editor.rows import languages
from agc.translation.editor.sheet import may_open, sheet_for
from agc.translation.sync import overridden_paths, share


def sheet_or_404(request, translation_id):
    """Return the Sheet of the translation of a page.

    Raises:
        PermissionDenied: when the user may not have it before them.
    """
    translation = get_object_or_404(
        Translation.objects.select_related("source__locale", "source__specific_content_type", "target_locale"),
        pk=translation_id,
    )
    sheet = sheet_for(translation, request.user)
    if sheet is None:
        raise Http404
    if not may_open(sheet):
        raise PermissionDenied
    return sheet


@require_GET
@never_cache
def side_by_side(request, translation_id):
    sheet = sheet_or_404(request, translation_id)
    may_see_draft = sees_draft(sheet)
    context = {
        "sheet": sheet,
        "translation": sheet.translation,
        "page": sheet.target,
        "page_title": _("Side by side: %(title)s") % {"title": sheet.target.get_admin_display_title()},
        "may_see_draft": may_see_draft,
        "draft": may_see_draft and "draft" in request.GET,
        **languages(sheet),
    }
    return TemplateResponse(request, "translation/editor/side_by_side.html", context)


def sees_draft(sheet):
    """Return whether the source has a draft that this person may see."""
    source = sheet.source_page
    if source is None or not source.has_unpublished_changes:
        return False
    return source.permissions_for_user(sheet.user).can_edit()


@require_GET
@never_cache
@method_decorator(xframe_options_sameorigin_override)
def translated(request, translation_id):
    """Show the translation as its texts are now; what is missing stands in the language of the source."""
    sheet = sheet_or_404(request, translation_id)
    try:
        return shown(request, translated_instance(sheet))
    except ObjectDoesNotExist:
        messages.error(request, GONE)
        return redirect("wagtailadmin_pages:edit", sheet.target.pk)


def translated_instance(sheet):
    """Return the page that the texts make, unsaved.

    Raises:
        ObjectDoesNotExist: when something that was chosen for the language was deleted; the editor shows what.
    """
    source = sheet.translation.source
    instance = source.get_ephemeral_translated_instance(sheet.translation.target_locale, fallback=True)
    share(source.as_instance(), instance, overridden_paths(sheet.target))
    return instance


@require_GET
@never_cache
@method_decorator(xframe_options_sameorigin_override)
def original(request, translation_id):
    """Show the source: as it is published, or with "draft" as it is being written; else as it was sent."""
    sheet = sheet_or_404(request, translation_id)
    source = sheet.source_page
    if "draft" in request.GET and sees_draft(sheet):
        return shown(request, source.get_latest_revision_as_object())
    if source is not None and source.live:
        return shown(request, source)
    return shown(request, sheet.translation.source.as_instance())


def shown(request, instance):
    return instance.make_preview_request(request, instance.default_preview_mode)


@require_GET
@never_cache
def stop(request, translation_id):
    """Ask once more before the tie to the source is cut, and say what that does."""
    sheet = sheet_or_404(request, translation_id)
    if not sheet.allowed.can_cut_tie() or sheet.readonly:
        raise PermissionDenied
    context = {
        "sheet": sheet,
        "translation": sheet.translation,
        "page": sheet.target,
        "page_title": _("Edit apart from the source"),
        **languages(sheet),
    }
    return TemplateResponse(request, "translation/editor/stop.html", context)
