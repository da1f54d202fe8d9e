"""What the editor keeps of what was typed, and what it gives back to who typed it."""

import re

import pytest
from django.utils.translation import override
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from agc.editorial.groups import translators
from agc.translation import workflow
from agc.translation.editor.marking import nesting
from agc.translation.editor.saving import Result, as_key, cleaned, lost_texts, read_tokens, save_texts
from agc.translation.texts import set_text
from tests.translation.editor.parts.sheets import HUGE, form, segment_at

pytestmark = pytest.mark.django_db


def test_a_changed_text_is_kept_and_the_others_are_not_touched(sheet):
    title = segment_at(sheet, "title")
    before = StringTranslation.objects.exclude(translation_of_id=title.string_id).values_list("pk", "updated_at")
    before = sorted(before)
    outcomes = save_texts(sheet, form(sheet, **{f"text_{title.pk}": "Care & <more>"}))
    assert outcomes[title.pk].result == Result.SAVED
    row = StringTranslation.objects.get(translation_of_id=title.string_id, context_id=title.context_id)
    assert row.data == "Care &amp; &lt;more&gt;"
    assert row.last_translated_by == sheet.user
    after = StringTranslation.objects.exclude(translation_of_id=title.string_id).values_list("pk", "updated_at")
    assert sorted(after) == before
    assert segment_at(sheet, "title").target_shown == "Care & <more>"


def test_line_ends_of_a_browser_are_no_change(sheet):
    title = segment_at(sheet, "title")
    set_text(sheet.translation, title, "one<br/>two", None)
    sheet.forget()
    data = form(sheet)
    assert data[f"text-{title.pk}"] == "one\ntwo"
    data[f"text-{title.pk}"] = "one\r\ntwo"
    assert save_texts(sheet, data)[title.pk].result == Result.UNCHANGED


def test_a_plain_text_that_came_with_marks_is_mended_by_saving_it_as_it_is_shown(sheet):
    title = segment_at(sheet, "title")
    set_text(sheet.translation, title, "<div>Care</div>", None)
    sheet.forget()
    assert sheet.by_pk[title.pk].translation.has_error
    save_texts(sheet, form(sheet))
    assert segment_at(sheet, "title").target == "Care"
    assert segment_at(sheet, "title").done


def test_an_emptied_text_is_missing_again(sheet):
    title = segment_at(sheet, "title")
    save_texts(sheet, form(sheet, **{f"text_{title.pk}": "   "}))
    assert segment_at(sheet, "title").translation is None


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(sheet, make_user):
    title = segment_at(sheet, "title")
    data = form(sheet, **{f"text_{title.pk}": "Mine"})
    set_text(sheet.translation, title, "Theirs", make_user("other", translators("en")))
    outcome = save_texts(sheet, data)[title.pk]
    assert outcome.result == Result.CONFLICT
    assert outcome.typed == "Mine"
    assert segment_at(sheet, "title").target == "Theirs"


def test_the_same_words_from_two_people_are_no_conflict(sheet, make_user):
    title = segment_at(sheet, "title")
    data = form(sheet, **{f"text_{title.pk}": "Both"})
    set_text(sheet.translation, title, "Both", make_user("other", translators("en")))
    assert save_texts(sheet, data)[title.pk].result == Result.UNCHANGED


@pytest.mark.parametrize(
    "typed",
    ["\x00", "bad \x07 bell", "x" * 100_001, "<b>" * 2000, "<b>" * 60 + "x" + "</b>" * 60],
    ids=["NUL", "bell", "too long", "never closed", "nested"],
)
def test_what_no_page_can_hold_is_refused_with_words(sheet, typed):
    paragraph = segment_at(sheet, "body")
    outcome = save_texts(sheet, form(sheet, **{f"text_{paragraph.pk}": typed}))[paragraph.pk]
    assert outcome.result == Result.REFUSED
    assert outcome.reason
    assert outcome.typed == typed
    assert segment_at(sheet, "body").target == paragraph.target


