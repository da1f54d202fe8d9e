"""wagtail-localize's admin views, each asking first for the right to do what it does."""

from functools import wraps

import polib
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.models import WorkflowState
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.views import edit_translation, report, submit_translations, update_translations
from wagtail_localize.views.snippets_api import SnippetViewSet

from agc.core.untranslated import missing_strings
from agc.translation.forms import SubmitPageForm
from agc.translation.sync import sync_source

PO_HEADER = "X-WagtailLocalize-TranslationID"
SUBMIT = "wagtail_localize.submit_translation"


def or_404(get_page):
    """Return the page of a source or of a translation, which may have been deleted since."""
    try:
        return get_page()
    except ObjectDoesNotExist as error:
        raise Http404 from error


def why_not_translatable(page):
    """Return why a page cannot be sent to the translators as it is; an empty text where it can."""
    if page.alias_of_id or page.is_translation:
        return _("This page is a translation itself. Send the page it was translated from.")
    if not page.live or page.has_unpublished_changes:
        return _("Publish this page with its last changes first: what is translated is what readers see.")
    others = TranslationSource.objects.filter(object_id=page.translation_key).exclude(locale_id=page.locale_id)
    if others.exists():
        return _("Another language of this page is the one it is translated from.")
    return ""


class SubmitPageView(submit_translations.SubmitPageTranslationView):
    """Send one published page to the translators, with the text that it has now."""

    def dispatch(self, request, *args, **kwargs):
        page = self.get_object()
        if not request.user.has_perm(SUBMIT) or not page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        reason = why_not_translatable(page)
        if reason:
            messages.error(request, reason)
            return redirect("wagtailadmin_pages:edit", page.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_form(self):
        if self.request.method == "POST":
            return SubmitPageForm(self.object, self.request.POST)
        form = super().get_form()
        return SubmitPageForm(self.object, initial=form.initial)

    def form_valid(self, form):
        # A language added later would otherwise start from the text of the first submission.
        TranslationSource.update_or_create_from_instance(self.object)
        return super().form_valid(form)


class UpdateTranslationsView(update_translations.UpdateTranslationsView):
    """Take the source's strings anew; nothing is published but what all languages share."""

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        page = or_404(self.object.get_source_instance)
        if not request.user.has_perm(SUBMIT) or not page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form(self):
        form = super().get_form()
        del form.fields["publish_translations"]
        return form

    def form_valid(self, form):
        sync_source(self.object)
        messages.success(self.request, self.get_success_message())
        return redirect(self.get_success_url() or self.get_default_success_url())


class TranslationsReportView(report.TranslationsReportView):
    """The list of translations names drafts: it is for those who send pages to the translators."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(SUBMIT):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        # Without an order, a translation could stand on two pages of the report and another on none.
        return super().get_queryset().order_by("-created_at", "pk")


class GuardedSnippetViewSet(SnippetViewSet):
    def initial(self, request, *args, **kwargs):
        if not request.user.has_perm(SUBMIT):
            raise PermissionDenied
        super().initial(request, *args, **kwargs)


class PagesWithoutActions(PagesAdminAPIViewSet):
    actions = {}


def convert_to_alias(request, page_id):
    """Refuse: an alias would put the source's text live under another language, and drop the translation."""
    raise PermissionDenied


def why_locked(translation, user):
    """Return why the texts of a translation cannot be changed by `user` now; an empty text where they can."""
    page = or_404(translation.get_target_instance)
    if not page.permissions_for_user(user).can_edit():
        return _("You may not change this translation.")
    lock = page.get_lock()
    if lock and lock.for_user(user):
        return str(lock.get_message(user))
    return ""


def answering_json(view):
    """Guard a view that the editor calls in the background: it cannot read a redirect to a message."""

    @wraps(view)
    def guarded(request, translation_id, *args, **kwargs):
        translation = get_object_or_404(Translation, pk=translation_id)
        page = or_404(translation.get_target_instance)
        if not page.permissions_for_user(request.user).can_edit():
            return JsonResponse({"error": _("You may not change this translation.")}, status=403)
        reason = why_locked(translation, request.user)
        if reason:
            return JsonResponse({"error": reason}, status=423)
        try:
            return view(request, translation_id, *args, **kwargs)
        except MultiValueDictKeyError as error:
            return JsonResponse({"error": str(error)}, status=400)

    return guarded


edit_string = answering_json(edit_translation.edit_string_translation)
edit_override = answering_json(edit_translation.edit_override)


def upload_pofile(request, translation_id):
    """Check what the upload would otherwise fail on with an error page."""
    translation = get_object_or_404(Translation, pk=translation_id)
    reason = why_locked(translation, request.user)
    if not reason:
        file = request.FILES.get("file")
        if file is None or not names_translation(file):
            reason = _("Choose the PO file that was downloaded from this page.")
    if reason:
        messages.error(request, reason)
        return redirect("wagtailadmin_pages:edit", translation.get_target_instance().pk)
    return edit_translation.upload_pofile(request, translation_id)


def names_translation(file):
    """Return whether an uploaded file is a PO file whose header says which translation it is of."""
    try:
        # The line break keeps polib from taking a short text for the name of a file.
        metadata = polib.pofile("\n" + file.read().decode(errors="replace")).metadata
    except OSError:
        return False
    file.seek(0)
    return PO_HEADER in metadata


def machine_translate(request, translation_id):
    reason = why_locked(get_object_or_404(Translation, pk=translation_id), request.user)
    if reason:
        raise PermissionDenied(reason)
    return edit_translation.machine_translate(request, translation_id)


def stop_translation(request, translation_id):
    """Ending the tie to the source is for those who may publish: texts would be edited apart from then on."""
    translation = get_object_or_404(Translation, pk=translation_id)
    if not or_404(translation.get_target_instance).permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    return edit_translation.stop_translation(request, translation_id)


def why_not_publishable(translation, page, user):
    """Return why a translation cannot be published by `user` as it is; an empty text where it can."""
    lock = page.get_lock()
    if lock and lock.for_user(user):
        return str(lock.get_message(user))
    state = page.current_workflow_state
    if state and state.status in (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES):
        return _("This translation is in review; it is published by its approval.")
    missing = len(missing_strings(translation))
    if missing:
        return ngettext(
            "Not published: %(number)d text is still in the language of the source.",
            "Not published: %(number)d texts are still in the language of the source.",
            missing,
        ) % {"number": missing}
    return ""
