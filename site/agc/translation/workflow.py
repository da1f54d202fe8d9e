"""The way of a translation from a draft to its readers: nothing of it is public before a reviewer has approved it."""

import json

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, WorkflowState
from wagtail_localize.models import SegmentOverride, Translation, TranslationLog, TranslationSource

from agc.core.publishing import NotPublished, reasons
from agc.translation import rights, status
from agc.translation.models import SegmentComment, TranslationRecord
from agc.translation.quality import errors_in
from agc.translation.sync import overridden_paths, share
from agc.translation.texts import segments_of

IN_REVIEW = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


def translation_of(page):
    """Return the enabled Translation that made a page; None for an original, and for what is edited apart."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
        )
        .select_related("source__locale", "source__specific_content_type", "target_locale")
        .first()
    )


def record_of(translation):
    """Return the record of a translation, computed first where there is none yet."""
    found = TranslationRecord.objects.filter(translation=translation).with_pages().first()
    if found is None:
        status.refresh(translation.source.object_id, translation.target_locale_id)
        found = TranslationRecord.objects.filter(translation=translation).with_pages().first()
    return found


@transaction.atomic
def save_draft(translation, user, clean=False):
    """Save the translation, as its texts are now, as a draft of its page; what is public stays as it is.

    A text that is missing stands in it in the language of the source: such a draft cannot be published.

    Args:
        clean: whether the page has to be complete and within its limits.

    Raises:
        NotPublished: when it has to be and is not.

    Returns:
        The revision.
    """
    # Read anew: a source that changed since the translation was loaded would come back as it was.
    source, page = TranslationSource.objects.get(pk=translation.source_id), rights.target_of(translation)
    try:
        draft = source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    except ObjectDoesNotExist as error:
        raise NotPublished(page, _("Something that was chosen for this language does not exist any more.")) from error
    # What was emptied in the source, and the concepts, are left behind by wagtail-localize.
    share(source.as_instance(), draft, overridden_paths(page))
    try:
        revision = draft.save_revision(user=user, clean=clean, log_action=True)
    except ValidationError as error:
        raise NotPublished(page, reasons(page, error)) from error
    TranslationLog.objects.create(source=source, locale=translation.target_locale, revision=revision)
    TranslationRecord.objects.filter(translation=translation).update(drafted=status.chosen_now(translation))
    return revision


def hold(translation):
    """Keep others from writing, sending and deciding until the transaction ends; return the page as it is now."""
    Translation.objects.select_for_update().get(pk=translation.pk)
    return rights.target_of(translation)


def refuse_without_source(translation, page):
    """Raise NotPublished where readers cannot read the source: its translations appear and vanish with it."""
    source = Page.objects.filter(translation_key=page.translation_key, locale_id=translation.source.locale_id)
    if not source.filter(live=True).exists():
        raise NotPublished(page, _("The page it was translated from is not public."))


def refuse_errors(translation, page):
    """Raise NotPublished where a check finds an error, naming the first."""
    wrong = errors_in(translation)
    if wrong:
        segment, message = wrong[0]
        count = ngettext(
            "%(number)d text keeps it from being published.",
            "%(number)d texts keep it from being published.",
            len(wrong),
        ) % {"number": len(wrong)}
        first = _("%(label)s: %(value)s") % {"label": segment.source_shown[:60], "value": message}
        raise NotPublished(page, f"{count} {first}")


def why_not_submittable(translation, user, page):
    """Return why a translation cannot be sent to its review by `user` now; an empty text where it can."""
    reason = rights.why_not_editable(translation, user, page)
    state = page.current_workflow_state
    if not reason and state and state.status == WorkflowState.STATUS_IN_PROGRESS:
        reason = _("This translation is in review already.")
    if not reason and page.get_workflow() is None:
        reason = _("There is no review for translations: ask the secretariat to set it up again.")
    return reason


@transaction.atomic
def submit(translation, user):
    """Send a translation to its review, or back to it after changes.

    Raises:
        PermissionDenied: when `user` may not, with the reason.
        NotPublished: when a text is missing or has an error.
    """
    page = hold(translation)
    reason = why_not_submittable(translation, user, page)
    if reason:
        raise PermissionDenied(reason)
    refuse_errors(translation, page)
    save_draft(translation, user, clean=True)
    page = rights.target_of(translation)
    state = page.current_workflow_state
    if state is None:
        page.get_workflow().start(page, user)
    else:
        state.requested_by = user
        state.save(update_fields=["requested_by"])
        state.resume(user)


@transaction.atomic
def withdraw(translation, user):
    """Take a translation back from its review, to change it.

    Raises:
        PermissionDenied: when it is not `user` who sent it, nor somebody who decides on it.
    """
    page = hold(translation)
    state = page.current_workflow_state
    if state is None or not state.user_can_cancel(user) or not rights.permissions(page, user).can_edit():
        raise PermissionDenied(_("Only who sent the translation, or who reviews it, can take it back."))
    state.cancel(user=user)


def prepare_approval(page, user):
    """Make ready what an approval publishes: the texts as they are, or as submitted where the source has moved on.

    Raises:
        NotPublished: when a check finds an error.
    """
    translation = translation_of(page)
    if translation is None:
        return
    refuse_without_source(translation, page)
    segments = segments_of(translation)
    if all(segment.done for segment in segments):
        refuse_errors(translation, page)
        save_draft(translation, user, clean=True)


@transaction.atomic
def decide(translation, user, action, comment=""):
    """Approve a translation, or ask for changes.

    Args:
        action: "approve" or "reject".
        comment: for whoever sent it; needed when changes are asked for and no comment stands at a text.

    Raises:
        PermissionDenied: when the decision is not for `user`, or there is nothing to decide on.
        ValidationError: when changes are asked for without a word.
        NotPublished: when it cannot be published.
    """
    page = hold(translation)
    task_state = page.current_workflow_task_state
    if task_state is None:
        raise PermissionDenied(_("This translation is not in review."))
    if action == "reject":
        comment = comment.strip() or open_comments_as_text(translation)
        if not comment:
            raise ValidationError(_("Say what has to change: here, or beside a text."))
    task_state.task.specific.on_action(task_state, user, action, comment=comment.strip())


def open_comments_as_text(translation):
    number = SegmentComment.objects.filter(record__translation=translation, resolved_at=None).count()
    if not number:
        return ""
    return ngettext("See the comment beside one text.", "See the comments beside %(number)d texts.", number) % {
        "number": number
    }


def why_not_publishable(translation, page, user):
    """Return why a translation cannot be published by `user` at once; an empty text where it can.

    Who may publish, and had no hand in it, reviews it by publishing it.
    """
    if not rights.may_review(user, page):
        return _("You may not publish translations here. Send it to be reviewed.")
    lock = page.get_lock()
    if lock and lock.for_user(user):
        return str(lock.get_message(user))
    state = page.current_workflow_state
    if state and state.status in IN_REVIEW:
        return _("This translation is in review; it is published by its approval.")
    missing = sum(not segment.done for segment in segments_of(translation))
    if missing:
        return ngettext(
            "Not published: %(number)d text is still in the language of the source.",
            "Not published: %(number)d texts are still in the language of the source.",
            missing,
        ) % {"number": missing}
    return rights.why_barred(translation, page, user)


@transaction.atomic
def publish(translation, user):
    """Publish a translation without a review of its own, by whom has reviewed it.

    Raises:
        PermissionDenied: when `user` may not, with the reason.
        NotPublished: when a text has an error, or the page lacks something.
    """
    page = hold(translation)
    reason = why_not_publishable(translation, page, user)
    if reason:
        raise PermissionDenied(reason)
    refuse_without_source(translation, page)
    refuse_errors(translation, page)
    save_draft(translation, user, clean=True).publish(user=user)


def choose(translation, segment, value, user):
    """Keep what a translator chose for this language in place of a value of the source: a picture, a link, a file.

    Args:
        segment: an OverridableSegment.
        value: as wagtail-localize keeps it, a text or a key; None goes back to that of the source.
    """
    place = {"locale_id": translation.target_locale_id, "context_id": segment.context_id}
    if value is None:
        SegmentOverride.objects.filter(**place).delete()
        return
    values = {"data_json": json.dumps(value), "last_translated_by": user, "has_error": False, "field_error": ""}
    SegmentOverride.objects.update_or_create(**place, defaults=values)
