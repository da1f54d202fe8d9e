"""Addresses of pages: which a page may have beside its siblings, and below its list."""

from wagtail.models import Page


def routes_of(parent):
    """Return what a list answers itself below its address, where no page can stand: "atom", "csv"."""
    routes = getattr(parent.specific_class, "get_subpage_urls", tuple)() if parent else ()
    return {str(route.pattern).partition("/")[0] for route in routes} - {""}


def free_slug(page, wanted):
    """Return `wanted`, numbered if a sibling of `page` has it."""
    siblings = set(
        Page.objects.sibling_of(page, inclusive=False)
        .filter(slug__startswith=wanted[:190], locale_id=page.locale_id)
        .values_list("slug", flat=True)
    )
    siblings |= routes_of(page.get_parent())
    if page.depth == 2:
        # The home pages of all languages are siblings, and their slugs are in no address.
        siblings |= set(Page.objects.filter(depth=2).exclude(pk=page.pk).values_list("slug", flat=True))
    slug, number = wanted, 1
    while slug in siblings:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
