"""The words of the vocabulary at the translators' desk: the list of a language, and what is proposed in it."""

from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agc.core.languages import autonym
from agc.translation import wording
from agc.translation.models import LabelProposal
from agc.translation.wording import OPEN
from agc.translation.wording.base import WordingView
from agc.translation.wording.forms import FilterForm
from agc.translation.wording.kinds import CONCEPT, KINDS, SCHEME, kind_of_proposal
from agc.translation.wording.named import NamedView


class WordsView(WordingView):
    """Every concept with its words in other languages and in this one, and what is missing."""

    template_name = "translation/wording/words.html"
    kind = CONCEPT

    def get_page_title(self):
        return self.words_title

    def get_context_data(self, **kwargs):
        form = self.narrowing()
        shown = self.pages_of(self.subjects(form.chosen if form else {}))
        return super().get_context_data(
            address=f"translation_words:{'list' if self.kind is CONCEPT else 'lists'}",
            of_lists=self.kind is SCHEME,
            form=form,
            filtered=bool(form and form.chosen),
            counts=wording.open_counts(self.locale),
            references=[(code, autonym(code)) for code in wording.references(self.language)],
            rows=self.rows(list(shown["page_obj"]), form.schemes if form else {}),
            **shown,
            **kwargs,
        )

    def narrowing(self):
        """Return the form that narrows the list; None where it is too short for one."""
        return FilterForm(self.request.GET)

    def subjects(self, chosen):
        show = chosen.get("show")
        concepts = (
            wording.missing_in(self.language) if show == "missing" else wording.with_gaps(self.kind, self.language)
        )
        if show in ("label", "definition", "alternatives"):
            concepts = concepts.filter(**{f"lacks_{show}": True})
        if show == "proposed":
            concepts = concepts.filter(proposed=True)
        if "scheme" in chosen:
            concepts = concepts.of(chosen["scheme"])
        if "q" in chosen:
            concepts = concepts.filter(pk__in=wording.found(chosen["q"]))
        return concepts.order_by(*self.kind.order)

    def rows(self, subjects, schemes):
        """Return each concept or list with the list it is in, its labels by language and the open proposal."""
        key = f"{self.kind.key}_id"
        among = {f"{self.kind.key}__in": subjects}
        labels = {(getattr(row, key), row.language): row for row in self.kind.labels.objects.filter(**among)}
        waiting = LabelProposal.objects.filter(**among, language=self.language, state__in=OPEN)
        offered = {getattr(proposal, key): proposal for proposal in waiting}
        references = wording.references(self.language)
        return [
            {
                "subject": subject,
                "url": reverse(f"translation_words:{self.kind.key}", args=[self.language, subject.pk]),
                "scheme": schemes.get(getattr(subject, "scheme_id", None), subject.code),
                "references": [(code, labels.get((subject.pk, code))) for code in references],
                "label": labels.get((subject.pk, self.language)),
                "proposal": offered.get(subject.pk),
            }
            for subject in subjects
        ]


class ListNamesView(WordsView):
    """The lists of concepts with their names: they head the filters and the forms that readers and editors use."""

    kind = SCHEME

    def get_page_title(self):
        return _("Names of the lists: %(language)s") % {"language": self.locale.get_display_name()}

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def narrowing(self):
        return None


class ProposalsView(WordingView):
    """What is proposed in a language: what waits for a decision, one's own, and what was decided."""

    template_name = "translation/wording/proposals.html"
    page_title = gettext_lazy("Proposed words")

    def get_page_subtitle(self):
        return str(self.locale.get_display_name())

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        show = self.request.GET.get("show")
        shown = self.pages_of(self.proposals(show))
        return super().get_context_data(
            show=show if show in ("mine", "decided") else "open",
            rows=self.rows(list(shown["page_obj"])),
            **shown,
            **kwargs,
        )

    def proposals(self, show):
        proposals = wording.proposals().filter(language=self.language)
        if show == "mine":
            return proposals.filter(author=self.request.user).order_by("-updated_at", "-pk")
        if show == "decided":
            return proposals.exclude(state__in=OPEN).order_by("-updated_at", "-pk")
        # What waits for a reviewer comes before what waits for its author.
        return proposals.filter(state__in=OPEN).order_by("-state", "updated_at", "pk")

    def rows(self, proposals):
        lists = wording.list_names(proposals)
        known = wording.before([proposal for proposal in proposals if proposal.state in OPEN])
        labels = self.labels_of(proposals)
        return [
            {
                "proposal": proposal,
                "url": wording.address_of(proposal),
                "scheme": lists[proposal],
                "label": labels.get(proposal),
                "conflict": wording.conflict(proposal, labels.get(proposal), known),
                "yours": self.is_yours(proposal),
                "author": wording.name_of(proposal.author),
            }
            for proposal in proposals
        ]

    def labels_of(self, proposals):
        """Return the label that readers have now, by proposal, where they have one."""
        found = {}
        for kind in KINDS:
            key = f"{kind.key}_id"
            offered = [proposal for proposal in proposals if kind_of_proposal(proposal) is kind]
            keys = {getattr(proposal, key) for proposal in offered}
            here = kind.labels.objects.filter(**{f"{key}__in": keys}, language=self.language)
            labels = {getattr(label, key): label for label in here}
            found |= {proposal: labels.get(getattr(proposal, key)) for proposal in offered}
        return found

    def is_yours(self, proposal):
        """Return whether the next step with a proposal is up to who asks."""
        if proposal.state == wording.State.CHANGES:
            return proposal.author_id == self.request.user.pk
        barred = proposal.author_id == self.request.user.pk and not self.request.user.is_superuser
        return proposal.state == wording.State.SUBMITTED and self.is_reviewer and not barred


wording_urls = (
    [
        path("<str:language>/words/", WordsView.as_view(), name="list"),
        path("<str:language>/words/proposals/", ProposalsView.as_view(), name="proposals"),
        path("<str:language>/words/lists/", ListNamesView.as_view(), name="lists"),
        path("<str:language>/words/<int:key>/", NamedView.as_view(), name="concept"),
        path("<str:language>/words/lists/<int:key>/", NamedView.as_view(kind=SCHEME), name="scheme"),
    ],
    "translation_words",
)
