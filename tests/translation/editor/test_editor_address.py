"""The address of a translation, changed in the editor by who writes and publishes pages."""

import pytest
from wagtail.models import Page

from agc.translation import workflow
from agc.translation.texts import set_text
from home.models import StandardPage
from tests.factories import standard, translate
from tests.translation.editor.forms import edit_url, segment_at, words

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_a_published_translation_gets_another_address_and_the_old_one_leads_to_it(
    as_, client, target, translation, good, people, django_capture_on_commit_callbacks
):
    workflow.publish(translation, people["reviewer"])
    old = StandardPage.objects.get(pk=target.pk)
    title = segment_at(translation, "title")
    set_text(translation, title, "A draft that nobody has read", people["secretariat"])
    workflow.save_draft(translation, people["secretariat"])
    with django_capture_on_commit_callbacks(execute=True):
        response = as_("secretariat").post(edit_url(target), {"action": "address", "address": "care-for-everybody"})
    assert response.status_code == 302
    page = StandardPage.objects.get(pk=target.pk)
    assert (page.slug, page.title, page.live) == ("care-for-everybody", "Care for all", True)
    # The draft waits as before, at the new address; who wrote it still does not decide on it.
    draft = page.get_latest_revision_as_object()
    assert (draft.slug, draft.title) == ("care-for-everybody", "A draft that nobody has read")
    assert page.has_unpublished_changes
    assert people["secretariat"].pk in workflow.record_of(translation).authors
    client.logout()
    assert client.get(old.url).headers["Location"] == page.url
    assert client.get(page.url).status_code == 200


@pytest.mark.parametrize("address", ["", " ", "cuidados únicos", "../x", "a/b", "العناية", "a" * 256, "taken"])
def test_what_can_be_no_address_is_refused_and_shown_again(as_, source, address):
    target = translate(source, "en")
    translate(standard(title="Otra"), "en", title="Taken")
    response = as_("secretariat").post(edit_url(target), {"action": "address", "address": address})
    assert response.status_code == 422
    assert f'value="{address or target.slug}"' in response.content.decode()
    assert Page.objects.get(pk=target.pk).slug == target.slug


@pytest.mark.parametrize("name", ["translator", "reviewer", "editor", "french", "member"])
def test_an_address_is_changed_by_who_writes_and_publishes_pages(as_, source, name):
    target = translate(source, "en")
    seen = as_(name).get(edit_url(target))
    assert "Change the address" not in words(seen)
    as_(name).post(edit_url(target), {"action": "address", "address": "another"})
    assert Page.objects.get(pk=target.pk).slug == target.slug


def test_an_address_stays_as_it_is_before_the_first_publication_and_in_review(as_, target, translation, good, people):
    client = as_("secretariat")
    before = client.post(edit_url(target), {"action": "address", "address": "another"})
    assert before.status_code == 403
    assert "The address is made from the title" in words(before)
    workflow.publish(translation, people["reviewer"])
    set_text(translation, segment_at(translation, "title"), "Care for all of us", people["translator"])
    workflow.submit(translation, people["translator"])
    assert client.post(edit_url(target), {"action": "address", "address": "another"}).status_code == 403
    assert Page.objects.get(pk=target.pk).slug != "another"


def test_a_translation_that_was_taken_from_its_readers_gets_another_address(as_, source, people):
    target = translate(source, "en")
    target.unpublish()
    response = as_("secretariat").post(edit_url(target), {"action": "address", "address": "another"})
    assert response.status_code == 302
    page = StandardPage.objects.get(pk=target.pk)
    assert (page.slug, page.live) == ("another", False)
    assert page.get_latest_revision_as_object().slug == "another"
