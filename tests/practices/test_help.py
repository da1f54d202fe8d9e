"""What the form says with a field: for all that takes words or figures, and the same wherever it is asked for."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import translation

from practices.models import PracticePage
from practices.record import Kind, record_of
from tests.factories import frame_page

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

WRITTEN = (Kind.TEXT, Kind.RICH_TEXT, Kind.NUMBER, Kind.YEAR, Kind.DATE, Kind.LANGUAGE, Kind.ADDRESS)
# What can still be read at a glance above a field.
LONGEST = 160


def helps():
    """Return what is said of each field to write in, by the names of its rows and its own, in the active language."""
    record = record_of(PracticePage)
    fields = {field.name: field for field in record.fields if not field.is_given}
    fields |= {f"{child.name}.{field.name}": field for child in record.children for field in child.fields}
    return {name: str(field.help) for name, field in fields.items() if field.kind in WRITTEN}


@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_every_field_to_write_in_says_in_short_what_to_write(language):
    with translation.override(language):
        said = helps()
    assert {"title", "claim", "approach", "results.indicator", "sources.publisher"} <= said.keys()
    assert [name for name, text in said.items() if not text] == []
    assert {name: text for name, text in said.items() if len(text) > LONGEST} == {}


@pytest.fixture
def form(client, make_user):
    """The form in which a member organisation begins a practice, with its templates of rows."""
    client.force_login(make_user("organisation", "members"))
    url = reverse("wagtailadmin_pages:add", args=["practices", "practicepage", frame_page("practices").pk])
    soup = BeautifulSoup(client.get(url).content, "html.parser")
    return [soup, *(BeautifulSoup(rows.decode_contents(), "html.parser") for rows in soup.select("template"))]


def test_the_form_of_a_member_says_it_with_the_field(form):
    shown = {help.get_text(" ", strip=True) for part in form for help in part.select(".help")}
    with translation.override("en"):
        assert {text for text in helps().values() if text not in shown} == set()


def test_it_is_read_aloud_with_the_field(form):
    title = form[0].select_one("#id_title")
    words = [form[0].find(id=name).get_text(strip=True) for name in title["aria-describedby"].split()]
    with translation.override("en"):
        assert helps()["title"] in words


def test_the_codebook_says_the_same(client):
    address = f"{frame_page('practices', 'en').get_url()}codebook/"
    data = json.loads(client.get(f"{address}json/").content)
    title = next(field for field in data["fields"] if field["name"] == "title")
    page = BeautifulSoup(client.get(address).content, "html.parser").get_text(" ", strip=True)
    with translation.override("en"):
        assert title["help"]["en"] == helps()["title"]
        assert [text for text in helps().values() if text not in page] == []
