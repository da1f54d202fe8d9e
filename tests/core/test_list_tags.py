"""The check boxes of a filter, as a reader and a screen reader get them."""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.utils import translation

from agc.core.templatetags.list_tags import check_boxes, sign

pytestmark = pytest.mark.one_database


def boxes(*options, name="country"):
    facet = SimpleNamespace(name=name)
    shown = [SimpleNamespace(**dict(zip(("value", "label", "count", "chosen"), it, strict=True))) for it in options]
    return BeautifulSoup(check_boxes(facet, shown), "html.parser").select("label.check")


def test_what_they_say_is_text_and_never_markup():
    (box,) = boxes(('"><b>', '<script>alert("1")</script> & co.', 3, False))
    assert box.input["value"] == '"><b>'
    assert box.select_one(".check__label").string == '<script>alert("1")</script> & co.'
    assert not box.find("script")


def test_each_says_how_many_records_it_finds_to_who_sees_and_to_who_listens():
    one, many = boxes(("uy", "Uruguay", 1, True), ("mx", "México", 12345, False))
    assert one.input.has_attr("checked")
    assert not many.input.has_attr("checked")
    assert one.select_one(".visually-hidden").string == "(1 ficha)"
    assert many.select_one(".check__count")["aria-hidden"] == "true"
    with translation.override("en"):
        (english,) = boxes(("mx", "Mexico", 12345, False))
    assert english.select_one(".check__count").string == "12345"
    assert english.select_one(".visually-hidden").string == "(12345 records)"


def test_the_five_rs_have_their_signs_and_nothing_else_has():
    (r,) = boxes(("reduce", "Reducir", 2, False), name="r")
    assert r["class"] == ["check", "r", "r--reduce"]
    assert r.select_one("svg use")["href"] == "#sign-reduce"
    assert not boxes(("reduce", "Reducir", 2, False))[0].find("svg")
    assert "#sign-other" in sign("remember")
