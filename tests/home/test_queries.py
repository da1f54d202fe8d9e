"""How many queries a cold page costs: the same for one record and for more of them, and written down."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from search import cards
from tests import factories
from tests.factories import frame_page

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

# The queries of each list, whatever is in it: where its cards are to be drawn, and where they were before.
LISTS = {
    "practices": (factories.practice, 24, 19),
    "publications": (factories.publication, 18, 17),
    "events": (factories.event, 18, 17),
    "communities": (factories.community, 18, 17),
    "members": (factories.member, 20, 17),
    "home": (None, 33, 25),
}


def cost(client, url):
    """Return how many queries the page costs once what a process keeps is known, but for cards that are drawn."""
    assert client.get(url).status_code == 200
    cards.forget()
    return queries_of(client, url)


def queries_of(client, url):
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return len(queries)


def one_of_each(make):
    makers = [make] if make else [factories.practice, factories.publication, factories.event, factories.community]
    for maker in makers:
        maker("es")


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_for_one_record_and_for_many(client, name):
    make, number, again = LISTS[name]
    url = frame_page(name).get_url()
    one_of_each(make)
    one = cost(client, url)
    for index in range(20 if make else 4):
        if make:
            make(("es", "en", "fr")[index % 3])
        else:
            one_of_each(None)
    assert (one, cost(client, url), queries_of(client, url)) == (number, number, again)


@pytest.mark.parametrize(("name", "country"), [("practices", "uy"), ("members", "mx")])
def test_a_filter_costs_the_same_for_one_value_and_for_three(client, name, country):
    LISTS[name][0]()
    url = frame_page(name).get_url()
    assert cost(client, f"{url}?country={country}&country=fr&country=es") == cost(client, f"{url}?country={country}")


def related(number):
    """Return `number` records of each kind, to be shown on the pages of others."""
    makers = (factories.practice, factories.event, factories.community)
    return [[make() for _number in range(number)] for make in makers]


def collection(number):
    return factories.collection([factories.practice() for _number in range(number)])


def section(number):
    for _number in range(number):
        factories.governance_body()
    return frame_page("alliance")


def governance_body(number):
    body = factories.governance_body()
    for _number in range(number):
        factories.governance_document(body)
    return body


def publication(number):
    from practices.models import CitedPractice

    page = factories.publication()
    for _number in range(number):
        factories.chapter(page)
        CitedPractice.objects.create(publication=page, practice=factories.practice())
    return page


def chapter(number):
    page = publication(number)
    return page.get_children().first().specific


def practice(number):
    from practices.models import Effect, KeyDate, Partner, Place, PracticeSource, Result

    page = factories.practice()
    for _number in range(min(number, 3)):
        factories.practice()
    for index in range(number):
        Place.objects.create(practice=page, country=factories.concept("country", ("uy", "mx", "fr")[index % 3]))
        Effect.objects.create(practice=page, r=factories.concept("r", "reduce"), explanation="x", locale=page.locale)
        KeyDate.objects.create(practice=page, year=2000, text="x", locale=page.locale)
        Partner.objects.create(
            practice=page, name="x", actor_type=factories.concept("actor-type", "academia"), locale=page.locale
        )
        PracticeSource.objects.create(practice=page, title="x", year=2000)
        Result.objects.create(practice=page, indicator="x", after_value=1, year=2000, source="x", locale=page.locale)
    page.concepts.add(*factories.concept("component", "time").scheme.concepts.all()[: number * 2])
    page.save()
    return page


def event(number):
    from events.models import Host, ShownPractice

    practices, _events, communities = related(number)
    page = factories.event(country=factories.concept("country", "mx"), organiser_member=factories.member())
    for shown, community in zip(practices, communities, strict=True):
        ShownPractice.objects.create(event=page, practice=shown)
        Host.objects.create(event=page, community=community)
    return page


def community(number):
    from community.models import StudiedPractice
    from events.models import Host

    practices, events, _communities = related(number)
    page = factories.community()
    for studied, hosted in zip(practices, events, strict=True):
        StudiedPractice.objects.create(community=page, practice=studied)
        Host.objects.create(event=hosted, community=page)
    return page


def member(number):
    page = factories.member()
    for _number in range(number):
        factories.practice(lead_member=page, lead_name="")
        factories.event(organiser_member=page)
    return page


def standard(number):
    cards = [factories.practice().pk for _number in range(number)]
    return factories.standard(body=[("records", list(cards_of(cards)))])


def cards_of(keys):
    from wagtail.models import Page

    return Page.objects.filter(pk__in=keys)


# The queries of the page of one record, whatever is shown on it.
DETAILS = {
    "practice": (practice, 56),
    "collection": (collection, 23),
    "publication": (publication, 34),
    "chapter": (chapter, 24),
    "event": (event, 38),
    "community": (community, 33),
    "member": (member, 30),
    "section": (section, 19),
    "standard": (standard, 23),
    "governance body": (governance_body, 24),
    "governance document": (lambda number: factories.governance_document(governance_body(number)), 17),
}


@pytest.mark.parametrize("name", DETAILS)
def test_a_page_costs_the_same_for_one_related_record_and_for_three(client, name):
    make, number = DETAILS[name]
    one = cost(client, make(1).get_url())
    three = cost(client, make(3).get_url())
    assert (one, three) == (number, number)


def test_a_search_costs_the_same_for_few_results_and_for_many(client, django_capture_on_commit_callbacks):
    url = f"{reverse('search')}?q=zanahoria"
    with django_capture_on_commit_callbacks(execute=True):
        factories.practice(title="Zanahoria")
    one = cost(client, url)
    with django_capture_on_commit_callbacks(execute=True):
        for _number in range(19):
            factories.practice(title="Zanahoria")
    assert (one, cost(client, url), queries_of(client, url)) == (25, 25, 20)
