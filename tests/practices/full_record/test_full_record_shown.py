"""What a full record says, and what a snapshot lacks: on the page, in the editor and in the search."""

from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import translation

from practices.models import BuildingBlock, Condition, Lesson, Participation, Partner, Voice
from practices.models.full_record import FullRecord
from tests.factories import concept, practice, translate
from tests.practices.full_record.pages import page_of, publish, section

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def full():
    """A full record, with something in each of its parts."""
    page = practice(
        title="Completa",
        cost_status="disclosed",
        cost_amount=Decimal("1200000"),
        cost_currency="MXN",
        cost_year=2024,
        easy_read="Aquí se cuida.",
        **{name: f"<p>Texto de {name}.</p>" for name in FullRecord.TEXTS if name != "easy_read"},
    )
    locale = page.locale
    page.concepts.add(concept("exchange-offer", "visits"), concept("success-factor", "political-will"))
    page.partners = [
        Partner(name="Sindicato", actor_type=concept("actor-type", "academia"), role="technical", locale=locale)
    ]
    page.building_blocks = [BuildingBlock(name="Registro", purpose="Saber.", steps="Uno\n\n Dos ", locale=locale)]
    page.participation = [Participation(who="carers", phase="design", degree="decide")]
    page.conditions = [
        Condition(
            role="failure",
            kind=concept("condition", "finance"),
            text="Faltó dinero.",
            answer="Se pidió.",
            locale=locale,
        )
    ]
    page.lessons = [Lesson(text="Empezar pronto.", locale=locale)]
    page.voices = [Voice(quote="Ahora estudio.", role="Madre de dos", side="carer", consent=True, locale=locale)]
    return publish(page)


def test_a_full_record_shows_all_it_says(client, full):
    soup = page_of(client, full)
    text = soup.select_one(".record").get_text(" ", strip=True)
    for words in (
        "1 200 000 MXN (2024)",
        "Aquí se cuida.",
        "Faltó dinero.",
        "Se pidió.",
        "Empezar pronto.",
        "Ahora estudio.",
    ):
        assert words in text.replace("\u00a0", " ").replace("\u202f", " ")
    for name in FullRecord.TEXTS:
        if name != "easy_read":
            assert f"Texto de {name}." in text
    assert [step.get_text() for step in soup.select(".block__steps li")] == ["Uno", "Dos"]
    grid = [cell.get_text(strip=True) for cell in section(soup, "participation").select("tbody tr:first-child td")]
    assert grid == ["Decidieron".lower(), "–", "–"] or grid[0].lower() == "decidieron"
    assert concept("exchange-offer", "visits").label in section(soup, "exchange").get_text()
    assert section(soup, "missing") is None


def test_a_snapshot_says_what_it_does_not_say(client):
    soup = page_of(client, practice())
    missing = [item.get_text() for item in section(soup, "missing").select("li")]
    assert "Objetivos" in missing
    assert "Cuánto cuesta" in missing
    assert "Lo que ofrece a otras organizaciones" in missing


def test_what_is_missing_speaks_the_language_of_the_page(client):
    page = translate(practice(), "fr")
    assert "Objectifs" in [item.get_text() for item in section(page_of(client, page), "missing").select("li")]


def test_evidence_is_missing_only_where_something_was_measured(full):
    with translation.override("en"):
        assert full.is_full
        full.results_status = "measured"
        assert not full.is_full
        assert full.missing_for_full == ["Kind of evidence"]


def test_the_editor_sees_what_is_missing(client, make_user, full):
    client.force_login(make_user("secretariat", "secretariat"))
    said = {}
    for page in (full, practice()):
        soup = BeautifulSoup(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content, "html.parser")
        said[page.pk] = soup.get_text(" ", strip=True)
    assert "This is a full record." in said.pop(full.pk)
    (snapshot,) = said.values()
    assert "This is a snapshot." in snapshot
    assert "Objectives" in snapshot


def test_a_cost_that_is_not_disclosed_is_stated(client):
    page = practice(cost_status="not-disclosed")
    soup = page_of(client, page)
    assert "no da a conocer" in section(soup, "cost").get_text()
    assert "Cuánto cuesta" not in [item.get_text() for item in section(soup, "missing").select("li")]


def test_a_chart_says_its_numbers(client):
    page = practice(results_status="measured", evidence=concept("evidence", "monitoring"))
    result = page.results.get()
    result.before_value, result.after_value, result.women_value = Decimal(50), Decimal(200), Decimal(150)
    page.results = [result]
    page = publish(page)
    soup = page_of(client, page)
    chart = section(soup, "results").select_one("svg")
    assert chart["aria-label"] == "Antes: 50; Después: 200"
    assert [bar["width"] for bar in chart.select("rect")] == ["25", "100"]
    assert "150 mujeres y niñas" in section(soup, "results").get_text()


@pytest.mark.parametrize(("before", "after"), [(None, 5), (-5, 5), (0, 0)])
def test_there_is_no_chart_of_nothing(client, before, after):
    page = practice()
    result = page.results.get()
    result.before_value, result.after_value = before, after
    assert result.chart is None


def test_the_search_finds_what_a_full_record_says(client, full):
    for words in ("Registro", "Ahora estudio", "Faltó dinero"):
        response = client.get(reverse("search"), {"q": words})
        assert full.get_url() in response.content.decode()
