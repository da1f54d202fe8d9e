"""Texts brought to one form, without markup, accents or capitals; and which characters words are made of."""

import html
import re
import unicodedata
from itertools import groupby

from django.utils.html import strip_tags

from agc.core.texts import unaccented

# Latin letters that are no letter with an accent, as people type them who have no key for them.
LATIN = {
    "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t",
    "ŀ": "l",
}  # fmt: skip
# Arabic letters that people write one for the other, and the stroke that stretches a word.
ARABIC = {"ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ـ": ""}
SPELT = LATIN | ARABIC
NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


class FoldedCharacters(dict):
    """What each character becomes, found out when it is first met; it grows no further than the basic plane."""

    def __missing__(self, code):
        folded = "".join(map(fold_letter, SPELT.get(chr(code).lower(), unaccented(chr(code)))))
        if code < 0x10000:
            self[code] = folded
        return folded


def fold_letter(character):
    """Return the letter of a character without marks: digits of any script are the same, soft hyphens are not seen."""
    if character in SPELT:
        return SPELT[character]
    if unicodedata.category(character) == "Cf":
        return ""
    return str(unicodedata.decimal(character, character))


FOLDED = FoldedCharacters()


def plain(markup):
    """Return the text of `markup`, entities resolved.

    Tags count as spaces, so that the last word of a paragraph does not grow into the next one.
    """
    return html.unescape(strip_tags(markup.replace("<", " <")))


def fold(text):
    """Return plain `text` without accents or capitals: "Política" and "politica" are the same word.

    Letters that people write one for the other, and digits of any script, become the same: "œuvre" is "oeuvre".
    """
    if text.isascii():
        return text.lower()
    return NOT_ASCII.sub(lambda run: run[0].translate(FOLDED), text).lower()


def ranges_of(*categories):
    """Return the characters of the basic plane in some categories of Unicode, as a class of a regular expression."""
    codes = [code for code in range(0xA0, 0x10000) if unicodedata.category(chr(code)) in categories]
    runs = [[code for _order, code in run] for _key, run in groupby(enumerate(codes), lambda pair: pair[1] - pair[0])]
    return "".join(f"{chr(run[0])}-{chr(run[-1])}" for run in runs)


# Accents written apart, vowel signs and soft hyphens stand within words, and Python's \w knows none of them; two
# apostrophes are letters to Unicode.
MARKS = ranges_of("Mn", "Mc", "Cf")
LETTER = rf"(?:[^\W\d_ʼʻ][{MARKS}]*+)"
WORD = rf"[^\W_ʼʻ](?:[^\W_ʼʻ]|[{MARKS}])*+"
