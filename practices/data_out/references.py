"""References for a list of practices, and for one."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from practices.citations import as_bibtex, as_csl, as_ris, citation_of


def plainly(text):
    """Return what writes references one after the other."""

    def write(citations):
        yield ""
        for citation in citations:
            yield text(citation)

    return write


def as_array(citations):
    """Yield references in CSL-JSON, which is an array."""
    yield "["
    between = "\n"
    for citation in citations:
        yield between + json.dumps(as_csl(citation), ensure_ascii=False)
        between = ",\n"
    yield "\n]\n"


@dataclass(frozen=True)
class Format:
    """A way to write references.

    Attributes:
        ending: of the name of the file, and of the address of one practice.
        write: takes citations, yields text.
    """

    ending: str
    content_type: str
    write: Callable


RIS = Format("ris", "application/x-research-info-systems; charset=utf-8", plainly(as_ris))
BIBTEX = Format("bib", "application/x-bibtex; charset=utf-8", plainly(as_bibtex))
CSL = Format("csl.json", "application/vnd.citationstyles.csl+json", as_array)
FORMATS = {each.ending: each for each in (RIS, BIBTEX, CSL)}


def lines(export, form):
    """Yield the text of the references of a list, a few records at a time."""
    return form.write(citation_of(page, export.request) for pages in export.pages() for page in pages)
