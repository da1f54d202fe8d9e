"""Take the text out of a file: in a process of its own, which a broken or hostile file may end, and nothing else.

`python -m search.documents.extraction PATH` prints a line of JSON for each piece, [page, text], and one with the
Outcome at the end. It knows neither Django nor the site.
"""

import io
import json
import posixpath
import re
import resource
import sys
import zipfile
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote

# What one file may use. A guide of 300 pages is read in under a second, within 150 MB.
MAX_SECONDS = 120
MAX_MEMORY = 1_500_000_000
# Unpacked: what is more was made to do harm.
MAX_UNPACKED = 300_000_000
MAX_PARTS = 10_000
# The longest book of the house has a tenth of this.
MAX_CHARACTERS = 5_000_000
# Of what is shown of a file and found as one: about a page. A longer page is cut at the end of a paragraph or a line.
LONGEST_PIECE = 3_000

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PACKAGE = "{http://www.idpf.org/2007/opf}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
ENCRYPTION = "{http://www.w3.org/2001/04/xmlenc#}"
MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
# A file of Office that asks for a password is no archive but one of these.
OLE = b"\xd0\xcf\x11\xe0"
# A word that a line ends within: PDFium writes this in place of the hyphen it takes away.
BROKEN_NAME = re.compile("[\ufffe\x02]\n?(?=[^\\W\\d_a-zß-öø-ÿ])")
BROKEN_WORD = re.compile("[\ufffe\x02\u00ad]\n?")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


class Outcome(StrEnum):
    """How the reading of a file ended."""

    READ = "read"
    CUT = "cut"
    EMPTY = "empty"
    LOCKED = "locked"
    BROKEN = "broken"


class Locked(Exception):
    """The file opens with a password or a licence only."""


class Broken(Exception):
    """The file is not what its name says, or was made to do harm."""


def pdf(path):
    """Yield the number and the text of each page."""
    import pypdfium2
    from pypdfium2.raw import FPDF_ERR_PASSWORD

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise (Locked if error.err_code == FPDF_ERR_PASSWORD else Broken) from error
    for number, page in enumerate(document, start=1):
        text = page.get_textpage()
        yield number, text.get_text_bounded()
        text.close()
        page.close()


def docx(path):
    """Yield the paragraphs, those of tables and boxes too, then the notes; no comments, and nothing struck out."""
    from docx import Document
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.exceptions import PackageNotFoundError
    from docx.oxml.parser import parse_xml

    if path.read_bytes()[: len(OLE)] == OLE:
        raise Locked
    archive(path)
    try:
        document = Document(path)
    except (PackageNotFoundError, KeyError, ValueError) as error:
        raise Broken from error
    parts = [document.element.body]
    for relation in document.part.rels.values():
        if relation.reltype in (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES):
            parts.append(parse_xml(relation.target_part.blob))
    for part in parts:
        for paragraph in part.iter(f"{WORD}p"):
            yield None, "".join(words_of(paragraph))


def words_of(paragraph):
    """Yield the words of a paragraph of Word, without those of a box that hangs on it."""
    blanks = {f"{WORD}tab", f"{WORD}br", f"{WORD}cr"}
    for element in paragraph.iter(f"{WORD}t", *blanks):
        if next(element.iterancestors(f"{WORD}p")) is paragraph:
            yield " " if element.tag in blanks else element.text or ""


def odt(path):
    """Yield the paragraphs, then the notes; no comments, and nothing struck out."""
    from odfdo import Document

    with archive(path) as packed:
        if "META-INF/manifest.xml" in packed.namelist():
            manifest = parsed(packed, "META-INF/manifest.xml")
            if manifest.find(f".//{MANIFEST}encryption-data") is not None:
                raise Locked
    body = Document(path).body
    for hidden in [*body.get_annotations(), *body.get_elements("//text:tracked-changes")]:
        hidden.delete()
    notes = body.get_notes()
    for note in notes:
        note.delete()
    for paragraph in body.get_elements("//text:p | //text:h"):
        yield None, paragraph.text_recursive
    for note in notes:
        yield None, note.note_body


