"""Events: when they are by the clocks of their own place, and in which order a reader meets them."""

import datetime
import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from wagtail.models import PageViewRestriction

from agc.core.templatetags.date_tags import day as written_day
from events.models import EventPage, Host, ShownPractice
from tests.factories import community, concept, event, event_form, frame_page, member, practice, translate

pytestmark = pytest.mark.django_db

UTC = datetime.UTC


def soup_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def times(soup):
    return [time["datetime"] for time in soup.select(".facts time")]


@pytest.mark.parametrize(
    ("zone", "day", "start", "end"),
    [
        ("America/Mexico_City", "2030-05-01", "2030-05-01T17:30:00-06:00", "2030-05-01T17:50:00-06:00"),
        ("Asia/Kolkata", "2030-05-02", "2030-05-02T05:00:00+05:30", "2030-05-02T05:20:00+05:30"),
        ("Europe/Paris", "2030-05-02", "2030-05-02T01:30:00+02:00", "2030-05-02T01:50:00+02:00"),
        ("UTC", "2030-05-01", "2030-05-01T23:30:00+00:00", "2030-05-01T23:50:00+00:00"),
    ],
)
@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_times_are_those_of_the_event_s_zone(client, language, zone, day, start, end):
    page = event(
        language,
        zone=zone,
        starts_at=datetime.datetime(2030, 5, 1, 23, 30, tzinfo=UTC),
        ends_at=datetime.datetime(2030, 5, 1, 23, 50, tzinfo=UTC),
    )
    soup = soup_of(client, page.get_url())
    text = soup.select_one(".facts").get_text(" ", strip=True)
    assert {start, end} <= set(times(soup))
    with translation.override(language):
        assert written_day(datetime.date.fromisoformat(day)) in text
        assert date_format(page.local_start, "TIME_FORMAT") in text
    data = json.loads(soup.select_one("script[type='application/ld+json']").string)
    assert data["startDate"] == start


def test_an_event_of_several_days_shows_both(client):
    page = event(
        "en",
        zone="America/Mexico_City",
        starts_at=datetime.datetime(2030, 5, 1, 15, tzinfo=UTC),
        ends_at=datetime.datetime(2030, 5, 4, 1, tzinfo=UTC),
    )
    assert {"2030-05-01", "2030-05-03"} <= set(times(soup_of(client, page.get_url())))


def test_an_event_of_the_whole_day_has_no_hour(client):
    page = event("en", all_day=True, zone="UTC", starts_at=datetime.datetime(2030, 5, 1, tzinfo=UTC))
    soup = soup_of(client, page.get_url())
    assert times(soup) == ["2030-05-01"]
    assert "UTC" not in soup.select_one(".facts").get_text()


@pytest.fixture
def secretariat(client, make_user):
    client.force_login(make_user("secretariat", "secretariat"))
    return client


def add(client, action="publish", **fields):
    url = reverse("wagtailadmin_pages:add", args=["events", "eventpage", frame_page("events").pk])
    return client.post(url, event_form(**fields) | ({f"action-{action}": "1"} if action else {}))


@pytest.mark.parametrize("action", ["", "publish", "submit"])
def test_an_end_before_the_start_is_refused_and_nothing_typed_is_lost(secretariat, action):
    response = add(secretariat, action, ends_at="2030-05-01 14:00", venue="Teatro Solís")
    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"ends_at"}
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.select_one("#id_venue")["value"] == "Teatro Solís"
    assert soup.select_one("#id_ends_at")["value"].startswith("2030-05-01 14:00")
    assert not EventPage.objects.exists()


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"organiser_name": ""}, {"organiser_name"}),
        ({"starts_at": ""}, {"starts_at"}),
        ({"starts_at": "mañana"}, {"starts_at"}),
        ({"zone": "Atlantis/Capital"}, {"zone"}),
        ({"kind": "fiesta"}, {"kind"}),
        ({"summary": ""}, {"summary"}),
        ({}, set()),
    ],
)
def test_what_an_event_needs_to_be_published(secretariat, fields, where):
    response = add(secretariat, **fields)
    if where:
        assert response.status_code == 200
        assert set(response.context["form"].errors) == where
        assert "La Alianza" in response.content.decode() or "organiser_name" in where
    else:
        assert response.status_code == 302
    assert EventPage.objects.live().exists() is (not where)


@pytest.fixture
def from_seoul(secretariat):
    """The secretariat at work far from where the events are."""
    profile = secretariat.get("/admin/").wsgi_request.user.wagtail_userprofile
    profile.current_time_zone = "Asia/Seoul"
    profile.save()
    return secretariat


def test_the_hour_that_an_editor_types_is_that_of_the_event_s_place(from_seoul):
    assert add(from_seoul, starts_at="2030-05-01 15:00", ends_at="").status_code == 302
    page = EventPage.objects.get()
    assert page.starts_at == datetime.datetime(2030, 5, 1, 21, tzinfo=UTC)
    form = BeautifulSoup(from_seoul.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content, "html.parser")
    assert form.select_one("#id_starts_at")["value"].startswith("2030-05-01 15:00")


def test_a_whole_day_is_the_same_day_wherever_it_was_written(from_seoul, client):
    assert add(from_seoul, starts_at="2030-10-29 00:00", ends_at="2030-10-29 23:59", all_day="on").status_code == 302
    page = EventPage.objects.get()
    assert times(soup_of(client, page.get_url())) == ["2030-10-29"]


@pytest.mark.parametrize("codes", ["es, qu", "gn", "zh-Hant, es-MX"])
def test_a_language_that_django_does_not_know_is_shown_all_the_same(secretariat, client, codes):
    assert add(secretariat, languages_spoken=codes).status_code == 302
    facts = soup_of(client, EventPage.objects.get().get_url()).select_one(".facts")
    assert [entry["lang"] for entry in facts.select("dd[lang]")] == codes.split(", ")


