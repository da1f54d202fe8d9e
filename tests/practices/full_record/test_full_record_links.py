"""What a practice is linked with: its adaptations both ways, what belongs with it, and what is about it."""

import pytest

from practices.models import PracticeLink
from tests.factories import collection, community, event, practice, publication, translate
from tests.practices.full_record.pages import page_of, publish, section

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


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