def epub(path):
    """Yield the paragraphs of the chapters, in the order in which they are read."""
    from bs4 import BeautifulSoup

    with archive(path) as packed:
        root = parsed(packed, "META-INF/container.xml").find(f".//{CONTAINER}rootfile")
        if root is None:
            raise Broken
        package_path = root.get("full-path", "")
        package = parsed(packed, package_path)
        items = {item.get("id"): item for item in package.iter(f"{PACKAGE}item")}
        chapters = [items[it.get("idref")] for it in package.iter(f"{PACKAGE}itemref") if it.get("idref") in items]
        folder = posixpath.dirname(package_path)
        names = [posixpath.normpath(posixpath.join(folder, unquote(it.get("href", "")))) for it in chapters]
        locked = set()
        if "META-INF/encryption.xml" in packed.namelist():
            encryption = parsed(packed, "META-INF/encryption.xml")
            locked = {it.get("URI") for it in encryption.iter(f"{ENCRYPTION}CipherReference")}
        if locked & set(names):
            raise Locked
        for name in names:
            soup = BeautifulSoup(packed.read(name), "lxml")
            for hidden in soup(["script", "style", "head"]):
                hidden.decompose()
            yield None, soup.get_text("\n")


def archive(path):
    """Open a zip archive that is small enough when unpacked."""
    packed = zipfile.ZipFile(path)
    parts = packed.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Broken
    return packed


def parsed(packed, name):
    """Return the root of a part in XML; what it refers to elsewhere is not followed."""
    from defusedxml.ElementTree import fromstring

    return fromstring(packed.read(name))


READERS = {".pdf": pdf, ".docx": docx, ".odt": odt, ".epub": epub}


def pieces(texts):
    """Yield pieces of about a page from the texts of pages or paragraphs, as (page, text).

    What stands on a page stays with its number; paragraphs without one are put together.
    """
    waiting = []
    for page, dirty in texts:
        text = clean(dirty)
        if page is not None:
            yield from ((page, piece) for piece in cut(text))
            continue
        if waiting and sum(map(len, waiting)) + len(text) > LONGEST_PIECE:
            yield from ((None, piece) for piece in cut("\n".join(waiting)))
            waiting = []
        waiting.append(text)
    yield from ((None, piece) for piece in cut("\n".join(waiting)))


def clean(text):
    """Return a text of a file without what neither a reader nor a database wants."""
    # "Castille-La Manche" keeps what "cuida-dos" does not.
    text = BROKEN_NAME.sub("-", text.replace("\r\n", "\n"))
    return CONTROLS.sub(" ", BROKEN_WORD.sub("", text)).strip()


def cut(text):
    """Yield a text in parts that are not too long, none of them blank."""
    while len(text) > LONGEST_PIECE:
        ends = (text.rfind(end, LONGEST_PIECE // 2, LONGEST_PIECE) for end in ("\n", ". ", " "))
        end = next((end + 1 for end in ends if end > 0), LONGEST_PIECE)
        if part := text[:end].strip():
            yield part
        text = text[end:]
    if text := text.strip():
        yield text


def extract(path):
    """Yield the pieces of a file as (page, text), and the Outcome at the end."""
    characters = 0
    try:
        for page, text in pieces(READERS[path.suffix.lower()](path)):
            yield page, text
            characters += len(text)
            if characters > MAX_CHARACTERS:
                yield Outcome.CUT
                return
        yield Outcome.READ if characters else Outcome.EMPTY
    except Locked:
        yield Outcome.LOCKED
    except Exception as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n"[:500])
        yield Outcome.BROKEN


def bound():
    """Bind this process in time and memory."""
    for kind, most in ((resource.RLIMIT_CPU, MAX_SECONDS), (resource.RLIMIT_AS, MAX_MEMORY)):
        resource.setrlimit(kind, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(path):
    bound()
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8")
    for line in extract(Path(path)):
        out.write(json.dumps(line) + "\n")
    out.flush()


if __name__ == "__main__":
    main(sys.argv[1])
