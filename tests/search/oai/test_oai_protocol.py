"""OAI-PMH: what the site says of itself, and what a harvester is told when it asks wrongly."""

import uuid
from urllib.parse import urlencode

import pytest
from defusedxml import ElementTree

from tests.factories import practice
from tests.search.oai.harvesting import HOST, OAI, PRACTICES, SCHEMA, ask, error, identifier, identifiers, stamp

pytestmark = pytest.mark.django_db


def test_it_says_what_it_is(client, settings):
    settings.DEFAULT_FROM_EMAIL = "La Alianza <secretaria@example.org>"
    page = practice()
    ask(client, "Identify")
    stamp(page, 2001, 2, 3, 4, 5, 6, 789)
    root = ask(client, "Identify")
    assert root.find(f"{OAI}request").attrib == {"verb": "Identify"}
    assert root.find(f"{OAI}request").text == f"https://{HOST}/oai"
    assert {child.tag.removeprefix(OAI): child.text for child in root.find(f"{OAI}Identify")} == {
        "repositoryName": "Alianza Global por los Cuidados",
        "baseURL": f"https://{HOST}/oai",
        "protocolVersion": "2.0",
        "adminEmail": "secretaria@example.org",
        "earliestDatestamp": "2001-02-03T04:05:06Z",
        "deletedRecord": "persistent",
        "granularity": "YYYY-MM-DDThh:mm:ssZ",
        "compression": "gzip",
    }
    assert root.get(SCHEMA).split() == [OAI[1:-1], f"{OAI[1:-1]}OAI-PMH.xsd"]


def test_it_may_be_posted_without_a_cookie_and_answers_the_same(client, django_user_model):
    page = practice()
    arguments = PRACTICES | {"verb": "ListIdentifiers"}
    assert (
        identifiers(ask(client, post=True, **arguments)) == [identifier(page)] == identifiers(ask(client, **arguments))
    )
    strict = type(client)(enforce_csrf_checks=True)
    response = strict.post("/oai", arguments)
    assert response.status_code == 200
    assert not response.cookies
    assert client.put("/oai").status_code == 405


def test_the_formats_of_all_records_and_of_one(client):
    page = practice()
    for arguments in ({}, {"identifier": identifier(page)}):
        root = ask(client, "ListMetadataFormats", **arguments)
        (found,) = root.iter(f"{OAI}metadataFormat")
        assert [child.text for child in found] == [
            "oai_dc",
            "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
            "http://www.openarchives.org/OAI/2.0/oai_dc/",
        ]
    page.unpublish()
    assert error(ask(client, "ListMetadataFormats", identifier=identifier(page))) == "noMetadataFormats"


def test_sets_are_types_and_languages_with_names_in_english(client):
    practice("fr")
    root = ask(client, "ListSets")
    names = {found[0].text: found[1].text for found in root.iter(f"{OAI}set")}
    assert names["type-practicepage"] == "Kind of page: Good practice"
    assert names["language-fr"] == "Language: French"
    assert "type-eventpage" not in names


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("verb=", "badVerb"),
        ("verb=listrecords", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&metadataPrefix=oai_dc", "badArgument"),
        ("verb=Identify&%00=1", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&identifier=oai:x:1", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai dc", "badArgument"),
        ("verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2024-02-30", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=0000-01-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2024-05-01T10:00:00", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2024-05-01T10:00:00%2B02:00", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=٢٠٢٤-٠٥-٠١", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2024-05-02&until=2024-05-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2024-05-01&until=2024-05-02T00:00:00Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=1999-01-01", "noRecordsMatch"),
        ("verb=ListIdentifiers&metadataPrefix=oai_dc&set=type-atlantis", "noRecordsMatch"),
        ("verb=ListIdentifiers&metadataPrefix=oai_dc&set=type:practicepage", "noRecordsMatch"),
        ("verb=ListIdentifiers&metadataPrefix=oai_dc&set=a b", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc", "badArgument"),
        ("verb=GetRecord&identifier=oai:x:1", "badArgument"),
        ("verb=GetRecord&metadataPrefix=marc&identifier=oai:x:1", "cannotDisseminateFormat"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:x:1", "idDoesNotExist"),
        (f"verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:{HOST}:{uuid.UUID(int=1)}", "idDoesNotExist"),
        (f"verb=GetRecord&metadataPrefix=oai_dc&identifier={uuid.UUID(int=1)}", "badArgument"),
        ("verb=ListMetadataFormats&identifier=oai:x:1", "idDoesNotExist"),
        ("verb=ListSets&resumptionToken=x", "badResumptionToken"),
        ("verb=ListSets&set=x", "badArgument"),
    ],
)
def test_what_is_asked_wrongly_is_told_by_the_error_of_the_protocol(client, query, code):
    response = client.get(f"/oai?{query}")
    assert response.status_code == 200
    root = ElementTree.fromstring(response.content)
    assert error(root) == code
    assert bool(root.find(f"{OAI}request").attrib) == (code not in ("badVerb", "badArgument"))


HOSTILE = {
    "long": "x" * 10_000,
    "nul": "\x00",
    "backspace": "a\x08b",
    "emoji": "🙂",
    "arabic": "ممارسة",
    "script": "<script>alert(1)</script>",
    "noncharacter": "\ufffe",
}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("name", ["verb", "metadataPrefix", "identifier", "set", "from", "until", "resumptionToken"])
def test_hostile_arguments_get_an_error_of_the_protocol(client, name, hostile):
    verb = "GetRecord" if name == "identifier" else "ListRecords"
    arguments = {"verb": verb} | ({} if name == "resumptionToken" else {"metadataPrefix": "oai_dc"}) | {name: hostile}
    for response in (client.get("/oai", arguments), client.post("/oai", arguments), client.get("/oai", {hostile: "x"})):
        assert response.status_code == 200
        assert error(ElementTree.fromstring(response.content)) in {
            *("badVerb", "badArgument", "cannotDisseminateFormat", "badResumptionToken", "noRecordsMatch"),
        }
    response = client.get(f"/oai?{urlencode({'verb': 'Identify', hostile: hostile})}")
    assert error(ElementTree.fromstring(response.content)) == "badArgument"
