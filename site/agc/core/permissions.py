"""What may be done with a page, beyond what Wagtail decides."""

from collections import defaultdict

from wagtail.models import PagePermissionTester
from wagtail_localize.models import Translation

# What a group that may not write pages of its own may do with translations, and with nothing else.
ON_TRANSLATIONS = frozenset({"change", "publish", "lock", "unlock"})


class BasePagePermissionTester(PagePermissionTester):
    """Translators and language reviewers work on translations only and delete nothing; a translation is nobody's own.

    A group is one of translators when it may change pages and not add any; when it may publish besides, it is one of
    language reviewers. In Wagtail the right to change pages is also the right to delete unpublished ones; a translator
    would lose the work of another with one click. And the copy made for a translation keeps the owner of its source,
    who would have the rights of an author on texts of others.
    """

    def __init__(self, user, page):
        super().__init__(user, page)
        self.on_translation = page.is_translation and user.is_active and not user.is_superuser
        self.translates = False
        # Wagtail asks for rights only of whom it does not let or refuse everything.
        self.permissions = getattr(self, "permissions", set())
        # What the groups give that write pages of their own, each for itself.
        self.writing = self.permissions
        if user.is_active and not user.is_superuser:
            groups = list(self.rights_by_group())
            self.writing = set().union(*(rights for rights in groups if "add" in rights))
            tied = page.is_translation and (self.writes or is_tied(page))
            self.translates = tied and "change" in self.permissions
            own = ON_TRANSLATIONS - {"change"} if tied else frozenset()
            self.permissions = set().union(*(rights_of_group(rights, own) for rights in groups))

    def rights_by_group(self):
        """Return what each group of the user gives here; Wagtail knows only their sum."""
        rights = defaultdict(set)
        for given in self.permission_policy.get_cached_permissions_for_user(self.user):
            if self.page.path.startswith(given.page.path):
                rights[given.group_id].add(given.permission.codename.rsplit("_", maxsplit=1)[0])
        return rights.values()

    @property
    def writes(self):
        """Whether the user may do more here than translate and review."""
        return self.user.is_superuser or bool(self.writing)

    def as_writer(self, may, *args):
        """Answer as if the user had no right but those of writing: translating and reviewing add nothing to them."""
        whole, self.permissions = self.permissions, self.writing
        try:
            return may(*args)
        finally:
            self.permissions = whole

    def can_edit(self):
        if self.on_translation:
            task = self.page.current_workflow_task
            return self.translates or bool(task and task.user_can_access_editor(self.page, self.user))
        return super().can_edit()

    def can_delete(self, ignore_bulk=False):
        if self.on_translation and "change" not in self.writing:
            return False
        return self.as_writer(super().can_delete, ignore_bulk)

    def can_unpublish(self):
        return self.as_writer(super().can_unpublish)

    def can_set_view_restrictions(self):
        return self.as_writer(super().can_set_view_restrictions)

    def can_reorder_children(self):
        return self.as_writer(super().can_reorder_children)

    def can_publish_subpage(self):
        return self.as_writer(super().can_publish_subpage)

    def can_cut_tie(self):
        """Whether the user may let a translation be edited apart from its source, or tie the two again."""
        return self.as_writer(self.can_publish)


def is_tied(page):
    """Return whether a translation follows its source; else it is edited apart, by whom may write pages.

    It is asked once for each instance of a page: lists and editors ask for its rights many times.
    """
    if "is_tied" not in page.__dict__:
        tied = Translation.objects.filter(source__object_id=page.translation_key, target_locale_id=page.locale_id)
        page.is_tied = tied.filter(enabled=True).exists()
    return page.is_tied


def rights_of_group(rights, own):
    """Return the rights of a group on a page.

    Args:
        rights: what it was given.
        own: what of it counts where it may not add pages; to change a translation is asked apart.
    """
    return rights if "add" in rights else (rights - ON_TRANSLATIONS) | (rights & own)
