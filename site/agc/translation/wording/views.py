"""The words of the vocabulary at the translators' desk: the list of a language, and what is proposed in it."""

from django.urls import path
from django.utils.translation import gettext_lazy

from agc.core.languages import autonym
from agc.translation import wording
from agc.translation.models import LabelProposal
from agc.translation.wording import OPEN
from agc.translation.wording.base import WordingView
from agc.translation.wording.concept import ConceptView
from agc.translation.wording.forms import FilterForm
from agc.vocabulary.models import Concept, ConceptLabel, Scheme


class WordsView(WordingView):
    """Every concept with its words in other languages and in this one, and what is missing."""

    template_name = "translation/wording/words.html"

    def get_page_title(self):
        return self.words_title

    def get_context_data(self, **kwargs):
        form = FilterForm(self.request.GET)
        shown = self.pages_of(self.concepts(form.chosen))
        return super().get_context_data(
            form=form,
            filtered=bool(form.chosen),
            counts=wording.open_counts(self.locale),
            references=[(code, autonym(code)) for code in wording.references(self.language)],
            rows=self.rows(list(shown["page_obj"]), form.schemes),
            **shown,
            **kwargs,
        )

    def concepts(self, chosen):
        show = chosen.get("show")
        concepts = wording.missing_in(self.language) if show == "missing" else wording.concepts_in(self.language)
        if show in ("label", "definition", "alternatives"):
            concepts = concepts.filter(**{f"lacks_{show}": True})
        if show == "proposed":
            concepts = concepts.filter(proposed=True)
        if "scheme" in chosen:
            concepts = concepts.of(chosen["scheme"])
        if "q" in chosen:
            concepts = concepts.filter(pk__in=wording.found(chosen["q"]))
        return concepts.order_by("scheme__order", "order", "code")

    def rows(self, concepts, schemes):
        """Return each concept with its list, its labels by language and the open proposal."""
        labels = {(row.concept_id, row.language): row for row in ConceptLabel.objects.filter(concept__in=concepts)}
        waiting = LabelProposal.objects.filter(concept__in=concepts, language=self.language, state__in=OPEN)
        offered = {proposal.concept_id: proposal for proposal in waiting}
        references = wording.references(self.language)
        return [
            {
                "concept": concept,
                "scheme": schemes[concept.scheme_id],
                "references": [(code, labels.get((concept.pk, code))) for code in references],
                "label": labels.get((concept.pk, self.language)),
                "proposal": offered.get(concept.pk),
            }
            for concept in concepts
        ]


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
        concepts = Concept.objects.in_bulk({proposal.concept_id for proposal in proposals})
        schemes = Scheme.objects.in_bulk({concept.scheme_id for concept in concepts.values()})
        here = ConceptLabel.objects.filter(concept__in=concepts, language=self.language)
        labels = {label.concept_id: label for label in here}
        known = wording.before([proposal for proposal in proposals if proposal.state in OPEN])
        return [
            {
                "proposal": proposal,
                "concept": concepts[proposal.concept_id],
                "scheme": schemes[concepts[proposal.concept_id].scheme_id],
                "label": labels.get(proposal.concept_id),
                "conflict": wording.conflict(proposal, labels.get(proposal.concept_id), known),
                "yours": self.is_yours(proposal),
                "author": wording.name_of(proposal.author),
            }
            for proposal in proposals
        ]

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
        path("<str:language>/words/<int:concept_id>/", ConceptView.as_view(), name="concept"),
    ],
    "translation_words",
)
