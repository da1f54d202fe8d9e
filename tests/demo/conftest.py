"""What the tests of the public site share: every page of it, fetched once."""

import pytest

from tests.demo.visiting import LANGUAGES, Visitor


@pytest.fixture(scope="session")
def visitor(demo_site):
    return Visitor(demo_site.url)


@pytest.fixture(scope="session")
def sitemap(visitor):
    """The hreflang pairs of each address of the sitemap, by address."""
    return visitor.sitemap()


@pytest.fixture(scope="session")
def pages(visitor, sitemap):
    """The page at each address of the sitemap, by address."""
    return {url: visitor.get(url) for url in sitemap}


@pytest.fixture(scope="session")
def search_pages(visitor, pages):
    """The search page of each language, with a query that finds something, by language."""
    return {code: visitor.search(code, "cuidados") for code in visitor.homes(pages)}


@pytest.fixture(scope="session")
def translation_pages(visitor):
    """What readers see of the work on translations: how much is translated, and where one asks for a language."""
    coverage = [visitor.get(visitor.coverage_address(language)) for language in LANGUAGES]
    asking = [visitor.get(address) for address in visitor.asking_addresses().values()]
    assert asking, "Every page of the demo is in every language: nothing shows how one asks for it"
    return coverage + asking
