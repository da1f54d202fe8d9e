"""The report of what practices lack: as each practice itself says, counted, narrowed, sorted, and taken away."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import GroupPagePermission

from agc.editorial.groups import EDITORS, MEMBERS, REVIEWERS, SECRETARIAT, translators
from practices.models import BuildingBlock, Condition, Lesson, Participation, Partner, PracticePage
from practices.reviewing.completeness_report import gaps_of, with_gaps
from tests.factories import concept, practice, translate

pytestmark = pytest.mark.django_db

REPORT = "/admin/reports/practices/completeness/"
ARABIC = "نظام الرعاية الوطني"
TEXTS = {name: f"<p>Texto de {name}.</p>" for name in ("objectives", "gender_note", "sustainability", "replication")}
ROWS = {
    "partners": lambda locale: Partner(
        name="Sindicato", actor_type=concept("actor-type", "academia"), role="technical", locale=locale
    ),
    "building_blocks": lambda locale: BuildingBlock(name="Registro", purpose="Saber.", steps="Uno", locale=locale),
    "participation": lambda locale: Participation(who="carers", phase="design", degree="decide"),
    "conditions": lambda locale: Condition(
        role="failure", kind=concept("condition", "finance"), text="Faltó dinero.", locale=locale
    ),
    "lessons": lambda locale: Lesson(text="Empezar pronto.", locale=locale),
}


def full(*, without=(), **fields):
    """Return a full record, published.

    Args:
        without: the rows that it has not, and "exchange-offer" for no offers.
        fields: values of its fields.
    """
    page = practice(**TEXTS | {"cost_status": "not-disclosed"} | fields)
    if "exchange-offer" not in without:
        page.concepts.add(concept("exchange-offer", "visits"))
    for name, row in ROWS.items():
        if name not in without:
            setattr(page, name, [row(page.locale)])
    page.save_revision().publish()
    return PracticePage.objects.get(pk=page.pk)


@pytest.fixture
def editor(client, make_user):
    user = make_user("editor", EDITORS)
    client.force_login(user)
    return user


def soup_of(client, **query):
    response = client.get(REPORT, query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def lines(soup):
    """Return the cells of each line, as their texts, by the title."""
    found = [
        [" ".join(cell.get_text().split()) for cell in line.select("td")]
        for line in soup.select("#listing-results table tbody tr")
    ]
    return {line[0]: line[1:] for line in found}


def counts(soup):
    """Return the numbers above the list by what is missing."""
    found = [link.get_text().rsplit(" ", 1) for link in soup.select("nav .desk-tab")]
    return {label: int(number) for label, number in found}


# The database and the practice say the same


def variants():
    """Return practices that lack one thing each, everything, nothing, and what is easily taken for something else."""
    yield full()
    yield practice()
    for name in TEXTS:
        yield full(**{name: ""})
    for name in (*ROWS, "exchange-offer"):
        yield full(without=[name])
    yield full(cost_status="")
    yield full(results_status="measured")
    yield full(results_status="measured", evidence=concept("evidence", "monitoring"))
    yield full(results_status="not-measured", evidence=None, objectives="<p></p>")
    yield full(without=["partners", "lessons", "exchange-offer"], cost_status="", replication="")


def test_the_database_finds_what_each_practice_says_of_itself():
    pages = list(variants())
    found = {page.pk: page for page in with_gaps(PracticePage.objects.all())}
    assert {page.pk: gaps_of(found[page.pk]) for page in pages} == {page.pk: page.missing() for page in pages}
    assert {page.pk: not found[page.pk].lacking for page in pages} == {page.pk: page.is_full for page in pages}
    # Each thing is missing somewhere and there elsewhere, or the comparison says nothing of it.
    for name in PracticePage.GAPS:
        assert {name in page.missing() for page in pages} == {True, False}


def test_each_condition_by_itself_finds_the_practices_that_lack_it():
    pages = list(variants())
    for name, condition in PracticePage.gaps().items():
        found = set(PracticePage.objects.filter(condition).values_list("pk", flat=True))
        assert found == {page.pk for page in pages if name in page.missing()}, name


def test_what_the_editor_shows_is_named_as_in_the_report():
    page = full(without=["partners", "exchange-offer"], cost_status="")
    names = PracticePage.names_of_gaps(PracticePage.GAPS)
    assert page.missing_for_full == [names["cost_status"], names["partners"], names["exchange-offer"]]
    assert all(name[0].isupper() for name in names.values())
    assert full().missing_for_full == []


# The list


def test_it_names_what_each_practice_lacks_those_that_lack_most_first(client, editor):
    full(title="Completa")
    full(title="Sin costo", cost_status="")
    practice(title="Breve")
    found = lines(soup_of(client))
    assert list(found) == ["Breve", "Sin costo", "Completa"]
    assert found["Sin costo"][1:] == ["live", "Snapshot", "1", "What it costs"]
    assert found["Completa"][1:] == ["live", "Full record", "0", ""]
    assert found["Breve"][3] == "11"
    assert "Building blocks, Participation of those concerned" in found["Breve"][4]


def test_drafts_are_in_it_with_what_was_saved_and_can_be_told_apart(client, editor):
    full(title="Pública")
    draft = full(title="Borrador", cost_status="")
    draft.unpublish()
    assert lines(soup_of(client))["Borrador"][1] == "draft"
    assert list(lines(soup_of(client, status="draft"))) == ["Borrador"]
    assert list(lines(soup_of(client, status="live"))) == ["Pública"]


def test_of_a_public_practice_what_readers_see_counts(client, editor):
    page = full(title="Pública", cost_status="")
    page.cost_status = "not-disclosed"
    page.save_revision()
    assert lines(soup_of(client))["Pública"][1:] == ["live + draft", "Snapshot", "1", "What it costs"]
    page.get_latest_revision().publish()
    assert lines(soup_of(client))["Pública"][2] == "Full record"


def test_the_counts_are_of_what_the_other_filters_leave_and_lead_to_the_practices(client, editor):
    full(title="Sin costo", cost_status="")
    full(title="Sin costo ni socias", cost_status="", without=["partners"])
    practice("en", title="Short")
    soup = soup_of(client)
    assert counts(soup)["What it costs"] == 3
    assert counts(soup)["Partners"] == 2
    assert counts(soup)["Kind of evidence"] == 0
    assert counts(soup_of(client, locale="es"))["Partners"] == 1
    # The counts of a facet leave out its own choice.
    assert counts(soup_of(client, missing="partners")) == counts(soup)
    [link] = [link for link in soup.select("nav .desk-tab") if link.get_text().startswith("What it costs")]
    narrowed = BeautifulSoup(client.get(link["href"]).content, "html.parser")
    assert len(lines(narrowed)) == 3
    [partners] = [link for link in narrowed.select("nav .desk-tab") if link.get_text().startswith("Partners")]
    both = BeautifulSoup(client.get(partners["href"] + "&locale=es").content, "html.parser")
    assert list(lines(both)) == ["Sin costo ni socias"]
    chosen = both.select("nav .desk-tab[aria-current]")
    assert [link.get_text().rsplit(" ", 1)[0] for link in chosen] == ["What it costs", "Partners"]
    assert "missing=partners" not in chosen[1]["href"]


@pytest.mark.parametrize(("level", "title"), [("full", "Completa"), ("snapshot", "Breve")])
def test_it_is_narrowed_by_level(client, editor, level, title):
    full(title="Completa")
    practice(title="Breve")
    assert list(lines(soup_of(client, level=level))) == [title]


def test_a_practice_stands_in_it_once_whatever_languages_it_has(client, editor):
    page = full(title="Sistema de cuidados")
    translate(page, "en", title="Care system")
    assert list(lines(soup_of(client))) == ["Sistema de cuidados"]
    assert lines(soup_of(client, locale="en")) == {}


def test_it_is_sorted_by_each_column_that_offers_it(client, editor):
    full(title="Alfa")
    practice(title="Beta")
    soup = soup_of(client)
    offered = {link["href"].partition("ordering=")[2].partition("&")[0] for link in soup.select("th a[href*=ordering]")}
    assert {key.removeprefix("-") for key in offered} == {"title", "code", "lacking"}
    for key in ("title", "code", "lacking"):
        assert list(lines(soup_of(client, ordering=key))) == ["Alfa", "Beta"]
        assert list(lines(soup_of(client, ordering=f"-{key}"))) == ["Beta", "Alfa"]


@pytest.mark.parametrize(
    "query", [{"missing": "<b>"}, {"missing": ["partners", "x"]}, {"level": "x"}, {"ordering": "owner__password"}]
)
def test_a_value_that_does_not_exist_is_said_or_passed_over(client, editor, query):
    full(title="Completa")
    soup = soup_of(client, **query)
    assert list(lines(soup)) == ["Completa"]
    assert ("A filter has a value" in soup.get_text()) is ("ordering" not in query)
    assert counts(soup)["Partners"] == 0


def test_an_empty_site_has_an_empty_report(client, editor):
    soup = soup_of(client)
    assert lines(soup) == {}
    assert set(counts(soup).values()) == {0}


def test_an_arabic_title_says_its_language(client, editor):
    page = practice(title="Uno")
    PracticePage.objects.filter(pk=page.pk).update(title=ARABIC, draft_title=ARABIC)
    link = soup_of(client).select_one("td.title a")
    assert (link.get_text(), link["lang"]) == (ARABIC, "es")
    assert link["href"] == reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_it_speaks_the_language_of_its_reader(client, make_user):
    client.force_login(make_user("editora", EDITORS, language="es"))
    full(title="Sin costo", cost_status="")
    soup = soup_of(client)
    assert lines(soup)["Sin costo"][2:] == ["Ficha breve", "1", "Cuánto cuesta"]
    assert "Qué les falta a las prácticas" in soup.get_text()


# Who may, what it costs, what is taken away


def test_the_report_is_for_who_has_the_right_to_it(client, make_user):
    assert reverse("practices_completeness") == REPORT
    rights = {SECRETARIAT: True, EDITORS: True, MEMBERS: False, REVIEWERS: False, translators("es"): False}
    for group, may in rights.items():
        client.force_login(make_user(f"one-of-{group}", group))
        for query in ({}, {"export": "xlsx"}):
            assert (client.get(REPORT, query).status_code == 200) is may
        assert (client.get(reverse("practices_completeness_results")).status_code == 200) is may
        assert (REPORT in client.get(reverse("wagtailadmin_home")).content.decode()) is may


def test_who_sees_one_language_in_the_explorer_counts_no_other(client, editor):
    practice(title="Breve")
    english = practice("en", title="Short")
    GroupPagePermission.objects.filter(group__name=EDITORS).exclude(page__locale=english.locale).delete()
    soup = soup_of(client)
    assert list(lines(soup)) == ["Short"]
    assert counts(soup)["Partners"] == 1


def test_the_report_costs_the_same_for_few_and_for_many_and_comes_a_page_at_a_time(client, editor, make_user):
    def queries():
        # What waits for the commit of the test happens at the first request.
        soup_of(client)
        with CaptureQueriesContext(connection) as found:
            soup_of(client)
        assert not any('"approach"' in query["sql"] for query in found)
        return len(found)

    def add(number):
        page = practice(owner=make_user(f"author-{number}", MEMBERS))
        if number % 2:
            page.unpublish()

    add(1)
    add(2)
    few = queries()
    for number in range(3, 6):
        add(number)
    assert queries() == few


def test_many_come_a_page_at_a_time(client, editor, monkeypatch):
    monkeypatch.setattr("practices.reviewing.reports.PracticeReportView.paginate_by", 2)
    for _number in range(3):
        practice()
    assert (len(lines(soup_of(client))), len(lines(soup_of(client, p=2)))) == (2, 1)


@pytest.fixture
def exported(client, editor):
    full(title="Completa")
    page = practice(title="Breve")
    PracticePage.objects.filter(pk=page.pk).update(title=f"={ARABIC}", draft_title=f"={ARABIC}")
    return lambda kind, **query: client.get(REPORT, {"export": kind} | query)


def test_it_is_taken_away_as_csv(exported):
    text = b"".join(exported("csv").streaming_content).decode("utf-8-sig")
    first, second = csv.DictReader(io.StringIO(text))
    assert (first["Title"], first["How complete it is"], first["How much is missing"]) == (
        f"'={ARABIC}",
        "Snapshot",
        "11",
    )
    assert "What it costs" in first["What is missing"]
    assert (second["Title"], second["What is missing"]) == ("Completa", "")


def test_it_is_taken_away_as_a_workbook_narrowed_as_the_list_is(exported):
    sheet = load_workbook(io.BytesIO(b"".join(exported("xlsx", level="snapshot").streaming_content))).active
    head, line = sheet.iter_rows(values_only=True)
    said = dict(zip(head, line, strict=True))
    assert (said["Title"], said["How much is missing"], said["Status"]) == (f"={ARABIC}", 11, "live")
    assert sheet.cell(2, 1).data_type != "f"
