"""The frame of a page: menus, the way back, the languages it can be read in."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.urls import translate_url
from django.utils.functional import cached_property
from django.utils.translation import get_language
from wagtail.models import Page

from agc.core.languages import autonym, content_languages, direction


@dataclass(frozen=True)
class LanguageLink:
    """Where the switcher leads for one language."""

    code: str
    name: str
    url: str
    current: bool
    missing: bool = False
    original: bool = False

    @property
    def direction(self):
        return direction(self.code)


@dataclass
class Frame:
    """Menus, breadcrumbs and languages for one request; three queries, whatever the site's size.

    Args:
        request: the request.
        page: the page being shown; None for a view that is no page.
        language: the language of the reader.
        page_query: what the addresses of the page end in where it is a further page of a list: "?page=2".
        below: what is shown of the page where it is not itself: "codebook/".
    """

    request: object
    page: Page | None = None
    language: str = field(default_factory=get_language)
    page_query: str = ""
    below: str = ""

    @cached_property
    def top_pages(self):
        """The home pages of all languages, and what is below that of the active one."""
        wanted = Q(depth=2) | Q(depth=3, locale__language_code=self.language)
        pages = Page.objects.live().public().filter(wanted)
        return list(pages.select_related("locale").order_by("path"))

    @cached_property
    def homes(self):
        """The home pages by language code. A language is open to readers as soon as its home page is."""
        return {page.locale.language_code: page for page in self.top_pages if page.depth == 2}

    @cached_property
    def open_languages(self):
        """The codes of the languages open to readers, in the order of the settings; all where every one is private."""
        return [code for code in content_languages() if code in self.homes] or content_languages()

    @property
    def home(self):
        return self.homes.get(self.language)

    @property
    def menu(self):
        return [page for page in self.top_pages if page.depth == 3 and page.show_in_menus]

    @property
    def footer(self):
        return [page for page in self.top_pages if page.depth == 3 and not page.show_in_menus]

    @cached_property
    def relatives(self):
        """The page's ancestors, itself, and the public translations of all of them."""
        if not self.page or not self.page.path:
            return []
        line = Page.objects.ancestor_of(self.page, inclusive=True).filter(depth__gte=2)
        pages = Page.objects.filter(translation_key__in=line.values("translation_key")).live().public()
        return list(pages.select_related("locale").order_by("depth"))

    @cached_property
    def breadcrumbs(self):
        """The public pages above this one, the home page first."""
        return [
            page
            for page in self.relatives
            if page.locale_id == self.page.locale_id
            and page.depth < self.page.depth
            and self.page.path.startswith(page.path)
        ]

    @property
    def section(self):
        """The page of the menu to which this page belongs."""
        return next((p.pk for p in [*self.breadcrumbs, self.page] if p and p.depth == 3), None)

    def versions(self):
        """The published pages of this record in the open languages, by language code."""
        if not self.page:
            return {}
        own = (page for page in self.relatives if page.translation_key == self.page.translation_key)
        return {page.locale.language_code: page for page in own if page.locale.language_code in self.open_languages}

    @cached_property
    def languages(self):
        """A link for each open language: this page, or where it does not exist, the list above it."""
        return [self.language_link(code) for code in self.open_languages]

    def language_link(self, code):
        current = code == self.language
        if not self.page:
            return LanguageLink(code, autonym(code), self.address_without_page(code), current)
        version = self.versions().get(code)
        query = self.request.GET.urlencode()
        if version:
            url = version.get_url(self.request) + self.below + (f"?{query}" if query else "")
            original = version.locale_id == getattr(self.page, "source_locale_id", None)
            return LanguageLink(code, autonym(code), url, current, original=original)
        above = [page for page in self.relatives if page.locale.language_code == code]
        url = above[-1].get_url(self.request) if above else f"/{code}/"
        return LanguageLink(code, autonym(code), url, current, missing=not current)

    def address_without_page(self, code):
        """Return the address of the current view in another language; the home page where it has none."""
        match, here = self.request.resolver_match, self.request.get_full_path()
        if match and match.url_name != "wagtail_serve":
            address = translate_url(here, code)
            if address != here or code == self.language:
                return address
        return f"/{code}/"

    @cached_property
    def hreflang(self):
        """The full addresses of this record, or of this view, for `<link rel="alternate">`."""
        if self.page:
            return alternates({code: self.full_url(page) for code, page in self.versions().items()})
        match = self.request.resolver_match
        if not match or match.url_name == "wagtail_serve":
            return []
        urls = {
            code: self.request.build_absolute_uri(translate_url(self.request.path, code))
            for code in self.open_languages
        }
        # What has one address for all languages, such as the code of a practice, has no alternates.
        return alternates(urls) if len(set(urls.values())) == len(urls) else []

    @property
    def canonical(self):
        return self.full_url(self.page) if self.page and self.page.path else None

    def full_url(self, version):
        return f"{version.get_full_url(self.request)}{self.below}{self.page_query}"


def alternates(versions):
    """Return the hreflang pairs of a record, `x-default` last.

    Args:
        versions: the full addresses of its published pages, by language code.
    """
    pairs = [{"lang_code": code, "location": url} for code, url in versions.items()]
    default = next((versions[code] for code in content_languages() if code in versions), None)
    return [*pairs, {"lang_code": "x-default", "location": default}] if default else pairs
