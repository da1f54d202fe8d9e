"""What may be done with a page, beyond what Wagtail decides."""

from collections import defaultdict

from wagtail.models import PagePermissionTester


class BasePagePermissionTester(PagePermissionTester):
    """Translators change translations only and delete nothing; a translation belongs to nobody.

    In Wagtail the right to change pages is also the right to delete unpublished ones; a translator would lose the
    work of another with one click. And the copy made for a translation keeps the owner of its source, who would have
    the rights of an author on texts of others.
    """

    def __init__(self, user, page):
        super().__init__(user, page)
        self.on_translation = page.is_translation and user.is_active and not user.is_superuser
        if user.is_active and not user.is_superuser:
            self.translates = "change" in self.permissions
            self.permissions = set().union(*map(beyond_translating, self.rights_by_group()))

    def rights_by_group(self):
        """Return what each group of the user gives here; Wagtail knows only their sum."""
        rights = defaultdict(set)
        for given in self.permission_policy.get_cached_permissions_for_user(self.user):
            if self.page.path.startswith(given.page.path):
                rights[given.group_id].add(given.permission.codename.rsplit("_", maxsplit=1)[0])
        return rights.values()

    def can_edit(self):
        if self.on_translation:
            task = self.page.current_workflow_task
            return self.translates or bool(task and task.user_can_access_editor(self.page, self.user))
        return super().can_edit()

    def can_delete(self, ignore_bulk=False):
        if self.on_translation and "change" not in self.permissions:
            return False
        return super().can_delete(ignore_bulk)


def beyond_translating(rights):
    """Return the rights of a group on originals: to change counts where one may add or publish as well."""
    return rights if rights & {"add", "publish"} else rights - {"change"}
