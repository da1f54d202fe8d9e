"""What a page says of itself to machines: only what is known, in the words that schema.org has for it."""

import datetime
import json

import pytest
from bs4 import BeautifulSoup

from agc.core.templatetags.frame_tags import ld_script
from practices.models.publication import Contributor
from tests.factories import (
    chapter,
    community,
    concept,
    event,
    governance_body,
    member,
    practice,
    publication,
    standard,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

UTC = datetime.UTC
OF_WORKS = {"inLanguage", "isAccessibleForFree", "publisher"}


def linked_data(client, page):
    soup = BeautifulSoup(client.get(page.get_url()).content, "html.parser")
    return json.loads(soup.find("script", type="application/ld+json").string)


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("es", "Alianza Global por los Cuidados"),
        ("en", "Global Alliance for Care"),
        ("fr", "Alliance mondiale pour les soins"),
    ],
)
def test_the_publisher_has_its_name_in_the_language_of_the_page(client, language, name):
    assert linked_data(client, standard(language))["publisher"] == {"@type": "Organization", "name": name}


@pytest.mark.parametrize("audience", ["public", "members", "invitation"])
def test_an_event_promises_no_free_entry_and_has_no_publisher(client, audience):
    assert not {"isAccessibleForFree", "publisher"} & set(linked_data(client, event(audience=audience)))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"mode": "online"}, ["VirtualLocation"]),
        ({"mode": "hybrid"}, ["VirtualLocation"]),
        ({"mode": "hybrid", "venue": "Teatro Solís"}, ["Place", "VirtualLocation"]),
        ({"mode": "in-person", "venue": "Teatro Solís"}, ["Place"]),
        ({"mode": "in-person"}, None),
    ],
)
def test_where_an_event_takes_place(client, fields, expected):
    page = event(**fields)
    places = linked_data(client, page).get("location")
    assert (places and [place["@type"] for place in places]) == expected
    for place in places or []:
        wanted = {"name": "Teatro Solís"} if place["@type"] == "Place" else {"url": page.full_url}
        assert place == {"@type": place["@type"]} | wanted


def test_an_event_of_the_whole_day_has_dates_without_hours(client):
    page = event(
        all_day=True,
        zone="America/Mexico_City",
        starts_at=datetime.datetime(2030, 5, 1, 6, tzinfo=UTC),
        ends_at=datetime.datetime(2030, 5, 3, 5, tzinfo=UTC),
    )
    data = linked_data(client, page)
    assert (data["startDate"], data["endDate"]) == ("2030-05-01", "2030-05-02")


@pytest.mark.parametrize("make", [member, community, governance_body])
def test_an_organisation_has_a_page_but_is_none(client, make):
    page = make()
    data = linked_data(client, page)
    assert data["@type"] == "ProfilePage"
    assert set(data) >= OF_WORKS
    assert (data["mainEntity"]["@type"], data["mainEntity"]["name"]) == ("Organization", page.title)
    assert not OF_WORKS & set(data["mainEntity"])


def test_a_member_is_known_by_its_acronym_its_site_and_its_country(client):
    page = member(acronym="ONG", website="https://example.org/", country=concept("country", "mx"))
    known = linked_data(client, page)["mainEntity"]
    assert (known["alternateName"], known["sameAs"], known["location"]) == ("ONG", "https://example.org/", "México")


def test_each_contributor_to_a_publication_is_named_in_their_role(client):
    page = publication()
    for name, role in (("Ana", "author"), ("Eva", "editor"), ("Luz", "translator"), ("CEPAL", "coordinator")):
        Contributor.objects.create(publication=page, name=name, role=role, locale=page.locale)
    Contributor.objects.create(publication=page, name="Sol", role="author", locale=page.locale)
    data = linked_data(client, page)
    found = {role: data.get(role) for role in ("author", "editor", "translator", "contributor")}
    assert found == {"author": ["Ana", "Sol"], "editor": ["Eva"], "translator": ["Luz"], "contributor": ["CEPAL"]}


def test_a_chapter_is_part_of_its_publication(client):
    guide = publication(publication_type="report")
    part_of = linked_data(client, chapter(guide))["isPartOf"]
    assert part_of == {"@type": "Report", "name": guide.title, "url": guide.full_url}


def test_nothing_empty_is_said_at_any_depth():
    data = {
        "@context": "https://schema.org",
        "name": "Evento",
        "endDate": None,
        "about": ["", "Cuidados"],
        "location": [{"@type": "Place", "name": "", "address": {"@type": "PostalAddress", "postalCode": ""}}],
        "organizer": {"@type": "Organization", "name": ""},
        "isAccessibleForFree": False,
        "position": 0,
    }
    said = json.loads(BeautifulSoup(ld_script(data), "html.parser").script.string)
    assert said == {
        "@context": "https://schema.org",
        "name": "Evento",
        "about": ["Cuidados"],
        "isAccessibleForFree": False,
        "position": 0,
    }


def test_a_practice_keeps_what_it_says_of_itself(client):
    page = practice(local_name="")
    data = linked_data(client, page)
    assert (data["@type"], data["identifier"], data["isAccessibleForFree"]) == ("Article", page.code, True)
    assert "alternateName" not in data
