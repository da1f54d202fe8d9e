"""The order of lists: the same slices along an index of many records as of few that are sorted."""

import datetime

import pytest

from search import ordering
from search.counting import bitmaps, bits_of
from search.models import SearchRow
from search.ordering import BY_DAY, BY_PUBLICATION, BY_TITLE, COMING_FIRST
from tests.factories import event, practice, translate

pytestmark = pytest.mark.django_db

ORDERS = {order.name: order for order in (BY_TITLE, BY_DAY, BY_PUBLICATION, COMING_FIRST)}


@pytest.fixture
def records(committed):
    """Nine practices and two events, some in two languages; two share their day, two their title."""

    def make():
        for number, title in enumerate(["Ñandú", "árbol", "Zorro", "¿Abeja?", "zorro", "Oso", "Ébano", "10", "9"]):
            language = ("es", "en", "fr")[number % 3]
            page = practice(language, title=title, facts_as_of=datetime.date(2020 + number // 2, 1, 1))
            if number % 4 == 0:
                translate(page, "en" if language == "es" else "es")
        event(starts_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC), title="Hace tiempo")
        event(starts_at=datetime.datetime(2040, 1, 1, tzinfo=datetime.UTC), title="Falta mucho")

    committed(make)
    return bitmaps().public


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("name", ORDERS)
def test_a_slice_is_the_same_however_it_is_found(records, monkeypatch, name, language):
    order = ORDERS[name]
    if order is COMING_FIRST:
        records = bitmaps().having("type", "eventpage")
    whole = order.pages(records, language)
    assert len(whole) == len(set(whole)) == records.bit_count()
    monkeypatch.setattr(ordering, "FEW", 0)
    for start in range(len(whole) + 2):
        for stop in [*range(start, len(whole) + 3), None]:
            assert order.pages(records, language, start, stop) == whole[start:stop]


def test_titles_stand_as_people_put_them_in_order(records):
    titles = dict(SearchRow.objects.values_list("pk", "title"))
    shown = [titles[key] for key in BY_TITLE.pages(records, "fr")]
    own = [title for title in shown if title in ("árbol", "Zorro", "¿Abeja?", "zorro", "Oso", "Ébano", "10", "9")]
    assert own == sorted(own, key=["10", "9", "¿Abeja?", "árbol", "Ébano", "Oso", "Zorro", "zorro"].index)


def test_each_record_is_there_once_and_in_the_reader_s_language_where_it_exists(records):
    rows = SearchRow.objects.in_bulk(BY_TITLE.pages(records, "en"))
    english = set(SearchRow.objects.filter(language="en").values_list("record", flat=True))
    assert len({row.record_id for row in rows.values()}) == len(rows)
    assert {row.record_id for row in rows.values() if row.language == "en"} == english


def test_only_some_records_are_in_the_slice(records, monkeypatch):
    keys = bitmaps().keys(records)[::2]
    some = bits_of(keys)
    sorted_ones = BY_TITLE.pages(some, "es")
    monkeypatch.setattr(ordering, "FEW", 0)
    assert BY_TITLE.pages(some, "es") == sorted_ones
    assert set(SearchRow.objects.filter(pk__in=sorted_ones).values_list("record", flat=True)) == set(keys)
