"""Where a translation stands, in plain words, and what this person can do about it now."""

from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.utils import get_user_display_name
from wagtail.models import TaskState, WorkflowState
from wagtail_localize.machine_translators import get_machine_translator

from agc.translation import rights, workflow
from agc.translation.models import Status


@dataclass
class Standing:
    """What the bar above the texts says.

    Attributes:
        label: the status.
        said: where it stands.
        following: what happens next.
        warnings: what has changed meanwhile, or has to be known before one works.
    """

    label: str
    said: str
    following: str = ""
    warnings: list = field(default_factory=list)


@dataclass
class Actions:
    """What this person can do with the translation now.

    Attributes:
        names: "save", "submit", "withdraw", "approve", "reject", "publish".
        reasons: why what they may look for is not among them.
        only_reviews: whether they decide on it, having written nothing of it: who sends it does not decide any more.
    """

    names: list = field(default_factory=list)
    reasons: list = field(default_factory=list)
    only_reviews: bool = False

    def offer(self, name, reason=""):
        """Offer an action, unless there is a reason not to, which is said once."""
        if not reason:
            self.names.append(name)
        elif reason not in self.reasons:
            self.reasons.append(reason)

    @property
    def decides(self):
        return "approve" in self.names or "reject" in self.names

    @property
    def main(self):
        """The one that the work leads to."""
        order = ("approve", "publish", "save") if self.only_reviews else ("approve", "submit", "publish", "save")
        return next((name for name in order if name in self.names), "")


def day(moment):
    return date_format(localtime(moment), "DATE_FORMAT")


def name_of(user):
    return get_user_display_name(user) if user else _("somebody whose account is gone")


def standing_of(sheet, actions):
    """Return where a translation stands.

    Args:
        actions: what this person can do, which says what happens next.
    """
    if sheet.record is None:
        left = len(sheet.segments) - sheet.done
        label = Status.IN_PROGRESS.label if left else Status.READY.label
        return Standing(label, texts_left(left))
    found = {
        Status.IN_REVIEW: in_review,
        Status.CHANGES: changes_asked,
        Status.PUBLISHED: published,
        Status.OUTDATED: outdated,
        Status.READY: ready,
    }.get(sheet.record.status, in_progress)(sheet, actions)
    found.label = sheet.record.get_status_display()
    found.warnings = list(warnings(sheet))
    return found


def texts_left(left):
    if not left:
        return _("All texts are translated.")
    return ngettext(
        "%(number)d text is still to be translated.", "%(number)d texts are still to be translated.", left
    ) % {"number": left}


def in_review(sheet, actions):
    said = _("%(name)s sent it to be reviewed on %(date)s.") % {
        "name": name_of(sheet.state.requested_by),
        "date": day(sheet.state.created_at),
    }
    if actions.decides:
        return Standing("", said, _("Approve it, which publishes it, or ask for changes."))
    return Standing("", said, _("A language reviewer decides; until then the texts stay as they are."))


def changes_asked(sheet, actions):
    said = _("A reviewer asked for changes.")
    return Standing(
        "", said, _("Change the texts and submit the translation again.") if "submit" in actions.names else ""
    )


def published(sheet, actions):
    return Standing("", _("Readers see this translation as it stands here."), _("There is nothing to be done."))


def outdated(sheet, actions):
    number = sheet.record.changed
    said = ngettext(
        "The source has changed: %(number)d text that readers see is behind it.",
        "The source has changed: %(number)d texts that readers see are behind it.",
        number,
    ) % {"number": number}
    return Standing("", said, _("Translate what has changed, then submit the translation."))


def ready(sheet, actions):
    said = _("All texts are translated.")
    if sheet.record.live:
        said += " " + _("Readers still see the version before it.")
    following = _("Submit the translation: a language reviewer reads and publishes it.")
    return Standing("", said, "" if actions.only_reviews else following)


def in_progress(sheet, actions):
    return Standing("", texts_left(len(sheet.segments) - sheet.done), _("Translate the texts, then submit them."))


def warnings(sheet):
    """Yield what happened to the source meanwhile."""
    left = len(sheet.segments) - sheet.done
    in_progress = sheet.state and sheet.state.status == WorkflowState.STATUS_IN_PROGRESS
    if in_progress and left:
        yield ngettext(
            "The source has changed since this was submitted: %(number)d text is new. An approval publishes what was"
            " submitted; the rest is translated after it.",
            "The source has changed since this was submitted: %(number)d texts are new. An approval publishes what was"
            " submitted; the rest is translated after it.",
            left,
        ) % {"number": left}
    elif sheet.record.outdated_since and sheet.record.status != Status.OUTDATED:
        yield _("The source has changed since %(date)s: what readers see is behind it.") % {
            "date": day(sheet.record.outdated_since)
        }


def review_of(sheet):
    """Return the TaskState in which changes were asked for, while they are; else None."""
    if sheet.state is None or sheet.state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return None
    return TaskState.objects.filter(pk=sheet.state.current_task_state_id).select_related("finished_by").first()


def actions_of(sheet):
    """Return what a person can do, and why not what they may look for."""
    actions = Actions()
    actions.offer("save", sheet.readonly)
    actions.only_reviews = sheet.allowed.can_publish() and not has_hand(sheet)
    if sheet.state and sheet.state.status == WorkflowState.STATUS_IN_PROGRESS:
        offer_decision(actions, sheet)
    elif not sheet.readonly and sheet.record.status != Status.PUBLISHED:
        offer_way_on(actions, sheet)
    return actions


def has_hand(sheet):
    """Return whether a person wrote something that is not public yet, or sent it to be reviewed."""
    sent_by = {sheet.state.requested_by_id} if sheet.state else set()
    return sheet.user.pk in {*sheet.record.authors, *sheet.record.barred, *sent_by}


def offer_way_on(actions, sheet):
    """Offer what leads a translation that is not in review to its readers; to send it again is for who changes it."""
    page, user = sheet.target, sheet.user
    if not (actions.only_reviews and sheet.state):
        actions.offer("submit", workflow.why_not_submittable(sheet.translation, user, page))
    if not sheet.allowed.can_publish():
        return
    if sheet.state:
        actions.offer("publish", _("It is published once it has been submitted again and approved."))
    else:
        actions.offer("publish", workflow.why_not_publishable(sheet.translation, page, user))


def offer_decision(actions, sheet):
    """Offer what can be done with a translation in review."""
    page, user = sheet.target, sheet.user
    task = page.current_workflow_task
    decisions = {name for name, *_rest in task.specific.get_actions(page, user)} if task else set()
    for name in ("approve", "reject"):
        if name in decisions:
            actions.offer(name)
    if not decisions and sheet.allowed.can_publish():
        actions.offer("approve", rights.why_barred(sheet.translation, page, user) or _("This review is not yours."))
    if sheet.state.user_can_cancel(user) and sheet.allowed.can_edit():
        actions.offer("withdraw")


def machine_name(sheet):
    """Return the name of the service that can translate this by machine; empty where there is none."""
    backend = get_machine_translator()
    source, target = sheet.translation.source.locale, sheet.translation.target_locale
    return str(backend.display_name) if backend and backend.can_translate(source, target) else ""
