"""The translators' editor as people use it: with a form, with a script, and as those who may not."""

import json
import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, Revision, TaskState
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation

from agc.editorial.groups import EDITORS, MEMBERS, SECRETARIAT, language_reviewers, translators
from agc.translation import workflow
from agc.translation.editor.saving import token_of
from agc.translation.models import SegmentComment, Status
from agc.translation.texts import segments_of, set_text
from home.models import StandardPage
from tests.factories import picture, standard, translate

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

BODY = [("paragraph", '<p>Uno <a href="https://example.org/es">dos</a>.</p>'), ("paragraph", "<p>Tres.</p>")]
ENGLISH = {"title": "Care for all", "summary": "A page."}


@pytest.fixture
def source():
    return standard(title="Cuidados para todas", body=BODY, image=picture(), image_alt="Una imagen.")


@pytest.fixture
def target(source):
    return translate(source, "en", publish=False)


@pytest.fixture
def translation(target):
    return Translation.objects.get(source__object_id=target.translation_key, target_locale=target.locale)


@pytest.fixture
def people(make_user):
    return {
        "translator": make_user("translator", translators("en")),
        "second": make_user("second", translators("en")),
        "french": make_user("french", translators("fr")),
        "reviewer": make_user("reviewer", language_reviewers("en")),
        "editor": make_user("editor", EDITORS),
        "secretariat": make_user("secretariat", SECRETARIAT),
        "member": make_user("member", MEMBERS),
    }


@pytest.fixture
def as_(client, people):
    def log_in(name):
        client.force_login(people[name])
        return client

    return log_in


@pytest.fixture
def good(translation):
    """Make every text one that no check finds fault with."""
    words = {"Uno": 'One <a id="a1">two</a>.', "Tres.": "Three."}
    for segment in segments_of(translation):
        text = next((text for start, text in words.items() if segment.source.startswith(start)), None)
        given = {"title": "Care for all", "summary": "A page.", "image_alt": "A picture."}
        set_text(translation, segment, text or given.get(segment.path, "Words"), None)


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def url(name, translation, *args):
    return reverse(f"translation_editor:{name}", args=[translation.pk, *args])


def segment_at(translation, path):
    return next(segment for segment in segments_of(translation) if segment.path.startswith(path))


def form(translation, changed=None, **more):
    """Return what the form of the editor sends.

    Args:
        changed: texts by the pk of the segment.
        more: other fields, such as `action`.
    """
    segments = segments_of(translation)
    data = {f"text-{segment.pk}": segment.target_shown for segment in segments}
    data["tokens"] = json.dumps({f"text-{segment.pk}": token_of(segment.target) for segment in segments})
    return data | {f"text-{pk}": text for pk, text in (changed or {}).items()} | more


def tokens_of(segment):
    return json.dumps({f"text-{segment.pk}": token_of(segment.target)})


def offered(response):
    """Return the buttons of the footer, and which of them stands out."""
    buttons = re.findall(r'name="action" value="(\w+)" class="button([^"]*)"', response.content.decode())
    return {name for name, _more in buttons}, [name for name, more in buttons if "secondary" not in more]


def words(response):
    """Return what a page says, without its markup."""
    return " ".join(unescape(re.sub("<[^>]*>", " ", response.content.decode())).split())


# The page


def test_the_editor_stands_at_the_address_of_the_page(as_, target, translation):
    response = as_("translator").get(edit_url(target))
    assert response.status_code == 200
    html = response.content.decode()
    for segment in segments_of(translation):
        assert f'id="segment-{segment.pk}"' in html
        assert f'for="text-{segment.pk}"' in html
    assert "All texts are translated." in words(response)
    assert "Submit for review" in words(response)
    assert "Approve" not in words(response)
    assert "alias" not in html


def test_texts_are_shown_as_text(as_, target, translation, people):
    evil = '<img src=x onerror="alert(1)">'
    title = segment_at(translation, "title")
    set_text(translation, title, "&lt;/textarea&gt;&lt;script&gt;alert(2)&lt;/script&gt;", people["translator"])
    record = workflow.record_of(translation)
    SegmentComment.objects.create(
        record=record, context_id=title.context_id, string_id=title.string_id, author=people["translator"], text=evil
    )
    record.note = evil
    record.save()
    html = as_("translator").get(edit_url(target)).content.decode()
    assert "<img src=x" not in html
    assert "<script>alert(2)" not in html
    assert "&lt;img src=x" in html


