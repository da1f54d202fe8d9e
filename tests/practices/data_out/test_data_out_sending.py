"""How files are asked for and sent: addresses, names, language, and the number of queries."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from practices.models import KeyDate, Partner
from tests.factories import concept, frame_page, member, practice
from tests.practices.data_out.taking import ROUTES, csv_of, taken

pytestmark = pytest.mark.django_db


def test_the_list_leads_to_its_files_narrowed_as_it_is(client):
    practice(country="uy")
    url = frame_page("practices").get_url()
    soup = BeautifulSoup(client.get(f"{url}?country=uy&x=1&page=1").content, "html.parser")
    links = [link["href"] for link in soup.select(".results a[download]")]
    assert links == [f"{url}{route}/?country=uy" for route in ROUTES]
    assert soup.select_one(f'.results a[href="{url}codebook/"]')
    for link in links:
        assert client.get(link).status_code == 200


@pytest.mark.parametrize("route", [*ROUTES, "codebook"])
@pytest.mark.parametrize(
    "query", ["?country=%00", "?country=" + "x" * 3000, "?languages=%27--", "?care=%3Cscript%3E&languages=&languages=x"]
)
def test_strange_addresses_get_the_whole_file(client, route, query):
    practice(title="Única")
    assert taken(client, route, query=query)
    if route == "csv":
        assert [row["title"] for row in csv_of(client, query=query)] == ["Única"]


@pytest.mark.parametrize("path", ["csv", "csv/x/", "exe/", "codebook/xml/", "json/json/"])
def test_what_is_no_file_is_not_found(client, path):
    assert client.get(f"{frame_page('practices').get_url()}{path}", follow=True).status_code in (200, 404)
    if path != "csv":
        assert client.get(f"{frame_page('practices').get_url()}{path}").status_code == 404


@pytest.mark.parametrize(
    ("route", "kind", "ending"),
    [
        ("csv", "text/csv", "csv"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
        ("json", "application/json", "json"),
        ("ris", "application/x-research-info-systems", "ris"),
        ("bibtex", "application/x-bibtex", "bib"),
        ("csl", "application/vnd.citationstyles.csl+json", "csl.json"),
    ],
)
def test_a_file_has_a_name_that_says_what_it_is(client, route, kind, ending):
    practice()
    for query, language in (("", "en"), ("?languages=all", "all")):
        response = client.get(f"{frame_page('practices', 'en').get_url()}{route}/{query}")
        name = f"practices-{language}-{timezone.localdate():%Y-%m-%d}.{ending}"
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
        assert response["Content-Type"].split(";")[0] == kind
        assert response["X-Robots-Tag"] == "noindex"
        assert not response.cookies
        assert response.streaming
        assert b"".join(response)


def test_a_file_is_in_the_language_of_the_list_whatever_is_active_while_it_is_sent(client):
    practice()
    response = client.get(f"{frame_page('practices', 'fr').get_url()}csv/")
    with translation.override("en"):
        rows = list(csv.DictReader(io.StringIO(b"".join(response).decode("utf-8-sig"))))
    with translation.override("fr"):
        assert rows[0]["kind_label"] == concept("kind", "programme").label


def test_the_number_of_queries_does_not_grow_with_the_practices(client):
    lead, union = member(), concept("actor-type", "civil-society")

    def add(number):
        for _number in range(number):
            page = practice(lead_member=lead, lead_name="")
            Partner.objects.create(
                practice=page, name="Sindicato", actor_type=union, role="technical", locale=page.locale
            )
            KeyDate.objects.create(practice=page, year=2019, text="Ley", locale=page.locale)

    def queries(route, query):
        with CaptureQueriesContext(connection) as found:
            taken(client, route, query=query)
        return len(found)

    files = [(route, query) for route in ROUTES for query in ("", "?languages=all")]
    counts = []
    for number in (3, 27):
        add(number)
        taken(client, "csv")
        counts.append({file: queries(*file) for file in files})
    assert counts[0] == counts[1]
