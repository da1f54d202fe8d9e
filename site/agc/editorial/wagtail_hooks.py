"""Where people find themselves after a step of the workflow."""

from django.shortcuts import redirect
from wagtail import hooks
from wagtail.permission_policies.pages import PagePermissionPolicy


@hooks.register("after_edit_page")
def lead_reviewers_home(request, page):
    """Lead who decided on a page to what else waits for them, where the page explorer is not theirs.

    Wagtail leads everyone to the explorer, which tells a reviewer that they have no permission: after a decision that
    was right and was kept.
    """
    if "action-workflow-action" in request.POST and not PagePermissionPolicy().explorable_root_instance(request.user):
        return redirect("wagtailadmin_home")
    return None
