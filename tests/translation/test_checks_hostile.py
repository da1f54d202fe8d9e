"""Whatever is written or pasted into a translation, the checks answer, and soon."""

import gc
import random
import time

import pytest

from agc.translation.checks import CHECKS, ERROR, Issue, Text, check
from agc.translation.checks.base import LONGEST_EXCERPT, MOST_ISSUES
from agc.translation.checks.dates import months
from agc.translation.checks.numbers import quantities

pytestmark = pytest.mark.one_database

LANGUAGES = ["es", "en", "fr", "ar", "zz", "es-MX", "pt_BR", ""]
PIECES = [
    *(
        "a",
        "A",
        " ",
        "\u00a0",
        "\u202f",
        "\n",
        "\t",
        ".",
        ",",
        ";",
        ":",
        "?",
        "!",
        "¿",
        "¡",
        "«",
        "»",
        "“",
        "”",
        '"',
        "'",
        "’",
    ),
    *(
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "{{",
        "}}",
        "%",
        "%s",
        "%(",
        "%(a)s",
        "<",
        ">",
        "<b>",
        "</b>",
        '<a id="a1">',
        "</a>",
    ),
    *("<br>", "<i", "<!--", "&", "&amp;", "&#0;", "&#x110000;", "&nbsp;", "\x00", "\x1b", "\ud800", "\ufffd", "\u200b"),
    *(
        "\u202e",
        "😀",
        "👩\u200d👧",
        "٣",
        "٠",
        "९",
        "½",
        "²",
        "１",
        "0",
        "1",
        "9",
        "12",
        "1.2",
        "1,2",
        "1 234",
        "29/10/2025",
    ),
    *(
        "29.10.25",
        "15:30",
        "3 pm",
        "15 h 30",
        "mil",
        "millones",
        "million",
        "hundred",
        "two",
        "deux",
        "dos",
        "y",
        "and",
    ),
    *(
        "et",
        "XXI",
        "IV",
        "XXIe",
        "mayo",
        "May",
        "mai",
        "lunes",
        "Monday",
        "https://",
        "https://a.b/c",
        "www.",
        "a@b.c",
        "@",
    ),
    *(
        "OIT",
        "ILO",
        "SDGs",
        "€",
        "$",
        "US$",
        "رعاية",
        "的",
        "ß",
        "İ",
        "ı",
        "ﬁ",
        "é",
        "e\u0301",
        "Ã©",
        "_",
        "-",
        "–",
        "/",
        "\\",
    ),
    *("*", "+", "=", "#", "~", "|", "^", "`"),
]
BOMBS = {
    "one letter": "a" * 10_000,
    "capital letters": "A" * 10_000,
    "spaces": "a" + " " * 10_000 + "b",
    "no-break spaces": "a" + "\u00a0" * 10_000 + "b",
    "new lines": "a" + "\n" * 10_000 + "b",
    "digits": "9" * 10_000,
    "groups of digits": "1" + " 234" * 2_500,
    "groups with points": "1" + ".234" * 2_500,
    "pieces of numbers": "1." * 5_000,
    "dates": "1/" * 5_000,
    "days": "1 y " * 2_500 + "mayo",
    "times": "1:" * 5_000,
    "hours": "12 h " * 2_000,
    "number words": "mil " * 2_500,
    "more number words": "two hundred and " * 700,
    "French number words": "quatre-vingt-" * 800,
    "millions": "million " * 1_300,
    "Roman numerals": "X" * 10_000,
    "open tags": "<b>" * 3_300,
    "nested tags": "<b>" * 1_500 + "x" + "</b>" * 1_500,
    "closing tags": "</b>" * 2_500,
    "angles": "<" * 10_000,
    "a tag without an end": "<a " + "x" * 10_000,
    "attributes": "<a " + 'id="a1" ' * 1_200 + ">",
    "comments": "<!--" * 2_500,
    "entities": "&amp;" * 2_000,
    "ampersands": "&" * 10_000,
    "braces": "{" * 10_000,
    "double braces": "{{a" * 3_300,
    "percent signs": "%" * 10_000,
    "unfinished placeholders": "%(a" * 3_300,
    "addresses": "https://" * 1_200,
    "address of points": "www." + "." * 10_000,
    "domains": "a." * 5_000,
    "at signs": "a@" * 5_000,
    "mail without a host": "a@" + "b" * 10_000,
    "dotted mail": "a" + ".a" * 5_000 + "@",
    "hosts": "a@b" + ".c" * 5_000,
    "opening brackets": "(" * 10_000,
    "brackets": "()" * 5_000,
    "guillemets": "«" * 10_000,
    "quotes": "“" * 10_000,
    "straight quotes": '"' * 10_001,
    "marks": "?!" * 5_000,
    "points": "." * 10_000,
    "short sentences": "Ab. " * 2_500,
    "opening marks": "¿" * 10_000,
    "colons": "a:" * 5_000,
    "currency": "us" * 5_000,
    "acronyms": "OIT " * 2_500,
    "one word over and over": "de " * 3_300,
    "emoji": "😀" * 10_000,
    "joined emoji": "👩‍👧‍👦" * 2_000,
    "combining": "e" + "\u0301" * 10_000,
    "Arabic": "الرعاية حق " * 900,
    "Arabic digits": "٣" * 10_000,
    "NUL": "\x00" * 10_000,
    "hyphens": "a-" * 5_000,
    "misread": "Ã©" * 5_000,
    "italics": "<i>a" * 2_500,
}


