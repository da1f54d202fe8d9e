"""What may be done with a page, beyond what Wagtail decides."""

from wagtail.models import PagePermissionTester


class BasePagePermissionTester(PagePermissionTester):
    """Whoever has nothing but the right to change works on translations: not on sources, and deletes nothing.

    In Wagtail the right to change pages is also the right to delete unpublished ones; a translator would lose the
    work of another with one click.
    """

    def only_translates(self):
        """Whether the right to change is all the user has here, as for a group of translators."""
        return not self.user.is_superuser and self.user.is_active and self.permissions == {"change"}

    def can_edit(self):
        if self.only_translates() and not self.page.is_translation:
            task = self.page.current_workflow_task
            return bool(task and task.user_can_access_editor(self.page, self.user))
        return super().can_edit()

    def can_delete(self, ignore_bulk=False):
        return not self.only_translates() and super().can_delete(ignore_bulk)
