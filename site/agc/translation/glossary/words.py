"""Words as the glossary and the memory compare them: without case, accents and the commonest endings."""

import html
import re
from dataclasses import dataclass
from functools import lru_cache

from agc.core.texts import unaccented

TAG = re.compile(r"</?([a-z][a-z0-9-]*)\b[^<>]*>", re.IGNORECASE)
# A word, or a single sign.
TOKEN = re.compile(r"\w+|[^\w\s]")
ITALICS = frozenset(["i", "em"])
APOSTROPHES = "'’ʼ"
JOINERS = "-‐‑·" + APOSTROPHES

# Articles, prepositions of belonging and what is left of them before an apostrophe: of two names that differ in these
# only ("economía del cuidado", "economía de los cuidados") each stands for the other.
PARTICLES = {
    "es": frozenset(["de", "del", "la", "el", "los", "las", "al", "lo"]),
    "en": frozenset(["of", "the", "a", "an", "s"]),
    "fr": frozenset(["de", "du", "des", "la", "le", "les", "l", "d", "au", "aux", "un", "une"]),
}


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign of a text.

    Attributes:
        form: as it stands in the text.
        stem: by which it is compared.
        start, end: its place in the text.
    """

    form: str
    stem: str
    start: int
    end: int

    @property
    def is_word(self):
        return self.form[0].isalnum()


def rendered(data):
    """Return a text that wagtail-localize keeps as it is read: without tags; a <br> is the end of a line."""
    if "<" not in data and "&" not in data:
        return data
    return html.unescape(TAG.sub(lambda match: "\n" if match[1].lower() == "br" else "", data))


def titles(data):
    """Return the places, in a text as it is read, of what is set in italics, as titles of works are."""
    places, begun, length, end = [], None, 0, 0
    for match in TAG.finditer(data):
        length += len(html.unescape(data[end : match.start()]))
        end = match.end()
        name, closing = match[1].lower(), match.group().startswith("</")
        if name in ITALICS and closing and begun is not None:
            places.append((begun, length))
            begun = None
        elif name in ITALICS and not closing and begun is None:
            begun = length
        length += name == "br"
    return places


def tokens(text, language):
    """Return the words and signs of a text, without particles, hyphens and apostrophes."""
    particles = PARTICLES.get(language, frozenset())
    found = []
    for match in TOKEN.finditer(text):
        form = match.group()
        if form in JOINERS:
            continue
        stem = stemmed(form, language)
        if stem not in particles:
            found.append(Token(form, stem, match.start(), match.end()))
    return found


@lru_cache(maxsize=50_000)
def stemmed(word, language):
    """Return a word without case, accents, number and, in Spanish and French, the commonest mark of gender.

    These are light stemmers in the manner of D. Harman, “How Effective Is Suffixing?” (1991), for English, and
    J. Savoy, “A Stemming Procedure and Stopword List for General French Corpora” (1999): they bring the forms of a noun
    together and leave words of another meaning apart.
    """
    folded = unaccented(word)
    strip = STEMMERS.get(language)
    if strip is None or folded in PARTICLES[language] or not folded.isalpha():
        return folded
    return strip(folded)


def spanish(word):
    if word.endswith("ces") and len(word) > 4:
        return word[:-3] + "z"
    if word[-1] == "s" and len(word) > 3 and word[-2] in "aeo":
        word = word[:-1]
    return word[:-1] if word[-1] in "aeo" and len(word) > 3 else word


def english(word):
    if len(word) < 4 or word[-1] != "s":
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word if word[-2] in "us" else word[:-1]


def french(word):
    if word.endswith("aux") and len(word) > 5:
        return word[:-2] + "l"
    if word[-1] in "sx" and len(word) > 3:
        word = word[:-1]
    return word[:-1] if word[-1] == "e" and len(word) > 4 else word


STEMMERS = {"es": spanish, "en": english, "fr": french}
