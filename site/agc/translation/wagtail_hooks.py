"""wagtail-localize in the CMS, guarded: these addresses and hooks come before its own."""

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation

from agc.core.publishing import NotPublished
from agc.translation import views
from agc.translation.desk import hooks as desk_hooks  # noqa: F401 - registers the desk's own
from agc.translation.desk.urls import desk_urls
from agc.translation.desk.views import report
from agc.translation.editor.urls import editor_urls
from agc.translation.editor.views import edit_translation
from agc.translation.machine import views as machine_views
from agc.translation.mails.preferences import mail_preferences
from agc.translation.memory import views as tmx_views
from agc.translation.po import views as po_views
from agc.translation.signals import note_withdrawal
from agc.translation.sync import translations_of
from agc.translation.wording.views import wording_urls
from agc.translation.workflow import publish, translation_of

FIRST = -10


@hooks.register("register_admin_urls", order=FIRST)
def guarded_addresses():
    """The same addresses as wagtail-localize's: the first match answers, its names still resolve."""
    urls = [
        path("submit/page/<int:page_id>/", views.SubmitPageView.as_view()),
        path("submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/", views.submit_snippet),
        path("update/<int:translation_source_id>/", views.UpdateTranslationsView.as_view()),
        path("translate/<int:translation_id>/strings/<int:segment_id>/edit/", views.write_past_the_editor),
        path("translate/<int:translation_id>/overrides/<int:segment_id>/edit/", views.write_past_the_editor),
        path("translate/<int:translation_id>/pofile/download/", po_views.download_pofile),
        path("translate/<int:translation_id>/pofile/upload/", po_views.upload_pofile),
        path("translate/<int:translation_id>/machine_translate/", machine_views.machine_translate),
        path("translate/<int:translation_id>/preview/", views.preview_translation),
        path("translate/<int:translation_id>/preview/<str:mode>/", views.preview_translation),
        path("translate/<int:translation_id>/disable/", views.stop_translation),
        path("page/<int:page_id>/convert_to_alias/", views.convert_to_alias),
        path("reports/translations/", report),
        path("reports/translations/results/", report),
        path("api/snippets/<slug:app_label>/<slug:model_name>/", views.GuardedSnippetViewSet.as_view({"get": "list"})),
        path(
            "api/snippets/<slug:app_label>/<slug:model_name>/<str:pk>/",
            views.GuardedSnippetViewSet.as_view({"get": "retrieve"}),
        ),
    ]
    return [path("localize/", include(urls))]


@hooks.register("register_admin_urls")
def desk_addresses():
    own = [
        *desk_urls,
        path("memory/", tmx_views.tmx_view, name="memory"),
        path("mails/", mail_preferences, name="mails"),
        path("<str:language>/po/", po_views.download_queue, name="download_queue"),
        path("<str:language>/po/upload/", po_views.upload_queue, name="upload_queue"),
    ]
    return [
        path("translation/", include((editor_urls, "translation_editor"))),
        path("translation/", include(wording_urls)),
        path("translation/", include((own, "translation_desk"))),
    ]


@hooks.register("register_permissions")
def permissions_of_the_desk():
    return Permission.objects.filter(
        content_type__app_label="translation", codename__endswith="_translationpolicy"
    ).exclude(codename="view_translationpolicy")


@hooks.register("construct_admin_api")
def withdraw_page_actions(router):
    """Through its API the admin would publish, copy and make aliases past the guards; no screen asks for that."""
    router.register_endpoint("pages", views.PagesWithoutActions)


@hooks.register("before_edit_page", order=FIRST)
def open_translation_editor(request, page):
    """Put the translators' editor in the place of the page form; let few people cut the tie to the source."""
    if page.alias_of_id:
        raise PermissionDenied
    if request.method == "POST" and "localize-convert-to-alias" in request.POST:
        raise PermissionDenied
    translation = translation_of(page)
    if translation:
        return edit_translation(request, translation, page.specific)
    if request.method == "POST" and "localize-restart-translation" in request.POST:
        stopped = Translation.objects.filter(source__object_id=page.translation_key, target_locale_id=page.locale_id)
        if stopped.exists():
            return views.restart_translation(request, stopped.get(), page)
    return None


@hooks.register("before_publish_page", order=FIRST)
def guard_publishing(request, page):
    """The editor publishes past `BasePage.publish`."""
    page.check_publishable()


@hooks.register("before_delete_page", order=FIRST)
def guard_delete(request, page):
    """Ask for the right to delete the translations too: Wagtail deletes them without asking."""
    for doomed in (page, *translations_of(page)):
        if not doomed.specific.permissions_for_user(request.user).can_delete():
            raise PermissionDenied
    if request.method == "GET":
        say_what_goes_along(request, [page])