def test_what_is_missing_stands_in_the_filter_and_in_the_footer(as_, target, translation, people):
    title = segment_at(translation, "title")
    set_text(translation, title, "", people["translator"])
    response = as_("translator").get(edit_url(target), {"show": "missing"})
    html = response.content.decode()
    assert re.search(rf'id="segment-{title.pk}"[^>]*data-flags="missing"[^>]*>', html)
    hidden = re.findall(r'<article class="te-row"[^>]*id="segment-(\d+)"[^>]* hidden>', html)
    assert sorted(map(int, hidden)) == sorted(s.pk for s in segments_of(translation) if s.pk != title.pk)
    assert "What keeps it from being submitted: 1" in words(response)
    assert "1 text is still to be translated." in words(response)


@pytest.mark.parametrize("query", ["show=rubbish", "similar=x", "similar=999999999999999999999999", "show=&similar="])
def test_an_address_made_up_by_hand_shows_the_page(as_, target, query):
    assert as_("translator").get(f"{edit_url(target)}?{query}").status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_texts(as_, make_user):
    def queries(number):
        page = standard(body=[("paragraph", f"<p>Párrafo {number} del texto largo.</p>") for number in range(number)])
        target = translate(page, "en", publish=False)
        client.get(edit_url(target))
        with CaptureQueriesContext(connection) as found:
            response = client.get(edit_url(target))
        assert len(re.findall("<article", response.content.decode())) >= number
        return len(found), len(response.content)

    client = as_("translator")
    few, _size = queries(1)
    many, size = queries(150)
    assert few == many
    # Wagtail's own view and the frame around it take more than half of them.
    assert many <= 50
    assert size < 600_000


# Saving without a script


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


# The way of a translation


def test_from_the_translator_to_the_readers(as_, target, translation, good, people):
    title = segment_at(translation, "title")
    data = form(translation, {title.pk: "Care for everybody"}, action="submit")
    assert "Sent to be reviewed" in words(as_("translator").post(edit_url(target), data, follow=True))
    waiting = as_("translator").get(edit_url(target))
    assert "readonly" in waiting.content.decode()
    assert "Withdraw from review" in words(waiting)
    assert "Submit for review" not in words(waiting)

    seen = as_("reviewer").get(edit_url(target))
    assert "Approve and publish" in words(seen)
    assert "translator sent it to be reviewed" in words(seen)
    comment = form(translation, do=f"comment.{title.pk}") | {f"comment-{title.pk}": "Say “all”."}
    as_("reviewer").post(edit_url(target), comment)
    as_("reviewer").post(edit_url(target), {"action": "reject", "decision": "One word."}, follow=True)

    back = as_("translator").get(edit_url(target))
    assert "reviewer asked for changes" in words(back)
    assert "One word." in words(back)
    assert "Say “all”." in words(back)
    as_("translator").post(edit_url(target), form(translation, {title.pk: "Care for all"}, action="submit"))
    response = as_("reviewer").post(edit_url(target), {"action": "approve"}, follow=True)
    assert "Approved: readers see the translation now." in words(response)
    target.refresh_from_db()
    assert target.live
    assert target.title == "Care for all"
    assert workflow.record_of(translation).status == Status.PUBLISHED


def test_nothing_is_submitted_while_a_text_is_missing(as_, target, translation, good):
    title = segment_at(translation, "title")
    response = as_("translator").post(edit_url(target), form(translation, {title.pk: ""}, action="submit"))
    assert response.status_code == 422
    assert "1 text keeps it from being published." in words(response)
    # Nobody pressed “Publish”.
    assert "was not published" not in words(response)
    target.refresh_from_db()
    assert target.current_workflow_state is None


def test_changes_are_asked_for_with_a_word_only(as_, target, translation, good):
    as_("translator").post(edit_url(target), form(translation, action="submit"))
    response = as_("reviewer").post(edit_url(target), {"action": "reject", "decision": " "})
    assert response.status_code == 422
    assert "Say what has to change" in words(response)
    title = segment_at(translation, "title")
    as_("reviewer").post(edit_url(target), {"do": f"comment.{title.pk}", f"comment-{title.pk}": "Which care?"})
    as_("reviewer").post(edit_url(target), {"action": "reject"})
    assert TaskState.objects.latest("pk").status == TaskState.STATUS_REJECTED


