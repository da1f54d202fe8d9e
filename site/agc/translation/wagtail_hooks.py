"""wagtail-localize in the CMS, guarded: these addresses and hooks come before its own."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation

from agc.core.publishing import NotPublished
from agc.translation import views
from agc.translation.sync import translations_of

FIRST = -10


@hooks.register("register_admin_urls", order=FIRST)
def guarded_addresses():
    """The same addresses as wagtail-localize's: the first match answers, its names still resolve."""
    urls = [
        path("submit/page/<int:page_id>/", views.SubmitPageView.as_view()),
        path("update/<int:translation_source_id>/", views.UpdateTranslationsView.as_view()),
        path("translate/<int:translation_id>/strings/<int:string_segment_id>/edit/", views.edit_string),
        path("translate/<int:translation_id>/overrides/<int:overridable_segment_id>/edit/", views.edit_override),
        path("translate/<int:translation_id>/pofile/upload/", views.upload_pofile),
        path("translate/<int:translation_id>/machine_translate/", views.machine_translate),
        path("translate/<int:translation_id>/disable/", views.stop_translation),
        path("page/<int:page_id>/convert_to_alias/", views.convert_to_alias),
        path("reports/translations/", views.TranslationsReportView.as_view()),
        path("reports/translations/results/", views.TranslationsReportView.as_view(results_only=True)),
        path("api/snippets/<slug:app_label>/<slug:model_name>/", views.GuardedSnippetViewSet.as_view({"get": "list"})),
        path(
            "api/snippets/<slug:app_label>/<slug:model_name>/<str:pk>/",
            views.GuardedSnippetViewSet.as_view({"get": "retrieve"}),
        ),
    ]
    return [path("localize/", include(urls))]


@hooks.register("construct_admin_api")
def withdraw_page_actions(router):
    """Through its API the admin would publish, copy and make aliases past the guards; no screen asks for that."""
    router.register_endpoint("pages", views.PagesWithoutActions)


@hooks.register("before_edit_page", order=FIRST)
def guard_translation_editor(request, page):
    """Let nothing be published that is locked, in review or unfinished; let few people cut the tie to the source."""
    if request.method != "POST":
        return None
    if "localize-convert-to-alias" in request.POST:
        raise PermissionDenied
    if "localize-restart-translation" in request.POST and not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    ).first()
    if translation and request.POST.get("action") == "publish":
        reason = views.why_not_publishable(translation, page, request.user)
        if reason:
            messages.error(request, reason)
            return redirect(request.path)
    return None


@hooks.register("before_publish_page", order=FIRST)
def guard_publishing(request, page):
    """The editor publishes past `BasePage.publish`."""
    page.check_publishable()


@hooks.register("before_delete_page", order=FIRST)
def guard_delete(request, page):
    """Ask for the right to delete the translations too: Wagtail deletes them without asking."""
    for doomed in (page, *translations_of(page)):
        if not doomed.permissions_for_user(request.user).can_delete():
            raise PermissionDenied


@hooks.register("before_move_page", order=FIRST)
def guard_move(request, page, destination):
    if not page.specific.permissions_for_user(request.user).can_move():
        raise PermissionDenied


@hooks.register("before_bulk_action", order=FIRST)
def guard_bulk_action(request, action_type, objects, action_class_instance):
    """In bulk, too, each page is asked for its own rules; those that cannot be published are named and left out."""
    needs = {"delete": "can_delete", "move": "can_move", "publish": "can_publish", "unpublish": "can_unpublish"}
    if action_type in needs:
        for page in (item for item in objects if isinstance(item, Page)):
            if not getattr(page.specific.permissions_for_user(request.user), needs[action_type])():
                raise PermissionDenied
    if action_type == "publish":
        leave_out_unpublishable(request, objects)
        if not objects:
            return redirect(action_class_instance.next_url)
    return None


def leave_out_unpublishable(request, pages):
    for page in list(pages):
        try:
            page.get_latest_revision_as_object().check_publishable()
        except NotPublished as reason:
            messages.error(request, str(reason))
            pages.remove(page)


@hooks.register("construct_translated_pages_to_cascade_actions")
def take_translations_along(pages, action):
    """What is unpublished, moved or deleted as a source is so in all its languages; a translation goes alone."""
    return {page: translations_of(page) for page in pages}


@hooks.register("construct_reports_menu")
def hide_translations_report(request, menu_items):
    if not request.user.has_perm(views.SUBMIT):
        address = reverse("wagtail_localize:translations_report")
        menu_items[:] = [item for item in menu_items if item.url != address]
