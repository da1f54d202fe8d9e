"""What people are told, and where they find themselves, after a step of the workflow."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import WorkflowState
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


@hooks.register("before_edit_page")
def say_what_was_asked(request, page):
    """Show who opens a page that was sent back what is asked for; Wagtail keeps it in a panel that is closed."""
    state = page.current_workflow_state
    if request.method == "GET" and state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        review = state.current_task_state
        who = _("%(person)s asked for changes.") % {"person": review.finished_by}
        messages.warning(request, f"{who} {review.get_comment()}")
