"""Wagtail's API as a program of somebody else reads it: only what is public, whole, and clear errors."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Page, PageViewRestriction

from agc.core.languages import locales
from agc.vocabulary.models import Scheme
from practices.models import KeyDate, Partner, PracticePage
from practices.record import record_of
from search.listing import Records
from tests.factories import concept, event, frame_page, member, practice, standard, translate
from tests.pdf import full_practice

pytestmark = pytest.mark.django_db

PAGES = "/api/v2/pages/"
PRACTICES = {"type": "practices.PracticePage"}


def asked(client, path=PAGES, status=200, **query):
    response = client.get(path, query)
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/json"
    return json.loads(response.content)


def titles(client, **query):
    return [item["title"] for item in asked(client, **query)["items"]]


# What is there


def test_the_pages_of_all_languages_are_there(client):
    page = practice(title="Cuidar juntas")
    translate(page, "en", title="Caring together")
    assert set(titles(client, **PRACTICES)) == {"Cuidar juntas", "Caring together"}
    assert titles(client, **PRACTICES, locale="en") == titles(client, **PRACTICES, language="en") == ["Caring together"]
    [item] = asked(client, **PRACTICES, locale="es")["items"]
    assert (item["code"], item["meta"]["locale"], item["meta"]["html_url"]) == (page.code, "es", page.full_url)


def test_what_is_not_public_is_nowhere(client):
    draft, private, parent = practice(title="Borrador"), practice(title="Privada"), standard(title="Puerta")
    below = parent.add_child(instance=type(parent)(title="Detrás", slug="detras", summary="x", locale=parent.locale))
    below.save_revision().publish()
    public = practice(title="Pública")
    half = translate(public, "en", title="Not yet", publish=False)
    gone = translate(public, "fr", title="Retirée")
    gone.unpublish()
    draft.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    PageViewRestriction.objects.create(page=parent, restriction_type=PageViewRestriction.PASSWORD, password="x")
    everything = json.dumps(asked(client, limit=100), ensure_ascii=False)
    for words in ("Borrador", "Privada", "Puerta", "Detrás", "Not yet", "Retirée"):
        assert words not in everything
    assert titles(client, **PRACTICES, fields="*") == ["Pública"]
    for page in (draft, private, parent, below, half, gone):
        assert asked(client, f"{PAGES}{page.pk}/", status=404)["message"]
        path = "/".join(page.url_path.split("/")[2:])
        assert asked(client, f"{PAGES}find/", status=404, html_path=f"{page.locale.language_code}/{path}")
    # Nor are they named by what is public.
    assert "Privada" not in json.dumps(asked(client, f"{PAGES}{public.pk}/"), ensure_ascii=False)


def test_nobody_sees_more_for_being_known(client, make_user):
    private = practice(title="Privada")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    client.force_login(make_user("admin", superuser=True))
    assert titles(client, **PRACTICES) == []
    assert asked(client, f"{PAGES}{private.pk}/", status=404)


def test_changed_drafts_of_public_pages_are_not_told(client):
    page = practice(title="Publicada", claim="Lo de hoy.")
    page.claim = "Lo de mañana."
    page.save_revision()
    assert asked(client, f"{PAGES}{page.pk}/")["claim"] == "Lo de hoy."


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_it_is_for_reading_alone(client, method):
    page = practice()
    for path in (PAGES, f"{PAGES}{page.pk}/", f"{PAGES}find/"):
        response = getattr(client, method)(path)
        assert response.status_code == 405
        assert json.loads(response.content)["message"]
    assert PracticePage.objects.filter(pk=page.pk).exists()


def test_programs_of_other_sites_may_read_it(client):
    response = client.get(PAGES)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "Access-Control-Allow-Origin" not in client.get("/es/")


@pytest.mark.parametrize("path", ["images/", "documents/", "pages/find/images/", "snippets/"])
def test_pictures_and_files_have_no_list(client, path):
    assert client.get(f"/api/v2/{path}").status_code == 404


# Narrowing


def test_each_concept_that_the_list_counts_finds_as_many_here(client):
    full_practice()
    practice(country="mx", evidence=concept("evidence", "monitoring"))
    client.get("/es/")
    counted = Records(PracticePage, "es").facets()
    schemes = set(Scheme.objects.values_list("code", flat=True))
    compared = 0
    for facet, values in counted.items():
        for value, count in values.items() if facet in schemes else ():
            assert (facet, value, len(titles(client, **PRACTICES, concept=[f"{facet}:{value}"]))) == (
                facet,
                value,
                count,
            )
            compared += 1
    assert {"income-group", "place-size", "evidence", "condition"} <= set(counted)
    assert compared > 15


def test_what_nobody_could_mean_is_refused(client):
    for query in ({"id": "9" * 5000}, {"id": "-1"}):
        assert client.get("/api/v2/pages/find/", query).status_code == 400
    assert client.get("/api/v2/pages/", {"fields": "a(" * 3000}).status_code == 400


def test_concepts_narrow_as_in_the_lists(client):
    level = concept("level", "national")
    practice(title="Niñez", country="uy", concepts=[level, concept("care-type", "early-childhood")])
    practice(title="Mayores", country="mx", concepts=[level, concept("care-type", "school-age")])
    practice(title="Otra", country="mx", concepts=[level])
    client.get("/es/")

    def found(*concepts):
        return sorted(titles(client, **PRACTICES, concept=list(concepts)))

    assert found("care-type:early-childhood") == ["Niñez"]
    assert found("care-type:early-childhood", "care-type:school-age") == ["Mayores", "Niñez"]
    assert found("care-type:early-childhood", "care-type:school-age", "country:mx") == ["Mayores"]
    assert found("care-type:early-childhood", "country:mx") == []
    # A region has the practices of its countries.
    region = concept("country", "uy").broader
    assert found(f"region:{region.code}") == ["Niñez"]
    assert found("r:recognise", "level:national") == ["Mayores", "Niñez", "Otra"]


def test_a_code_is_one_practice_in_all_its_languages(client):
    page = practice(title="Una")
    other = practice(title="Otra")
    translate(page, "en", title="One")
    assert set(titles(client, code=page.code)) == {"Una", "One"}
    assert titles(client, **PRACTICES, code=page.code, locale="en") == ["One"]
    assert set(titles(client, code=[page.code, other.code], locale="es")) == {"Una", "Otra"}
    assert titles(client, code="AGC-9999") == []


def test_other_kinds_of_pages_are_there_too(client):
    event(title="Encuentro")
    practice(title="Práctica")
    assert titles(client, type="events.EventPage") == ["Encuentro"]
    assert {"Encuentro", "Práctica"} <= set(titles(client, limit=100))
    home = frame_page("home")
    assert "Encuentro" in titles(client, descendant_of=home.pk, limit=100)
    assert "Encuentro" in titles(client, child_of=frame_page("events").pk)


def test_pages_come_in_the_order_that_was_asked_for(client):
    for title, year in (("B", 2001), ("A", 2002), ("C", 2000)):
        practice(title=title, start_year=year)
    assert titles(client, **PRACTICES, order="title") == ["A", "B", "C"]
    assert titles(client, **PRACTICES, order="-start_year", limit=2) == ["A", "B"]
    assert titles(client, **PRACTICES, order="title", offset=1, limit=1) == ["B"]
    assert asked(client, **PRACTICES, limit=1)["meta"]["total_count"] == 3


# The record


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_practice_is_whole_and_as_in_the_file(client, language):
    lead = member(title="Municipio")
    page = practice(title="Cuidar", lead_member=lead, lead_name="")
    translate(page, "en")
    headers = {"accept-language": language}
    [record] = json.loads(client.get(f"/{page.code}.json?language={language}", headers=headers).content)["records"]
    shown = PracticePage.objects.get(translation_key=page.translation_key, locale=locales()[language])
    whole = asked(client, f"{PAGES}{shown.pk}/")
    [listed] = asked(client, **PRACTICES, locale=language, fields="*")["items"]
    for item in (whole, listed):
        assert {name: item[name] for name in record} == record
    with translation.override(language):
        assert whole["kind"] == {"code": "programme", "label": concept("kind", "programme").label}
    definition = record_of(PracticePage)
    names = {each.name for each in (*definition.fields, *definition.children)}
    assert set(whole) == names | {"id", "meta"}


def test_some_fields_can_be_asked_for(client):
    practice(title="Cuidar")
    [item] = asked(client, **PRACTICES, fields="_,title,claim,places")["items"]
    assert set(item) == {"title", "claim", "places"}
    assert item["places"][0]["country"]["code"] == "uy"


def test_no_account_and_no_mail_is_told(client, make_user):
    author = make_user("ana.gomez")
    page = practice(owner=author, withdrawn_because="Secreto")
    host = member(title="Organización")
    event()
    text = json.dumps(asked(client, fields="*", limit=100))
    for one in (page, host):
        text += client.get(f"{PAGES}{one.pk}/").content.decode()
    text += client.get(PAGES, {**PRACTICES, "fields": "*"}).content.decode()
    for word in ("ana.gomez", "@", 'owner"', "Secreto", "password"):
        assert word not in text


def test_the_queries_are_as_many_for_twenty_as_for_two(client):
    lead, union = member(), concept("actor-type", "civil-society")

    def add(number):
        for _number in range(number):
            page = practice(lead_member=lead, lead_name="")
            Partner.objects.create(
                practice=page, name="Sindicato", actor_type=union, role="technical", locale=page.locale
            )
            KeyDate.objects.create(practice=page, year=2019, text="Ley", locale=page.locale)

    def queries(**query):
        asked(client, limit=20, **query)
        with CaptureQueriesContext(connection) as found:
            asked(client, limit=20, **query)
        return len(found)

    kinds = (PRACTICES, {**PRACTICES, "fields": "*"}, {"fields": "*"}, {**PRACTICES, "concept": "country:uy"})
    counts = []
    for number in (2, 18):
        add(number)
        counts.append([queries(**kind) for kind in kinds])
    assert counts[0] == counts[1]
    assert len(titles(client, **PRACTICES)) == 20


# Errors


@pytest.mark.parametrize(
    "query",
    [
        {"colour": "blue"},
        {"limit": "101"},
        {"limit": "-1"},
        {"limit": "x"},
        {"offset": "-1"},
        {"offset": "9" * 30},
        {"offset": "٣٣٣٣٣٣٣٣٣٣٣٣"},
        {"type": "auth.User"},
        {"type": "nothing"},
        {"type": "practices.PracticePage,"},
        {"locale": "tlh"},
        {"locale": ""},
        {"concept": "care-type"},
        {"concept": "care-type:nothing"},
        {"concept": ""},
        {"concept": "r:reduce' OR 1=1 --"},
        {"concept": "\x00"},
        {"code": ["AGC-0001"] * 101},
        {"code": "\x00"},
        {"slug": "\x00"},
        {"order": "random"},
        {"order": "owner"},
        {"order": "-owner__password"},
        {"owner": "1"},
        {"owner__email": "x"},
        {"fields": "owner"},
        {"fields": "withdrawn_because"},
        {"fields": "*,owner(*)"},
        {"fields": "title("},
        {"fields": "((((("},
        {"search": "x"},
        {"site": "example.org"},
        {"format": "api"},
        {"child_of": "x"},
        {"child_of": "999999999999999999999999"},
        {"descendant_of": "-5"},
        {"translation_of": "9" * 40},
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(client, query):
    practice()
    assert asked(client, status=400, **({} if "type" in query else PRACTICES) | query)["message"]


@pytest.mark.parametrize("query", [{"id": "x"}, {"id": "9" * 40}, {"html_path": "\x00"}, {"html_path": "es/../.."}, {}])
def test_what_is_looked_for_and_not_there_says_so(client, query):
    response = client.get(f"{PAGES}find/", query)
    assert response.status_code in (400, 404)
    assert json.loads(response.content)["message"]


def test_a_page_is_found_by_its_address(client):
    page = practice()
    response = client.get(f"{PAGES}find/", {"html_path": page.get_url(), "fields": "_,title"})
    assert response.status_code == 302
    assert json.loads(client.get(response["Location"]).content) == {"title": page.title}


def test_a_page_that_is_not_there_is_not_found(client):
    assert asked(client, f"{PAGES}999999/", status=404)["message"]
    assert asked(client, f"{PAGES}{10**18 * 9}/", status=404)["message"]
    assert Page.objects.exists()
