"""The files: one practice, and a list of practices with a cover."""

from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agc.core.templatetags.date_tags import day
from practices.data_out.export import as_file
from practices.pdf import nodes
from practices.pdf.nodes import line, paragraph
from practices.pdf.record import RELATIONS, data_of
from practices.pdf.typesetting import Busy, typeset

CONTENT_TYPE = "application/pdf"
# Of one file: more than somebody prints, and set in a few seconds.
MOST = 100


def answer(make, name):
    """Answer with a file that is made now; where too many are being made already, say so.

    Args:
        make: a function that returns the PDF.
        name: of the file.
    """
    try:
        return as_file(HttpResponse(make()), CONTENT_TYPE, name)
    except Busy:
        said = _("Too many PDFs are being made at this moment. Try again in a minute.")
        return HttpResponse(said, status=503, content_type="text/plain; charset=utf-8", headers={"Retry-After": "60"})


def single(page, request):
    """Return a PDF of one practice, loaded as for the other files; its language is that of the page."""
    prefetch_related_objects([page], *RELATIONS)
    author = page.lead or _("Global Alliance for Care")
    return file([page], request, title=page.title, author=author, language=page.language)


def selection(pages, request, cover, language, notes=None):
    """Return a PDF of practices, each on pages of its own, after a cover.

    Args:
        pages: loaded as for the other files.
        cover: what stands on it, as `cover_of` makes it.
        language: the code of the reader's language.
        notes: what is said of a practice here, by the key of its translations.
    """
    prefetch_related_objects(pages, *RELATIONS)
    given = {"title": cover["plain_title"], "author": _("Global Alliance for Care"), "language": language}
    return file(pages, request, cover=cover, notes=notes, **given)


def file(pages, request, title, author, language, cover=None, notes=None):
    """Return a PDF of practices."""
    notes = notes or {}
    data = {
        "title": " ".join(line(title)),
        "author": " ".join(line(author)),
        "lang": nodes.language_tag(language) or "und",
        "series": _("Good practices in care"),
        "keywords": [page.code for page in pages],
        "cover": cover,
        "records": [data_of(page, request, notes.get(page.translation_key, "")) for page in pages],
    }
    return typeset(data, max((page.last_published_at for page in pages if page.last_published_at), default=None))


def cover_of(title, shown, address, filters=(), intro=(), total=None):
    """Return what stands on the cover of a list.

    Args:
        shown: how many practices follow.
        address: of the list on the site, narrowed as it is.
        filters: what it is narrowed by: the name of each facet, and the labels of its values.
        intro: blocks below the title.
        total: how many there are in all, where more do not follow.
    """
    count = ngettext("%(number)s practice", "%(number)s practices", shown) % {"number": shown}
    if total and total > shown:
        count = _("The first %(number)s of %(total)s practices") % {"number": shown, "total": total}
    narrowed = [(line(name), [line("; ".join(map(str, labels)))]) for name, labels in filters]
    about = [
        *paragraph(line(f"{count} · {day(timezone.localdate())}")),
        *nodes.facts(narrowed),
        *paragraph(nodes.shown_link(address)),
        *paragraph(line(_("Each practice says under which licence its text may be shared."))),
    ]
    return {
        "plain_title": title,
        "title": line(title),
        "in": [*map(flat, intro), *about],
        "contents": _("Contents"),
        # Whole, it would not fit below each page.
        "address": address.partition("?")[0],
    }


def flat(block):
    """Return a block as a cover has it, where a heading would be the first of the document: as words in bold."""
    return {"is": "p", "in": [{"b": block["in"]}]} if block["is"] == "h" else block
