"""Who may read the reports on practices."""

from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy

from practices.models import PracticePage

REPORTS = ModelPermissionPolicy(PracticePage)
PAGES = PagePermissionPolicy(PracticePage)
# What a group is given for it; members, who may add pages, are not.
TO_READ = "view_practicepage"


def may_see_reports(user):
    return REPORTS.user_has_permission(user, "view")


def visible_to(user):
    """Return the practices that a person meets in the page explorer."""
    return PAGES.explorable_instances(user)


def may_change(user, practice):
    """Return whether a person may change a practice by the rights of their groups; asks nothing of the database."""
    return PAGES.user_has_permission_for_instance(user, "change", practice)
