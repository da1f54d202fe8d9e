"""What the box finds follows what is public: drafts and private pages are not found, changes are at once."""

from contextlib import suppress

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from agc.vocabulary import loading
from agc.vocabulary.models import ConceptLabel
from home.models import StandardPage
from search.models import SearchRow, SearchState
from tests.factories import concept, frame_page, standard, translate

pytestmark = pytest.mark.django_db


def test_drafts_are_never_found(search, committed, uruguay):
    committed(translate, uruguay, "en", publish=False, title="Secret carrot")
    draft = committed(type(uruguay).objects.get, pk=uruguay.pk)
    draft.title = "Zanahoria secreta"
    committed(draft.save_revision)
    for query in ("carrot", "zanahoria"):
        assert search(query) == search(query, "en") == []
    assert search("Sistema Nacional")[0] == uruguay.get_url()


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD])
def test_private_pages_are_never_found(search, committed, uruguay, kind):
    english = committed(translate, uruguay, "en", title="Turnip system")
    committed(PageViewRestriction.objects.create, page=english, restriction_type=kind, password="x")
    assert search("turnip", "en") == []
    assert search("niñas", "en") == [uruguay.get_url()]
    on_all = committed(
        PageViewRestriction.objects.create, page=frame_page("practices"), restriction_type=kind, password="x"
    )
    assert search("niñas", "en") == search("niñas") == []
    committed(on_all.delete)
    assert search("niñas") == [uruguay.get_url()]


def test_what_is_published_together_is_written_together(search, committed):
    """An import writes hundreds of practices in one transaction; its readers wait for one batch."""
    pages = []

    def undone():
        with suppress(RuntimeError), transaction.atomic():
            pages.append(standard(title="Remolacha deshecha"))
            raise RuntimeError

    def publish_many():
        undone()
        pages.extend(standard(title=f"Remolacha {number}") for number in range(5))

    before = SearchState.newest_change()
    committed(publish_many)
    assert SearchState.newest_change() == before + 1
    assert sorted(search("remolacha")) == sorted(page.get_url() for page in pages[1:])


def test_a_record_that_cannot_be_written_takes_no_other_with_it(search, committed, monkeypatch):
    pages = []

    def publish_many():
        pages.extend(standard(title=f"Remolacha {number}") for number in range(3))

    own = StandardPage.get_search_document

    def broken(page):
        if page.title == "Remolacha 2":
            raise ValueError(page.title)
        return own(page)

    monkeypatch.setattr(StandardPage, "get_search_document", broken)
    with pytest.raises(ValueError, match="Remolacha 2"):
        committed(publish_many)
    monkeypatch.undo()
    assert {page.get_url() for page in pages[:2]} <= set(search("remolacha"))


def test_unpublishing_removes_and_publishing_again_brings_back(search, committed, uruguay):
    english = committed(translate, uruguay, "en", title="Turnip system")
    assert search("turnip") == [uruguay.get_url()]
    committed(english.unpublish)
    assert search("turnip") == []
    assert search("niñas", "en") == [uruguay.get_url()]
    committed(uruguay.unpublish)
    assert search("niñas") == []
    committed(type(uruguay).objects.get(pk=uruguay.pk).save_revision().publish)
    assert search("niñas") == [uruguay.get_url()]


def test_deleting_removes(search, committed, uruguay):
    assert search("zapallar") == [uruguay.get_url()]
    committed(uruguay.delete)
    assert search("zapallar") == []
    assert not SearchRow.objects.filter(record__translation_key=uruguay.translation_key).exists()


def test_a_change_is_found_when_it_is_published_and_the_old_words_no_more(search, committed, uruguay):
    uruguay.claim = "Otra frase con remolacha."
    committed(uruguay.save_revision().publish)
    assert search("remolacha") == [uruguay.get_url()]
    assert search("zapallar") == []


def test_a_renamed_concept_is_found_by_its_new_name(client, search, committed, uruguay, make_user):
    from tests.vocabulary.test_cms import form_of

    row = concept("component", "services")
    labels = [
        (label.language, "Remolacha" if label.language == "es" else label.preferred, {"id": label.pk})
        for label in row.labels.all()
    ]
    client.force_login(make_user("secretariat", "secretariat"))
    url = reverse("wagtailsnippets_vocabulary_concept:edit", args=[row.pk])
    response = committed(client.post, url, form_of("component", "services", labels, initial=len(labels)))
    assert response.status_code == 302
    client.logout()
    assert ConceptLabel.objects.get(concept=row, language="es").preferred == "Remolacha"
    assert search("remolacha") == search("remolacha", "fr") == [uruguay.get_url()]


def test_a_word_new_in_the_official_lists_finds_what_has_the_concept(search, committed, uruguay, monkeypatch):
    lists = loading.read_lists()
    component = next(data["concepts"] for data in lists if data["code"] == "component")
    services = next(row for row in component if row["code"] == "services")
    services["labels"]["fr"]["alternatives"] = ["betterave"]
    monkeypatch.setattr(loading, "read_lists", lambda: lists)
    committed(call_command, "load_vocabulary", verbosity=0)
    assert search("betterave") == [uruguay.get_url()]


def test_rebuilding_finds_the_same_and_drops_what_is_left_over(search, committed, uruguay):
    before = set(SearchRow.objects.values_list("pk", "title", "text", "is_fallback"))
    Page.objects.filter(pk=committed(standard, title="Remolacha").pk).update(live=False)
    SearchRow.objects.filter(pk=uruguay.pk).delete()
    call_command("rebuild_search", verbosity=0)
    assert set(SearchRow.objects.values_list("pk", "title", "text", "is_fallback")) == before
    assert search("niñas") == [uruguay.get_url()]
