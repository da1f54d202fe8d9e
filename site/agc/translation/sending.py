"""Sending a page to the translators: one page, public, as its readers see it, into languages where it has a place."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from agc.translation import status
from agc.translation.rights import permissions

SUBMIT = "wagtail_localize.submit_translation"


def may_send(user, page):
    """Return whether `user` may send a page to the translators."""
    return user.has_perm(SUBMIT) and permissions(page, user).can_edit()


def why_not_translatable(page):
    """Return why a page cannot be sent to the translators as it is; an empty text where it can."""
    if page.alias_of_id or page.is_translation:
        return _("This page is a translation itself. Send the page it was translated from.")
    if not page.live or page.has_unpublished_changes:
        return _("Publish this page with its last changes first: what is translated is what readers see.")
    others = TranslationSource.objects.filter(object_id=page.translation_key).exclude(locale_id=page.locale_id)
    if others.exists():
        return _("Another language of this page is the one it is translated from.")
    return ""


def locales_without_parent(page, locales):
    """Return those of `locales` in which the page above is not translated: there is no place for it there."""
    parent = page.get_parent()
    if parent.is_root():
        return []
    there = set(parent.get_translations(inclusive=True).values_list("locale_id", flat=True))
    return [locale for locale in locales if locale.pk not in there]


def parent_missing(locales):
    names = ", ".join(str(locale.get_display_name()) for locale in locales)
    return _("The page above it is not translated yet: %(languages)s.") % {"languages": names}


@transaction.atomic
def send(page, locales, user):
    """Send a page to the translators of some languages; a draft is made in each, and nothing is published.

    Args:
        page: the page in the language it was first written in.
        locales: the languages; one in which the page exists already is left as it is.
        user: whoever sends it.

    Raises:
        PermissionDenied: when it may not be sent, or cannot be, with the reason.

    Returns:
        The Translations that were made.
    """
    page = page.specific
    if not may_send(user, page):
        raise PermissionDenied(_("You may not send this page to the translators."))
    reason = why_not_translatable(page)
    if not reason and (missing := locales_without_parent(page, locales)):
        reason = parent_missing(missing)
    if reason:
        raise PermissionDenied(reason)
    # A language added later would otherwise start from the text of the first submission.
    source, _created = TranslationSource.update_or_create_from_instance(page)
    there = set(Page.objects.filter(translation_key=page.translation_key).values_list("locale_id", flat=True))
    made = []
    with status.batch():
        for locale in (locale for locale in locales if locale.pk not in there):
            translation, _created = Translation.objects.update_or_create(
                source=source, target_locale=locale, defaults={"enabled": True}
            )
            translation.save_target(user=user, publish=False)
            status.refresh(page.translation_key, locale.pk)
            made.append(translation)
    return made
