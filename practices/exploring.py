"""Further ways into the practices, below their list: side by side, like one's own setting, and where they are thin."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.contrib.routable_page.models import path

from agc.vocabulary.models import ConceptLabel
from practices.comparing import FEWEST, MOST, codes_in, compared, lines
from practices.coverage import board
from search.facets import Narrowing, all_concepts
from search.related import nearest


class ExploringMixin:
    """For a list of practices.

    Attributes:
        setting_facets: what a reader can say of their own setting.
        alike_by: how much each of them counts.
        explained: the lists whose concepts are bounds that a label does not tell.
    """

    setting_facets = ()
    alike_by = {}
    explained = ("income-group", "place-size")

    @path("compare/", name="compare")
    def compare(self, request):
        """Show two to four practices side by side; what cannot be compared is named."""
        codes, wrong = codes_in(request.GET)
        pages = compared(self.record_model, codes[:MOST], self.locale) if codes else []
        known = {page.code for page in pages}
        unknown = [code for code in codes[:MOST] if code not in known] + wrong
        enough = len(pages) >= FEWEST
        return self.below(
            request,
            "compare/",
            "practices/compare.html",
            title=_("Compare practices"),
            pages=pages,
            lines=lines(pages) if enough else [],
            unknown=unknown,
            left_out=codes[MOST:],
            codes=codes[:MOST],
        )

    @path("like-mine/", name="like_mine")
    def like_mine(self, request):
        """Show the practices nearest to a setting, each with what it shares with it."""
        narrowing = Narrowing(self.setting_facets, request.GET)
        wanted = [f"{facet.key}:{value}" for facet, labels in narrowing.known.items() for value in labels]
        found = nearest(self.record_model, self.language, wanted, self.alike_by, 10) if wanted else []
        choices = [
            (facet, [(value, label, value in narrowing.known.get(facet, {})) for value, label in labels.items()])
            for facet, labels in self.setting_choices()
        ]
        return self.below(
            request,
            "like-mine/",
            "practices/like_mine.html",
            title=_("Find one like mine"),
            found=found,
            wanted=wanted,
            listing=narrowing,
            choices=choices,
            meanings=self.meanings(),
        )

    @path("coverage/", name="coverage")
    def coverage(self, request):
        """Show where the collection is thin."""
        tables = board(self.record_model, self.language, self.get_url(request))
        title = _("What there is, and what is missing")
        return self.below(
            request, "coverage/", "practices/coverage.html", title=title, tables=tables, meanings=self.meanings()
        )

    def meanings(self):
        """Return the labels that say what the concepts of the explained lists mean, and whose words that is."""
        labels = ConceptLabel.objects.filter(concept__scheme__code__in=self.explained, language=get_language())
        told = labels.filter(concept__retired=False).exclude(definition="")
        return told.order_by("concept__scheme__order", "concept__order", "concept__code")

    def setting_choices(self):
        """Yield each facet of a setting with the labels of all its values, in the active language."""
        concepts = all_concepts()
        for facet in self.setting_facets:
            in_use = {concept.code for concept in concepts.get(facet.key, ()) if not concept.is_retired}
            yield facet, facet.labels(in_use, concepts)
