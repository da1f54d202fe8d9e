"""Every page type: where it may stand, and how it is read in each language."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Page

from agc.core.models import BasePage
from tests import factories
from tests.factories import frame_page

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

# Each page type: under what it may be made, and what may be made under it.
RULES = {
    "HomePage": (
        {"Page"},
        {
            "PracticeIndexPage",
            "PublicationIndexPage",
            "EventIndexPage",
            "CommunityIndexPage",
            "MemberIndexPage",
            "SectionPage",
            "StandardPage",
        },
    ),
    "SectionPage": ({"HomePage", "SectionPage"}, {"StandardPage", "GovernanceBodyPage", "SectionPage"}),
    "StandardPage": ({"HomePage", "SectionPage"}, set()),
    "GovernanceBodyPage": ({"SectionPage"}, {"GovernanceDocumentPage"}),
    "GovernanceDocumentPage": ({"GovernanceBodyPage"}, set()),
    "PracticeIndexPage": ({"HomePage"}, {"PracticePage", "CollectionPage"}),
    "PracticePage": ({"PracticeIndexPage"}, set()),
    "CollectionPage": ({"PracticeIndexPage"}, set()),
    "PublicationIndexPage": ({"HomePage"}, {"PublicationPage"}),
    "PublicationPage": ({"PublicationIndexPage"}, {"ChapterPage"}),
    "ChapterPage": ({"PublicationPage"}, set()),
    "EventIndexPage": ({"HomePage"}, {"EventPage"}),
    "EventPage": ({"EventIndexPage"}, set()),
    "CommunityIndexPage": ({"HomePage"}, {"CommunityPage"}),
    "CommunityPage": ({"CommunityIndexPage"}, set()),
    "MemberIndexPage": ({"HomePage"}, {"MemberPage"}),
    "MemberPage": ({"MemberIndexPage"}, set()),
}
TYPES = {model.__name__: model for model in BasePage.__subclasses__()}
MAKERS = {
    "HomePage": lambda language: frame_page("home", language),
    "SectionPage": factories.section,
    "StandardPage": factories.standard,
    "GovernanceBodyPage": factories.governance_body,
    "GovernanceDocumentPage": lambda language: factories.governance_document(factories.governance_body(language)),
    "PracticeIndexPage": lambda language: frame_page("practices", language),
    "PracticePage": factories.practice,
    "CollectionPage": lambda language: factories.collection([factories.practice(language)], language),
    "PublicationIndexPage": lambda language: frame_page("publications", language),
    "PublicationPage": factories.publication,
    "ChapterPage": lambda language: factories.chapter(factories.publication(language)),
    "EventIndexPage": lambda language: frame_page("events", language),
    "EventPage": factories.event,
    "CommunityIndexPage": lambda language: frame_page("communities", language),
    "CommunityPage": factories.community,
    "MemberIndexPage": lambda language: frame_page("members", language),
    "MemberPage": factories.member,
}


def names(models):
    return {model.__name__ for model in models}


def test_every_page_type_of_the_site_is_in_these_tables():
    assert set(TYPES) == set(RULES) == set(MAKERS)


@pytest.mark.parametrize("name", RULES)
def test_where_a_page_may_stand(name):
    parents, children = RULES[name]
    assert names(TYPES[name].allowed_parent_page_models()) == parents
    assert names(TYPES[name].allowed_subpage_models()) == children


@pytest.mark.parametrize("name", [name for name in RULES if name.endswith("IndexPage")])
def test_a_home_page_has_each_list_once(name):
    assert not TYPES[name].can_create_at(frame_page("home"))


@pytest.mark.parametrize(
    ("parent", "app", "model"),
    [("home", "practices", "practicepage"), ("practices", "events", "eventpage"), ("events", "home", "homepage")],
)
def test_the_cms_refuses_a_page_in_the_wrong_place(client, make_user, parent, app, model):
    client.force_login(make_user("admin", superuser=True))
    page = frame_page(parent)
    url = reverse("wagtailadmin_pages:add", args=[app, model, page.pk])
    before = Page.objects.count()
    assert client.get(url).status_code in (302, 403)
    client.post(url, factories.page_form())
    assert Page.objects.count() == before


@pytest.mark.parametrize("language", ["es", "en", "fr"])
@pytest.mark.parametrize("name", MAKERS)
def test_every_page_type_is_read_in_every_language(client, name, language):
    page = MAKERS[name](language)
    assert type(page).__name__ == name
    response = client.get(page.get_url())
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    assert (soup.html["lang"], soup.html["dir"]) == (language, "ltr")
    assert [h1.get_text(strip=True) for h1 in soup.select("h1")] == [getattr(page, "headline", page.title)]
    assert page.title in soup.title.get_text()
    assert soup.select_one('meta[name="description"]')["content"] == page.get_meta_description() != ""
    assert soup.select_one('link[rel="canonical"]')["href"] == page.full_url
    identifiers = [element["id"] for element in soup.select("[id]")]
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize("name", MAKERS)
def test_every_page_type_can_be_previewed_and_edited_in_the_cms(client, make_user, name):
    client.force_login(make_user("admin", superuser=True))
    page = MAKERS[name]("es")
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert page.title in html
    response = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert response.status_code == 200
    assert page.title in response.content.decode()


@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_the_home_page_leads_to_practices_events_and_communities_at_once(client, language):
    practice, event, community = factories.practice(), factories.event(), factories.community()
    soup = BeautifulSoup(client.get(frame_page("home", language).get_url()).content, "html.parser")
    links = {link.get("href") for link in soup.select("main a")}
    assert {practice.get_url(), event.get_url(), community.get_url()} <= links
    assert {f"{frame_page('practices', language).get_url()}?r={code}" for code in ("recognise", "reward")} <= links


def test_the_home_page_shows_no_past_event(client):
    import datetime

    past = factories.event(starts_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
    assert past.get_url() not in client.get("/es/").content.decode()


def test_a_section_lists_what_is_in_it_and_no_draft(client):
    body, draft = factories.governance_body(), factories.governance_body(title="Comité secreto")
    draft.unpublish()
    html = client.get(frame_page("alliance").get_url()).content.decode()
    assert body.get_url() in html
    assert "Comité secreto" not in html


def test_a_body_lists_its_documents_and_a_document_numbers_its_articles(client):
    body = factories.governance_body()
    articles = [("article", {"title": title, "text": "<p>Texto.</p>"}) for title in ("Objeto", "Alcance")]
    document = factories.governance_document(body, body=articles)
    assert document.get_url() in client.get(body.get_url()).content.decode()
    soup = BeautifulSoup(client.get(document.get_url()).content, "html.parser")
    targets = [link["href"].removeprefix("#") for link in soup.select("nav.outline a")]
    assert targets == ["article-1", "article-2"]
    assert "Alcance" in soup.find(id="article-2").get_text()


def test_the_outline_of_a_page_leads_to_its_headings_even_where_two_are_the_same(client):
    body = [("heading", "Uno"), ("paragraph", "<p>a</p>"), ("heading", "Uno"), ("heading", "¿?")]
    soup = BeautifulSoup(client.get(factories.standard(body=body).get_url()).content, "html.parser")
    targets = [link["href"].removeprefix("#") for link in soup.select("nav.outline a")]
    assert len(set(targets)) == 3
    assert [soup.find(id=target).get_text(strip=True) for target in targets] == ["Uno", "Uno", "¿?"]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["¿Qué cambió?", "Que cambio"], ["part-que-cambio", "part-que-cambio-2"]),
        (["Uno", "Uno", "Uno 2", "¿?", "2"], ["part-uno", "part-uno-2", "part-uno-2-2", "part", "part-2"]),
        (["رعاية", "عمل", "رعاية"], ["part-رعاية", "part-عمل", "part-رعاية-2"]),
        (["Chapters", "Content", "Menu"], ["part-chapters", "part-content", "part-menu"]),
    ],
)
def test_no_heading_has_the_id_of_another_nor_of_the_frame(client, headings, expected):
    guide = factories.publication()
    pages = [factories.chapter(guide, body=[("heading", heading) for heading in headings]) for _number in range(2)]
    soup = BeautifulSoup(client.get(pages[0].get_url()).content, "html.parser")
    assert [link["href"] for link in soup.select("nav.outline--side a")] == [f"#{name}" for name in expected]
    assert [soup.find(id=name).get_text() for name in expected] == headings
    identifiers = [element["id"] for element in soup.select("[id]")]
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize("name", MAKERS)
def test_an_example_says_that_it_is_one_on_every_page_type(client, name):
    page = MAKERS[name]("es")
    assert "notice--example" not in client.get(page.get_url()).content.decode()
    TYPES[name].objects.filter(pk=page.pk).update(illustrative=True)
    assert "notice--example" in client.get(page.get_url()).content.decode()
