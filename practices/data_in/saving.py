"""Writing what a plan says: drafts, all of them or none; then those that are complete go to the reviewers."""

import logging
from itertools import count

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, WorkflowState

from agc.core.addresses import free_slug
from agc.core.texts import address_of
from agc.translation import status
from practices.models import PracticeIndexPage, PracticePage
from practices.record import Kind

logger = logging.getLogger(__name__)


class Overtaken(Exception):
    """Somebody has changed a practice since the plan was made."""


@transaction.atomic
def save(plan, user, step=None):
    """Save every practice that a plan changes, as a draft.

    Args:
        plan: a sound Plan.
        user: whoever answers for it.
        step: called after each practice, with how many are written and how many are to be.

    Raises:
        Overtaken: when a practice is not any more as the plan found it; nothing is written then.
    """
    refuse_overtaken(plan)
    with status.batch():
        held = {incoming.key: hold_links(plan, incoming.page) for incoming in plan.records if incoming.is_new}
        new, changed = [incoming for incoming in plan.records if incoming.is_new], plan.changed
        # To add a page takes about as long as to save its draft.
        shares = count(1)

        def tell():
            if step:
                step(next(shares) * len(changed) // (len(new) + len(changed)), len(changed))

        for incoming in new:
            add(incoming, user)
            tell()
        for incoming in changed:
            if incoming.is_changed:
                save_draft(plan, incoming, held.get(incoming.key, {}), user)
            for translated in incoming.translated:
                if translated.is_changed:
                    translated.write(user)
            tell()


def refuse_overtaken(plan):
    """Raise Overtaken where a draft was saved since the plan was made, or a page was made or deleted."""
    keys = [incoming.key for incoming in plan.records]
    # Held until all is written: nobody saves a draft meanwhile.
    held = Page.objects.filter(translation_key__in=keys).select_for_update(of=("self",)).order_by("pk")
    now = set(held.values_list("pk", "latest_revision"))
    if now != {(page.pk, page.latest_revision_id) for page in plan.pages.values()}:
        raise Overtaken(_("Somebody has changed one of these practices meanwhile. Look at the file again."))


def hold_links(plan, page):
    """Take out of a new page the rows that name another new page, and return them: they need its key."""
    held = {}
    for child in plan.record.children:
        named = [field.attribute for field in child.fields if field.kind == Kind.RECORD]
        rows = list(getattr(page, child.name).all()) if named else []
        waiting = [row for row in rows if any(getattr(row, name) and not getattr(row, name).pk for name in named)]
        if waiting:
            held[child.name] = rows
            getattr(page, child.name).set([row for row in rows if row not in waiting])
    return held


def add(incoming, user):
    """Add a new page below its list."""
    page = incoming.page
    page.owner = user
    # Read anew: its children have changed.
    PracticeIndexPage.objects.get(pk=incoming.parent.pk).add_child(instance=page)
    slug = free_slug(page, page.slug or address_of(page.title)[:200] or page._meta.model_name)
    if slug != page.slug:
        page.slug = slug
        page.save()
    log(instance=page, action="wagtail.create", user=user, content_changed=True)
    incoming.code = page.code


def save_draft(plan, incoming, held, user):
    """Save the page of a practice as a draft."""
    page = incoming.page
    for child in plan.record.children:
        named = [field.attribute for field in child.fields if field.kind == Kind.RECORD]
        rows = held.get(child.name) or (list(getattr(page, child.name).all()) if named else ())
        for row in rows:
            for name in named:
                # What was made meanwhile has its key now.
                setattr(row, name, getattr(row, name))
        if rows:
            getattr(page, child.name).set(rows)
    # A draft may lack what is required; what is wrong was found before.
    page.save_revision(user=user, log_action=True, clean=False)


def submit_complete(plan, user):
    """Send the drafts that a plan has saved, and that lack nothing, to the reviewers.

    Apart from the saving: mails go out with it, and others can write meanwhile.
    """
    for incoming in plan.records:
        if incoming.is_changed and not incoming.lacking:
            try:
                with transaction.atomic():
                    submit(PracticePage.objects.get(pk=incoming.page.pk), user)
            except Exception:
                logger.exception("%s could not be sent to the reviewers.", incoming.code)


def submit(page, user):
    """Send a draft to the reviewers, or back to those who asked for changes."""
    state = page.current_workflow_state
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
    elif state is None and page.permissions_for_user(user).can_submit_for_moderation():
        page.get_workflow().start(page, user)
