"""What changed between two texts, word by word, as a translator reads it."""

import random
import re

import pytest

from agc.translation.differences import as_html, words

pytestmark = pytest.mark.one_database


def test_a_changed_word_is_told_whole():
    assert words("El cuidado es trabajo.", "El cuidado es un derecho.") == [
        ("equal", "El cuidado es "),
        ("delete", "trabajo"),
        ("insert", "un derecho"),
        ("equal", "."),
    ]


def test_changes_side_by_side_are_one():
    assert words("a big house", "one small house") == [
        ("delete", "a big"),
        ("insert", "one small"),
        ("equal", " house"),
    ]


def test_a_sign_and_a_tag_are_pieces_of_their_own():
    assert words("Sí, <b>hoy</b>.", "Sí: <i>hoy</i>.") == [
        ("equal", "Sí"),
        ("delete", ", <b>"),
        ("insert", ": <i>"),
        ("equal", "hoy"),
        ("delete", "</b>"),
        ("insert", "</i>"),
        ("equal", "."),
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("", "", []),
        ("", "Hoy", [("insert", "Hoy")]),
        ("Hoy", "", [("delete", "Hoy")]),
        ("Hoy", "Hoy", [("equal", "Hoy")]),
        ("تبدأ الرعاية", "تنتهي الرعاية", [("delete", "تبدأ"), ("insert", "تنتهي"), ("equal", " الرعاية")]),
    ],
)
def test_nothing_everything_and_another_script(old, new, told):
    assert words(old, new) == told


def test_both_texts_can_be_put_together_again():
    chance = random.Random(7)  # noqa: S311 - nothing secret depends on it
    signs = ["casa", "<b>", "</b>", " ", "\n", "é", "e\u0301", "&amp;", "<", ".", "١٢", "\x00", "🙂"]
    for _turn in range(200):
        old, new = ("".join(chance.choices(signs, k=chance.randint(0, 30))) for _text in "ab")
        told = words(old, new)
        assert "".join(text for kind, text in told if kind != "insert") == old
        assert "".join(text for kind, text in told if kind != "delete") == new
        assert all(text for _kind, text in told)


def test_as_html_nothing_of_the_texts_becomes_markup():
    html = as_html("<script>alert(1)</script>", '<img src=x onerror="alert(2)">')
    assert set(re.findall(r"<(/?\w+)", html)) == {"del", "/del", "ins", "/ins"}
    assert "&lt;script&gt;" in html
    assert '<del class="difference__del">' in html


def test_as_html_an_unchanged_text_has_no_mark():
    assert as_html("5 < 6 & más", "5 < 6 & más") == "5 &lt; 6 &amp; más"


def test_a_long_text_with_a_word_that_stands_often_is_still_told_by_words():
    # difflib leaves out of account what stands in more than one word of a hundred.
    old = "de la casa " * 900
    new = old.replace("casa", "vida", 1)
    assert words(old, new)[:3] == [("equal", "de la "), ("delete", "casa"), ("insert", "vida")]


def test_the_longest_texts_that_are_kept_are_told_too():
    old = "uno dos tres " * 7600
    new = old.replace("dos", "2", 3000)
    told = words(old, new)
    assert "".join(text for kind, text in told if kind != "insert") == old
    assert "".join(text for kind, text in told if kind != "delete") == new
    assert told[:3] == [("equal", "uno "), ("delete", "dos"), ("insert", "2")]
