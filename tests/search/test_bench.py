"""The bench of the search says what it measured, and changes nothing."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from search.models import SearchRecord, SearchState
from tests.factories import practice

pytestmark = pytest.mark.django_db


def test_it_measures_everything_and_leaves_the_index_as_it_was(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        practice(title="Lavandería")
    before = SearchState.newest_change(), list(SearchRecord.objects.order_by("pk").values())
    printed = StringIO()
    call_command("bench_search", runs=2, stdout=printed)
    lines = printed.getvalue().splitlines()
    assert "records" in lines[0]
    measured = {line[:40].strip(): line[40:].split() for line in lines[2:]}
    kinds = {"question, counts of all its facets", "page of results", "the same page, once more", "suggestions"}
    assert {*kinds, "writing one record"} <= measured.keys()
    assert all(len(figures) == 4 and float(figures[1]) > 0 for figures in measured.values())
    assert (SearchState.newest_change(), list(SearchRecord.objects.order_by("pk").values())) == before


def test_an_empty_index_is_told():
    SearchRecord.objects.update(is_public=False)
    with pytest.raises(CommandError, match="rebuild_search"):
        call_command("bench_search", runs=1)
