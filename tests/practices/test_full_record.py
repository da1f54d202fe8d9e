"""The full record: what it asks for, what it states, and how it is shown."""

from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import translation
from wagtail.test.utils.form_data import inline_formset, rich_text

from agc.core.publishing import NotPublished
from practices.models import BuildingBlock, Condition, Lesson, Medium, Participation, Partner, PracticeLink, Voice
from practices.models.full_record import FullRecord
from tests.factories import collection, community, concept, event, practice, practice_form, publication, translate

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def page_of(client, page):
    response = client.get(page.get_url())
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def section(soup, name):
    heading = soup.select_one(f"#section-{name}")
    return heading and heading.find_parent("section")


def publish(page):
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


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


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"cost_status": "disclosed"}, "cost_amount"),
        ({"cost_status": "disclosed", "cost_amount": "5", "cost_year": "2024"}, "cost_currency"),
        ({"cost_status": "disclosed", "cost_amount": "5", "cost_currency": "USD"}, "cost_year"),
        ({"unit_cost": "5"}, "cost_currency"),
        ({"cost_currency": "dólares"}, "cost_currency"),
        ({"cost_amount": "mucho"}, "cost_amount"),
        ({"objectives": rich_text(f"<p>{'palabra ' * 101}</p>")}, "objectives"),
        ({"easy_read": "palabra " * 101}, "easy_read"),
        ({"lessons": inline_formset([{"text": "x"}] * 6)}, "lessons"),
        ({"voices": inline_formset([{"quote": "Sí", "role": "Madre", "side": "carer"}])}, "voices.consent"),
        (
            {"media": inline_formset([{"kind": "video", "title": "x", "url": "https://example.org/v"}])},
            "media.captioned",
        ),
        ({"media": inline_formset([{"kind": "file", "title": "x"}])}, "media.document"),
        (
            {"participation": inline_formset([{"who": "carers", "phase": "design", "degree": "none"}] * 2)},
            "participation.phase",
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_place_and_nothing_is_lost(client, make_user, fields, where):
    client.force_login(make_user("secretariat", "secretariat"))
    from tests.factories import frame_page

    url = reverse("wagtailadmin_pages:add", args=["practices", "practicepage", frame_page("practices").pk])
    response = client.post(url, practice_form(**fields) | {"action-publish": "1"})
    assert response.status_code == 200
    form = response.context["form"]
    wrong = set(form.errors)
    for name, formset in form.formsets.items():
        wrong |= {f"{name}.{field}" for row in formset.errors for field in row if field != "__all__"}
        if formset.non_form_errors():
            wrong.add(name)
    assert where in wrong
    assert "Cambió quién cuida." in response.content.decode()


def test_no_way_of_publishing_shows_what_a_person_did_not_agree_to(client):
    page = practice()
    page.voices = [Voice(quote="Sí", role="Madre", side="carer", consent=False, locale=page.locale)]
    with pytest.raises(NotPublished):
        page.save_revision().publish()
    assert section(page_of(client, page), "voices") is None


def link(page, other, relation="adapted-from", note=""):
    page.links.add(PracticeLink(relation=relation, other=other, note=note, locale=page.locale))
    return publish(page)


def test_adaptations_are_followed_both_ways_with_what_was_changed(client):
    origin, middle, last = practice(title="Origen"), practice(title="Media"), practice(title="Última")
    middle = link(middle, origin, note="Se hizo rural.")
    last = link(last, middle, note="Se hizo digital.")
    tree = section(page_of(client, middle), "adaptations")
    assert [a.get_text() for a in tree.select("a")] == ["Origen", "Última"]
    assert [note.get_text() for note in tree.select(".tree__note")] == ["Se hizo rural.", "Se hizo digital."]
    assert [a.get_text() for a in section(page_of(client, origin), "adaptations").select("a")] == ["Media", "Última"]
    assert [a.get_text() for a in section(page_of(client, last), "adaptations").select("a")] == ["Origen", "Media"]


def test_a_circle_of_adaptations_ends(client):
    one, two = practice(title="Una"), practice(title="Dos")
    one = link(one, two)
    link(two, one)
    names = [a.get_text() for a in section(page_of(client, one), "adaptations").select("a")]
    assert set(names) == {"Dos"}


def test_a_link_leads_to_the_reader_s_language_and_never_to_a_draft(client):
    origin, page, draft = practice(title="Origen"), practice(title="Copia"), practice(title="Borrador")
    english = translate(origin, "en", title="Origin")
    page = link(link(page, origin), draft)
    draft.unpublish()
    page = translate(page, "en")
    tree = section(page_of(client, page), "adaptations")
    assert [a["href"] for a in tree.select("a")] == [english.get_url()]


def test_what_was_said_to_belong_together_comes_before_what_is_found(client):
    page, other = practice(title="Una"), practice(title="Amiga", country="in", r="reward", concepts=[])
    practice(title="Parecida")
    link(page, other, "related", note="Se visitan.")
    cards = page_of(client, page).select(".record__related .card__title a")
    assert [card.get_text(strip=True) for card in cards] == ["Amiga", "Parecida"]
    back = page_of(client, other).select_one(".record__related .card__title a")
    assert back.get_text(strip=True) == "Una"


def save_draft(client, page, **fields):
    data = practice_form(slug=page.slug, **fields)
    for relation in ("places", "effects", "sources"):
        data |= {f"{relation}-INITIAL_FORMS": "1", f"{relation}-0-id": getattr(page, relation).get().pk}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def test_a_practice_is_not_its_own_origin(client, make_user):
    client.force_login(make_user("secretariat", "secretariat"))
    page = practice()
    links = inline_formset([{"relation": "adapted-from", "other": translate(page, "en").pk, "note": ""}])
    data = practice_form(slug=page.slug, links=links) | {"action-publish": "1"}
    for relation in ("places", "effects", "sources"):
        data |= {f"{relation}-INITIAL_FORMS": "1", f"{relation}-0-id": getattr(page, relation).get().pk}
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert response.status_code == 200
    assert "other" in response.context["form"].formsets["links"].errors[0]


def test_a_draft_may_have_rows_that_are_not_finished(client, make_user):
    client.force_login(make_user("secretariat", "secretariat"))
    page = practice()
    twice = [{"who": "carers", "phase": "design", "degree": "none"}] * 2
    response = save_draft(
        client,
        page,
        media=inline_formset([{"kind": "video", "title": "Sin subtítulos"}]),
        voices=inline_formset([{"quote": "Sí", "role": "Madre", "side": "carer"}]),
        participation=inline_formset(twice),
        cost_status="not-disclosed",
        cost_amount="5",
    )
    assert response.status_code == 302
    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [medium.title for medium in draft.media.all()] == ["Sin subtítulos"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"cost_status": "not-disclosed", "cost_amount": Decimal(5), "cost_currency": "USD", "cost_year": 2024},
        {"unit_cost": Decimal(5)},
        {"media": [Medium(kind="video", title="x", url="https://example.org/v")]},
        {"media": [Medium(kind="file", title="x")]},
        {"lessons": [Lesson(text="")]},
        {"links": [PracticeLink(relation="related")]},
        {"participation": [Participation(who="carers", phase="design", degree="none") for _twice in range(2)]},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_no_way_of_publishing_passes_over_what_the_form_asks(wrong):
    page = practice()
    for name, value in wrong.items():
        for row in value if isinstance(value, list) else ():
            if hasattr(row, "locale_id"):
                row.locale = page.locale
        setattr(page, name, value)
    with pytest.raises(NotPublished):
        page.save_revision().publish()


def test_a_draft_shows_its_own_links_before_it_is_published():
    from agc.core.querysets import best_by_key
    from practices.adaptations import Links

    origin, page = practice(title="Origen"), practice()
    page.links.add(PracticeLink(relation="adapted-from", other=origin, note="Se hizo rural.", locale=page.locale))
    links = Links(page)
    (shown,) = links.tree(best_by_key(links.keys, page.locale))["origins"]
    assert (shown.page.title, shown.note) == ("Origen", "Se hizo rural.")


def test_what_was_changed_is_said_of_adaptations_alone(client):
    page, other = practice(title="Primera"), practice(title="Otra")
    page = link(page, other, relation="related")
    link(other, page, note="Visitas en casa.")
    soup = page_of(client, page)
    assert "Visitas en casa." in section(soup, "adaptations").get_text()
    assert "Visitas en casa." not in section(soup, "related").get_text()


def test_what_lies_behind_a_private_practice_is_not_shown(client):
    from wagtail.models import PageViewRestriction

    origin, middle, last = practice(title="Origen"), practice(title="Media"), practice(title="Última")
    middle = link(middle, origin, note="Secreto.")
    last = link(last, middle)
    PageViewRestriction.objects.create(page=middle, restriction_type=PageViewRestriction.LOGIN)
    assert "Secreto" not in page_of(client, last).get_text()
    assert section(page_of(client, last), "adaptations") is None
    assert "Secreto" not in client.get(f"/{last.code}.json").content.decode()
    assert section(page_of(client, origin), "adaptations") is None


def test_all_that_is_about_it_is_linked(client):
    from community.models import StudiedPractice
    from events.models import ShownPractice
    from practices.models import CitedPractice

    page = practice()
    about = [event(), publication(), community()]
    ShownPractice.objects.create(event=about[0], practice=page)
    CitedPractice.objects.create(publication=about[1], practice=page)
    StudiedPractice.objects.create(community=about[2], practice=page)
    about.append(collection([page]))
    links = section(page_of(client, page), "connected").select("a")
    assert {a["href"] for a in links} == {other.get_url() for other in about}
    english = translate(page, "en")
    assert len(section(page_of(client, english), "connected").select("a")) == 4


def test_what_only_a_draft_is_about_is_not_linked(client):
    from events.models import ShownPractice

    page, about = practice(), event()
    english = translate(about, "en")
    english.unpublish()
    ShownPractice.objects.create(event=english, practice=page)
    assert section(page_of(client, page), "connected") is None


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
