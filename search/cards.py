"""Cards as lists show them, kept in memory: to load what they show and to draw it took half of the time of a page."""

from dataclasses import dataclass, field

from django.db import connection
from django.template.loader import get_template
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from wagtail.models import Site

from agc.core.querysets import of_types
from search.models import SearchState

# Where a card that is drawn without its text has room for it; no text has such a comment once it is escaped.
ROOM = mark_safe("<!-- text -->")
# Of some two kilobytes each.
MOST = 10_000


@dataclass
class Drawn:
    """The cards that were drawn since the index changed last, as it does whenever a page or a concept does.

    Attributes:
        cards: HTML, and until when it holds, by page and by all that it was drawn for.
    """

    change: int = -1
    cards: dict = field(default_factory=dict)


held = {}


def kept_cards(newest):
    """Return the cards of this database that hold, by page and by all that they were drawn for.

    Args:
        newest: the number of the last change of the index.
    """
    name = connection.settings_dict["NAME"]
    kept = held.get(name)
    if kept is None or kept.change != newest:
        kept = held[name] = Drawn(newest)
    elif len(kept.cards) > MOST:
        kept.cards = {}
    return kept.cards


def cards(pages, request, newest=None, **look):
    """Return the cards of public pages as HTML, in the active language, by the keys of the pages.

    Args:
        pages: a queryset of pages of one type or of many.
        request: the request; addresses are as they are from its site.
        newest: the number of the last change of the index, by who has asked for it.
        look: what components/card.html is told of how the card is to look.
    """
    kept = kept_cards(SearchState.newest_change() if newest is None else newest)
    now, site = timezone.now(), Site.find_for_request(request)
    # By these Wagtail makes the address of a page.
    addresses = (site and site.pk, *Site.get_site_root_paths())
    drawn_for = (get_language(), addresses, *sorted(look.items()))
    types = dict(pages.order_by().values_list("pk", "content_type"))
    ready = {}
    for key in types:
        card, until = kept.get((key, drawn_for), (None, None))
        if card is not None and (until is None or now < until):
            ready[key] = card
    if missing := {key: content_type for key, content_type in types.items() if key not in ready}:
        template = get_template("components/card.html")
        for page in of_types(missing):
            ready[page.pk] = template.render({"page": page, "request": request, **look})
            # What is over is shown as over.
            until = page.over_at if page.over_at and page.over_at > now else None
            kept[page.pk, drawn_for] = ready[page.pk], until
    return ready


def around(card):
    """Return what stands before and after the text of a card that was drawn with `text=ROOM`."""
    before, _room, after = card.partition(ROOM)
    return mark_safe(before), mark_safe(after)  # noqa: S308 - parts of what a template drew


def forget():
    """Forget what was drawn, as after a transaction that was rolled back."""
    held.clear()