@hooks.register("before_unpublish_page", order=FIRST)
def note_what_goes_along(request, page):
    """Wagtail unpublishes the translations of a source in any order, so those that were public are noted before."""
    note_withdrawal(page, bool(request.POST.get("include_descendants")))


@hooks.register("before_move_page", order=FIRST)
def guard_move(request, page, destination):
    if not page.specific.permissions_for_user(request.user).can_move():
        raise PermissionDenied
    if request.method == "GET":
        say_what_goes_along(request, [page])


def say_what_goes_along(request, pages):
    """Say which translations share the fate of a source, before it is decided."""
    for page in (item for item in pages if isinstance(item, Page)):
        languages = [str(other.locale.get_display_name()) for other in translations_of(page).select_related("locale")]
        if languages:
            said = {"title": page.get_admin_display_title(), "languages": ", ".join(languages)}
            messages.warning(request, _("“%(title)s” takes its translations along: %(languages)s.") % said)


@hooks.register("before_bulk_action", order=FIRST)
def guard_bulk_action(request, action_type, objects, action_class_instance):
    """In bulk, too, each page is asked for its own rules; what cannot be published or moved is named and left out."""
    pages = [item for item in objects if isinstance(item, Page)]
    if action_type == "delete":
        pages = take_along(objects, pages)
    if action_type == "publish":
        pages = name_descendants(objects, pages, action_class_instance)
    needs = {"delete": "can_delete", "move": "can_move", "publish": "can_publish", "unpublish": "can_unpublish"}
    if action_type in needs:
        for page in pages:
            if not getattr(page.specific.permissions_for_user(request.user), needs[action_type])():
                raise PermissionDenied
    leave_out = {"publish": leave_out_unpublishable, "move": leave_out_translated}.get(action_type)
    if leave_out:
        leave_out(request, objects)
        if not objects:
            return redirect(action_class_instance.next_url)
    return None


def name_descendants(objects, pages, action):
    """Add the drafts below to what is published, where that is asked for, so that each is asked for its own rules."""
    data = action.cleaned_form.cleaned_data
    if data.get("include_descendants"):
        data["include_descendants"] = False
        chosen = {page.pk for page in pages}
        for page in pages:
            objects += [draft for draft in page.get_descendants().not_live() if draft.pk not in chosen]
    return [item for item in objects if isinstance(item, Page)]


def take_along(objects, pages):
    """Add the translations of sources to what is deleted: each is asked for its own rules; return all of them."""
    chosen = {page.pk for page in pages}
    objects += [other for page in pages for other in translations_of(page) if other.pk not in chosen]
    return [item for item in objects if isinstance(item, Page)]


def leave_out_translated(request, pages):
    """In bulk Wagtail moves a page without its translations."""
    for page in [page for page in pages if isinstance(page, Page) and translations_of(page).exists()]:
        said = {"title": page.get_admin_display_title()}
        messages.error(request, _("“%(title)s” has translations: move it by itself, and they move along.") % said)
        pages.remove(page)


def leave_out_unpublishable(request, pages):
    """Publish translations by their own way, with its checks, and leave out what cannot be published, naming it."""
    for page in list(pages):
        translation = translation_of(page)
        try:
            if translation:
                publish(translation, request.user)
                said = {"title": page.get_admin_display_title()}
                messages.success(request, _("“%(title)s” was published.") % said)
                pages.remove(page)
            else:
                page.get_latest_revision_as_object().check_publishable()
        except NotPublished as reason:
            messages.error(request, str(reason))
            pages.remove(page)
        except PermissionDenied as reason:
            messages.error(request, str(NotPublished(page, reason)))
            pages.remove(page)


@hooks.register("construct_page_action_menu")
def without_aliases(menu_items, request, context):
    """An alias is refused everywhere: the button would promise what is not done."""
    menu_items[:] = [item for item in menu_items if item.name != "localize-convert-to-alias"]


@hooks.register("construct_translated_pages_to_cascade_actions")
def take_translations_along(pages, action):
    """What is unpublished, moved or deleted as a source is so in all its languages; a translation goes alone."""
    return {page: translations_of(page) for page in pages}


@hooks.register("construct_reports_menu")
def hide_translations_report(request, menu_items):
    """The desk has what the report of wagtail-localize shows, and more."""
    address = reverse("wagtail_localize:translations_report")
    menu_items[:] = [item for item in menu_items if item.url != address]
