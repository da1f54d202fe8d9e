"""Texts compared as people compare them."""

import unicodedata


def unaccented(text):
    """Return `text` without case nor accents: "Política" and "politica" are the same word, and stand side by side."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
