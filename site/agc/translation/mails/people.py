"""Who translates and who reviews in a language, as the rights of the groups on its pages say."""

from collections import defaultdict

from django.contrib.auth import get_user_model
from wagtail.models import GroupPagePermission, Page


def translators_of(locale):
    """Return who translates into a language, and nothing more in their group: they may change, not add nor publish."""
    return members(locale, lambda rights: "change_page" in rights and not rights & {"add_page", "publish_page"})


def reviewers_of(locale):
    """Return the language reviewers of a language; where it has none, whoever may publish there."""
    return members(locale, lambda rights: "publish_page" in rights and "add_page" not in rights) or publishers_of(
        locale
    )


def publishers_of(locale):
    """Return whoever is in a group that may publish in a language."""
    return members(locale, lambda rights: "publish_page" in rights)


def members(locale, is_wanted):
    """Return the active users with an address for mail who are in a group of a kind.

    Args:
        locale: the language.
        is_wanted: says of the rights of a group in the tree of the language, as codenames, whether it is of that kind.

    Returns:
        A list of users with their profile and what mails they want, each once, without a query for each.
    """
    users = get_user_model().objects.filter(is_active=True, groups__in=groups(locale, is_wanted)).exclude(email="")
    return list(users.select_related("wagtail_userprofile", "translation_mail").distinct().order_by("pk"))


def groups(locale, is_wanted):
    """Return the keys of the groups whose rights in the tree of a language are of a kind."""
    homes = list(Page.objects.filter(depth=2, locale=locale).values_list("path", flat=True))
    rights = defaultdict(set)
    given = GroupPagePermission.objects.values_list("group_id", "page__path", "permission__codename")
    for group, path, codename in given:
        if any(home.startswith(path) or path.startswith(home) for home in homes):
            rights[group].add(codename)
    return [group for group, codenames in rights.items() if is_wanted(codenames)]
