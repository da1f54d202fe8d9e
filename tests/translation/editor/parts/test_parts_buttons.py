"""The buttons beside a text: the same as in the source, explanations, comments, and what was there before."""

import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import override
from wagtail.models import Page
from wagtail_localize.models import SegmentOverride, Translation

from agc.translation.editor import verbs
from agc.translation.editor.choices import choices_of, save_choices
from agc.translation.editor.rows import rows_of
from agc.translation.editor.saving import Result
from agc.translation.editor.sheet import Sheet
from agc.translation.editor.values import Link
from agc.translation.models import Explanation, SegmentComment
from agc.translation.texts import set_text
from home.models import StandardPage
from tests.translation.editor.parts.sheets import HUGE, segment_at

pytestmark = pytest.mark.django_db


def test_a_button_and_a_choice_do_nothing_once_the_page_was_locked(sheet, make_user):
    title = segment_at(sheet, "title")
    choice = next(item for item in choices_of(sheet) if isinstance(item.kind, Link))
    assert sheet.readonly == ""
    Page.objects.filter(pk=sheet.target.pk).update(locked=True, locked_by=make_user("other"))
    with pytest.raises(PermissionDenied):
        verbs.perform(sheet, title, "same", "", {})
    data = {choice.name: "https://example.org/en", "tokens": f'{{"{choice.name}": "{choice.token}"}}'}
    assert save_choices(sheet, data)[choice.pk].result == Result.LOCKED
    assert not SegmentOverride.objects.exists()


def test_same_as_in_the_source_is_kept_with_the_reason(sheet):
    paragraph = segment_at(sheet, "body")
    verbs.perform(sheet, paragraph, "same", "", {})
    row = next(row for row in rows_of(sheet) if row.pk == paragraph.pk)
    assert row.segment.target == paragraph.source
    assert not row.warns
    kept = Explanation.objects.filter(check_code="unchanged", string_id=paragraph.string_id)
    assert kept.exists()
    # It is read in the language of whoever reads it, whoever said it.
    with override("en"):
        assert reasons_of(sheet, paragraph) == {"The text is the same in both languages."}
    with override("fr"):
        assert reasons_of(sheet, paragraph) == {"Le texte est le même dans les deux langues."}


def reasons_of(sheet, segment):
    row = next(row for row in rows_of(sheet) if row.pk == segment.pk)
    return {str(problem.reason) for problem in row.problems if problem.explanation}


def test_an_explained_warning_stands_again_when_the_text_changes(sheet):
    paragraph = segment_at(sheet, "body")
    set_text(sheet.translation, paragraph, paragraph.source.replace("Uno", "One 7"), sheet.user)
    sheet.forget()
    paragraph = sheet.by_pk[paragraph.pk]
    code = next(row for row in rows_of(sheet) if row.pk == paragraph.pk).problems[0].code
    verbs.perform(sheet, paragraph, "explain", code, {f"reason-{paragraph.pk}-{code}": "It is their number."})
    problem = next(row for row in rows_of(sheet) if row.pk == paragraph.pk).problems
    assert next(item for item in problem if item.code == code).explanation.reason == "It is their number."
    set_text(sheet.translation, paragraph, paragraph.target + " 8", sheet.user)
    sheet.forget()
    problem = next(row for row in rows_of(sheet) if row.pk == paragraph.pk).problems
    assert next(item for item in problem if item.code == code).open


def test_an_error_cannot_be_explained_away(sheet):
    paragraph = segment_at(sheet, "body")
    set_text(sheet.translation, paragraph, "No link", sheet.user)
    sheet.forget()
    paragraph = sheet.by_pk[paragraph.pk]
    row = next(row for row in rows_of(sheet) if row.pk == paragraph.pk)
    code = next(problem.code for problem in row.problems if problem.stops)
    with pytest.raises(ValidationError):
        verbs.perform(sheet, paragraph, "explain", code, {f"reason-{paragraph.pk}-{code}": "Please."})
    assert not Explanation.objects.exists()


@pytest.mark.parametrize("text", ["", "  ", "x" * 2001, "a\x00b"])
def test_a_comment_that_cannot_be_kept_is_refused(sheet, text):
    title = segment_at(sheet, "title")
    with pytest.raises(ValidationError):
        verbs.perform(sheet, title, "comment", "", {f"comment-{title.pk}": text})
    assert not SegmentComment.objects.exists()


def test_comments_are_settled_and_opened_again_at_their_own_text_only(sheet):
    title, paragraph = segment_at(sheet, "title"), segment_at(sheet, "body")
    verbs.perform(sheet, title, "comment", "", {f"comment-{title.pk}": "¿Seguro?"})
    comment = SegmentComment.objects.get()
    with pytest.raises(ValidationError):
        verbs.perform(sheet, paragraph, "resolve", str(comment.pk), {})
    verbs.perform(sheet, title, "resolve", str(comment.pk), {})
    comment.refresh_from_db()
    assert comment.resolved_by == sheet.user
    verbs.perform(sheet, title, "reopen", str(comment.pk), {})
    comment.refresh_from_db()
    assert comment.resolved_at is None


@pytest.mark.parametrize(
    ("verb", "argument"),
    [
        *[("rubbish", ""), ("use", "0123"), ("resolve", "x"), ("explain", "nope"), ("unexplain", "a\x00b")],
        *[("resolve", digits) for digits in HUGE],
    ],
    ids=lambda value: ascii(value)[:30],
)
def test_what_is_not_known_is_refused_with_words(sheet, verb, argument):
    title = segment_at(sheet, "title")
    with pytest.raises(ValidationError):
        verbs.perform(sheet, title, verb, argument, {f"reason-{title.pk}-nope": "Because"})


@pytest.mark.parametrize("verb", ["same", "confirm", "use", "explain", "unexplain"])
def test_locked_texts_are_not_changed_by_a_button_either(sheet, make_user, verb):
    title = segment_at(sheet, "title")
    sheet.target.locked, sheet.target.locked_by = True, make_user("other")
    sheet.target.save()
    with pytest.raises(PermissionDenied):
        verbs.perform(sheet, title, verb, "", {})


def test_the_previous_translation_is_offered_and_taken(sheet, source):
    translation = sheet.translation
    page = StandardPage.objects.get(pk=source.pk)
    blocks = [dict(block) for block in page.body.raw_data]
    blocks[1]["value"] = "<p>Cuatro y medio.</p><p>Cinco.</p>"
    page.body = json.dumps(blocks)
    page.save_revision().publish()
    fresh = Sheet(Translation.objects.get(pk=translation.pk), sheet.target, sheet.user)
    changed = next(row for row in rows_of(fresh) if row.segment.source == "Cuatro y medio.")
    assert changed.state == "missing"
    assert changed.previous.text == "en Cuatro."
    assert "<ins" in changed.changes_html
    verbs.perform(fresh, changed.segment, "use", changed.previous.token, {})
    assert fresh.by_pk[changed.pk].target == "en Cuatro."
