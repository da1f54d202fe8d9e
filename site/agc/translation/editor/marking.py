"""A text as a translator reads it: its marks as marks, the words of the glossary pointed out."""

import html
import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from wagtail_localize.strings import StringValue

TAG = re.compile(r"(</?[a-z][a-z0-9-]*[^<>]*>)", re.IGNORECASE)
LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
RIGHT_TO_LEFT = frozenset({"ar", "arc", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"})


def direction(language):
    """Return which way a language is written: "rtl" or "ltr"."""
    return "rtl" if language.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


def pieces(data):
    """Yield the parts of a text as wagtail-localize keeps it: whether each is a mark, and what is written there."""
    for number, part in enumerate(TAG.split(data)):
        if LINE_BREAK.fullmatch(part):
            yield False, "\n"
        elif part:
            yield bool(number % 2), part if number % 2 else html.unescape(part)


def source_as_html(data, entries=()):
    """Return a text with its marks to be seen and the words of the glossary marked.

    Args:
        data: as wagtail-localize keeps it.
        entries: what the glossary found, with positions in the text without its marks.
    """
    parts = list(pieces(data))
    words = "".join(text for is_mark, text in parts if not is_mark)
    if words != StringValue(data).render_text():
        # Counted otherwise, the positions would point at other words.
        entries = ()
    entries = sorted(entries, key=lambda entry: entry.start)
    shown, position = [], 0
    for is_mark, text in parts:
        if is_mark:
            shown.append(format_html('<span class="te-mark">{}</span>', text))
        else:
            shown.append(with_terms(text, position, entries))
            position += len(text)
    return mark_safe("".join(shown))  # noqa: S308 - each part was escaped


def with_terms(text, position, entries):
    """Return a run of text, escaped, with what of the entries falls into it marked.

    Args:
        position: where the run begins in the whole text.
    """
    shown, done = [], 0
    for entry in entries:
        start, end = max(entry.start - position, done), min(entry.end - position, len(text))
        if start < end:
            shown.append(("", text[done:start], ""))
            shown.append((mark_safe("<mark>"), text[start:end], mark_safe("</mark>")))
            done = end
    shown.append(("", text[done:], ""))
    return format_html_join("", "{}{}{}", shown)


def nesting(text):
    """Return how deeply the marks of a text are nested."""
    depth = deepest = 0
    for mark in TAG.findall(text):
        depth += -1 if mark.startswith("</") else not LINE_BREAK.fullmatch(mark)
        deepest = max(deepest, depth)
    return deepest
