"""The actions of the editor's footer: each through the service that refuses it to whoever may not."""

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agc.core.publishing import NotPublished
from agc.translation import workflow
from agc.translation.editor.address import change_address
from agc.translation.texts import check_characters

GONE = gettext_lazy("Something that was chosen for this language does not exist any more: see below.")


class Refused(Exception):
    """An action was not done; the text says why.

    Args:
        reason: in words.
        status: the HTTP status that says it to a program.
    """

    def __init__(self, reason, status):
        super().__init__(reason)
        self.status = status


@transaction.atomic
def save(sheet, data):
    sheet.hold()
    if sheet.readonly:
        raise PermissionDenied(sheet.readonly)
    workflow.save_draft(sheet.translation, sheet.user)
    return _("Saved as a draft. Readers see nothing of it yet.")


def submit(sheet, data):
    try:
        workflow.submit(sheet.translation, sheet.user)
    except NotPublished as error:
        # Nobody has asked for it to be published.
        raise Refused(error.reason, 422) from error
    return _("Sent to be reviewed. A language reviewer decides on it.")


def withdraw(sheet, data):
    workflow.withdraw(sheet.translation, sheet.user)
    return _("Taken back from the review: you can change the texts again.")


def approve(sheet, data):
    workflow.decide(sheet.translation, sheet.user, "approve", data.get("decision", ""))
    return _("Approved: readers see the translation now.")


def reject(sheet, data):
    workflow.decide(sheet.translation, sheet.user, "reject", data.get("decision", ""))
    return _("Sent back with your comments.")


def publish(sheet, data):
    workflow.publish(sheet.translation, sheet.user)
    return _("Published: readers see the translation now.")


def address(sheet, data):
    change_address(sheet, data.get("address", ""))
    return _("The address was changed.")


ACTIONS = {
    "save": save,
    "submit": submit,
    "withdraw": withdraw,
    "approve": approve,
    "reject": reject,
    "publish": publish,
    "address": address,
}
LONGEST_COMMENT = 2000


def act(sheet, name, data):
    """Do what a button of the footer says.

    Returns:
        What was done, in words.

    Raises:
        Refused: with the reason.
    """
    if name not in ACTIONS:
        raise Refused(_("Nothing was done: this is not known here."), 400)
    if sheet.target is None:
        raise Refused(_("The page of this translation was deleted."), 410)
    if len(data.get("decision", "")) > LONGEST_COMMENT:
        raise Refused(_("The comment is too long: %(number)d characters at most.") % {"number": LONGEST_COMMENT}, 422)
    try:
        check_characters(data.get("decision", ""))
        return ACTIONS[name](sheet, data)
    except PermissionDenied as error:
        raise Refused(str(error) or _("You may not do this."), 403) from error
    except NotPublished as error:
        raise Refused(str(error), 422) from error
    except ValidationError as error:
        raise Refused(" ".join(error.messages), 422) from error
    except ObjectDoesNotExist as error:
        raise Refused(str(GONE), 422) from error