def test_who_asked_for_changes_waits_for_whoever_makes_them(as_, target, translation, good, people):
    workflow.submit(translation, people["translator"])
    workflow.decide(translation, people["reviewer"], "reject", "One word.")
    seen = as_("reviewer").get(edit_url(target))
    assert offered(seen) == ({"save"}, ["save"])
    assert "It is published once it has been submitted again and approved." in words(seen)
    assert "This translation is in review" not in words(seen)
    assert offered(as_("translator").get(edit_url(target))) == ({"save", "submit"}, ["submit"])
    # Whoever changes it can send it too.
    set_text(translation, segment_at(translation, "title"), "Care for all of us", people["reviewer"])
    assert offered(as_("reviewer").get(edit_url(target))) == ({"save", "submit"}, ["submit"])


def test_a_reviewer_of_texts_of_others_is_led_to_publish_them(as_, target, translation, good, people):
    assert offered(as_("reviewer").get(edit_url(target))) == ({"save", "submit", "publish"}, ["publish"])
    assert "Submit the translation" not in words(as_("reviewer").get(edit_url(target)))
    set_text(translation, segment_at(translation, "title"), "Care for all of us", people["reviewer"])
    assert offered(as_("reviewer").get(edit_url(target))) == ({"save", "submit"}, ["submit"])


def test_nothing_is_sent_or_published_where_there_is_nothing_to_be_done(as_, target, translation, good, people):
    workflow.publish(translation, people["reviewer"])
    for name in ("translator", "reviewer", "secretariat"):
        seen = as_(name).get(edit_url(target))
        assert "There is nothing to be done." in words(seen)
        assert offered(seen) == ({"save"}, ["save"])
    set_text(translation, segment_at(translation, "title"), "Care for all of us", people["translator"])
    assert offered(as_("translator").get(edit_url(target))) == ({"save", "submit"}, ["submit"])


def test_a_filter_that_has_been_emptied_gives_way_to_all_texts(as_, target, translation, people):
    title = segment_at(translation, "title")
    set_text(translation, title, "", people["translator"])
    data = form(translation, {title.pk: "Care"}, action="save", show="missing")
    response = as_("translator").post(edit_url(target), data, follow=True)
    assert response.redirect_chain[-1][0] == f"{edit_url(target)}?show=missing"
    assert "Nothing is left under “Missing”: all texts are shown." in words(response)
    assert not re.search(r'<article class="te-row"[^>]* hidden>', response.content.decode())


# The address


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


def test_a_comment_of_a_decision_that_was_not_taken_is_shown_again(as_, target, translation, good):
    as_("translator").post(edit_url(target), form(translation, action="submit"))
    set_text(translation, segment_at(translation, "body"), "One two, and no link.", None)
    response = as_("reviewer").post(edit_url(target), {"action": "approve", "decision": "Well done."})
    assert response.status_code == 422
    assert "Well done." in response.content.decode()
    target.refresh_from_db()
    assert not target.live


def test_a_reviewer_finds_what_readers_do_not_have_yet(as_, target, translation, good, people):
    workflow.submit(translation, people["translator"])
    workflow.decide(translation, people["reviewer"], "approve")
    title = segment_at(translation, "title")
    set_text(translation, title, "Care for every person", people["translator"])
    workflow.submit(translation, people["translator"])
    html = as_("reviewer").get(edit_url(target), {"show": "unpublished"}).content.decode()
    hidden = re.findall(r'<article class="te-row"[^>]*id="segment-(\d+)"[^>]* hidden>', html)
    assert str(title.pk) not in hidden
    assert len(hidden) == len(segments_of(translation)) - 1
    assert "Not public yet" in html


def test_a_translation_in_review_is_taken_back(as_, target, translation, good):
    as_("translator").post(edit_url(target), form(translation, action="submit"))
    assert as_("second").post(edit_url(target), {"action": "withdraw"}).status_code == 403
    response = as_("translator").post(edit_url(target), {"action": "withdraw"}, follow=True)
    assert "Taken back" in words(response)
    target.refresh_from_db()
    assert target.current_workflow_state is None


def test_a_reviewer_corrects_a_text_in_review_and_approves_it(as_, target, translation, good):
    as_("translator").post(edit_url(target), form(translation, action="submit"))
    title = segment_at(translation, "title")
    data = form(translation, {title.pk: "Care for all people"}, action="approve")
    as_("reviewer").post(edit_url(target), data)
    target.refresh_from_db()
    assert target.live
    assert target.title == "Care for all people"


# Who may what

