"""The translators' editor without a script: one form saves every text, and nothing that was typed is lost."""

import json
import re
from html import unescape
from urllib.parse import urlencode

import pytest
from wagtail_localize.models import SegmentOverride, Translation

from agc.translation.models import SegmentComment
from agc.translation.texts import segments_of, set_text
from home.models import StandardPage
from tests.factories import translate
from tests.translation.editor.forms import edit_url, form, segment_at, tokens_of, url, words

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_one_form_saves_all_texts_as_a_draft_and_publishes_nothing(as_, target, translation):
    title, paragraph = segment_at(translation, "title"), segment_at(translation, "body")
    data = form(translation, {title.pk: "Care for all", paragraph.pk: 'One <a id="a1">two</a>!'}, action="save")
    response = as_("translator").post(edit_url(target), data, follow=True)
    assert "Saved as a draft" in words(response)
    target.refresh_from_db()
    assert not target.live
    draft = target.get_latest_revision_as_object()
    assert draft.title == "Care for all"
    assert 'href="https://example.org/es"' in str(draft.body[0].value)


def test_a_live_page_stays_as_it_is_when_its_translation_is_saved(as_, source):
    target = translate(source, "en")
    translation = Translation.objects.get(source__object_id=target.translation_key, target_locale=target.locale)
    title = segment_at(translation, "title")
    as_("translator").post(edit_url(target), form(translation, {title.pk: "Another"}, action="save"))
    target.refresh_from_db()
    assert target.title == "en Cuidados para todas"
    assert target.get_latest_revision_as_object().title == "Another"


def test_a_refused_text_is_shown_as_typed_and_the_others_are_saved(as_, target, translation):
    title, paragraph = segment_at(translation, "title"), segment_at(translation, "body")
    data = form(translation, {title.pk: "Bell \x07", paragraph.pk: "Kept"}, action="submit")
    response = as_("translator").post(edit_url(target), data)
    assert response.status_code == 422
    assert "Bell \x07" in response.content.decode()
    assert "1 text was not saved" in words(response)
    assert segment_at(translation, "title").target == title.target
    assert segment_at(translation, "body").target == "Kept"
    target.refresh_from_db()
    assert target.current_workflow_state is None


def test_two_people_at_one_text_lose_nothing(as_, target, translation, people):
    title = segment_at(translation, "title")
    data = form(translation, {title.pk: "Mine"}, action="save")
    set_text(translation, title, "Theirs", people["second"])
    response = as_("translator").post(edit_url(target), data)
    assert response.status_code == 409
    assert "Theirs" in words(response)
    assert ">Mine</textarea>" in response.content.decode()
    assert segment_at(translation, "title").target == "Theirs"
    token = json.loads(unescape(re.search('name="tokens" value="([^"]*)"', response.content.decode())[1]))
    again = form(translation, {title.pk: "Mine"}, action="save") | {"tokens": json.dumps(token)}
    assert as_("translator").post(edit_url(target), again).status_code == 302
    assert segment_at(translation, "title").target == "Mine"


def test_a_text_typed_while_the_page_was_locked_comes_back(as_, target, translation, people):
    title = segment_at(translation, "title")
    data = form(translation, {title.pk: "Typed before"}, action="save")
    target.locked, target.locked_by = True, people["secretariat"]
    target.save()
    response = as_("translator").post(edit_url(target), data)
    assert response.status_code == 423
    assert "Typed before" in response.content.decode()
    assert segment_at(translation, "title").target == title.target


def test_a_text_whose_place_is_gone_comes_back(as_, target, translation, source):
    gone = next(segment for segment in segments_of(translation) if segment.source == "Tres.")
    data = form(translation, {gone.pk: "Three, long thought about."}, action="save")
    page = StandardPage.objects.get(pk=source.pk)
    page.body = json.dumps([dict(page.body.raw_data[0])])
    page.save_revision().publish()
    response = as_("translator").post(edit_url(target), data)
    assert response.status_code == 409
    assert "Three, long thought about." in words(response)
    assert "no longer on the page" in words(response)


