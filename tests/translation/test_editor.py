"""The parts of the translators' editor: what is shown of a text, where it stands, what is kept of what was typed."""

import json
import re
from dataclasses import dataclass

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import override
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation

from agc.editorial.groups import translators
from agc.translation import workflow
from agc.translation.editor import verbs
from agc.translation.editor.choices import choices_of, save_choices
from agc.translation.editor.marking import direction, nesting, source_as_html
from agc.translation.editor.places import Outline
from agc.translation.editor.rows import rows_of
from agc.translation.editor.saving import Result, as_key, cleaned, lost_texts, read_tokens, save_texts, token_of
from agc.translation.editor.sheet import Sheet
from agc.translation.editor.values import Address, Link, Related, kind_of
from agc.translation.models import Explanation, SegmentComment
from agc.translation.texts import segments_of, set_text
from home.models import StandardPage
from tests.factories import picture, standard, translate

pytestmark = pytest.mark.django_db

RICH = '<p>Uno <b>dos</b> <a href="https://example.org/es">tres</a>.</p>'


# Numbers that are no key: too long for a database, and for Python to read.
HUGE = ["9" * 19, "9" * 4301, "9" * 5000]


@dataclass
class Entry:
    start: int
    end: int


@pytest.fixture
def source():
    return standard(title="Cuidados", body=[("paragraph", RICH), ("paragraph", "<p>Cuatro.</p><p>Cinco.</p>")])


@pytest.fixture
def target(source):
    return translate(source, "en", publish=False)


@pytest.fixture
def sheet(target, make_user):
    translation = Translation.objects.get(source__object_id=target.translation_key, target_locale=target.locale)
    return Sheet(translation, target, make_user("translator", translators("en")))


def segment_at(sheet, path):
    return next(segment for segment in sheet.segments if segment.path.startswith(path))


def form(sheet, **texts):
    """Return what the form sends when only `texts`, by the keys of their segments, were changed."""
    data = {f"text-{segment.pk}": segment.target_shown for segment in sheet.segments}
    data["tokens"] = json.dumps({f"text-{segment.pk}": token_of(segment.target) for segment in sheet.segments})
    return data | {name.replace("_", "-"): text for name, text in texts.items()}


# What is shown


def test_marks_of_a_text_are_shown_and_never_work():
    shown = source_as_html('Uno <b>dos</b> &lt;script&gt; <a id="a1">tres</a>')
    assert "&lt;b&gt;" in shown
    assert "&lt;a id=&quot;a1&quot;&gt;" in shown
    assert not re.search(r"<(?!/?(span|mark)\b)", shown)


def test_words_of_the_glossary_are_marked_where_they_stand_across_marks():
    shown = source_as_html("El <b>cuidado</b> infantil", [Entry(3, 19)])
    assert re.findall(r"<mark>(.*?)</mark>", shown) == ["cuidado", " infantil"]
    assert re.sub("<[^>]*>", "", shown) == "El &lt;b&gt;cuidado&lt;/b&gt; infantil"


def test_overlapping_words_do_not_repeat_the_text():
    shown = source_as_html("uno dos tres", [Entry(0, 7), Entry(4, 12)])
    assert re.sub("<[^>]*>", "", shown) == "uno dos tres"


@pytest.mark.parametrize(("language", "expected"), [("es", "ltr"), ("ar", "rtl"), ("ar-eg", "rtl"), ("he", "rtl")])
def test_direction_of_a_language(language, expected):
    assert direction(language) == expected


def test_places_are_named_as_in_the_form_of_the_page(sheet):
    sections = Outline(sheet.target).sections(rows_of(sheet))
    names = [section.name for section in sections]
    assert names.index("title") < names.index("summary") < names.index("body")
    body = next(section for section in sections if section.name == "body")
    labels = [row.label for row in body.rows]
    assert len(set(labels)) == len(labels) == 3
    assert labels[0].startswith("1 › ")
    assert [label.split(" › ")[-1] for label in labels[1:]] == ["1", "2"]
    assert all(label.startswith("2 › ") for label in labels[1:])


def test_links_say_where_they_lead(make_user):
    other = standard(title="Otra página")
    body = f'<p>Ver <a href="https://example.org/x">fuera</a> y <a linktype="page" id="{other.pk}">dentro</a>.</p>'
    target = translate(standard(body=[("paragraph", body)]), "en", publish=False)
    translation = Translation.objects.get(source__object_id=target.translation_key, target_locale=target.locale)
    sheet = Sheet(translation, target, make_user("translator", translators("en")))
    row = next(row for row in rows_of(sheet) if row.path.startswith("body"))
    assert [(link.name, link.to) for link in row.links] == [("a1", "https://example.org/x"), ("a2", "Otra página")]


