"""Reading a running site as a browser does, without one."""

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

import requests
from bs4 import BeautifulSoup
from django.utils import translation

SECONDS = 60
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
LANGUAGES = ("es", "en", "fr")
# The list of practices in each language, and what stands at addresses of its own below it.
PRACTICES = ("/es/practicas/", "/en/practices/", "/fr/pratiques/")
STATES = (
    "?view=table&sort=title",
    "?view=map&r=reduce&country=uy",
    "?view=timeline&size=50",
    "compare/",
    "compare/?p=AGC-0001,AGC-0002,AGC-9999",
    "like-mine/?care=early-childhood&region=019",
    "coverage/",
    "codebook/",
)


@dataclass
class Visit:
    """An answer of the site."""

    url: str
    status: int
    headers: requests.structures.CaseInsensitiveDict
    body: bytes
    sent: int

    @property
    def language(self):
        """The language in the address."""
        return urlsplit(self.url).path.split("/")[1]

    @cached_property
    def html(self):
        return self.body.decode("utf-8")

    @cached_property
    def soup(self):
        return BeautifulSoup(self.html, "html.parser")

    @property
    def html_language(self):
        """The language that the document says it is in."""
        return self.soup.html.get("lang") if self.soup.html else None

    @property
    def heading(self):
        return tidy(self.soup.h1.get_text()) if self.soup.h1 else ""

    def links(self):
        """Yield each link element with its full address, fragment included; other schemes are left out."""
        for link in self.soup.find_all("a", href=True):
            address = urljoin(self.url, link["href"])
            if address.startswith(("http://", "https://")):
                yield link, address

    def hreflang(self):
        """Return the addresses that the head names, by language."""
        found = self.soup.head.find_all("link", rel="alternate", hreflang=True)
        assert len({link["hreflang"] for link in found}) == len(found), f"{self.url} names a language twice"
        return {link["hreflang"]: link["href"] for link in found}

    def resources(self):
        """Yield the full address of everything that a browser fetches to show the page."""
        for element in self.soup.find_all(src=True):
            yield urljoin(self.url, element["src"])
        for element in self.soup.find_all(srcset=True):
            for candidate in element["srcset"].split(","):
                yield urljoin(self.url, candidate.split()[0])
        for link in self.soup.find_all("link", href=True):
            if set(link.get("rel", ())) & {"stylesheet", "preload", "icon", "manifest", "modulepreload", "preconnect"}:
                yield urljoin(self.url, link["href"])
        styles = " ".join([style.get_text() for style in self.soup.find_all("style")])
        styles += " ".join(element["style"] for element in self.soup.find_all(style=True))
        yield from css_addresses(styles, self.url)


class Visitor:
    """A reader without cookies who follows no redirect."""

    def __init__(self, root):
        self.root = root

    def get(self, address, language=None):
        """Return the answer for an address, full or below the root.

        Args:
            address: where to.
            language: what the browser says it prefers.
        """
        headers = {"Accept-Encoding": "br, gzip", "User-Agent": "agc-tests"}
        if language:
            headers["Accept-Language"] = language
        url = address if address.startswith("http") else self.root + address
        with requests.get(url, headers=headers, timeout=SECONDS, allow_redirects=False, stream=True) as answer:
            raw = answer.raw
            body = b"".join(raw.stream(2**16, decode_content=True))
            return Visit(url, answer.status_code, answer.headers, body, raw.tell())

    def follow(self, address, language=None):
        """Return the answer for an address after at most three redirects inside the site."""
        visit = self.get(address, language)
        for _step in range(3):
            if visit.status not in (301, 302, 307, 308):
                return visit
            target = urljoin(visit.url, visit.headers["Location"])
            assert self.is_own(target), f"{address} leads away, to {target}"
            visit = self.get(target, language)
        raise AssertionError(f"{address} is redirected more than three times")

    def whole_list(self, address):
        """Yield a list page and the pages after it."""
        page = self.get(address)
        yield page
        while following := page.soup.find("a", rel="next"):
            page = self.get(urljoin(page.url, following["href"]))
            yield page

    def is_own(self, address):
        return address.startswith(self.root + "/")

    def sitemap(self):
        """Return the hreflang pairs of each address of the sitemap, by address."""
        tree = ElementTree.fromstring(self.get("/sitemap.xml").body)  # noqa: S314 - the site's own
        return {
            entry.findtext("s:loc", namespaces=SITEMAP): {
                link.get("hreflang"): link.get("href") for link in entry.findall("x:link", SITEMAP)
            }
            for entry in tree.findall("s:url", SITEMAP)
        }

    def homes(self, pages):
        """Return the home pages among `pages`, by language."""
        return {page.language: page for page in pages.values() if urlsplit(page.url).path == f"/{page.language}/"}

    def search_address(self, language):
        """Return where the search form of a home page leads."""
        home = self.get(f"/{language}/")
        form = home.soup.find("form", role="search")
        assert form is not None, f"/{language}/ has no search form"
        assert form.find("input", attrs={"name": "q"}), f"the search form of /{language}/ has no field"
        return urljoin(home.url, form["action"])

    def coverage_address(self, language):
        """Return where the footer of a home page leads for how much of the site is translated."""
        home = self.get(f"/{language}/")
        with translation.override(language):
            label = translation.gettext("What is translated")
        link = home.soup.find("footer").find("a", string=label)
        assert link is not None, f"the footer of /{language}/ does not say what is translated"
        return urljoin(home.url, link["href"])

    def asking_addresses(self):
        """Return by language where one asks for a page that is not translated into it, as such a page says."""
        found = {}
        for url, versions in self.sitemap().items():
            if set(LANGUAGES) - versions.keys() - found.keys():
                for form in self.get(url).soup.select("form.versions__ask"):
                    found.setdefault(form["lang"], urljoin(url, form["action"]))
        return found

    def search(self, language, query):
        return self.get(f"{self.search_address(language)}?q={quote(query)}")


def css_addresses(css, base):
    """Return the full addresses that a style sheet loads."""
    found = re.findall(r"""url\(\s*['"]?([^'")]+)|@import\s+['"]([^'"]+)""", css)
    addresses = ["".join(pair) for pair in found]
    return [urljoin(base, address) for address in addresses if not address.startswith(("data:", "#"))]


def tidy(text):
    """Return `text` with every run of white space as one space."""
    return " ".join(text.split())


def without_fragment(address):
    return urldefrag(address)[0]


def effective_language(element):
    """Return the language in which an element says it is written."""
    holder = element if element.get("lang") else element.find_parent(lang=True)
    return holder["lang"] if holder else None
