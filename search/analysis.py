"""The one door through which texts go into the index and questions come out of a reader's hand."""

import html
import re

from django.utils.html import strip_tags

from agc.core.texts import unaccented

MAX_QUERY = 200
WORD = re.compile(r"\w+")

# Arabic letters that people write one for the other; the stroke that stretches a word; the digits of its writing.
ARABIC = str.maketrans("ىةک", "يهك", "ـ") | {
    ord(digit): str(value) for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for value, digit in enumerate(digits)
}
# "The" is written in one with its noun: who types "الرعاية" looks for "رعاية" too.
ARABIC_ARTICLE = re.compile(r"^ال(?=\w{3})")


def fold(text):
    """Return `text` without markup, accents or capitals: "Política" and "politica" are the same word.

    Tags count as spaces, so that the last word of a paragraph does not grow into the next one.
    """
    return unaccented(html.unescape(strip_tags(text.replace("<", " <")))).translate(ARABIC)


def words(query):
    """Return the words of what a reader typed, folded, each once; a NUL or a sign is no word."""
    found = WORD.findall(fold(query[:MAX_QUERY].replace("\x00", " ")))
    return list(dict.fromkeys(ARABIC_ARTICLE.sub("", word) for word in found))
