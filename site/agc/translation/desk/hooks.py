"""The desk in the CMS: its menu, its panels, its lists of pages; imported by wagtail_hooks."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.permissions import policy_registry

from agc.translation.desk.bulk import AssignAction, SendAction
from agc.translation.desk.explorer import page_viewset
from agc.translation.desk.panels import OtherReviewsPanel, ToDecidePanel, ToTranslatePanel
from agc.translation.desk.people import languages_of, reviewed_by, sends_pages
from agc.translation.desk.policies import policy_viewset
from agc.translation.models import TranslationPolicy

# Other parts of the desk add to this menu.
MENU_HOOK = "register_translation_menu_item"


class DeskMenuItem(MenuItem):
    """For who translates somewhere."""

    def is_shown(self, request):
        return bool(languages_of(request.user))


class CoverageMenuItem(MenuItem):
    def is_shown(self, request):
        return bool(languages_of(request.user)) or sends_pages(request.user)


class MailsMenuItem(MenuItem):
    """For who gets mails of the desk."""

    def is_shown(self, request):
        return bool(languages_of(request.user) or reviewed_by(request.user))


class PolicyMenuItem(MenuItem):
    def is_shown(self, request):
        policy = policy_registry.get_by_type(TranslationPolicy)
        return policy.user_has_any_permission(request.user, {"add", "change", "delete"})


@hooks.register("register_admin_menu_item")
def desk_menu():
    return SubmenuMenuItem(
        _("Translations"),
        Menu(register_hook_name=MENU_HOOK),
        name="translations",
        icon_name="wagtail-localize-language",
        order=150,
    )


@hooks.register(MENU_HOOK)
def desk_menu_item():
    return DeskMenuItem(
        _("To translate"), reverse("translation_desk:home"), name="desk", icon_name="clipboard-list", order=10
    )


@hooks.register(MENU_HOOK)
def coverage_menu_item():
    return CoverageMenuItem(
        _("Coverage"), reverse("translation_desk:coverage"), name="coverage", icon_name="table", order=20
    )


@hooks.register(MENU_HOOK)
def memory_menu_item():
    return DeskMenuItem(
        _("Translation memory (TMX file)"),
        reverse("translation_desk:memory"),
        name="translation-memory",
        icon_name="download",
        order=30,
    )


@hooks.register(MENU_HOOK)
def mails_menu_item():
    return MailsMenuItem(
        _("Mails"), reverse("translation_desk:mails"), name="translation-mails", icon_name="mail", order=40
    )


@hooks.register(MENU_HOOK)
def policy_menu_item():
    return PolicyMenuItem(
        _("Rules on translations"),
        reverse("translation_policies:index"),
        name="policies",
        icon_name="calendar-check",
        order=90,
    )


@hooks.register("register_admin_viewset")
def views_of_pages():
    """After Wagtail's own, which it takes the place of."""
    return [page_viewset, policy_viewset]


hooks.register("register_bulk_action", AssignAction)
hooks.register("register_bulk_action", SendAction)


@hooks.register("construct_homepage_panels")
def desk_panels(request, panels):
    if languages_of(request.user):
        panels.append(ToTranslatePanel(request.user))
    if reviewed_by(request.user):
        panels.append(ToDecidePanel(request.user))
        # What stands in the panel of the desk would stand in Wagtail's a second time.
        panels[:] = [OtherReviewsPanel() if type(one) is WorkflowObjectsToModeratePanel else one for one in panels]


@hooks.register("insert_global_admin_css")
def desk_style():
    return format_html('<link rel="stylesheet" href="{}">', static("agc/admin/desk.css"))