ACTIONS = {
    "save": {"translator", "reviewer", "editor", "secretariat"},
    "submit": {"translator", "reviewer", "editor", "secretariat"},
    "approve": set(),
    "reject": set(),
    "withdraw": set(),
    "publish": {"reviewer", "secretariat"},
}
IN_REVIEW = {
    "save": {"reviewer", "secretariat"},
    "submit": set(),
    "approve": {"reviewer", "secretariat"},
    "reject": {"reviewer", "secretariat"},
    "withdraw": {"translator", "reviewer", "secretariat"},
    "publish": set(),
}
OPENS = {"translator", "second", "reviewer", "editor", "secretariat"}


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("name", ["translator", "french", "reviewer", "editor", "secretariat", "member"])
def test_actions_on_a_draft_are_for_whom_they_are(as_, target, translation, good, name, action):
    response = as_(name).post(edit_url(target), {"action": action, "decision": "A word."})
    assert done(response, target) is (name in ACTIONS[action])
    target.refresh_from_db()
    assert target.live is (action == "publish" and name in ACTIONS[action])


@pytest.mark.parametrize("action", IN_REVIEW)
@pytest.mark.parametrize("name", ["translator", "second", "french", "reviewer", "editor", "secretariat", "member"])
def test_actions_in_review_are_for_whom_they_are(as_, target, translation, good, people, name, action):
    workflow.submit(translation, people["translator"])
    response = as_(name).post(edit_url(target), {"action": action, "decision": "A word."})
    assert done(response, target) is (name in IN_REVIEW[action])
    target.refresh_from_db()
    assert target.live is (action == "approve" and name in IN_REVIEW[action])


def done(response, target):
    """Return whether an action was done: who may not is told so at the editor, or sent away from it."""
    if response.status_code == 302:
        return response.url.startswith(edit_url(target))
    assert response.status_code in {403, 404, 422}
    return False


@pytest.mark.parametrize("name", ["text", "similar", "choice", "side_by_side", "preview", "source", "stop"])
@pytest.mark.parametrize("person", ["french", "member", None])
def test_no_address_of_the_editor_answers_others(client, as_, target, translation, name, person):
    title = segment_at(translation, "title")
    address = url(name, translation, *([title.pk] if name in {"text", "similar", "choice"} else []))
    browser = as_(person) if person else client
    method = browser.post if name in {"text", "choice"} else browser.get
    response = method(address, {f"text-{title.pk}": "Mine", "tokens": "{}", "do": f"comment.{title.pk}"})
    assert response.status_code in {302, 403}
    assert "Cuidados" not in response.content.decode()
    assert segment_at(translation, "title").target == title.target
    assert not SegmentComment.objects.exists()


@pytest.mark.parametrize("name", ["text", "choice"])
def test_what_changes_something_is_no_link(as_, translation, name):
    assert as_("translator").get(url(name, translation, 1)).status_code == 405


def test_only_who_writes_and_publishes_pages_is_asked_about_the_tie(as_, translation):
    for name, code in (("translator", 302), ("reviewer", 302), ("secretariat", 200)):
        assert as_(name).get(url("stop", translation)).status_code == code


# With a script


def post(client, translation, segment, **data):
    return client.post(url("text", translation, segment.pk), {"tokens": tokens_of(segment)} | data)


def test_a_text_is_saved_by_itself(as_, target, translation):
    title = segment_at(translation, "title")
    before = Revision.objects.count()
    answer = post(as_("translator"), translation, title, **{f"text-{title.pk}": "Care"}).json()
    assert answer["saved"] is True
    assert answer["progress"]["done"] == answer["progress"]["total"]
    assert answer["token"] == token_of("Care")
    assert segment_at(translation, "title").target == "Care"
    assert Revision.objects.count() == before


def test_a_text_is_checked_as_it_is_typed_and_not_kept(as_, translation):
    paragraph = segment_at(translation, "body")
    typed = {f"text-{paragraph.pk}": "One two.", "do": "check"}
    answer = post(as_("translator"), translation, paragraph, **typed).json()
    assert "te-finding--error" in answer["parts"]["findings"]
    assert segment_at(translation, "body").target == paragraph.target


def test_a_conflict_is_told_with_both_texts(as_, translation, people):
    title = segment_at(translation, "title")
    set_text(translation, title, "Theirs", people["second"])
    response = post(as_("translator"), translation, title, **{f"text-{title.pk}": "Mine"})
    assert response.status_code == 409
    assert response.json()["value"] == "Theirs"
    assert segment_at(translation, "title").target == "Theirs"


def test_a_refused_text_is_told_with_the_reason(as_, translation):
    title = segment_at(translation, "title")
    response = post(as_("translator"), translation, title, **{f"text-{title.pk}": "a\x00b"})
    assert response.status_code == 422
    assert response.json()["error"]


