"""What the editor of practices has beside its form."""

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from practices.data_in import views
from practices.reviewing import hooks as reviewing_hooks  # noqa: F401 - registers the reports and reminders


@hooks.register("insert_editor_js")
def limits_while_writing():
    """Show how much of a limit is used; the server refuses what is over it all the same."""
    return format_html(
        '<script src="{}" data-words="{}" data-characters="{}"></script>',
        static("agc/admin/limits.js"),
        _("{used} of at most {most} words"),
        _("{used} of at most {most} characters"),
    )


@hooks.register("register_admin_urls")
def addresses():
    return [path("practices/import/", include(views.urls))]


class ImportMenuItem(MenuItem):
    def is_shown(self, request):
        return views.may_import(request.user)


@hooks.register("register_admin_menu_item")
def import_menu_item():
    return ImportMenuItem(gettext_lazy("Import practices"), reverse("practice_imports"), icon_name="upload", order=450)
