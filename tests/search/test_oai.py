"""OAI-PMH: what a harvester gets of the site, and what it is told when it asks wrongly."""

import datetime
import uuid
from urllib.parse import urlencode

import httpx2
import pytest
from defusedxml import ElementTree
from django.core import signing
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from oaipmh_scythe import Scythe
from wagtail.models import PageViewRestriction

from agc.vocabulary.models import ConceptLabel
from practices.models import Contributor
from search.models import SearchRecord
from search.oai import protocol
from tests.factories import concept, event, frame_page, member, practice, publication, translate

pytestmark = pytest.mark.django_db

OAI = "{http://www.openarchives.org/OAI/2.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SCHEMA = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
HOST = "repositorio.example.org"
PRACTICES = {"metadataPrefix": "oai_dc", "set": "type-practicepage"}
ZONE = datetime.UTC


@pytest.fixture(autouse=True)
def _address(settings):
    settings.WAGTAILADMIN_BASE_URL = f"https://{HOST}"


def ask(client, verb="", post=False, **arguments):
    """Return the root of an answer; arguments in the manner of Python, `from_` for “from”."""
    query = {name.rstrip("_"): value for name, value in ({"verb": verb} | arguments).items()}
    response = client.post("/oai", query) if post else client.get("/oai", query)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def error(root):
    """Return the code of the only error of an answer, which has a message for people too."""
    (found,) = root.findall(f"{OAI}error")
    assert found.text
    assert [child.tag.removeprefix(OAI) for child in root] == ["responseDate", "request", "error"]
    return found.get("code")


def identifier(page):
    return f"oai:{HOST}:{page.translation_key}"


def identifiers(root):
    return [header.findtext(f"{OAI}identifier") for header in root.iter(f"{OAI}header")]


def token(root):
    return root.find(f"*/{OAI}resumptionToken")


def record(client, page):
    return ask(client, "GetRecord", identifier=identifier(page), metadataPrefix="oai_dc")


def told(root, element):
    """Return what a description says under an element: pairs of language and text."""
    return [(found.get(LANG), found.text) for found in root.iter(f"{DC}{element}")]


def datestamp(page):
    return SearchRecord.objects.get(translation_key=page.translation_key).datestamp


def stamp(page, *when):
    """Let a record have changed at a moment."""
    moment = datetime.datetime(*when, tzinfo=ZONE)
    SearchRecord.objects.filter(translation_key=page.translation_key).update(datestamp=moment)


def harvest(client, verb="ListIdentifiers", between=None, **arguments):
    """Return the answers to a list, one for each of its parts; `between` is called before each part but the first."""
    roots = [ask(client, verb, **arguments)]
    while (rest := token(roots[-1])) is not None and rest.text:
        if between:
            between(len(roots))
        roots.append(ask(client, verb, resumptionToken=rest.text))
    return roots


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


def test_a_record_is_described_in_all_its_languages(client):
    page = practice("es", title="Cuidar", claim="Cambió quién cuida.", country="uy", licence="cc-by-sa-4.0")
    english = translate(page, "en", title="To care", claim="It changed who cares.", lead_name="Ministerio")
    root = record(client, page)
    (found,) = root.iter("{http://www.openarchives.org/OAI/2.0/oai_dc/}dc")
    assert found.get(SCHEMA).split()[1] == "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
    assert told(root, "title") == [("es", "Cuidar"), ("en", "To care")]
    assert told(root, "description") == [("es", "Cambió quién cuida."), ("en", "It changed who cares.")]
    assert told(root, "language") == [(None, "es"), (None, "en")]
    assert told(root, "identifier") == [
        (None, page.full_url),
        (None, english.full_url),
        (None, f"https://{HOST}/{page.code}"),
    ]
    assert {("es", "Primera infancia"), ("en", "Early childhood care"), ("es", "Reconocer")} <= set(
        told(root, "subject")
    )
    assert {("es", "Uruguay"), ("en", "Uruguay"), (None, "UY"), ("en", "South America")} <= set(told(root, "coverage"))
    assert not {text for _language, text in told(root, "subject")} & {"Uruguay", "UY"}
    assert told(root, "rights") == [(None, "https://creativecommons.org/licenses/by-sa/4.0/")]
    assert told(root, "date") == [(None, page.first_published_at.date().isoformat())]
    assert told(root, "type") == [(None, "Text"), ("es", "Buena práctica"), ("en", "Good practice")]
    assert ("en", "Global Alliance for Care") in told(root, "publisher")
    # The same in both languages: in none of them.
    assert told(root, "creator") == [(None, "Ministerio")]


