"""OAI-PMH: lists by set and by time, which come in parts and miss nothing that changes meanwhile."""

import datetime

import httpx2
import pytest
from django.core import signing
from django.db import connection
from django.test.utils import CaptureQueriesContext
from oaipmh_scythe import Scythe

from search.models import SearchRecord
from search.oai import protocol
from tests.factories import event, member, practice, translate
from tests.search.oai.harvesting import (
    HOST,
    OAI,
    PRACTICES,
    ask,
    error,
    harvest,
    identifier,
    identifiers,
    record,
    stamp,
    token,
)

pytestmark = pytest.mark.django_db


def test_a_set_has_its_records_whatever_language_they_are_in(client):
    both = practice("es")
    translate(both, "en")
    alone, meeting = practice("fr"), event("es")
    listed = {
        spec: identifiers(ask(client, "ListIdentifiers", metadataPrefix="oai_dc", set=spec))
        for spec in ("type-practicepage", "type-eventpage", "language-en", "language-fr")
    }
    assert set(listed["type-practicepage"]) == {identifier(both), identifier(alone)}
    assert listed["type-eventpage"] == [identifier(meeting)]
    assert identifier(both) in listed["language-en"]
    assert identifier(alone) not in listed["language-en"]
    assert identifier(alone) in listed["language-fr"]
    header = record(client, both).find(f".//{OAI}header")
    assert {spec.text for spec in header.findall(f"{OAI}setSpec")} == {
        "type-practicepage",
        "language-es",
        "language-en",
    }


@pytest.mark.parametrize(
    ("span", "found"),
    [
        ({"from_": "2024-05-02"}, [2, 3]),
        ({"until": "2024-05-02"}, [1, 2]),
        ({"from_": "2024-05-02", "until": "2024-05-02"}, [2]),
        ({"from_": "2024-05-02T10:00:00Z", "until": "2024-05-02T10:00:00Z"}, [2]),
        ({"from_": "2024-05-02T10:00:01Z"}, [3]),
        ({"until": "2024-05-02T09:59:59Z"}, [1]),
        ({"from_": "0001-01-01", "until": "9999-12-31"}, [1, 2, 3]),
    ],
)
def test_a_list_is_of_the_days_or_of_the_seconds_that_are_asked_for(client, span, found):
    pages = {number: practice() for number in (1, 2, 3)}
    ask(client, "Identify")
    stamp(pages[1], 2024, 5, 1, 23, 59, 59, 999_999)
    # Within the second that is written in its header.
    stamp(pages[2], 2024, 5, 2, 10, 0, 0, 500_000)
    stamp(pages[3], 2024, 5, 3)
    assert identifiers(ask(client, "ListIdentifiers", **PRACTICES, **span)) == [
        identifier(pages[number]) for number in found
    ]


def test_a_long_list_comes_in_parts_each_of_which_says_where_it_is(client, monkeypatch):
    monkeypatch.setattr(protocol, "PAGE_SIZE", 3)
    pages = [practice() for _number in range(7)]
    for verb in ("ListIdentifiers", "ListRecords"):
        roots = harvest(client, verb, **PRACTICES)
        assert [len(identifiers(root)) for root in roots] == [3, 3, 1]
        assert sorted(found for root in roots for found in identifiers(root)) == sorted(map(identifier, pages))
        assert [(token(root).get("cursor"), token(root).get("completeListSize")) for root in roots] == [
            ("0", "7"),
            ("3", "7"),
            ("6", "7"),
        ]
        assert token(roots[-1]).text is None
        assert token(roots[0]).get("expirationDate") > roots[0].findtext(f"{OAI}responseDate")
        assert set(roots[1].find(f"{OAI}request").attrib) == {"verb", "resumptionToken"}
    monkeypatch.setattr(protocol, "PAGE_SIZE", 7)
    assert token(ask(client, "ListIdentifiers", **PRACTICES)) is None


def test_records_that_change_while_they_are_harvested_are_neither_missed_nor_lost(client, monkeypatch):
    monkeypatch.setattr(protocol, "PAGE_SIZE", 2)
    pages = [practice() for _number in range(5)]
    ask(client, "Identify")
    for day, page in enumerate(pages, 1):
        stamp(page, 2024, 5, day)

    def between(part):
        if part == 1:
            # One that was given already, and one that is still to come.
            pages[0].save_revision().publish()
            pages[3].unpublish()
            pages.append(practice())

    roots = harvest(client, between=between, **PRACTICES)
    given = [found for root in roots for found in identifiers(root)]
    assert given[:3] == [identifier(page) for page in pages[:3]]
    assert set(given) == set(map(identifier, pages))
    assert given.count(identifier(pages[0])) == 2
    assert len(given) == 7
    assert token(roots[-1]).get("completeListSize") == "7"


