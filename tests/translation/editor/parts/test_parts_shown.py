"""What the editor shows of a text: its marks, the words of the glossary in it, and where it stands."""

import re
from dataclasses import dataclass

import pytest
from wagtail_localize.models import Translation

from agc.editorial.groups import translators
from agc.translation.editor.choices import choices_of
from agc.translation.editor.marking import direction, source_as_html
from agc.translation.editor.places import Outline
from agc.translation.editor.rows import rows_of
from agc.translation.editor.sheet import Sheet
from agc.translation.editor.values import Link
from agc.translation.texts import segments_of
from tests.factories import standard, translate

pytestmark = pytest.mark.django_db


@dataclass
class Entry:
    start: int
    end: int


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


def test_segments_of_the_sheet_are_those_of_the_translation(sheet):
    assert [segment.key for segment in sheet.segments] == [segment.key for segment in segments_of(sheet.translation)]
