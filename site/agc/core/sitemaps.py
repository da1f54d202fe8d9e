"""The sitemap of the trees of all languages, each page with its translations."""

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as sitemap_view
from wagtail.models import Page, Site

from agc.core.languages import content_languages


def public_pages(request):
    """Return every public page of the site, whatever its language, in the order of the trees."""
    home = Site.find_for_request(request).root_page
    pages = Page.objects.none()
    for translation in home.get_translations(inclusive=True).live():
        pages |= Page.objects.descendant_of(translation, inclusive=True)
    return pages.live().public().filter(alias_of__isnull=True).select_related("locale").order_by("path")


class AllLanguagesSitemap(Sitemap):
    """Wagtail's own lists the tree of the default language alone."""

    def __init__(self, request):
        self.request = request
        self.versions = {}
        self.pages = list(public_pages(request))
        for page in self.pages:
            self.versions.setdefault(page.translation_key, {})[page.locale.language_code] = page.get_full_url(request)

    def items(self):
        return self.pages

    def get_urls(self, page=1, site=None, protocol=None):
        return [
            {
                "item": item,
                "location": self.versions[item.translation_key][item.locale.language_code],
                "lastmod": item.last_published_at,
                "changefreq": None,
                "priority": "",
                "alternates": alternates(self.versions[item.translation_key]),
            }
            for item in self.paginator.page(page).object_list
        ]

    def get_latest_lastmod(self):
        return max((page.last_published_at for page in self.pages if page.last_published_at), default=None)


def alternates(versions):
    """Return the hreflang pairs of a record, `x-default` last.

    Args:
        versions: the full addresses of its published pages, by language code.
    """
    pairs = [{"lang_code": code, "location": url} for code, url in versions.items()]
    default = next((versions[code] for code in content_languages() if code in versions), None)
    return [*pairs, {"lang_code": "x-default", "location": default}] if default else pairs


def sitemap(request):
    return sitemap_view(request, {"pages": AllLanguagesSitemap(request)})
