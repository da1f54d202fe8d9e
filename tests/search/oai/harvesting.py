"""What the tests of OAI-PMH do over and over: ask as a harvester does, and read what it is told."""

import datetime

from defusedxml import ElementTree

from search.models import SearchRecord

OAI = "{http://www.openarchives.org/OAI/2.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SCHEMA = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
HOST = "repositorio.example.org"
PRACTICES = {"metadataPrefix": "oai_dc", "set": "type-practicepage"}
ZONE = datetime.UTC


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
