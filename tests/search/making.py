"""Files as people publish them, each with a text that a test gives."""

import io
import zipfile


def pdf(*pages):
    """Return a PDF of some pages, with the letters of Western Europe."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, text in enumerate(pages):
        lines = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").splitlines()
        shown = b" ".join(b"(" + line.encode("cp1252") + b") Tj T*" for line in lines)
        content = b"BT /F1 12 Tf 14 TL 72 720 Td " + shown + b" ET"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def docx(*paragraphs, table=(), footnote="", comment=""):
    """Return a file of Word: its paragraphs, a row of a table, a note and a comment on the first paragraph."""
    from docx import Document
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    document = Document()
    runs = [document.add_paragraph(text).runs for text in paragraphs]
    if table:
        cells = document.add_table(rows=1, cols=len(table)).rows[0].cells
        for cell, text in zip(cells, table, strict=True):
            cell.text = text
    if comment:
        document.add_comment(runs[0], text=comment, author="A")
    if footnote:
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        note = f"<w:footnote><w:p><w:r><w:t>{footnote}</w:t></w:r></w:p></w:footnote>"
        notes = f'<w:footnotes xmlns:w="{space}">{note}</w:footnotes>'
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return saved(document)


def odt(*paragraphs, note="", comment=""):
    """Return a file of LibreOffice: its paragraphs, a note within the first and a comment on it."""
    import odfdo

    document = odfdo.Document("text")
    document.body.clear()
    for number, text in enumerate(paragraphs):
        paragraph = odfdo.Paragraph(text)
        document.body.append(paragraph)
        if note and not number:
            paragraph.insert_note(after=text.split()[0], note_id="n1", citation="1", body=note)
        if comment and not number:
            paragraph.insert_annotation(after=text.split()[0], body=comment, creator="A")
    return saved(document)


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
)
ENCRYPTION = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><CipherData><CipherReference URI="{}"/></CipherData>'
    "</EncryptedData></encryption>"
)


def epub(*chapters, locked=""):
    """Return a book of some chapters in HTML, the later ones first in the archive; `locked` names an encrypted part."""
    items = "".join(f'<item id="c{number}" href="text/c%20{number}.xhtml"/>' for number in range(len(chapters)))
    order = "".join(f'<itemref idref="c{number}"/>' for number in range(len(chapters)))
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest><spine>{order}</spine></package>'
    )
    parts = {f"OEBPS/text/c {number}.xhtml": text for number, text in reversed(list(enumerate(chapters)))}
    parts |= {"META-INF/container.xml": CONTAINER, "OEBPS/content.opf": package}
    if locked:
        parts["META-INF/encryption.xml"] = ENCRYPTION.format(locked)
    return zipped({"mimetype": "application/epub+zip", **parts})


def zipped(parts):
    """Return a zip archive of some parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return out.getvalue()
