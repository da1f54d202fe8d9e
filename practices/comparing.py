"""Two to four practices side by side, on the fields of their definition."""

import re
from dataclasses import dataclass
from decimal import Decimal
from html import unescape

from django.utils.html import strip_tags
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from wagtail.fields import StreamField

from agc.core.numbers import localise
from agc.core.templatetags.date_tags import day as written_day
from agc.core.texts import listed
from practices.data_out.loading import load
from practices.record import Kind, record_of

FEWEST, MOST = 2, 4
CODE = re.compile(r"AGC-[0-9]{4,8}")
END_OF_LINE = re.compile(r"</(?:p|li|h[1-6])>|<br */?>")
# What names the record rather than telling of it.
LEFT_OUT = (
    "page_language",
    "source_language",
    "page_address",
    "published",
    "title",
    "image",
    "image_alt",
    "short_title",
)


@dataclass(frozen=True)
class Line:
    """One field of all the practices.

    Attributes:
        values: texts for each practice; none where it says nothing.
        differs: whether not all of them say the same.
    """

    label: str
    values: list
    differs: bool


def codes_in(params):
    """Return the codes that an address names, each once, in capitals; what cannot be one comes second.

    Args:
        params: the query of the request.
    """
    typed = [part.strip().upper() for value in params.getlist("p") for part in re.split(r"[\s,;]+", value)]
    typed = list(dict.fromkeys(filter(None, typed)))[: MOST * 4]
    return [one for one in typed if CODE.fullmatch(one)], [one[:40] for one in typed if not CODE.fullmatch(one)]


def compared(model, codes, locale):
    """Return the public practices with these codes, in the language that suits the reader, with all that they say."""
    best = model.objects.filter(code__in=codes).in_best_language(locale)
    keys = dict(best.values_list("code", "pk"))
    return load(model, [keys[code] for code in codes if code in keys], locale)


def lines(pages):
    """Return the lines of a comparison: fields first, then rows; what no practice says is left out."""
    record = record_of(type(pages[0]))
    told = [field for field in record.fields if field.name not in LEFT_OUT]
    found = [line_of(field.label, [shown(field, page) for page in pages]) for field in told]
    for child in record.children:
        found.append(line_of(child.label, [[in_words(child, row) for row in child.rows_of(page)] for page in pages]))
    return [line for line in found if any(line.values)]


def line_of(label, values):
    return Line(str(label)[:1].upper() + str(label)[1:], values, any(value != values[0] for value in values))


def shown(field, row):
    """Return what a field says as a reader reads it, as a list of texts."""
    if field.is_coded:
        words = field.words_of(row)
        words = sorted(map(str, words)) if isinstance(words, (tuple, list)) else [str(words or "")]
    else:
        words = [READ.get(field.kind, plain)(field, row)]
    return [word for word in words if word]


def plain(field, row):
    return str(field.value_of(row) or "")


def rich_text(field, row):
    source = row._meta.get_field(field.attribute)
    if isinstance(source, StreamField):
        return row.words_of(field.attribute)
    return without_markup(getattr(row, field.attribute))


def number(field, row):
    value = field.value_of(row)
    return "" if value is None else localise(Decimal(str(value)))


def date(field, row):
    value = getattr(row, field.attribute)
    return written_day(value) if value else ""


def language(field, row):
    """Return the names of the languages whose codes a field has; the code of one that has no name."""
    codes = [code.strip() for code in str(field.value_of(row) or "").split(",") if code.strip()]
    return ", ".join(name_of(code) for code in codes)


def name_of(code):
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def yes_no(field, row):
    return _("yes") if field.value_of(row) else _("no")


READ = {
    Kind.RICH_TEXT: rich_text,
    Kind.NUMBER: number,
    Kind.DATE: date,
    Kind.LANGUAGE: language,
    Kind.YES_NO: yes_no,
}


def without_markup(html):
    """Return the words of rich text, a paragraph or an item of a list on each line."""
    return unescape(strip_tags(END_OF_LINE.sub("\n", str(html)))).strip()


def in_words(child, row):
    """Return a row in one line: its values one after another."""
    values = (", ".join(shown(field, row)) for field in child.fields if field.kind != Kind.YES_NO)
    return listed(values)