def test_who_made_a_publication_stands_in_it(client):
    page = publication(publisher="ONU Mujeres")
    page.contributors = [
        Contributor(name="Ana Ruiz", role="author", locale=page.locale),
        Contributor(name="Leo Paz", role="editor", locale=page.locale),
    ]
    page.save_revision().publish()
    translate(page, "fr", title="Le guide")
    root = record(client, page)
    assert told(root, "publisher") == [("es", "ONU Mujeres"), ("fr", "fr ONU Mujeres")]
    assert ("es", "Ana Ruiz") in told(root, "creator")
    assert ("es", "Leo Paz") in told(root, "contributor")


def test_an_organisation_is_named_as_its_public_page_is(client):
    lead = member(title="Red de cuidados")
    translate(lead, "en", title="Care network")
    page = practice(lead_member=lead, lead_name="")
    translate(page, "en")
    translate(page, "fr")
    # In French it has its source's name.
    assert told(record(client, page), "creator") == [(None, "Red de cuidados"), ("en", "Care network")]
    PageViewRestriction.objects.create(page=lead, restriction_type=PageViewRestriction.LOGIN)
    assert "Red de cuidados" not in str(told(record(client, page), "creator"))


def test_drafts_private_pages_and_closed_languages_are_told_to_nobody(client):
    page = practice("es", title="Cuidar", concepts=[concept("care-type", "early-childhood")])
    translate(page, "en", title="Not yet", publish=False)
    french = translate(page, "fr", title="En privé")
    draft = practice("es", title="Borrador")
    draft.unpublish()
    PageViewRestriction.objects.create(page=french, restriction_type=PageViewRestriction.LOGIN)
    root = record(client, page)
    assert told(root, "title") == [("es", "Cuidar")]
    assert {language for language, _text in told(root, "subject")} == {"es"}
    text = client.get("/oai", PRACTICES | {"verb": "ListRecords"}).content.decode()
    assert not [title for title in ("Not yet", "En privé", "Borrador") if title in text]

    french.get_view_restrictions().delete()
    assert told(record(client, page), "title") == [("es", "Cuidar"), ("fr", "En privé")]
    frame_page("home", "fr").unpublish()
    assert told(record(client, page), "title") == [("es", "Cuidar")]


def test_a_page_just_taken_back_is_not_told_even_before_the_index_has_followed(client, committed):
    page = committed(practice, title="Retirada")
    type(page).objects.filter(pk=page.pk).update(live=False)
    root = record(client, page)
    assert not told(root, "title")
    assert root.find(f".//{OAI}header").get("status") == "deleted"


def test_what_is_public_no_more_stays_listed_as_deleted(client):
    page = practice()
    kept = practice()
    ask(client, "Identify")
    stamp(page, 2020, 1, 1)
    stamp(kept, 2020, 1, 1)
    page.unpublish()
    root = ask(client, "ListRecords", from_="2021-01-01", **PRACTICES)
    (found,) = root.iter(f"{OAI}record")
    assert [child.tag for child in found] == [f"{OAI}header"]
    assert found[0].get("status") == "deleted"
    assert identifiers(root) == [identifier(page)]
    assert [child.tag.removeprefix(OAI) for child in found[0]] == ["identifier", "datestamp"]
    key = page.translation_key
    page.delete()
    header = ask(client, "GetRecord", identifier=f"oai:{HOST}:{key}", metadataPrefix="oai_dc").find(f".//{OAI}header")
    assert header.get("status") == "deleted"


def test_the_datestamp_is_that_of_the_last_change_of_what_is_public(client):
    page = practice("es")

    def moves(action):
        ask(client, "Identify")
        stamp(page, 2020, 1, 1)
        before = datestamp(page)
        action()
        ask(client, "Identify")
        return datestamp(page) != before

    assert not moves(lambda: call_command("rebuild_search", verbosity=0))
    assert not moves(page.save_revision)
    assert moves(lambda: page.save_revision().publish())
    assert moves(lambda: translate(page, "en"))
    label = ConceptLabel.objects.get(concept=concept("care-type", "early-childhood"), language="es")
    label.preferred = "Primeros años"
    label.save()
    assert moves(label.concept.save)
    assert ("es", "Primeros años") in told(record(client, page), "subject")
    translation = page.get_translations().get(locale__language_code="en")
    assert moves(translation.unpublish)
    assert moves(page.unpublish)
    assert not moves(lambda: call_command("rebuild_search", verbosity=0))


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


def test_texts_that_xml_would_take_for_its_own_are_read_as_they_are(client):
    page = practice(title="Más <b>cuidado</b> & \x08menos\x1f")
    assert told(record(client, page), "title") == [("es", "Más <b>cuidado</b> & menos")]


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
