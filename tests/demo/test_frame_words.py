"""No word of another language in what stands round the content of a page."""

import json
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import polib
import pytest
from bs4 import NavigableString, Tag

from tests.demo.visiting import LANGUAGES, tidy

pytestmark = pytest.mark.one_database

LOCALE = Path(__file__).resolve().parents[2] / "locale"
LABELS = """
import json
from django.utils import translation
from agc.vocabulary.models import Concept
labels = {}
for code in ("es", "en", "fr"):
    with translation.override(code):
        labels[code] = [str(concept.label) for concept in Concept.objects.all()]
print(json.dumps(labels))
"""
# What of a page is the interface's own, wherever the content stands.
FRAME = (
    "title, header, nav, footer, form, button, label, legend, summary, caption, th, dt, figcaption, h2, .kicker, "
    ".badge, .chip, .notice, .quiet, .empty, .more, .visually-hidden, .skip, [role=status]"
)
# Words of another language's interface that are other words of this one: a table of the demo asks « Comment ? ».
HOMOGRAPHS = {"fr": {"Comment"}}
ATTRIBUTES = ("aria-label", "title", "placeholder", "alt", "aria-description")


def words_of(entry):
    """Return the texts of a catalogue entry, for one and for many."""
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    return [text for text in texts if text]


def letters(text):
    return sum(char.isalpha() for char in re.sub(r"%\(\w+\)\w|<[^>]+>|&\w+;", "", text))


@pytest.fixture(scope="module")
def catalogues():
    """The words of the interface, by language and message."""
    found = {}
    for language in LANGUAGES:
        entries = polib.pofile(LOCALE / language / "LC_MESSAGES" / "django.po")
        found[language] = {(entry.msgctxt, entry.msgid): entry for entry in entries if not entry.obsolete}
    return found


def foreign_texts(catalogue, own):
    """Return the texts of a catalogue, of more than three letters, that the reader's own language says otherwise."""
    return {
        text
        for key, entry in catalogue.items()
        for text in {tidy(text) for text in words_of(entry)} - set(words_of(own[key]) if key in own else [])
        if letters(text) > 3
    }


@pytest.fixture(scope="module")
def foreign(catalogues, demo_site):
    """For each language, a function that says which foreign words of ours a text is made of."""
    own, other = defaultdict(set), defaultdict(set)
    patterns = defaultdict(list)
    labels = json.loads(demo_site.shell(LABELS).splitlines()[-1])
    for language in LANGUAGES:
        for entry in catalogues[language].values():
            own[language] |= {tidy(text) for text in words_of(entry)}
        own[language] |= {tidy(label) for label in labels[language]}
    for language in LANGUAGES:
        for code in (code for code in LANGUAGES if code != language):
            texts = foreign_texts(catalogues[code], catalogues[language])
            other[language] |= texts | {tidy(label) for label in labels[code] if letters(label) > 3}
            patterns[language] += [text for text in texts if len(re.sub(r"%\(\w+\)\w", "", text).split()) >= 3]
        other[language] -= own[language] | HOMOGRAPHS.get(language, set())
        together = "\n".join(own[language])
        kept = {text for text in patterns[language] if longest_part(text) not in together}
        patterns[language] = [(longest_part(text), re.compile(pattern_of(text))) for text in kept]

    @cache
    def check(language, text):
        if text in own[language]:
            return None
        if text in other[language]:
            return text
        return next((part for part, whole in patterns[language] if part in text and whole.search(text)), None)

    return check


def longest_part(text):
    """Return the longest run of a message without variables."""
    return max((tidy(part) for part in re.split(r"%\(\w+\)\w|<[^>]+>", text)), key=len)


def pattern_of(text):
    """Return the regular expression for a message with its variables filled in, as whole words of a longer text."""
    parts = re.split(r"%\(\w+\)\w|<[^>]+>", text)
    return r"(?<!\w)" + r".{0,80}?".join(re.escape(tidy(part)) for part in parts) + r"(?!\w)"


def frame_texts(page):
    """Return what the frame of a page says, piece by piece; what is marked as another language is left out."""
    frame = {id(element) for element in page.soup.select(FRAME)}
    found = set()

    def walk(element, inside):
        """Return the pieces of text in an element, in its order."""
        if element.name in ("script", "style") or element.get("lang", page.language) != page.language:
            return []
        found.update(tidy(element[name]) for name in ATTRIBUTES if element.get(name))
        inside = inside or id(element) in frame
        pieces = []
        for child in element.children:
            if isinstance(child, Tag):
                pieces += walk(child, inside)
            elif type(child) is NavigableString and child.strip():
                pieces.append(tidy(child))
                if inside:
                    found.add(pieces[-1])
        # A sentence with a link or a number in it.
        if inside and 1 < len(pieces) < 12:
            found.add(" ".join(pieces))
        return pieces

    walk(page.soup.html, False)
    return found


def test_the_catalogues_are_complete(catalogues):
    """Without a translation the frame would be in English everywhere, and nothing here would notice."""
    missing = {
        language: [entry.msgid for entry in entries.values() if entry.fuzzy or not entry.translated()]
        for language, entries in catalogues.items()
    }

    assert missing == {"es": [], "en": [], "fr": []}


def test_no_word_of_another_language_stands_in_the_frame(visitor, pages, search_pages, translation_pages, foreign):
    others = [*translation_pages]
    for language in LANGUAGES:
        others += [
            visitor.get(f"/{language}/no-existe/"),
            visitor.search(language, ""),
            visitor.search(language, "xyzzyx"),
        ]
    others += [visitor.get("/es/practicas/?r=x&r=reduce"), visitor.get("/en/practices/?r=x&country=uy")]
    others += [visitor.get("/fr/pratiques/?r=x&care=disability"), visitor.search("fr", "ñ" * 300)]
    wrong = defaultdict(set)
    for page in [*pages.values(), *search_pages.values(), *others]:
        for text in frame_texts(page):
            found = foreign(page.language, text)
            if found:
                wrong[page.language, found].add(page.url)

    assert {key: (len(urls), min(urls)) for key, urls in wrong.items()} == {}


@pytest.mark.parametrize(
    ("language", "text", "caught"),
    [("fr", "Kenya", False), ("es", "Recognise", True), ("en", "Reconocer", True), ("fr", "Publications", False)],
)
def test_the_check_itself_tells_languages_apart(foreign, language, text, caught):
    assert bool(foreign(language, text)) is caught
