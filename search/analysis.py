"""The one door through which texts go into the index and questions come out of a reader's hand."""

import html
import re

from django.utils.html import strip_tags

from agc.core.texts import unaccented

MAX_QUERY = 200
WORD = re.compile(r"\w+")


def fold(text):
    """Return `text` without markup, accents or capitals: "Política" and "politica" are the same word.

    Tags count as spaces, so that the last word of a paragraph does not grow into the next one.
    """
    return unaccented(html.unescape(strip_tags(text.replace("<", " <"))))


def words(query):
    """Return the words of what a reader typed, folded, each once; a NUL or a sign is no word."""
    return list(dict.fromkeys(WORD.findall(fold(query[:MAX_QUERY].replace("\x00", " ")))))
