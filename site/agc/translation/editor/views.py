"""The editor of a translation, at the address at which its page is edited."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from agc.translation.editor.acting import Refused, act
from agc.translation.editor.choices import save_choices
from agc.translation.editor.presenting import FILTERS, context_of
from agc.translation.editor.saving import Result, lost_texts, save_texts
from agc.translation.editor.sheet import Sheet, may_open, sheet_for
from agc.translation.editor.verbs import parse, pending, perform

# What a program is told where a text was not kept, the gravest first.
STATUSES = ((Result.LOCKED, 423), (Result.CONFLICT, 409), (Result.REFUSED, 422))


def edit_translation(request, translation, target):
    """Show a translation to be worked on, or keep what came with the form of that page and do what it asks for.

    Args:
        translation: wagtail-localize's Translation, enabled.
        target: the page that it made.

    Raises:
        PermissionDenied: when the user may not edit or review it.
    """
    sheet = sheet_for(translation, request.user) or Sheet(translation, target, request.user)
    if not may_open(sheet):
        raise PermissionDenied
    if request.method == "POST":
        return Submission(request, sheet).answer()
    return page(request, sheet)


def page(request, sheet, status=200, **kept):
    """Return the page of the editor.

    Args:
        kept: what of a form is shown again, as `context_of` takes it.
    """
    return TemplateResponse(request, "translation/editor/edit.html", context_of(request, sheet, **kept), status=status)


class Submission:
    """What came with the form of the editor; nothing of it is lost, whatever is refused."""

    def __init__(self, request, sheet):
        self.request, self.sheet, self.data = request, sheet, request.POST
        self.drafts = {}
        self.problems = []

    def answer(self):
        texts = save_texts(self.sheet, self.data)
        choices = save_choices(self.sheet, self.data)
        lost = lost_texts(self.sheet, self.data)
        anchor = self.remark()
        unkept = [outcome for outcome in (*texts.values(), *choices.values()) if not outcome.kept]
        if unkept or self.problems or lost:
            code = self.code_of(unkept)
            self.say_unkept(unkept, lost)
            return self.again(code, texts=texts, choices=choices, lost=lost)
        if "do" in self.data and "action" not in self.data:
            saved = sum(outcome.result == Result.SAVED for outcome in texts.values())
            self.say_saved(saved)
            return self.back(anchor)
        try:
            done = act(self.sheet, self.data.get("action", "save"), self.data)
        except Refused as refused:
            messages.error(self.request, str(refused))
            typed = {name: self.data.get(name, "") for name in ("decision", "address")}
            return self.again(refused.status, **typed)
        messages.success(self.request, done)
        return self.back("")

    def remark(self):
        """Do what a button beside a text asks for, and keep what else was written there; return where that is."""
        asked = self.data.get("do", "")
        anchor = ""
        for written in dict.fromkeys(filter(None, [asked, *pending(self.data)])):
            verb, pk, argument = parse(written)
            segment = self.sheet.by_pk.get(pk)
            anchor = anchor or f"#segment-{pk}"
            try:
                if segment is None:
                    raise ValidationError(_("This text is no longer on the page."))
                perform(self.sheet, segment, verb, argument, self.data)
            except (PermissionDenied, ValidationError) as error:
                self.problems.append((423 if isinstance(error, PermissionDenied) else 422, reason_of(error)))
                self.keep_draft(verb, pk, argument)
        return anchor

    def keep_draft(self, verb, pk, argument):
        name = f"reason-{pk}-{argument}" if verb == "explain" else f"{verb}-{pk}"
        self.drafts[name] = self.data.get(name, "")

    def code_of(self, unkept):
        found = {outcome.result for outcome in unkept}
        codes = [code for result, code in STATUSES if result in found]
        return next(iter([*codes, *(code for code, _reason in self.problems)]), 409)

    def say_unkept(self, unkept, lost):
        for reason in dict.fromkeys(reason for _code, reason in self.problems):
            messages.error(self.request, reason)
        if unkept:
            message = ngettext(
                "%(number)d text was not saved. It is below, as you typed it, with the reason.",
                "%(number)d texts were not saved. They are below, as you typed them, with the reasons.",
                len(unkept),
            )
            messages.error(self.request, message % {"number": len(unkept)})
        if lost:
            messages.error(
                self.request, _("The source has changed meanwhile: see what you typed for texts that are gone.")
            )

    def say_saved(self, number):
        if number:
            message = ngettext("%(number)d text was saved.", "%(number)d texts were saved.", number)
            messages.success(self.request, message % {"number": number})
        else:
            messages.success(self.request, _("Saved."))

    def again(self, code, **kept):
        """Show the page again, with the translation as it is now.

        Raises:
            Http404: when the page was deleted meanwhile.
        """
        sheet = sheet_for(self.sheet.translation, self.request.user)
        if sheet is None:
            raise Http404
        return page(self.request, sheet, status=code, drafts=self.drafts, **kept)

    def back(self, anchor):
        show = self.data.get("show", "")
        query = QueryDict(mutable=True)
        if show in FILTERS and show != "all":
            query["show"] = show
        return redirect(f"{self.request.path}{'?' if query else ''}{query.urlencode()}{anchor}")


def reason_of(error):
    """Return what an exception says, in words."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return str(error) or _("You may not do this.")
