"""wagtail-localize's admin views, each asking first for the right to do what it does."""

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail_localize.models import Translation
from wagtail_localize.views import edit_translation, submit_translations, update_translations
from wagtail_localize.views.snippets_api import SnippetViewSet

from agc.translation.authoring import take_texts
from agc.translation.forms import SubmitPageForm
from agc.translation.models import Status
from agc.translation.rights import may_cut, permissions, target_of
from agc.translation.sending import SUBMIT, may_send, send, why_not_translatable
from agc.translation.sync import sync_source
from agc.translation.workflow import record_of, save_draft


def or_404(get_page):
    """Return the page of a source or of a translation, which may have been deleted since."""
    try:
        return get_page()
    except ObjectDoesNotExist as error:
        raise Http404 from error


class SubmitPageView(submit_translations.SubmitPageTranslationView):
    """Send one published page to the translators, with the text that it has now."""

    def dispatch(self, request, *args, **kwargs):
        page = self.get_object()
        if not may_send(request.user, page):
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
        chosen = form.cleaned_data["locales"]
        send(self.object, chosen, self.request.user)
        names = ", ".join(str(locale.get_display_name()) for locale in chosen)
        said = {"title": self.object.get_admin_display_title(), "languages": names}
        messages.success(self.request, _("“%(title)s” was sent to the translators: %(languages)s.") % said)
        return redirect(self.get_success_url() or self.get_default_success_url())


def submit_snippet(request, *args, **kwargs):
    """Refuse: no snippet of the site has its words in rows of their own language (see the words of the vocabulary)."""
    raise PermissionDenied


class UpdateTranslationsView(update_translations.UpdateTranslationsView):
    """Take the source's strings anew; nothing is published but what all languages share."""

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        page = or_404(self.object.get_source_instance)
        if not may_send(request.user, page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form(self):
        form = super().get_form()
        form.fields.clear()
        return form

    def form_valid(self, form):
        sync_source(self.object)
        messages.success(self.request, self.get_success_message())
        return redirect(self.get_success_url() or self.get_default_success_url())


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


def write_past_the_editor(request, *args, **kwargs):
    """Refuse: texts and choices are kept by the editor, which checks them."""
    raise PermissionDenied


def preview_translation(request, translation_id, mode=None):
    """Show a translation as it would be, to whoever may open its editor."""
    translation = get_object_or_404(Translation, pk=translation_id)
    page = or_404(translation.get_target_instance)
    if not permissions(page, request.user).can_edit():
        raise PermissionDenied
    try:
        return edit_translation.preview_translation(request, translation_id, *filter(None, [mode]))
    except ObjectDoesNotExist:
        messages.error(request, _("Something that was chosen for this language does not exist any more."))
        return redirect("wagtailadmin_pages:edit", page.pk)


def is_held(page, user):
    """Return whether a page is in review, or locked for `user`."""
    lock = page.get_lock()
    return bool(page.current_workflow_state or (lock and lock.for_user(user)))


@require_POST
def stop_translation(request, translation_id):
    """Ending the tie to the source is for those who write and publish: texts would be edited apart from then on."""
    translation = get_object_or_404(Translation, pk=translation_id)
    page = or_404(translation.get_target_instance)
    if not may_cut(request.user, page):
        raise PermissionDenied
    if is_held(page, request.user):
        messages.error(request, _("Not while the translation is locked or in review."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    if record_of(translation).status != Status.PUBLISHED:
        # What was written and is in no draft yet would not be there to be edited.
        save_draft(translation, request.user)
    return edit_translation.stop_translation(request, translation_id)


@transaction.atomic
def restart_translation(request, translation, page):
    """Tie a translation to its source again, with the texts that it was given meanwhile.

    wagtail-localize would put the earlier ones in their place.
    """
    if not may_cut(request.user, page):
        raise PermissionDenied
    if is_held(page, request.user):
        messages.error(request, _("Not while the translation is locked or in review."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    translation.enabled = True
    translation.save(update_fields=["enabled"])
    left = take_texts(translation, target_of(translation).get_latest_revision_as_object(), request.user)
    messages.success(request, _("The translation follows its source again."))
    if left:
        messages.warning(request, _("Texts that are built otherwise than in the source were left out: look them over."))
    return redirect("wagtailadmin_pages:edit", page.pk)
