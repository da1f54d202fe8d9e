"""The search in the CMS: what was asked and not found, and the documents whose texts it knows."""

from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from search.reports import FilesView, MissesView


class MissesMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("search.view_searchmiss")


class FilesMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("search.view_searchfile")


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("reports/not-found/", MissesView.as_view(), name="search_misses"),
        path("reports/not-found/results/", MissesView.as_view(results_only=True), name="search_misses_results"),
        path("reports/texts-of-documents/", FilesView.as_view(), name="search_files"),
        path("reports/texts-of-documents/results/", FilesView.as_view(results_only=True), name="search_files_results"),
    ]


@hooks.register("register_reports_menu_item")
def report_of_misses():
    return MissesMenuItem(
        _("Searched and not found"), reverse("search_misses"), name="search-misses", icon_name="search", order=1200
    )


@hooks.register("register_reports_menu_item")
def report_of_files():
    return FilesMenuItem(
        _("Texts of documents"), reverse("search_files"), name="search-files", icon_name="doc-full", order=1210
    )


@hooks.register("construct_reports_menu")
def leave_out_empty_report(request, items):
    """Wagtail's report of all that was asked stays empty here: what readers ask is not kept."""
    items[:] = [item for item in items if item.name != "search-terms"]


@hooks.register("register_permissions")
def permissions_to_read_them():
    readable = ("view_searchmiss", "view_searchfile")
    return Permission.objects.filter(content_type__app_label="search", codename__in=readable)
