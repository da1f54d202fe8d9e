"""A list of the translators' desk sorted, narrowed, searched, and taken away as a table."""

import datetime
import io

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import Page

from agc.core.languages import locales
from agc.editorial.groups import translators
from agc.translation.models import TranslationRecord
from tests.factories import standard, translate
from tests.translation.at_the_desk.lists import client_of, queue, read, three, titles

pytestmark = pytest.mark.django_db


# The order


def test_the_most_urgent_stands_first(client, translator, secretariat):
    three(secretariat)
    client.force_login(translator)
    assert titles(client, queue())[:4] == ["Página B", "Página A", "Página C", "Página D"]


def test_each_column_sorts(client, translator, secretariat):
    three(secretariat)
    client.force_login(translator)
    assert titles(client, f"{queue()}?ordering=-title")[:4] == ["Página D", "Página C", "Página B", "Página A"]
    assert titles(client, f"{queue()}?ordering=-asked_for")[0] == "Página C"
    for key in ("type", "stage", "words_left", "share", "due", "assignee", "-due"):
        assert len(titles(client, f"{queue()}?ordering={key}")) == 4
    assert titles(client, f"{queue()}?ordering=assignee__password")[0] == "Página B"


# Filters


def test_filters_narrow_the_list(client, translator, secretariat, make_user):
    three(secretariat)
    other = make_user("other", translators("en"))
    records = TranslationRecord.objects.filter(locale=locales()["en"])
    records.filter(source__title="Página A").update(assignee=translator)
    records.filter(source__title="Página D").update(assignee=other)
    records.filter(source__title="Página B").update(due=timezone.localdate() - datetime.timedelta(days=1))
    client.force_login(translator)
    assert titles(client, f"{queue()}?assigned=me") == ["Página A"]
    assert titles(client, f"{queue()}?assigned={other.pk}") == ["Página D"]
    assert titles(client, f"{queue()}?assigned=nobody") == ["Página B", "Página C"]
    assert titles(client, f"{queue()}?overdue=yes") == ["Página B"]
    assert titles(client, f"{queue()}?status=in_progress") == []
    assert len(titles(client, f"{queue()}?status=in_progress&status=requested")) == 4
    kind = records.get(source__title="Página A").source.content_type_id
    assert len(titles(client, f"{queue()}?type={kind}")) == 4
    assert titles(client, f"{queue(scope='every')}?type={kind}&q=gina C") == ["Página C"]


def test_a_filter_that_matches_nothing_says_so(client, translator, work):
    assert "Nothing matches" in read(client_of(client, translator), f"{queue()}?q=xyz")


def test_the_search_finds_titles_in_both_languages(client, translator, source):
    translate(source, "en", title="Care system")
    standard(title="نظام الرعاية")
    client.force_login(translator)
    assert titles(client, f"{queue(scope='every')}?q=care sys") == [source.title]
    assert titles(client, f"{queue(scope='every')}?q=sistema") == [source.title]
    assert titles(client, f"{queue(scope='every')}?q=الرعاية") == ["نظام الرعاية"]


@pytest.mark.parametrize(
    "query", ["status=nonsense", "type=abc", "type=99999999999999999999", "assigned='--", "overdue=maybe"]
)
def test_a_filter_that_does_not_exist_is_named_and_loses_nothing(client, translator, work, query):
    html = read(client_of(client, translator), f"{queue()}?{query}")
    assert "the list is not filtered" in html
    assert work.source.title in html


@pytest.mark.parametrize("query", ["q=%00", "p=abc", "p=-7", "ordering=%00", "q=" + "x" * 5000, "export=exe"])
def test_nonsense_in_the_address_is_no_error(client, translator, work, query):
    read(client_of(client, translator), f"{queue()}?{query}")


# Tables to take away


def test_the_list_can_be_taken_away_as_a_table(client, translator, work):
    Page.objects.filter(pk=work.source_id).update(title='=HYPERLINK("http://evil.example")')
    client.force_login(translator)
    text = b"".join(client.get(f"{queue()}?export=csv").streaming_content).decode()
    assert text.splitlines()[0].startswith("Title,Type of page,Language,Status,Words left")
    assert "'=HYPERLINK" in text
    assert "Good practice,English,Requested" in text
    book = load_workbook(io.BytesIO(b"".join(client.get(f"{queue()}?export=xlsx").streaming_content)))
    assert [cell.value for cell in book.active[2]][1:4] == ["Good practice", "English", "Requested"]
