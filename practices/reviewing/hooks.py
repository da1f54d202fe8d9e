"""The reports and the reminders in the CMS; imported by wagtail_hooks."""

from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from practices.reviewing.completeness_report import CompletenessView
from practices.reviewing.dates_report import ReviewDatesView
from practices.reviewing.permissions import TO_READ, may_see_reports
from practices.reviewing.preferences import ReviewMailPanel


class ReportMenuItem(MenuItem):
    def is_shown(self, request):
        return may_see_reports(request.user)


@hooks.register("register_admin_urls")
def addresses_of_reports():
    return [
        path(f"reports/practices/{address}/{results}", view.as_view(results_only=bool(results)), name=f"{name}{end}")
        for address, view, name in (
            ("review-dates", ReviewDatesView, "practices_review_dates"),
            ("completeness", CompletenessView, "practices_completeness"),
        )
        for results, end in (("", ""), ("results/", "_results"))
    ]


@hooks.register("register_reports_menu_item")
def report_of_dates():
    address = reverse("practices_review_dates")
    return ReportMenuItem(_("Review dates"), address, name="review-dates", icon_name="calendar-check", order=1100)


@hooks.register("register_reports_menu_item")
def report_of_completeness():
    address = reverse("practices_completeness")
    return ReportMenuItem(_("What practices lack"), address, name="completeness", icon_name="tasks", order=1110)


@hooks.register("register_permissions")
def permission_to_read_reports():
    return Permission.objects.filter(content_type__app_label="practices", codename=TO_READ)


@hooks.register("register_account_settings_panel")
def reminders_by_mail(request, user, profile):
    return ReviewMailPanel(request, user, profile)
