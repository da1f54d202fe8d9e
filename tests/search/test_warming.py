"""What a server reads before it is asked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from agc.vocabulary.models import Concept
from search import postings
from search.counting import bitmaps
from search.finding import find
from search.spelling import vocabulary
from search.warming import read_common_stems, warm_up
from tests.conftest import fresh_caches
from tests.factories import practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def laundries(committed):
    for _number in range(3):
        committed(practice, title="Lavandería comunitaria")
    fresh_caches()


def statements(question):
    with CaptureQueriesContext(connection) as asked:
        assert find(question, "es").total == 3
    return len(asked)


def test_the_first_question_costs_no_more_than_the_next(laundries):
    warm_up()
    read_common_stems(vocabulary(), bitmaps(), common=3)
    assert statements("lavanderías comunitarias") == statements("lavandería comunitaria")


def test_suggestions_are_labelled_in_the_language_of_their_reader(client, laundries):
    """Who warms up is served in no language: as a rule in the default one."""
    warm_up()
    with translation.override("fr"):
        groups = client.get(reverse("search_suggestions"), {"q": "reconn"}).json()["groups"]
    assert [offer["label"] for offer in groups[0]["offers"]] == ["Reconnaître"]


def test_words_of_few_records_are_left_to_who_asks_for_them(laundries):
    read_common_stems(vocabulary(), bitmaps(), common=4)
    assert not any("lavand" in stem for _within, stem in postings.postings(bitmaps().change).kept)


def test_words_that_stand_in_labels_alone_are_read_too(committed):
    care_type = Concept.objects.filter(code="early-childhood")
    for _number in range(3):
        committed(practice, title="Lavandería comunitaria", concepts=list(care_type))
    fresh_caches()
    read_common_stems(vocabulary(), bitmaps(), common=3)
    assert any(stem == "childhood" for _within, stem in postings.postings(bitmaps().change).kept)


def test_no_more_is_kept_than_there_is_room_for(laundries):
    read_common_stems(vocabulary(), bitmaps(), common=1, room=1)
    assert len(postings.postings(bitmaps().change).kept) == 1


def test_a_database_that_does_not_answer_stops_no_server(laundries, caplog):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE search_searchword RENAME TO gone")
    warm_up()
    assert "could not be read beforehand" in caplog.text
