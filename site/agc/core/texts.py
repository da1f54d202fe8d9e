"""Texts compared as people compare them, and spelt as addresses."""

import unicodedata

from django.utils.text import slugify
from django.utils.translation import pgettext
from wagtail.coreutils import string_to_ascii

# Long vowels, which the general transliteration takes for consonants or leaves out.
ARABIC_VOWELS = str.maketrans(dict.fromkeys("اأآىةع", "a") | {"إ": "i", "ي": "y", "و": "w"})
# What a title may begin with that puts it nowhere in a list.
NO_WORD = "¿¡«»“”„‘’\"'([ "
LONGEST_SORTED = 100


def unaccented(text):
    """Return `text` without case nor accents: "Política" and "politica" are the same word, and stand side by side."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def sorted_as(title):
    """Return what a title is put in order by: "¿Quién cuida?" stands with Q."""
    return unaccented(title).lstrip(NO_WORD)[:LONGEST_SORTED]


def address_of(title):
    """Return the part of an address that a title makes, in ASCII letters whatever its script; it may be empty.

    "نظام الرعاية" is "ndham-alraaya": an address can be read aloud and typed on any keyboard.
    """
    if any(character.isalpha() and not ascii_part(character) for character in title):
        title = string_to_ascii(title.translate(ARABIC_VOWELS))
    return slugify(title)


def listed(things):
    """Return the names of some things, one after another; they may have commas within. What is empty is left out."""
    # Translators: what parts two things that are listed; in French a space that does not break stands before it.
    return pgettext("between things listed", "; ").join(str(thing) for thing in things if thing)


def ascii_part(character):
    """Return what is left of a letter without its marks; empty where it is no Latin letter, or one such as "œ"."""
    return unicodedata.normalize("NFKD", character).encode("ascii", "ignore")
