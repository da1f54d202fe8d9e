"""How a practice is cited: one structure, written as RIS, BibTeX and CSL-JSON, and shown on its page."""

import re
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

# What belongs in no reference: control characters, lone surrogates.
NO_SIGN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# What means something in LaTeX. Braces by name: BibTeX counts them even behind a backslash.
LATEX = str.maketrans(
    {char: f"\\{char}" for char in "&%$#_"}
    | {"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
    | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)


@dataclass(frozen=True)
class Citation:
    """What identifies a practice for whoever cites it; each text stands in one line.

    Attributes:
        author: the organisation that answers for the practice.
        date: year, month and day of its facts; empty where none was given.
        series: the repository that it is part of.
        address: the permanent one, the same for all languages.
    """

    code: str
    author: str
    date: tuple[int, ...]
    title: str
    publisher: str
    series: str
    address: str
    language: str
    abstract: str
    keywords: tuple[str, ...]
    licence: str

    @property
    def year(self):
        return str(self.date[0]) if self.date else ""


def citation_of(page, request):
    """Return how a practice is cited, in the language of its page."""
    publisher, day = _("Global Alliance for Care"), page.facts_as_of
    concepts = [*(effect.r for effect in page.effects.all() if effect.r), *page.concepts.all()]
    return Citation(
        code=page.code,
        author=in_one_line(page.lead) or publisher,
        date=(day.year, day.month, day.day) if day else (),
        title=in_one_line(page.title),
        publisher=publisher,
        series=_("Good practices in care"),
        address=request.build_absolute_uri(reverse("practice_by_code", args=[page.code])) if page.code else "",
        language=page.language,
        abstract=in_one_line(page.claim),
        keywords=tuple(dict.fromkeys(in_one_line(concept.label) for concept in concepts)),
        licence=page.get_licence_display(),
    )


def in_one_line(text):
    return " ".join(NO_SIGN.sub("", text or "").split())


def as_ris(citation):
    """Return a reference in RIS: a tag and a value on each line, lines ended as the format wants them."""
    date = citation.date and "{:04d}/{:02d}/{:02d}/".format(*citation.date)
    tags = [
        ("TY", "ELEC"),
        ("AU", citation.author),
        ("TI", citation.title),
        ("T2", citation.series),
        ("PY", citation.year),
        ("DA", date),
        ("PB", citation.publisher),
        ("AN", citation.code),
        ("LA", citation.language),
        ("AB", citation.abstract),
        *(("KW", keyword) for keyword in citation.keywords),
        ("UR", citation.address),
        ("N1", citation.licence),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in tags if value) + "ER  - \r\n\r\n"


def as_bibtex(citation):
    """Return a reference in BibTeX, in UTF-8; the name of an organisation is no person’s."""
    fields = {
        "author": braced(citation.author),
        "title": braced(citation.title),
        "year": citation.year,
        "howpublished": latex(citation.series),
        "publisher": latex(citation.publisher),
        "number": citation.code,
        "url": citation.address,
        "language": citation.language,
        "abstract": latex(citation.abstract),
        "keywords": latex(", ".join(citation.keywords)),
        "note": latex(citation.licence),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{citation.code},\n" + ",\n".join(lines) + "\n}\n\n"


def latex(text):
    return text.translate(LATEX)


def braced(text):
    """Return a text that keeps its capitals and its order of words."""
    return f"{{{latex(text)}}}" if text else ""


def as_csl(citation):
    """Return a reference as CSL-JSON has it, as a dictionary."""
    data = {
        "id": citation.code,
        "type": "webpage",
        "title": citation.title,
        "author": [{"literal": citation.author}],
        "issued": {"date-parts": [list(citation.date)]} if citation.date else None,
        "container-title": citation.series,
        "publisher": citation.publisher,
        "number": citation.code,
        "URL": citation.address,
        "language": citation.language,
        "abstract": citation.abstract,
        "keyword": ", ".join(citation.keywords),
        "note": citation.licence,
    }
    return {name: value for name, value in data.items() if value}