@pytest.mark.parametrize("codes", ["español", "es; en", "es,", '"><script>', "es en"])
def test_what_is_no_language_code_is_refused(secretariat, codes):
    response = add(secretariat, languages_spoken=codes)
    assert set(response.context["form"].errors) == {"languages_spoken"}


def test_an_event_of_several_days_shows_when_it_ends_by_the_clock(client):
    page = event(
        "en",
        zone="UTC",
        starts_at=datetime.datetime(2030, 5, 1, 9, tzinfo=UTC),
        ends_at=datetime.datetime(2030, 5, 3, 18, 30, tzinfo=UTC),
    )
    facts = soup_of(client, page.get_url()).select_one(".facts").get_text(" ", strip=True)
    assert "1 to 3 May 2030" in " ".join(facts.split())
    assert "18:30" in facts


def listed(client, query="", language="es"):
    soup = soup_of(client, frame_page("events", language).get_url() + query)
    return [link.get_text(strip=True) for link in soup.select(".results .card__title a")]


def test_what_is_coming_stands_before_what_has_been(client):
    now = timezone.now()
    day = datetime.timedelta(days=1)
    event(title="Hace un año", starts_at=now - 365 * day)
    event(title="En un mes", starts_at=now + 30 * day)
    event(title="Ayer", starts_at=now - 2 * day, ends_at=now - day)
    event(title="Mañana", starts_at=now + day)
    event(title="En curso", starts_at=now - day, ends_at=now + day)
    assert listed(client) == ["En curso", "Mañana", "En un mes", "Ayer", "Hace un año"]


def test_an_event_lasts_until_the_end_of_its_last_day_where_no_hour_is_said(client):
    now = timezone.now()
    page = event(title="Hoy", all_day=True, zone="UTC", starts_at=now.replace(hour=0, minute=0, second=0))
    event(title="Hoy, sin final", zone="UTC", starts_at=now.replace(hour=0, minute=0, second=0))
    event(title="Ayer", all_day=True, zone="UTC", starts_at=now - datetime.timedelta(days=1))
    assert soup_of(client, page.get_url()).select_one(".notice") is None
    assert listed(client)[-1] == "Ayer"
    home = soup_of(client, "/es/").get_text()
    assert "Hoy, sin final" in home
    assert "Ayer" not in home


def test_the_home_page_has_what_is_on_now_and_nothing_cancelled(client):
    now = timezone.now()
    event(title="En curso", starts_at=now - datetime.timedelta(days=1), ends_at=now + datetime.timedelta(days=1))
    event(title="Suspendido", status="cancelled", starts_at=now + datetime.timedelta(days=2))
    home = soup_of(client, "/es/").get_text()
    assert "En curso" in home
    assert "Suspendido" not in home


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?mode=online", {"A"}),
        ("?mode=online&mode=hybrid", {"A", "B"}),
        ("?mode=hybrid&country=mx", {"B"}),
        ("?kind=assembly", {"C"}),
        ("?kind=assembly&mode=online", set()),
        ("?mode=teleport", {"A", "B", "C"}),
    ],
)
def test_the_list_is_narrowed_by_choices_and_country(client, query, expected):
    event(title="A", mode="online")
    event(title="B", mode="hybrid", country=concept("country", "mx"))
    event(title="C", mode="in-person", kind="assembly")
    assert set(listed(client, query)) == expected


@pytest.mark.parametrize("page", ["2", "abc", "0"])
def test_a_page_that_the_list_has_not_is_not_found(client, page):
    event()
    assert client.get(f"{frame_page('events').get_url()}?page={page}").status_code == 404


def test_an_event_that_is_over_cancelled_or_postponed_says_so(client):
    past = event(starts_at=datetime.datetime(2020, 1, 1, tzinfo=UTC))
    notices = [
        soup_of(client, page.get_url()).select_one(".notice")
        for page in (past, event(status="cancelled"), event(status="postponed"), event())
    ]
    assert len({notice.get_text(strip=True) for notice in notices[:3]}) == 3
    assert notices[3] is None


def test_it_shows_its_organiser_practices_and_communities_in_the_reader_s_language(client):
    organiser, shown, host = member(), practice(), community()
    page = event("en", organiser_member=organiser, organiser_name="")
    ShownPractice.objects.create(event=page, practice=shown)
    Host.objects.create(event=page, community=host)
    english = [translate(record, "en") for record in (organiser, shown)]
    links = {link.get("href") for link in soup_of(client, page.get_url()).select("main a")}
    assert {english[0].get_url(), english[1].get_url(), host.get_url()} <= links


@pytest.mark.parametrize("hide", ["unpublish", "restrict"])
def test_an_organiser_that_is_not_public_is_not_named(client, hide):
    organiser = member(title="Zanahoria secreta")
    page = event(organiser_member=organiser, organiser_name="")
    if hide == "unpublish":
        organiser.unpublish()
    else:
        PageViewRestriction.objects.create(page=organiser, restriction_type=PageViewRestriction.LOGIN)
    assert "Zanahoria" not in client.get(page.get_url()).content.decode()


def test_the_organiser_has_its_name_in_the_language_of_the_page_for_machines_too(client):
    organiser = member(title="Organización")
    english = translate(organiser, "en")
    data = json.loads(
        soup_of(client, event("en", organiser_member=organiser, organiser_name="").get_url())
        .select_one("script[type='application/ld+json']")
        .string
    )
    assert data["organizer"]["name"] == english.title != organiser.title