@pytest.mark.parametrize(
    "typed",
    ["😀" * 200, "العناية بالأطفال", "\u200f\u202eabc", "a < b & c", "'\"; DROP TABLE", "{{ x }}"],
    ids=["emoji", "Arabic", "direction", "signs", "quotes", "braces"],
)
def test_whatever_else_is_typed_comes_back_as_it_was(sheet, typed):
    for path in ("title", "body"):
        segment = segment_at(sheet, path)
        outcome = save_texts(sheet, form(sheet, **{f"text_{segment.pk}": typed}))[segment.pk]
        assert outcome.result == Result.SAVED
        assert segment_at(sheet, path).target_shown.replace("&lt;", "<") == typed


def test_forbidden_html_is_kept_for_its_author_and_never_reaches_the_page(sheet):
    paragraph = segment_at(sheet, "body")
    save_texts(sheet, form(sheet, **{f"text_{paragraph.pk}": "<script>alert(1)</script>"}))
    assert "alert(1)" in segment_at(sheet, "body").target
    source = sheet.translation.source
    draft = source.get_ephemeral_translated_instance(sheet.translation.target_locale, fallback=True)
    assert "alert(1)" not in str(draft.body)


@pytest.mark.parametrize("written", ["", "rubbish", "[1]", "null", "[" * 100_000, '{"text-1": {"a": 1}}'])
def test_tokens_that_cannot_be_read_count_as_none(written):
    assert isinstance(read_tokens(written), dict)


def test_without_a_token_nothing_is_overwritten(sheet):
    title = segment_at(sheet, "title")
    data = form(sheet, **{f"text_{title.pk}": "Mine"})
    data["tokens"] = "rubbish"
    assert save_texts(sheet, data)[title.pk].result == Result.CONFLICT


def test_nesting_counts_what_is_open():
    assert nesting("a <b>b <i>c</i></b> <br/>d<br>") == 2
    assert cleaned("<b>x", rich=True) == "<b>x</b>"


def test_a_locked_text_is_told_from_an_unchanged_one(sheet, make_user):
    title = segment_at(sheet, "title")
    sheet.target.locked, sheet.target.locked_by = True, make_user("other")
    sheet.target.save()
    outcomes = save_texts(sheet, form(sheet, **{f"text_{title.pk}": "Mine"}))
    assert {outcome.result for outcome in outcomes.values()} == {Result.LOCKED, Result.UNCHANGED}
    assert outcomes[title.pk].result == Result.LOCKED
    assert outcomes[title.pk].reason


def test_a_text_is_not_saved_once_the_translation_was_sent_to_its_review(sheet):
    for segment in sheet.segments:
        marks = "".join(re.findall(r"<.*>", segment.source))
        set_text(sheet.translation, segment, f"Words {marks}".strip(), None)
    sheet.forget()
    title = segment_at(sheet, "title")
    data = form(sheet, **{f"text_{title.pk}": "Too late"})
    # What the page was when it was loaded.
    assert sheet.readonly == ""
    assert sheet.state is None
    workflow.submit(sheet.translation, sheet.user)
    outcome = save_texts(sheet, data)[title.pk]
    assert outcome.result == Result.LOCKED
    assert outcome.reason == sheet.target.get_lock().get_message(sheet.user)
    assert segment_at(sheet, "title").target == "Words"
    assert sheet.state is not None


def test_a_text_of_a_page_that_was_deleted_meanwhile_is_not_saved(sheet):
    title = segment_at(sheet, "title")
    data = form(sheet, **{f"text_{title.pk}": "Too late"})
    with override("en"):
        Page.objects.get(pk=sheet.target.pk).specific.delete()
        outcome = save_texts(sheet, data)[title.pk]
    assert outcome.result == Result.LOCKED
    assert outcome.reason == "The page of this translation was deleted."


@pytest.mark.parametrize("text", [*HUGE, "", "x", "-1", "1.5", "²", None])
def test_no_row_has_such_a_key(text):
    assert as_key(text) is None


def test_keys_are_read_as_numbers():
    assert as_key("12") == as_key(12) == 12
    assert as_key("9" * 18) == 10**18 - 1


@pytest.mark.parametrize("pk", ["999999", "9" * 4301])
def test_what_was_typed_for_no_text_comes_back_whatever_its_number_and_token(sheet, pk):
    data = {f"text-{pk}": "x", "tokens": f'{{"text-{pk}": [1], "text-1": {{"a": 1}}, "text-2": "abc"}}'}
    assert read_tokens(data["tokens"]) == {"text-2": "abc"}
    assert lost_texts(sheet, data) == ["x"]
