"""One concept or list at the translators' desk: proposing words for it in one language, and deciding on them."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from wagtail.admin import messages

from agc.core.languages import content_languages
from agc.translation import wording
from agc.translation.differences import as_html
from agc.translation.models import LabelProposal
from agc.translation.wording import OPEN, steps
from agc.translation.wording.base import WordingView, address
from agc.translation.wording.forms import DecisionForm, WordsForm
from agc.translation.wording.kinds import CONCEPT
from agc.vocabulary.models import Scheme


class NamedView(WordingView):
    """A concept or a list: its words in other languages, a form for this one, and the decision on what is proposed.

    What was typed stays in the form, whatever refuses it.

    Attributes:
        kind: the Kind of what is named.
    """

    template_name = "translation/wording/named.html"
    kind = CONCEPT

    def dispatch(self, request, *args, key, **kwargs):
        self.key = key
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def subject(self):
        return get_object_or_404(self.kind.model, pk=self.key)

    def get_page_title(self):
        return str(self.subject)

    def get_page_subtitle(self):
        return str(self.locale.get_display_name())

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def post(self, request, *args, **kwargs):
        action = request.POST.get("action")
        if action == "propose":
            return self.propose()
        if action == "withdraw":
            return self.attempt(lambda: steps.withdraw(*self.place(), seen=self.seen), _("You took your words back."))
        return self.decide()

    @property
    def seen(self):
        return self.request.POST.get("seen", "")

    def place(self):
        return self.subject, self.language, self.request.user

    def propose(self):
        label = wording.label_of(self.subject, self.language)
        form = WordsForm(self.kind, self.language, None, self.request.POST, label=label)
        if not form.is_valid():
            return self.answer(422, form=form)
        return self.attempt(
            lambda: steps.propose(*self.place(), words=form.words, seen=self.seen),
            _("Your words wait for a language reviewer. Readers have them once they are approved."),
            form=form,
        )

    def decide(self):
        decision = DecisionForm(self.request.POST)
        if not decision.is_valid():
            return self.answer(422, decision=decision)
        action, comment = decision.cleaned_data["action"], decision.cleaned_data["comment"]
        said = {
            "approve": _("Approved: readers have these words now."),
            "changes": _("Whoever proposed the words finds your comment beside them."),
            "set_aside": _("The proposal was set aside."),
        }
        return self.attempt(
            lambda: steps.decide(*self.place(), action, comment, seen=self.seen), said[action], decision=decision
        )

    def attempt(self, step, said, **forms):
        """Take a step and say so; or show the page again, with the reason why not and with what was typed."""
        try:
            step()
        except PermissionDenied as reason:
            messages.error(self.request, str(reason))
            return self.answer(403, **forms)
        except steps.ChangedMeanwhile as reason:
            messages.error(self.request, reason.message)
            return self.answer(409, **forms)
        except ValidationError as error:
            for form in forms.values():
                form.add_error(None, " ".join(error.messages))
            return self.answer(422, **forms)
        messages.success(self.request, said)
        return redirect(address(self.kind.key, self.language, self.subject.pk))

    def answer(self, status, **forms):
        return self.render_to_response(self.get_context_data(**forms), status=status)

    def get_context_data(self, form=None, decision=None, **kwargs):
        label = wording.label_of(self.subject, self.language)
        proposal = wording.open_proposal(self.subject, self.language)
        user = self.request.user
        words = wording.words_of(proposal if proposal and proposal.author_id == user.pk else label)
        return super().get_context_data(
            subject=self.subject,
            address=f"translation_words:{self.kind.key}",
            scheme=Scheme.objects.get(pk=self.subject.scheme_id) if self.kind is CONCEPT else None,
            others_words=self.others_words(),
            label=label,
            proposal=proposal,
            author=proposal and wording.name_of(proposal.author),
            is_author=bool(proposal and proposal.author_id == user.pk),
            why_not=wording.why_not_proposable(self.language, user, proposal),
            why_undecided=wording.why_not_decidable(proposal, user) if proposal else "",
            form=form or WordsForm(self.kind, self.language, words, label=label),
            decision=decision or DecisionForm(),
            seen=wording.stamp(label, proposal),
            comparison=self.comparison(label, proposal),
            twins=self.twins(label, proposal, form),
            history=self.history(),
            edit_url=self.edit_url(),
            **kwargs,
        )

    def edit_url(self):
        """Return where all languages are edited; nothing where this person may not."""
        names = self.kind.model._meta
        may = self.request.user.has_perm(f"{names.app_label}.change_{names.model_name}")
        return reverse(self.subject.snippet_viewset.get_url_name("edit"), args=[self.subject.pk]) if may else ""

    def others_words(self):
        others = [code for code in content_languages() if code != self.language]
        return wording.rows_of(self.subject.labels.all(), others)

    def comparison(self, label, proposal):
        """Return, field by field, what readers have, what is proposed, and what they had when it was."""
        if proposal is None:
            return None
        now, offered = wording.words_of(label), wording.words_of(proposal)
        was = wording.conflict(proposal, label, wording.before([proposal]))
        names = {field.name: field.verbose_name for field in LabelProposal._meta.fields}
        return {
            "conflict": was is not None,
            "rows": [
                (names[name], (was or now)[name], now[name], offered[name], difference(name, now[name], offered[name]))
                for name in self.kind.fields
            ],
        }

    def twins(self, label, proposal, form):
        """Return the concepts of the same list, or the lists, that have the label typed, proposed or public."""
        typed = form["preferred"].value() if form else None
        preferred = typed or (proposal or label or LabelProposal()).preferred
        return wording.twins(self.subject, self.language, preferred)

    def history(self):
        past = wording.about(self.subject, self.language).exclude(state__in=OPEN)
        return past.order_by("-updated_at", "-pk")[:10]


def difference(name, now, offered):
    """Return what a proposal changes in a text, marked; nothing where that is plain to see."""
    if name == "preferred" or not now or not offered or now == offered:
        return ""
    if name == "definition":
        return as_html(now, offered)
    before, after = now.splitlines(), offered.splitlines()
    gone = [("del", word) for word in before if word not in after]
    new = [("ins", word) for word in after if word not in before]
    return format_html_join("\n", "<{0}>{1}</{0}>", [*gone, *new])
