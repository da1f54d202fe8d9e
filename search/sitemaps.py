"""The sitemap of the trees of all languages, each page with its translations: from the rows of the search."""

from functools import cached_property

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index as index_view
from django.contrib.sitemaps.views import sitemap as sitemap_view
from django.db.models import Max
from wagtail.models import Page

from agc.core.navigation import Frame, alternates
from search.models import SearchRow


class RecordsSitemap(Sitemap):
    """Every public page; Wagtail's own sitemap lists the tree of the default language alone."""

    # The protocol allows 50,000; a file of these is made within a second.
    limit = 2000

    def __init__(self, request):
        self.request = request

    @cached_property
    def rows(self):
        """The rows of the languages that are open to readers."""
        open_languages = Frame(self.request).open_languages
        return SearchRow.objects.filter(language__in=open_languages, page__alias_of=None).order_by("page_id")

    def items(self):
        return self.rows.values_list("page_id", "record_id", "language")

    def get_urls(self, page=1, site=None, protocol=None):
        rows = list(self.paginator.page(page).object_list)
        versions = self.versions({record for _page, record, _language in rows})
        return [
            {
                "item": pk,
                "location": versions[record][language].get_full_url(self.request),
                "lastmod": versions[record][language].last_published_at,
                "changefreq": None,
                "priority": "",
                "alternates": alternates(
                    {code: version.get_full_url(self.request) for code, version in versions[record].items()}
                ),
            }
            for pk, record, language in rows
            if language in versions.get(record, ())
        ]

    def versions(self, records):
        """Return the public pages of some records, by record and language."""
        rows = self.rows.filter(record__in=records)
        found = list(rows.values_list("page_id", "record_id", "language"))
        # The index follows what is published; what it would still have of a page just taken back is left out here.
        public = Page.objects.live().public().filter(pk__in=[pk for pk, _record, _language in found])
        pages = public.select_related("locale").in_bulk()
        versions = {}
        for pk, record, language in found:
            if pk in pages:
                versions.setdefault(record, {})[language] = pages[pk]
        return versions

    def get_latest_lastmod(self):
        return self.newest

    @cached_property
    def newest(self):
        return self.rows.aggregate(newest=Max("page__last_published_at"))["newest"]


def sitemap(request):
    """Return all addresses, or the index of the files that have them where there are many."""
    pages = RecordsSitemap(request)
    if pages.paginator.num_pages > 1:
        return index_view(request, {"pages": pages}, sitemap_url_name="sitemap_section")
    return sitemap_view(request, {"pages": pages})


def section(request, section):
    return sitemap_view(request, {"pages": RecordsSitemap(request)}, section=section)
