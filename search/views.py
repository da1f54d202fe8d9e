"""The search page: every state of it is an address that can be shared."""

from urllib.parse import urlencode

from django.http import JsonResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.models import Page

from agc.core.languages import content_languages, exonym
from agc.core.querysets import as_cards
from search.analysis import MAX_QUERY, MAX_WORDS, parse
from search.cards import ROOM, around, cards
from search.counting import bitmaps
from search.facets import FACETS, Narrowing
from search.finding import find, instead
from search.listing import numbered_page, page_number
from search.missing import note_miss
from search.passages import reasons
from search.promoting import promoted
from search.suggesting import suggestions

# In seconds: how long a browser, or what stands between, may keep what was offered for some letters.
SUGGESTIONS_KEPT = 60


class SearchView(TemplateView):
    """One box over everything public; each record once, in the reader's language where it exists."""

    template_name = "search/search.html"
    page_size = 20

    def get_context_data(self, **kwargs):
        typed = self.request.GET.get("q", "").replace("\x00", " ")
        query = parse(typed)
        if len(typed) > MAX_QUERY:
            # Each link of the page would repeat all of it.
            self.request.GET = self.request.GET.copy()
            self.request.GET["q"] = query.typed
        narrowing = Narrowing(FACETS, self.request.GET)
        context = {
            "query": typed[:MAX_QUERY],
            "is_cut": query.is_cut,
            "most_words": MAX_WORDS,
            "limit": MAX_QUERY,
            "listing": narrowing,
        }
        if typed.strip() or narrowing.is_filtered or narrowing.unknown:
            context |= self.results(typed, narrowing)
        return super().get_context_data(**context, **kwargs)

    def results(self, typed, narrowing):
        """Return what the page shows of the results."""
        number, asked = page_number(self.request), self.request.GET.get("q", "")
        stop = number * self.page_size
        facets = [facet.key for facet in FACETS]
        answer = find(typed, get_language(), narrowing.chosen, stop - self.page_size, stop, facets)
        records = numbered_page(answer.total, self.page_size, number)
        # The index follows what is published; what it would still have of a page just taken back is left out here.
        before = promoted(typed, get_language()) if number == 1 and not narrowing.is_filtered else []
        chosen = {row.pk for row, _choice in before if row}
        public = Page.objects.live().public()
        pages = {page.pk: page for page in as_cards(public.filter(pk__in=chosen))} if chosen else {}
        found = public.filter(pk__in=[row.pk for row in answer.rows if row.pk not in chosen])
        drawn = cards(found, self.request, level=3, show_type=True, text=ROOM)
        rows = [row for row in answer.rows if row.pk in drawn]
        if number == 1 and not narrowing.is_filtered and not answer.whole:
            note_miss(typed, get_language())
        why = reasons(rows, answer.stems, answer.number, answer.passages, answer.names) if answer.stems else {}
        languages = spoken(rows)
        meant = instead(answer, get_language(), narrowing.chosen) if number == 1 else []
        return {
            "answer": answer,
            "instead": [(other, self.address_of(other)) for other in meant],
            "records": records,
            "promoted": [
                {"page": row and pages[row.pk], "choice": choice}
                for row, choice in before
                if row is None or row.pk in pages
            ],
            "results": [
                (*around(drawn[row.pk]), row, why.get(row.record_id), languages.get(row.record_id)) for row in rows
            ],
            "filter_groups": list(narrowing.groups(answer.facets)),
            "filter_chips": narrowing.chips(self.request.path),
            "clear_url": f"{self.request.path}?{urlencode({'q': asked})}" if asked else self.request.path,
        }

    def address_of(self, typed):
        """Return where another question is answered, narrowed as this one is."""
        asked = self.request.GET.copy()
        asked["q"] = typed
        return f"{self.request.path}?{asked.urlencode()}"


def spoken(rows):
    """Return the names of the languages of each record that is in several, by its key."""
    maps = bitmaps()
    names = [(maps.having("language", code), exonym(code)) for code in content_languages()]
    found = {row.record_id: [name for having, name in names if having >> row.record_id & 1] for row in rows}
    return {key: spoken for key, spoken in found.items() if len(spoken) > 1}


class SuggestionsView(View):
    """What the search box offers while one types, as JSON."""

    def get(self, request):
        groups = suggestions(request.GET.get("q", ""), request)
        number = sum(len(group.offers) for group in groups)
        said = ngettext("%(number)d suggestion", "%(number)d suggestions", number) if number else _("No suggestions")
        offered = [
            {
                "label": group.label,
                "offers": [
                    {"label": it.label, "url": it.url, "kind": it.kind, "lang": it.language} for it in group.offers
                ],
            }
            for group in groups
        ]
        response = JsonResponse({"said": said % {"number": number} if number else said, "groups": offered})
        response["X-Robots-Tag"] = "noindex"
        patch_cache_control(response, public=True, max_age=SUGGESTIONS_KEPT)
        return response
