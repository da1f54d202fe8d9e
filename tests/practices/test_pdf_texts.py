"""What stands in a PDF is text and never code, in any script, whatever somebody typed."""

import pytest

from practices.models import PracticePage, PracticeSource, Result
from practices.pdf import nodes
from practices.pdf.typesetting import typeset
from tests.factories import practice
from tests.pdf import of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

HOSTILE = [
    "#sys.inputs.data",
    '#read("/etc/passwd")',
    "] #panic() [",
    "$ x^2 $ \\ @nobody <label> `raw` *b* _i_",
    '#import "@preview/x:0.1.0": *',
    "// comment /* and */ = title",
    '\\u{41} "quote" \' {x} ~ -- ...',
    "<script>alert(1)</script> &amp; {{ 7 * 7 }} {% x %}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_typed_is_text_and_never_code(client, text):
    page = practice(title="Una", claim=text, lead_name=text, local_name=text)
    PracticePage.objects.filter(pk=page.pk).update(
        title=text, problem=f"<p>{text.replace('&', '&amp;').replace('<', '&lt;')}</p>"
    )
    Result.objects.filter(practice=page).update(indicator=text, unit=text[:80], source=text)
    PracticeSource.objects.filter(practice=page).update(title=text, url="javascript:alert(1)")
    found = of(client, page)
    assert found.about["Title"] == text
    assert found.text.count(text) >= 4
    assert b"javascript:" not in found.data
    assert "root:" not in found.text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("نظام الرعاية", "الرعاية"),
        ("देखभाल व्यवस्था", "देखभाल"),
        ("Ñandutí, œuvre, ĉiu, Łódź", "Łódź"),
        ("Φροντίδα, забота", "забота"),
    ],
)
def test_other_scripts_are_shown(client, text, shown):
    page = practice(title=text)
    found = of(client, page)
    assert found.about["Title"] == text
    assert (0, text) in found.outline
    assert found.claims_to_be_accessible
    assert found.text


def test_arabic_runs_from_right_to_left(client):
    page = practice(title="رعاية", claim="نظام يعتني بالناس.")
    sheet = of(client, page).document[0]
    words = sheet.get_textpage()
    boxes = [
        words.get_charbox(place) for place in range(words.count_chars()) if words.get_text_range(place, 1) in "رعاية"
    ]
    right = sheet.get_width() - 22 / 25.4 * 72
    assert max(box[2] for box in boxes) == pytest.approx(right, abs=6)


@pytest.mark.parametrize("text", ["Cuidar 😀 juntas", "介护保险 x", "\ue000 privado"])
def test_a_sign_that_no_font_has_is_no_reason_to_have_no_file(client, text):
    page = practice(title=text)
    found = of(client, page)
    assert found.about["Title"] == text
    assert found.is_tagged
    assert "Hace visible el cuidado." in found.text


def test_signs_that_are_none_are_left_out(client):
    page = practice()
    PracticePage.objects.filter(pk=page.pk).update(title="Uno\x0b\x08 dos", claim="\x07")
    assert of(client, page).about["Title"] == "Uno dos"


def test_broken_rich_text_does_no_harm():
    deep = "<ul><li>" * 300 + "hondo" + "</li></ul>" * 300
    bold = "<b><i>" * 500 + "negrita" + "</i></b>" * 500
    for html in ("", "plano", "<p>sin fin <b>y <i>más", "</li></ul></b>", "<!-- x --><p></p>", "<br><br>", deep, bold):
        found = nodes.from_html(html)
        assert isinstance(found, list)
        assert len(typeset({**EMPTY, "cover": {**COVER, "in": found}})) > 1000
    assert "hondo" in str(nodes.from_html(deep))
    assert "negrita" in str(nodes.from_html(bold))
    assert nodes.from_html("<script>x</script>") == []


EMPTY = {"title": "x", "author": "y", "lang": "es", "series": "z", "keywords": [], "records": []}
COVER = {"title": ["x"], "contents": "c", "address": "a"}


def test_rich_text_keeps_what_it_is():
    html = "<p>Uno <b>dos <i>tres</i></b><br/>fin</p><ol><li>a<ul><li>b</li></ul></li></ol>"
    html += '<p><a href="javascript:x">c</a></p>'
    assert nodes.from_html(html) == [
        {"is": "p", "in": ["Uno ", {"b": ["dos ", {"i": ["tres"]}]}, {"br": True}, "fin"]},
        {"is": "ol", "in": [[{"is": "p", "in": ["a"]}, {"is": "ul", "in": [[{"is": "p", "in": ["b"]}]]}]]},
        {"is": "p", "in": ["c"]},
    ]
