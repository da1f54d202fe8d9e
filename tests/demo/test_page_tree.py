"""The demo as it stands in the database."""

import pytest

pytestmark = pytest.mark.one_database


def test_the_page_tree_is_sound(demo_site):
    """A wrong count of children hides the pages below from readers and editors."""
    problems = demo_site.shell("from wagtail.models import Page; print(any(map(len, Page.find_problems())))")

    assert problems.splitlines()[-1] == "False"


def test_no_page_is_an_alias(demo_site):
    count = demo_site.shell("from wagtail.models import Page; print(Page.objects.exclude(alias_of=None).count())")

    assert count.splitlines()[-1] == "0"


def test_loading_the_demo_again_changes_nothing(demo_site, pages):
    said = demo_site.manage("load_demo")

    assert said.startswith("0 pages and 0 accounts made."), said
