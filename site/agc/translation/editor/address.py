"""The address of a translation: made from its title until it is published, and given by hand after that."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from agc.translation.sync import PublishShared

# Root and home pages: their names are in no address.
DEEPEST_WITHOUT = 2


def may_address(sheet):
    """Return whether a person may give the page an address at all: whoever publishes and writes pages there."""
    if sheet.target.depth <= DEEPEST_WITHOUT:
        return False
    return sheet.allowed.as_writer(sheet.allowed.can_publish)


def why_not_now(sheet):
    """Return why the address cannot be changed now; an empty text where it can."""
    if sheet.readonly or sheet.state:
        return _("Not while the translation is locked or in review.")
    if not sheet.target.first_published_at:
        return _("The address is made from the title until the translation is published for the first time.")
    return ""


@transaction.atomic
def change_address(sheet, typed):
    """Give the page another address: at once where it is live, with nothing else of a draft; the draft gets it too.

    Args:
        typed: the last part of the address, as it came from a form.

    Raises:
        PermissionDenied: when this person may not, or not now, with the reason.
        ValidationError: when it can be no address, or a page beside it has it.
    """
    sheet.hold()
    if sheet.target is None or not may_address(sheet):
        raise PermissionDenied(_("You may not do this."))
    reason = why_not_now(sheet)
    if reason:
        raise PermissionDenied(reason)
    page = sheet.target
    slug = cleaned_slug(page, typed)
    if slug == page.slug:
        return
    waiting = dict.fromkeys([page.scheduled_revision, page.latest_revision if is_ahead(page) else None])
    page.slug = slug
    if page.live:
        # Wagtail makes the redirect from the old address, of this page and of those below it.
        PublishShared(page.save_revision(user=sheet.user, changed=False), user=sheet.user).execute(
            skip_permission_checks=True
        )
    else:
        page.save()
    for revision in filter(None, waiting):
        take_along(page, revision, slug)
    sheet.forget()


def is_ahead(page):
    return page.has_unpublished_changes or not page.live


def take_along(page, revision, slug):
    """Save a draft again with its new address, which would else come back with its publication."""
    draft = revision.as_object()
    draft.slug = slug
    draft.save_revision(user=revision.user, approved_go_live_at=revision.approved_go_live_at, clean=False)
    page.revisions.filter(pk=revision.pk).update(approved_go_live_at=None)


def cleaned_slug(page, typed):
    """Return what was typed as the last part of an address, which no page beside has.

    Raises:
        ValidationError: when it can be none.
    """
    slug = typed.strip().strip("/")
    validate_slug(slug)
    slug = page._meta.get_field("slug").clean(slug, page)
    # Pages beside each other are given addresses one after the other.
    parent = Page.objects.select_for_update().get(pk=page.get_parent().pk)
    if not Page._slug_is_available(slug, parent, page):
        raise ValidationError(_("Another page beside it has this address already."))
    return slug