def test_what_can_be_chosen_is_named_with_its_section(sheet):
    sections = Outline(sheet.target).sections([*rows_of(sheet), *choices_of(sheet)])
    body = next(section for section in sections if section.name == "body")
    link = next(row for row in body.rows if isinstance(getattr(row, "kind", None), Link))
    assert link.whole_label == f"{body.title} › {link.label}"
    title = next(row for section in sections for row in section.rows if row.path == "title")
    assert title.whole_label == title.label


def test_each_text_is_in_one_section(sheet):
    sections = Outline(sheet.target).sections(rows_of(sheet))
    shown = [row.pk for section in sections for row in section.rows]
    assert sorted(shown) == sorted(segment.pk for segment in sheet.segments)


# Keeping what was typed


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


# Beside a text


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


# Values of a language's own


@pytest.mark.parametrize(
    "raw",
    [
        "javascript:alert(1)",
        " java\tscript:alert(1)",
        "data:text/html,x",
        "//evil.org",
        "vbscript:x",
        "https://",
        "ftp://x.org",
        "http://[::1",
        "nothing",
        "/\\evil.org",
        "JAVASCRIPT:x",
        "https://exa mple.org",
    ],
)
def test_a_link_leads_to_no_script_and_to_no_other_protocol(raw, make_user):
    with pytest.raises(ValidationError):
        Link(2000).clean(raw, None, None)


@pytest.mark.parametrize(
    "raw", ["https://example.org/x?y=1#z", "mailto:a@example.org", "tel:+34123", "/es/algo/", "#nota"]
)
def test_a_link_leads_where_links_lead(raw):
    assert Link(2000).clean(raw, None, None) == raw


def test_an_address_is_one_on_the_web():
    assert Address(2000).clean("https://example.org", None, None) == "https://example.org"
    with pytest.raises(ValidationError):
        Address(2000).clean("mailto:a@example.org", None, None)


def test_the_link_of_a_rich_text_can_be_another_one(sheet):
    choice = next(item for item in choices_of(sheet) if isinstance(item.kind, Link))
    assert choice.of_source == "https://example.org/es"
    data = {choice.name: "https://example.org/en", "tokens": f'{{"{choice.name}": "{choice.token}"}}'}
    assert save_choices(sheet, data)[choice.pk].result == Result.SAVED
    source = sheet.translation.source
    draft = source.get_ephemeral_translated_instance(sheet.translation.target_locale, fallback=True)
    assert "https://example.org/en" in draft.body[0].value.source
    back = next(item for item in choices_of(sheet) if item.pk == choice.pk)
    assert save_choices(sheet, {back.name: "", "tokens": f'{{"{back.name}": "{back.token}"}}'})[back.pk].kept
    assert not SegmentOverride.objects.exists()


def test_a_refused_link_is_shown_as_it_was_typed(sheet):
    choice = next(item for item in choices_of(sheet) if isinstance(item.kind, Link))
    data = {choice.name: "javascript:alert(1)", "tokens": f'{{"{choice.name}": "{choice.token}"}}'}
    outcomes = save_choices(sheet, data)
    again = next(item for item in choices_of(sheet, outcomes) if item.pk == choice.pk)
    assert again.value == "javascript:alert(1)"
    assert not SegmentOverride.objects.exists()


def test_a_picture_of_its_own_has_to_exist(make_user):
    page = standard(image=picture(), image_alt="Una imagen.")
    target = translate(page, "en", publish=False)
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=target.locale)
    sheet = Sheet(translation, target, make_user("translator", translators("en")))
    choice = next(item for item in choices_of(sheet) if item.path == "image")
    token = f'{{"{choice.name}": "{choice.token}"}}'
    assert save_choices(sheet, {choice.name: "999999", "tokens": token})[choice.pk].result == Result.REFUSED
    assert save_choices(sheet, {choice.name: "x", "tokens": token})[choice.pk].result == Result.REFUSED
    other = picture()
    assert save_choices(sheet, {choice.name: str(other.pk), "tokens": token})[choice.pk].result == Result.SAVED
    chosen = next(item for item in choices_of(sheet) if item.path == "image")
    assert chosen.object_of(chosen.chosen) == other
    other.delete()
    assert next(item for item in choices_of(sheet) if item.path == "image").problem


def test_a_page_that_is_not_public_cannot_be_chosen(make_user):
    page, user = standard(), make_user("translator", translators("en"))
    kind = Related(StandardPage, None)
    assert kind.clean(str(page.pk), user, None) == page.pk
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    with pytest.raises(ValidationError):
        kind.clean(str(page.pk), user, None)
    assert kind.clean(str(page.pk), user, page.pk) == page.pk


def test_kinds_follow_the_fields():
    assert isinstance(kind_of(StandardPage, "body.x.'https://example.org'", "body.paragraph"), Link)
    assert kind_of(StandardPage, "image", "image").model is not None


def test_segments_of_the_sheet_are_those_of_the_translation(sheet):
    assert [segment.key for segment in sheet.segments] == [segment.key for segment in segments_of(sheet.translation)]
