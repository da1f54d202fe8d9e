"""What the page of a practice shows beyond its own fields: its depth, what it is like, where else it appears."""

from django.utils.translation import gettext as _

from agc.core.querysets import best_by_key
from practices.adaptations import Links
from search.related import related

# What makes one practice like another, and how much: what is done for whom before where and by which law.
ALIKE_BY = {"care-type": 3, "component": 2, "kind": 2, "population": 2, "r": 1, "level": 1, "setting": 1} | {
    **{"country": 1, "region": 1, "norm": 1}
}
# How many practices like it a page shows.
MOST_ALIKE = 3
# Where a practice is named: the relation, and what it leads to.
NAMED_IN = {"shown_at": "event", "cited_in": "publication", "studied_by": "community", "collected_in": "collection"}


def depth(page, filed):
    """Return what is shown of a full record.

    Args:
        page: the practice.
        filed: its concepts, in lists by the code of their scheme.
    """
    return {
        "conditions": conditions(page),
        "participation": participation_grid(page),
        "success_factors": filed.get("success-factor", []),
        "offers": [concept for concept in filed.get("exchange-offer", []) if concept.code != "no-offer"],
        "missing": page.missing_for_full,
    }


def conditions(page):
    """Return what helped, hindered or failed: role, title and rows of each of the three that has any."""
    rows = list(page.conditions.all())
    titles = {"enabling": _("What helped"), "obstacle": _("What stood in the way"), "failure": _("What did not work")}
    groups = [(role, title, [row for row in rows if row.role == role]) for role, title in titles.items()]
    return [group for group in groups if group[2]]


def participation_grid(page):
    """Return who had how much to say in each phase, as a table; None where nothing is said."""
    rows = {(row.who, row.phase): row.get_degree_display() for row in page.participation.all()}
    kind = page.participation.model
    table = [(label, [rows.get((who, phase)) for phase in kind.Phase.values]) for who, label in kind.Who.choices]
    return {"phases": kind.Phase.labels, "rows": table} if rows else None


def around(page):
    """Return what a practice stands among, all of it loaded at once.

    The page of the member that leads it; the tree of adaptations; the practices that were said to belong with it, then
    others that are like it; the events, publications, communities and collections that are about it.
    """
    lead = [page.lead_member.translation_key] if page.lead_member else []
    links, about = Links(page), keys_about(page)
    pages = best_by_key({*lead, *links.keys, *about}, page.locale)
    explicit = links.related(pages)
    keys = {it.page.translation_key for it in explicit}
    found = [it for it in related(page, ALIKE_BY, MOST_ALIKE + len(keys)) if it.page.translation_key not in keys]
    return {
        "lead": [pages[key] for key in lead if key in pages],
        "tree": links.tree(pages),
        "belongs_with": explicit,
        "related": found[: max(0, MOST_ALIKE - len(keys))],
        "connected": [pages[key] for key in about if key in pages],
    }


def keys_about(page):
    """Return the keys of the records that are about a practice in a page that is live, each once."""
    found = []
    for relation, other in NAMED_IN.items():
        rows = page._meta.get_field(relation).related_model.objects
        key = f"{other}__translation_key"
        named = {"practice__translation_key": page.translation_key, f"{other}__live": True}
        found += rows.filter(**named).values_list(key, flat=True)
    return list(dict.fromkeys(found))
