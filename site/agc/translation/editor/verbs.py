"""What can be done with one text beside typing: each by its name, with a form as with a script."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from agc.translation import status
from agc.translation.editor import remarks
from agc.translation.editor.offers import exact_offers, previous_offers, similar_offers
from agc.translation.editor.saving import as_key
from agc.translation.machine import confirm
from agc.translation.texts import set_text


def add_comment(sheet, segment, argument, data):
    remarks.comment(sheet, segment, data.get(f"comment-{segment.pk}"))


def resolve(sheet, segment, argument, data):
    remarks.settle(sheet, segment, argument, resolved=True)


def reopen(sheet, segment, argument, data):
    remarks.settle(sheet, segment, argument, resolved=False)


def explain(sheet, segment, argument, data):
    remarks.explain(sheet, segment, argument, data.get(f"reason-{segment.pk}-{argument}"))


def take_back(sheet, segment, argument, data):
    remarks.take_back(sheet, segment, argument)


def same(sheet, segment, argument, data):
    remarks.same_as_source(sheet, segment)


def confirm_machine(sheet, segment, argument, data):
    confirm(sheet.translation, segment, sheet.user)


def use(sheet, segment, argument, data):
    """Take over an offer, which is found again by its token: what a form says of it is not believed."""
    for offer in offers(sheet, segment):
        if offer.token == argument:
            set_text(sheet.translation, segment, offer.target, sheet.user)
            return
    raise ValidationError(_("This is not offered any more."))


def offers(sheet, segment):
    previous = previous_offers(sheet.translation, [segment]).get(segment.pk)
    if previous is not None:
        yield previous
    yield from exact_offers(sheet.translation, [segment])[segment.pk]
    yield from similar_offers(sheet.translation, segment)


VERBS = {
    "comment": add_comment,
    "resolve": resolve,
    "reopen": reopen,
    "explain": explain,
    "unexplain": take_back,
    "same": same,
    "confirm": confirm_machine,
    "use": use,
}
# What whoever may open the editor may do, also while the texts are locked.
ALWAYS = frozenset({"comment", "resolve", "reopen"})


def perform(sheet, segment, verb, argument, data):
    """Do something with one text.

    Args:
        verb: one of VERBS.
        argument: what of, where there are several: a comment, a check, an offer.
        data: the form that asks for it.

    Raises:
        PermissionDenied: with the reason, when the texts cannot be changed by this person now.
        ValidationError: with the reason, when it cannot be done.
    """
    if verb not in VERBS:
        raise ValidationError(_("Nothing was done: this is not known here."))
    with transaction.atomic(), status.batch():
        sheet.hold()
        segment = sheet.by_pk.get(segment.pk)
        if segment is None:
            raise ValidationError(_("This text is no longer on the page."))
        if verb not in ALWAYS and sheet.readonly:
            raise PermissionDenied(sheet.readonly)
        VERBS[verb](sheet, segment, argument, data)
    sheet.forget()


def parse(written):
    """Return the verb, the pk of the segment and the argument of a button: "explain.12.numbers"."""
    verb, _point, rest = written.partition(".")
    pk, _point, argument = rest.partition(".")
    return verb, as_key(pk), argument


def pending(data):
    """Yield what was written beside texts and not sent by a button of its own, so that it is kept with the rest."""
    for name, written in data.items():
        kind, _dash, rest = name.partition("-")
        if kind == "comment" and written.strip():
            yield f"comment.{rest}"
        elif kind == "reason" and written.strip():
            pk, _dash, code = rest.partition("-")
            yield f"explain.{pk}.{code}"
