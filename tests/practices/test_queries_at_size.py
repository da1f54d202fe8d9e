"""What a page of the repository costs does not depend on how many practices there are."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from practices.models import PracticeLink, PracticePage
from search import ordering
from tests.factories import frame_page, practice
from tests.search.made_up import make

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

# More than a list sorts in one query.
FEW, MANY = 20, ordering.FEW + 100
STATES = (
    "",
    "?r=reduce&care=early-childhood&size=50",
    "?view=table&sort=title",
    "?view=map",
    "?view=timeline",
    "like-mine/?care=early-childhood&income=upper-middle&size=large-city",
    "coverage/",
    "atom/",
)


def queries_of(client, addresses):
    """Return how many queries each address takes, once what a process keeps is known."""
    found = {}
    for address in addresses:
        assert client.get(address).status_code == 200, address
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        found[address] = len(queries)
    return found


def test_every_page_costs_the_same_among_twenty_practices_and_among_many(client):
    make(FEW, seed=1)
    pages = list(PracticePage.objects.filter(locale__language_code="es").order_by("pk"))
    # Its origin and what was adapted from it are not those of others, so that they do not grow in number.
    middle, last = (practice(title=title) for title in ("Media", "Última"))
    for page, other in ((middle, pages[0]), (last, middle)):
        PracticeLink.objects.create(practice=page, other=other, relation="adapted-from", locale=page.locale)
    call_command("rebuild_search", verbosity=0)
    practices = frame_page("practices").get_url()
    codes = ",".join(page.code for page in pages[:4])
    addresses = [practices + state for state in (*STATES, f"compare/?p={codes}")]
    addresses.append(middle.get_url())
    few = queries_of(client, addresses)
    make(MANY, seed=1)
    call_command("rebuild_search", verbosity=0)
    assert PracticePage.objects.values("translation_key").distinct().count() == MANY + 2
    assert queries_of(client, addresses) == few
