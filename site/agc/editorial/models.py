"""The tasks of the editorial workflow."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import AbstractGroupApprovalTask


class ReviewTask(AbstractGroupApprovalTask):
    """A step in which another person looks: whoever wrote or submitted the page cannot decide on it."""

    four_eyes = models.BooleanField(
        _("four eyes"),
        default=True,
        help_text=_("Whoever wrote the page or submitted it may not decide on it in this step."),
    )
    criteria = models.TextField(
        _("criteria"), blank=True, help_text=_("What to look at; whoever decides sees it beside the comment.")
    )

    admin_form_fields = [*AbstractGroupApprovalTask.admin_form_fields, "four_eyes", "criteria"]
    panels = [FieldPanel("four_eyes"), FieldPanel("criteria")]

    class Meta:
        verbose_name = _("review by another person")
        verbose_name_plural = _("reviews by another person")

    def is_barred(self, page, user):
        """Return whether `user` has a part in the page and so cannot decide on it."""
        state = page.current_workflow_state
        requested_by = state.requested_by_id if state else None
        return self.four_eyes and not user.is_superuser and user.pk in (page.owner_id, requested_by)

    def get_actions(self, page, user):
        return [] if self.is_barred(page, user) else super().get_actions(page, user)

    def get_form_for_action(self, action):
        """Show the criteria beside the comment of whoever decides."""
        form_class = super().get_form_for_action(action)
        criteria = self.criteria

        class CriteriaForm(form_class):
            def __init__(self, *args, **kwargs):
                super().__init__(*args, **kwargs)
                # The criteria of the set-up are in the catalogues; those of an editor stay as written.
                self.fields["comment"].help_text = gettext(criteria) if criteria else ""

        return CriteriaForm

    @classmethod
    def get_description(cls):
        return _("Members of the groups decide; whoever wrote or submitted the page does not.")
