"""Who works at the desk of a language."""

from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.models import GroupPagePermission, Page

from agc.translation import rights
from agc.translation.sending import SUBMIT


def languages_of(user):
    """Return the locales into which `user` may translate."""
    return rights.translates(user)


def reviewed_by(user):
    """Return the locales in which `user` may decide on translations."""
    return rights.reviews(user)


def sends_pages(user):
    """Return whether `user` is one of those who send pages to translators, and so assign work to them.

    Whether they may do so with one page is asked of that page, by `sending.may_send`.
    """
    return user.has_perm(SUBMIT)


def who_may_translate(locales):
    """Return the active users who may translate into every one of `locales`."""
    users = get_user_model().objects.filter(is_active=True)
    if not locales:
        return users.none()
    homes = list(Page.objects.filter(depth=2, locale__in=locales).values_list("path", "locale_id"))
    given = GroupPagePermission.objects.filter(permission__codename="change_page").values_list("group_id", "page__path")
    groups = {locale.pk: set() for locale in locales}
    for group, top in given:
        for path, locale in homes:
            if path.startswith(top) or top.startswith(path):
                groups[locale].add(group)
    for reached in groups.values():
        users = users.filter(Q(is_superuser=True) | Q(groups__in=reached))
    return users.distinct().order_by("last_name", "first_name", get_user_model().USERNAME_FIELD)
