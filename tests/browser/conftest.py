"""Journeys in the Chromium of this machine."""

import os

import pytest

from tests.browser.axe import source
from tests.browser.people import Person
from tests.browser.two_practices import MAKE, REMOVE
from tests.conftest import find_chromium
from tests.demo.visiting import Visitor

# Playwright keeps an event loop in this thread; the tests after it in the same process still use the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items):
    for item in items:
        if "/tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {"executable_path": find_chromium(), "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args, demo_site):
    return browser_context_args | {"base_url": demo_site.url}


@pytest.fixture(scope="session")
def visitor(demo_site):
    return Visitor(demo_site.url)


@pytest.fixture(scope="session")
def sitemap(visitor):
    return visitor.sitemap()


@pytest.fixture(scope="session")
def axe():
    """The source of axe-core."""
    return source()


@pytest.fixture
def admit(browser, demo_site):
    """A function that lets a person in, each with a browser of their own."""
    people = []

    def let_in(album, language, account=None, kind=Person):
        people.append(kind(browser, demo_site.url, album, language, account))
        return people[-1]

    yield let_in
    for person in people:
        person.page.context.close()


@pytest.fixture
def two_practices(demo_site):
    """A practice that readers have in three languages, and one that nobody has translated."""
    demo_site.shell(REMOVE)
    demo_site.shell(MAKE)
    yield
    demo_site.shell(REMOVE)
