"""Members and communities of practice: what they show, and what they never do."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.utils import translation

from community.models import StudiedPractice
from events.models import Host
from tests.factories import community, concept, event, frame_page, member, practice, translate

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def soup_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def cards(soup):
    return [link["href"] for link in soup.select(".card__title a")]


@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_a_member_is_told_in_the_reader_s_language(client, language):
    page = member(language, country=concept("country", "de"), website="https://example.org/", languages="es, fr")
    facts = soup_of(client, page.get_url()).select_one(".facts")
    with translation.override(language):
        for scheme, code in (("country", "de"), ("actor-type", "civil-society")):
            assert concept(scheme, code).label in facts.get_text()
    assert facts.select_one('a[href="https://example.org/"]')
    assert [dd.get_text() for dd in facts.select("dd[lang]")] == ["Español", "Français"]


def test_the_e_mail_and_the_name_of_a_focal_point_are_never_shown(client):
    page = member(focal_point_email="secreto@example.org", focal_point_name="Ana Secreta")
    for url in (page.get_url(), frame_page("members").get_url(), "/es/search/?q=secret", "/sitemap.xml"):
        html = client.get(url, follow=True).content.decode()
        assert "secreto@" not in html
        assert "Ana Secreta" not in html
    assert "Dirección" in client.get(page.get_url()).content.decode()


def test_a_member_shows_what_it_leads_and_organises_in_every_language_of_its_page(client):
    page = member()
    led = practice(lead_member=page, lead_name="")
    organised = event(organiser_member=page)
    draft = practice(lead_member=page, lead_name="")
    draft.unpublish()
    french = translate(page, "fr")
    assert set(cards(soup_of(client, page.get_url()))) == {led.get_url(), organised.get_url()}
    assert set(cards(soup_of(client, french.get_url()))) == {led.get_url(), organised.get_url()}
    led_in_french = translate(led, "fr")
    assert set(cards(soup_of(client, french.get_url()))) == {led_in_french.get_url(), organised.get_url()}


def test_members_stand_in_the_order_of_their_names(client):
    for title in ("Zeta", "Alfa", "Ñandú"):
        member(title=title)
    titles = [link.get_text() for link in soup_of(client, frame_page("members").get_url()).select(".card__title a")]
    assert titles[0] == "Alfa"
    assert set(titles) == {"Zeta", "Alfa", "Ñandú"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?country=mx", {"A", "B"}),
        ("?country=mx&country=uy", {"A", "B", "C"}),
        ("?country=mx&actor=academia", {"B"}),
        ("?status=founder", {"C"}),
        ("?status=friend", {"A", "B", "C"}),
    ],
)
def test_members_are_narrowed_by_country_kind_and_status(client, query, expected):
    member(title="A")
    member(title="B", actor_type=concept("actor-type", "academia"))
    member(title="C", country=concept("country", "uy"), status="founder")
    soup = soup_of(client, frame_page("members").get_url() + query)
    assert {link.get_text() for link in soup.select(".results .card__title a")} == expected


@pytest.mark.parametrize("key", ["members", "communities", "publications"])
@pytest.mark.parametrize("page", ["2", "abc", "-1"])
def test_a_page_that_a_list_has_not_is_not_found(client, key, page):
    assert client.get(f"{frame_page(key).get_url()}?page={page}").status_code == 404


def test_a_community_shows_its_practices_and_events_and_who_facilitates_it(client):
    page = community(rhythm="Cada mes", started_on=datetime.date(2024, 3, 1))
    studied, hosted, draft = practice(), event(), event(title="Zanahoria secreta")
    StudiedPractice.objects.create(community=page, practice=studied)
    for shown in (hosted, draft):
        Host.objects.create(event=shown, community=page)
    draft.unpublish()
    soup = soup_of(client, page.get_url())
    assert cards(soup) == [studied.get_url(), hosted.get_url()]
    assert "Secretaría" in soup.main.get_text()
    assert "Cada mes" in soup.main.get_text()
    assert "Zanahoria" not in str(soup)


def test_a_translated_community_has_the_events_of_its_source(client):
    page = community()
    hosted = event()
    Host.objects.create(event=hosted, community=page)
    english = translate(page, "en")
    assert hosted.get_url() in cards(soup_of(client, english.get_url()))


@pytest.mark.parametrize("policy", ["open", "request", "invitation"])
def test_a_community_says_how_to_join(client, policy):
    page = community(join_policy=policy)
    assert page.get_join_policy_display() in soup_of(client, page.get_url()).main.get_text()
    soup = soup_of(client, f"{frame_page('communities').get_url()}?join={policy}")
    assert page.get_url() in cards(soup)