def seconds(source, target, languages):
    """Return the seconds of the processor that the checks take."""
    quantities.cache_clear()
    months.cache_clear()
    text = Text(source, target, *languages, terms=(("cuidado", ("care work",)),))
    gc.disable()
    started = time.process_time()
    found = check(text)
    taken = time.process_time() - started
    gc.enable()
    assert len(found) <= MOST_ISSUES * len(CHECKS)
    return taken


@pytest.mark.parametrize("name", BOMBS)
def test_a_long_text_of_any_kind_is_checked_in_linear_time(name):
    """A pattern that goes astray takes sixteen times as long for four times the text, or for ever."""
    bomb = BOMBS[name]
    for languages, source, target in (
        (("es", "en"), bomb, bomb + " x"),
        (("en", "fr"), "El cuidado", bomb),
        (("fr", "es"), bomb, "Cuidado"),
        (("es", "ar"), bomb, bomb[::-1]),
    ):
        whole = seconds(source, target, languages)
        if whole > 0.1:
            # The better of two, as the machine may be busy.
            quarter = min(seconds(source[: len(source) // 4], target[: len(target) // 4], languages) for _ in range(2))
            assert min(whole, seconds(source, target, languages)) < 9 * quarter + 0.05
        assert whole < 2


def test_random_pieces_never_raise_and_always_answer_in_issues():
    chance = random.Random(20)  # noqa: S311 - the same pieces each time
    for _round in range(1_500):
        source, target = (
            chance.choice(["", " "]).join(chance.choices(PIECES, k=chance.randint(0, 25))) for _side in range(2)
        )
        languages = chance.choices(LANGUAGES, k=2)
        asked = {
            "max_length": chance.choice([None, 0, 5]),
            "machine": chance.random() < 0.1,
            "required": chance.random() < 0.5,
            "terms": chance.choice([(), (("", ("",)),), (("a", ()),), ((source, (target, "%s {x}")),)]),
        }
        for issue in check(Text(source, target, *languages, **asked)):
            assert isinstance(issue, Issue)
            assert issue.code in CHECKS
            assert isinstance(issue.message, str)
            assert issue.message
            assert len(issue.excerpt) <= LONGEST_EXCERPT


def test_random_pieces_translated_as_they_are_have_no_numbers_tags_or_placeholders_that_differ():
    chance = random.Random(7)  # noqa: S311 - the same pieces each time
    same = {"tags", "links", "placeholders", "numbers", "times", "dates", "emails", "urls", "line-breaks", "length"}
    for _round in range(500):
        text = " ".join(chance.choices(PIECES, k=chance.randint(1, 20)))
        for language in ("es", "en", "fr", "ar"):
            assert same.isdisjoint(issue.code for issue in check(Text(text, text, language, language))), text


def test_markup_in_a_message_is_text_and_a_script_is_refused():
    found = check(Text("Cuidado", "<script>alert('%s {x}')</script>", "es", "en"))
    assert ("html", ERROR) in [(issue.code, issue.severity) for issue in found]