def test_a_list_whose_rest_has_moved_on_ends(client, monkeypatch):
    monkeypatch.setattr(protocol, "PAGE_SIZE", 1)
    first, second = practice(), practice()
    ask(client, "Identify")
    stamp(first, 2024, 5, 1)
    stamp(second, 2024, 5, 2)
    rest = token(ask(client, "ListIdentifiers", until="2024-05-03", **PRACTICES)).text
    second.save_revision().publish()
    assert error(ask(client, "ListIdentifiers", resumptionToken=rest)) == "noRecordsMatch"


def test_a_token_that_was_not_given_here_or_is_too_old_is_refused(client, monkeypatch):
    monkeypatch.setattr(protocol, "PAGE_SIZE", 1)
    practice()
    practice()
    given = token(ask(client, "ListIdentifiers", **PRACTICES)).text
    forged = signing.dumps(["ListIdentifiers", {}, "2020-01-01T00:00:00+00:00", 0, 0])
    for wrong in ("", "x", given[:-1], given + "x", forged, "a:b:c", "\x00", "🙂:" * 5000):
        assert error(ask(client, "ListIdentifiers", resumptionToken=wrong)) == "badResumptionToken"
    assert error(ask(client, "ListRecords", resumptionToken=given)) == "badResumptionToken"
    assert error(ask(client, "ListSets", resumptionToken=given)) == "badResumptionToken"
    assert error(ask(client, "ListIdentifiers", resumptionToken=given, until="2030-01-01")) == "badArgument"
    monkeypatch.setattr(protocol, "TOKENS_LAST", datetime.timedelta(seconds=-1))
    assert error(ask(client, "ListIdentifiers", resumptionToken=given)) == "badResumptionToken"


def test_the_queries_of_a_part_do_not_grow_with_its_records(client):
    def cost(verb):
        ask(client, verb, **PRACTICES)
        with CaptureQueriesContext(connection) as queries:
            ask(client, verb, **PRACTICES)
        return len(queries)

    def more():
        page = practice(lead_member=member(), lead_name="")
        translate(page, "en")

    more()
    verbs = ("ListIdentifiers", "ListRecords")
    before = [cost(verb) for verb in verbs]
    for _number in range(4):
        more()
    assert [cost(verb) for verb in verbs] == before
    assert before[0] < before[1] < 25


def test_a_harvester_takes_over_everything_and_later_what_changed(client, monkeypatch):
    monkeypatch.setattr(protocol, "PAGE_SIZE", 4)
    pages = [practice(title=f"Práctica {number}", country="mx") for number in range(9)]
    gone = pages.pop()
    translate(pages[0], "fr", title="Pratique")
    ask(client, "Identify")
    for page in (*pages, gone):
        stamp(page, 2024, 5, 1)
    gone.unpublish()

    def answer(request):
        response = client.get(request.url.raw_path.decode())
        return httpx2.Response(response.status_code, headers=response.headers.items(), content=response.content)

    with Scythe(f"https://{HOST}/oai") as scythe:
        scythe._client = httpx2.Client(transport=httpx2.MockTransport(answer))
        assert scythe.identify().protocolVersion == "2.0"
        assert [found.metadataPrefix for found in scythe.list_metadata_formats()] == ["oai_dc"]
        assert {"type-practicepage", "language-fr"} <= {found.setSpec for found in scythe.list_sets()}
        taken = {found.header.identifier: found for found in scythe.list_records(set_="type-practicepage")}
        assert set(taken) == {identifier(page) for page in (*pages, gone)}
        assert [name for name, found in taken.items() if found.deleted] == [identifier(gone)]
        described = taken[identifier(pages[0])].metadata
        assert described["title"] == ["Práctica 0", "Pratique"]
        assert described["language"] == ["es", "fr"]
        pages[3].save_revision().publish()
        changed = scythe.list_identifiers(from_="2024-05-02", set_="type-practicepage")
        assert [header.identifier for header in changed] == [identifier(gone), identifier(pages[3])]
        assert scythe.get_record(identifier=identifier(pages[1])).metadata["coverage"][-1] == "MX"
        everything = list(scythe.list_identifiers(ignore_deleted=True))
        assert len(everything) == SearchRecord.objects.filter(is_public=True).count()