def test_a_locked_text_is_told_in_json(as_, target, translation, people):
    title = segment_at(translation, "title")
    target.locked, target.locked_by = True, people["secretariat"]
    target.save()
    response = post(as_("translator"), translation, title, **{f"text-{title.pk}": "Mine"})
    assert response.status_code == 423
    same = post(as_("translator"), translation, title, do=f"same.{title.pk}")
    assert same.status_code == 423
    comment = post(as_("translator"), translation, title, do=f"comment.{title.pk}", **{f"comment-{title.pk}": "Why?"})
    assert comment.json()["saved"] is True


def test_a_text_that_is_gone_is_told(as_, translation):
    response = as_("translator").post(url("text", translation, 999_999), {"text-999999": "x"})
    assert response.status_code == 410
    assert as_("translator").get(url("similar", translation, 999_999)).status_code == 410
    assert as_("translator").post(url("choice", translation, 999_999), {}).status_code == 410


def test_a_button_does_nothing_to_a_text_that_somebody_changed(as_, translation, people):
    title = segment_at(translation, "title")
    set_text(translation, title, "Theirs", people["second"])
    assert post(as_("translator"), translation, title, do=f"same.{title.pk}").status_code == 409
    assert segment_at(translation, "title").target == "Theirs"


def test_a_text_of_a_machine_is_confirmed_by_a_person(as_, translation, people):
    title = segment_at(translation, "title")
    set_text(translation, title, "Care", None, tool_name="Dummy", machine=True)
    title = segment_at(translation, "title")
    answer = post(as_("translator"), translation, title, do=f"confirm.{title.pk}").json()
    assert answer["state"] == "done"
    row = StringTranslation.objects.get(context_id=title.context_id, translation_of_id=title.string_id)
    assert row.translation_type == StringTranslation.TRANSLATION_TYPE_MANUAL
    assert row.last_translated_by == people["translator"]


def test_similar_texts_come_on_demand(as_, target, translation):
    other = translate(standard(title="Cuidados para todos"), "en", title="Care for all of them")
    assert other.live
    title = segment_at(translation, "title")
    address = url("similar", translation, title.pk)
    answer = as_("translator").get(address, headers={"Accept": "application/json"}).json()
    assert "Care for all of them" in answer["parts"]["similar"]
    without = as_("translator").get(address, headers={"Accept": "text/html"})
    assert without.url == f"{edit_url(target)}?similar={title.pk}#segment-{title.pk}"
    assert "Care for all of them" in words(as_("translator").get(without.url))


# Side by side


def test_source_and_translation_side_by_side(as_, source, target, translation):
    title = segment_at(translation, "title")
    set_text(translation, title, "Care, unsaved as a page", None)
    frame = as_("translator").get(url("side_by_side", translation))
    assert frame.content.decode().count("<iframe") == 2
    translated = as_("translator").get(url("preview", translation))
    assert "Care, unsaved as a page" in words(translated)
    assert translated["X-Frame-Options"].upper() == "SAMEORIGIN"
    original = as_("translator").get(url("source", translation))
    assert "Cuidados para todas" in words(original)
    assert Page.objects.get(pk=target.pk).title != "Care, unsaved as a page"


def test_a_draft_of_the_source_is_for_whoever_may_write_it(as_, source, translation):
    page = StandardPage.objects.get(pk=source.pk)
    page.title = "Un borrador secreto"
    page.save_revision()
    for name, sees in (("translator", False), ("editor", True)):
        response = as_(name).get(url("source", translation), {"draft": ""})
        assert ("Un borrador secreto" in words(response)) is sees


def test_a_picture_that_was_deleted_is_said_and_breaks_nothing(as_, target, translation):
    html = as_("translator").get(edit_url(target)).content.decode()
    tokens = unescape(re.search('name="tokens" value="([^"]*)"', html)[1])
    name = next(name for name in json.loads(tokens) if name.startswith("choice-") and f'id="id-{name}"' in html)
    other = picture()
    as_("translator").post(edit_url(target), {name: other.pk, "tokens": tokens, "action": "save"})
    assert SegmentOverride.objects.get().data == other.pk
    other.delete()
    page = as_("translator").get(edit_url(target))
    assert "does not exist any more" in words(page)
    saved = as_("translator").post(edit_url(target), {"action": "save"})
    assert saved.status_code == 422
    preview = as_("translator").get(url("preview", translation), follow=True)
    assert preview.redirect_chain[0][0] == edit_url(target)
    assert "does not exist any more" in words(preview)