@pytest.mark.parametrize(
    "data",
    [
        {"action": "rubbish"},
        {"do": "rubbish.1.2"},
        {"do": "comment.999999999"},
        {"do": "explain..."},
        {"do": "use.999999999999999999999999999.x"},
        {"tokens": "[[[", "text-x": "a", "choice-1": "b", "comment-": "x"},
        {"tokens": '{"text-999999": [1]}', "text-999999": "x"},
        {f"text-{'9' * 4301}": "x"},
        {"do": f"explain.{'9' * 5000}.x"},
        {"action": "reject", "decision": "a\x00b"},
        {"action": "address", "address": "a\x00b"},
    ],
    ids=lambda data: "-".join(data)[:40],
)
def test_a_form_made_up_by_hand_is_answered_with_words(as_, target, data):
    # In parts, a name so long would not be read at all.
    kind = "application/x-www-form-urlencoded"
    response = as_("translator").post(edit_url(target), urlencode(data), content_type=kind)
    assert 400 <= response.status_code < 500
    assert "messages" in response.content.decode()


@pytest.mark.parametrize(
    "written", [*(f"resolve.%d.{'9' * number}" for number in (19, 5000)), "unexplain.%d.a\x00b"], ids=ascii
)
def test_a_button_made_up_by_hand_is_answered_with_words(as_, target, translation, written):
    title = segment_at(translation, "title")
    data = {"do": written % title.pk}
    response = as_("translator").post(edit_url(target), data)
    assert response.status_code == 422
    assert "messages" in response.content.decode()
    answer = as_("translator").post(url("text", translation, title.pk), data | {"tokens": tokens_of(title)})
    assert answer.status_code == 422
    assert answer.json()["error"]


@pytest.mark.parametrize("digits", [19, 4301, 5000])
def test_a_choice_made_up_by_hand_is_refused(as_, target, translation, digits):
    client = as_("translator")
    html = client.get(edit_url(target)).content.decode()
    tokens = unescape(re.search('name="tokens" value="([^"]*)"', html)[1])
    name = next(name for name in json.loads(tokens) if name.startswith("choice-") and f'id="id-{name}"' in html)
    data = {name: "9" * digits, "tokens": tokens}
    assert client.post(edit_url(target), data).status_code == 422
    answer = client.post(url("choice", translation, name.removeprefix("choice-")), data)
    assert answer.status_code == 422
    assert answer.json()["error"]
    assert not SegmentOverride.objects.exists()


def test_a_comment_not_sent_by_its_own_button_is_kept_with_the_rest(as_, target, translation):
    title = segment_at(translation, "title")
    data = form(translation, action="save") | {f"comment-{title.pk}": "¿Para todas?"}
    as_("translator").post(edit_url(target), data)
    assert SegmentComment.objects.get().text == "¿Para todas?"


def test_a_comment_that_is_too_long_is_shown_again(as_, target, translation):
    title = segment_at(translation, "title")
    data = form(translation, do=f"comment.{title.pk}") | {f"comment-{title.pk}": "a" * 2001}
    response = as_("translator").post(edit_url(target), data)
    assert response.status_code == 422
    assert "a" * 2001 in response.content.decode()


def test_a_comment_leads_back_to_its_text_under_the_same_filter(as_, target, translation):
    title = segment_at(translation, "title")
    data = form(translation, do=f"comment.{title.pk}", show="comments") | {f"comment-{title.pk}": "¿Todas?"}
    response = as_("translator").post(edit_url(target), data)
    assert response.status_code == 302
    assert response.url == f"{edit_url(target)}?show=comments#segment-{title.pk}"


def test_a_link_of_its_own_is_kept_and_a_script_is_refused(as_, target, translation):
    html = as_("translator").get(edit_url(target)).content.decode()
    name = re.search(r'name="(choice-\d+)" value="" placeholder="https://example.org/es"', html)[1]
    tokens = unescape(re.search('name="tokens" value="([^"]*)"', html)[1])
    bad = as_("translator").post(edit_url(target), {name: "javascript:alert(1)", "tokens": tokens, "action": "save"})
    assert bad.status_code == 422
    assert "javascript:alert(1)" in bad.content.decode()
    assert not SegmentOverride.objects.exists()
    as_("translator").post(edit_url(target), {name: "https://example.org/en", "tokens": tokens, "action": "save"})
    assert SegmentOverride.objects.get().data == "https://example.org/en"


def test_a_filter_that_has_been_emptied_gives_way_to_all_texts(as_, target, translation, people):
    title = segment_at(translation, "title")
    set_text(translation, title, "", people["translator"])
    data = form(translation, {title.pk: "Care"}, action="save", show="missing")
    response = as_("translator").post(edit_url(target), data, follow=True)
    assert response.redirect_chain[-1][0] == f"{edit_url(target)}?show=missing"
    assert "Nothing is left under “Missing”: all texts are shown." in words(response)
    assert not re.search(r'<article class="te-row"[^>]* hidden>', response.content.decode())
