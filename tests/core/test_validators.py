"""Limits on what editors write."""

import pytest
from django.core.exceptions import ValidationError

from agc.core.validators import MaxWordsValidator

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    "text",
    [
        "",
        "uno dos tres",
        "<p>uno dos</p><p>tres</p>",
        "<p>uno <b>dos</b> tres</p>",
        "<ul><li>uno</li><li>dos</li><li>tres</li></ul>",
        '<p>uno <a href="/un/lugar con espacios/" title="a b c d">dos</a></p>',
        "uno   dos\n\n\ttres ",
    ],
)
def test_a_text_within_its_limit_passes(text):
    MaxWordsValidator(3)(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("uno dos tres cuatro", 4),
        ("<p>uno dos</p><p>tres cuatro</p>", 4),
        ("<ul><li>uno</li><li>dos</li><li>tres</li><li>cuatro</li><li>cinco</li></ul>", 5),
        ("رعاية من أجل الجميع", 4),
    ],
)
def test_a_text_beyond_its_limit_is_refused_and_both_numbers_are_said(text, count):
    with pytest.raises(ValidationError) as error:
        MaxWordsValidator(3)(text)
    assert str(count) in error.value.messages[0]
    assert "3" in error.value.messages[0]


def test_equal_limits_are_the_same_validator_for_migrations():
    assert MaxWordsValidator(3) == MaxWordsValidator(3)
    assert MaxWordsValidator(3) != MaxWordsValidator(4)
