"""What is said of single texts: comments, and reasons why a warning does not hold."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agc.translation.checks import ERROR
from agc.translation.editor.saving import as_key
from agc.translation.models import Explanation, SegmentComment
from agc.translation.texts import check_characters, set_text

SAME = "unchanged"
# Reasons that are given with a button: kept by a code, and read in the language of whoever reads them.
REASONS = {"=same": gettext_lazy("The text is the same in both languages.")}


def said(text, field):
    """Return what somebody wrote, without the spaces around it.

    Args:
        field: the field of the model that it is for.

    Raises:
        ValidationError: when it is empty, too long, or has characters that cannot be kept.
    """
    text = (text or "").replace("\r\n", "\n").strip()
    if not text:
        raise ValidationError(_("Write something first."))
    if len(text) > field.max_length:
        raise ValidationError(
            ngettext(
                "At most %(limit)d character, please: these are %(number)d.",
                "At most %(limit)d characters, please: these are %(number)d.",
                field.max_length,
            )
            % {"limit": field.max_length, "number": len(text)}
        )
    check_characters(text)
    return text


def of_place(sheet, segment):
    if sheet.record is None:
        raise ValidationError(_("There is nothing to be said of this text here."))
    return {"record": sheet.record, "context_id": segment.context_id, "string_id": segment.string_id}


def comment(sheet, segment, text):
    """Say something of a text; whoever may open the editor may."""
    text = said(text, SegmentComment._meta.get_field("text"))
    return SegmentComment.objects.create(**of_place(sheet, segment), author=sheet.user, text=text)


def settle(sheet, segment, pk, resolved):
    """Mark a comment as settled, or open it again.

    Raises:
        ValidationError: when it is no comment on this text, or gone.
    """
    changed = {"resolved_at": timezone.now() if resolved else None, "resolved_by": sheet.user if resolved else None}
    found = SegmentComment.objects.filter(**of_place(sheet, segment), pk=as_key(pk))
    if not found.update(**changed):
        raise ValidationError(_("This comment does not exist any more."))


def explain(sheet, segment, code, reason):
    """Keep why a warning does not hold for a text as it is now.

    Raises:
        ValidationError: without a reason, for an error, and where no check warns of that.
    """
    reason = said(reason, Explanation._meta.get_field("reason"))
    issues = [finding.issue for finding in sheet.inspection.findings(segment) if finding.issue.code == code]
    if not issues:
        raise ValidationError(_("No check says this of the text as it is now."))
    if any(issue.severity == ERROR for issue in issues):
        raise ValidationError(_("An error cannot be explained away: correct the text."))
    keep_explanation(sheet, segment, code, reason, segment.target)


def keep_explanation(sheet, segment, code, reason, target):
    Explanation.objects.update_or_create(
        **of_place(sheet, segment),
        check_code=code,
        defaults={"author": sheet.user, "reason": reason, "target": target, "created_at": timezone.now()},
    )


def take_back(sheet, segment, code):
    """Forget the explanation of a warning, which then stands again.

    Raises:
        ValidationError: when it is no code of a check.
    """
    check_characters(code)
    Explanation.objects.filter(**of_place(sheet, segment), check_code=code).delete()


@transaction.atomic
def same_as_source(sheet, segment):
    """State that a text is the same in both languages, as a name is: all that is said of it is said of the source."""
    set_text(sheet.translation, segment, segment.source, sheet.user)
    if sheet.record is None:
        return
    codes = {finding.issue.code for finding in sheet.inspection.findings(segment, segment.source) if not finding.stops}
    for code in {SAME} | codes:
        keep_explanation(sheet, segment, code, "=same", segment.source)
