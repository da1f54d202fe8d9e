"""What a page refers to is known as soon as it is saved, and read once for all of its rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ReferenceIndex

from practices.models import Place
from tests.factories import concept, practice

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

COUNTRIES = ("cl", "co", "cr", "ar", "mx")


def practices_in(code):
    return {
        int(key)
        for key in ReferenceIndex.get_references_to(concept("country", code)).values_list("object_id", flat=True)
    }


def test_each_row_says_what_it_refers_to_and_stops_when_it_is_gone():
    page = practice()
    page.places = [Place(country=concept("country", code)) for code in COUNTRIES]
    page.save()
    assert all(practices_in(code) == {page.pk} for code in COUNTRIES)
    assert practices_in("uy") == set()
    page.places = [Place(country=concept("country", "uy"))]
    page.save()
    assert not any(practices_in(code) for code in COUNTRIES)
    assert practices_in("uy") == {page.pk}


@pytest.mark.parametrize("number", [1, 5])
def test_references_are_read_once_for_all_rows(number):
    page = practice()
    page.places = [Place(country=concept("country", code)) for code in COUNTRIES[:number]]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page.save()
    asked = [query for query in queries if query["sql"].startswith("SELECT") and "referenceindex" in query["sql"]]
    assert len(asked) == 1
