"""The checks over all that the demo publishes in three languages: silent where it is right, loud where it is not."""

import random
import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest
import yaml
from wagtail_localize.strings import StringValue, extract_strings

from agc.demo.content_files import CONTENT, rich_text
from agc.translation.checks import ERROR, Text, check
from agc.translation.checks.calendar_words import MONTHS

pytestmark = pytest.mark.one_database

ROOT = Path(__file__).parents[2]
VOCABULARY = ROOT / "site" / "agc" / "vocabulary" / "data"
FILES = [*sorted(CONTENT.rglob("*.yaml")), ROOT / "home" / "frame.yaml", *sorted(VOCABULARY.glob("*.yaml"))]
LANGUAGES = ("es", "en", "fr")
# Chosen by an author, not translated one by one.
NOT_TRANSLATED = "alternatives"
# Of a hundred good segments, fewer than one half may raise anything at all; this is the promise made to translators.
MOST_FALSE_ALARMS = 0.005


def translated(node):
    """Yield each mapping of languages in a content file."""
    if isinstance(node, dict) and node and set(node) <= set(LANGUAGES):
        yield node
    elif isinstance(node, (dict, list)):
        items = node.items() if isinstance(node, dict) else enumerate(node)
        for name, value in items:
            if name != NOT_TRANSLATED:
                yield from translated(value)


def texts(node):
    """Yield the texts of one language, in their order."""
    if isinstance(node, dict):
        for name in sorted(node):
            if name != NOT_TRANSLATED:
                yield from texts(node[name])
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)
    elif node is not None:
        yield str(node).strip()


def segments(text, rich):
    """Return the segments that wagtail-localize makes of a text."""
    if rich:
        return [string.data for string, _attributes in extract_strings(rich_text(text, lambda _key: 1))[1]]
    return [StringValue.from_plaintext(text).data]


@lru_cache
def published():
    """Return every segment of the content that is published in two languages, in the directions that are translated."""
    found = []
    for path in FILES:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        source = data.get("source", "es") if isinstance(data, dict) else "es"
        directions = {(source, language) for language in LANGUAGES if language != source} | {("en", "fr")}
        for node in translated(data):
            for of_source, of_target in sorted(directions):
                if of_source in node and of_target in node:
                    found += pairs(node, of_source, of_target)
    return found


def pairs(node, of_source, of_target):
    """Yield the segments of a mapping of languages as a pair."""
    for source, target in zip(texts(node[of_source]), texts(node[of_target]), strict=True):
        rich = "**" in source or "\n\n" in source or "](" in source
        for before, after in zip(segments(source, rich), segments(target, rich), strict=True):
            yield Text(before, after, of_source, of_target)


def test_published_translations_raise_no_errors_and_hardly_a_warning():
    everything = published()
    assert len(everything) > 4_000
    directions = {(text.source_language, text.target_language) for text in everything}
    assert directions >= {("es", "en"), ("es", "fr"), ("en", "fr")}
    alarms = [(text, issue) for text in everything for issue in check(text)]
    assert [issue for _text, issue in alarms if issue.severity == ERROR] == []
    told = {(text.source, text.target) for text, _issue in alarms}
    assert len(told) < MOST_FALSE_ALARMS * len(everything), [str(issue.message) for _text, issue in alarms]


# Each of these makes one slip in a good translation; None where there is nothing to slip on.


def another_digit(text, chance):
    found = list(re.finditer(r"(?<!=\")(?<!a)\d", text.target))
    if not found:
        return None
    digit = chance.choice(found)
    return text.target[: digit.start()] + str((int(digit.group()) + 3) % 10) + text.target[digit.end() :]


def without_a_number(text, chance):
    found = list(re.finditer(r"(?<!a)\b\d[\d.,\u00a0\u202f]*\d\s?", text.target))
    return cut(text.target, chance.choice(found).span()) if found else None


def another_month(text, chance):
    names = MONTHS[text.target_language]
    found = [match for match in re.finditer(r"\w+", text.target) if match.group().lower() in names]
    if not found:
        return None
    month = chance.choice(found)
    other = chance.choice([name for name in names if name != month.group().lower()])
    return text.target[: month.start()] + other.capitalize() + text.target[month.end() :]


def without_its_end(text, _chance):
    return text.target[:-1].rstrip("\u00a0\u202f") if text.target[-1:] in tuple(".?!:") else None


def with_a_plain_space(text, _chance):
    found = re.search("[\u00a0\u202f](?=[;:!?»])", text.target)
    return cut(text.target, found.span(), " ") if found and text.target_language == "fr" else None


def without_a_bracket(text, chance):
    found = list(re.finditer(r"[()«»“”]", text.target))
    return cut(text.target, chance.choice(found).span()) if found else None


def with_a_word_twice(text, chance):
    found = list(re.finditer(r"(?<= )[a-z]{2,} ", text.target))
    if not found:
        return None
    word = chance.choice(found)
    return text.target[: word.end()] + word.group() + text.target[word.end() :]


def without_its_capital(text, _chance):
    target = text.target
    return target[0].lower() + target[1:] if target[:1].isupper() and target[1:2].islower() else None


def without_a_tag(text, _chance):
    target = re.sub(r"</?[bi]>", "", text.target)
    return target if target != text.target else None


def without_a_link(text, _chance):
    target = re.sub(r"<a[^>]*>(.*?)</a>", r"\1", text.target, count=1)
    return target if target != text.target else None


def with_a_sentence_left(text, chance):
    return sentence_changed(text, chance, lambda sentence: [sentence])


def without_a_sentence(text, chance):
    return sentence_changed(text, chance, lambda _sentence: [])


def not_translated(text, _chance):
    return text.source if len(text.source.split()) > 4 else None


def sentence_changed(text, chance, change):
    """Put what `change` makes of a sentence of the source in the place of its translation."""
    source, target = (re.split(r"(?<=[.!?])\s+", data) for data in (text.source, text.target))
    if len(source) != len(target) or len(source) < 2 or "<" in text.target:
        return None
    at = chance.randrange(len(source))
    return " ".join([*target[:at], *change(source[at]), *target[at + 1 :]])


def cut(text, span, instead=""):
    return text[: span[0]] + instead + text[span[1] :]


SLIPS = {
    another_digit: 0.98,
    without_a_number: 0.98,
    another_month: 0.98,
    without_its_end: 0.99,
    with_a_plain_space: 0.99,
    without_a_bracket: 0.98,
    with_a_word_twice: 0.98,
    without_its_capital: 0.97,
    without_a_tag: 1,
    without_a_link: 1,
    with_a_sentence_left: 0.94,
    without_a_sentence: 0.85,
    # Names that read the same in another language are left alone.
    not_translated: 0.94,
}


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.__name__)
def test_a_slip_planted_in_published_text_is_found(slip):
    chance = random.Random(1)  # noqa: S311 - the same slips each time
    planted = [
        replace(text, target=target)
        for text in published()
        if (target := slip(text, chance)) is not None and target not in (text.target, "")
    ]
    tried = chance.sample(planted, min(1_000, len(planted)))
    assert len(tried) > 100
    missed = [text for text in tried if not check(text)]
    assert len(missed) <= (1 - SLIPS[slip]) * len(tried), [(text.source, text.target) for text in missed][:5]
