"""Who may do what with the translations of a language, as the rights on its pages say."""

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from agc.translation.models import Status, TranslationRecord


def translates(user):
    """Return the locales into which `user` may translate, in the order of their codes."""
    return locales_with(user, "change_page")


def reviews(user):
    """Return the locales in which `user` may decide on translations."""
    return locales_with(user, "publish_page")


def locales_with(user, codename):
    """Return the locales in whose tree `user` has a right; found once for each user object, as Wagtail does it too."""
    known = user.__dict__.setdefault("_agc_locales_with", {})
    if codename not in known:
        known[codename] = find_locales_with(user, codename)
    return known[codename]


def find_locales_with(user, codename):
    every = Locale.objects.order_by("language_code")
    if not user.is_active:
        return []
    if user.is_superuser:
        return list(every)
    given = PagePermissionPolicy().get_cached_permissions_for_user(user)
    paths = [right.page.path for right in given if right.permission.codename == codename]
    homes = Page.objects.filter(depth=2).values_list("path", "locale_id")
    reached = {locale for path, locale in homes for top in paths if path.startswith(top) or top.startswith(path)}
    return [locale for locale in every if locale.pk in reached]


def target_of(translation):
    """Return the page made by a translation, specific, or None where it was deleted."""
    try:
        return translation.get_target_instance()
    except ObjectDoesNotExist:
        return None


def permissions(page, user):
    """Return what `user` may do with a page, asked of the specific page, whose rules are stricter."""
    return page.specific.permissions_for_user(user)


def may_review(user, page):
    """Return whether `user` may publish translations where `page` stands."""
    return permissions(page, user).can_publish()


def why_not_editable(translation, user, page=None):
    """Return why the texts of a translation cannot be changed by `user` now; an empty text where they can.

    Args:
        translation: wagtail-localize's Translation.
        user: whoever asks.
        page: the page it made, where it is known already.
    """
    page = page or target_of(translation)
    if page is None:
        return _("The page of this translation was deleted.")
    if not permissions(page, user).can_edit():
        return _("You may not change this translation.")
    if not translation.enabled:
        return _("This translation is edited apart from its source.")
    lock = page.get_lock()
    if lock and lock.for_user(user):
        return str(lock.get_message(user))
    return ""


def may_cut(user, page):
    """Return whether `user` may let a translation be edited apart from its source."""
    return permissions(page, user).can_cut_tie()


def why_barred(translation, page, user):
    """Return why `user` may not decide on a translation though they could publish: four eyes look at each text.

    Whoever sent it to be reviewed, or wrote or chose something that readers do not have yet, leaves the decision to
    another person. What a reviewer corrects during the review is theirs to approve.
    """
    if user.is_superuser:
        return ""
    record = TranslationRecord.objects.filter(translation=translation).values("authors", "barred").first()
    if record is None:
        return ""
    if page.current_workflow_state is None:
        return _("You wrote some of this: another person decides on it.") if user.pk in record["authors"] else ""
    if user.pk in record["barred"]:
        return _("You wrote some of this, or sent it to be reviewed: another person decides on it.")
    return ""


def decidable(user, locales):
    """Return the keys of the records in review on which `user` may decide, with one query.

    Args:
        locales: those in which they decide (see `reviews`).
    """
    waiting = TranslationRecord.objects.filter(status=Status.IN_REVIEW, locale__in=locales)
    return [pk for pk, barred in waiting.values_list("pk", "barred") if user.is_superuser or user.pk not in barred]
