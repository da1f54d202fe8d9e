"""What kind of file it is: by what is in it, whatever its name says."""

from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practices.data_in.files import archives
from practices.data_in.lines import Unreadable

HEAD = 4096
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
# What Excel and Word wrote before 2007, and write today around a file with a password.
OLE = b"\xd0\xcf\x11\xe0"
SAVE_AS_XLSX = gettext_lazy("Open it and save it as an Excel workbook (.xlsx).")
SAVE_AS_DOCX = gettext_lazy("Open it and save it as a Word document (.docx).")
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*", b"\x00\x00\x00")
MARKS_OF_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def other_kind():
    return Unreadable(
        _("This kind of file cannot be read. Send a workbook (.xlsx), a table in CSV, JSON, or a filled-in form.")
    )


class Kind(StrEnum):
    XLSX = "xlsx"
    DOCX = "docx"
    ODT = "odt"
    JSON = "json"
    CSV = "csv"


def kind_of(file, name):
    """Return the kind of a file.

    Args:
        name: its name; the ending decides between CSV and JSON alone, and only where the text does not.

    Raises:
        Unreadable: when it is of no kind that can come in; the message says what to save it as.
    """
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    if head.startswith(ZIP):
        return kind_of_archive(file)
    if head.startswith(OLE):
        raise kind_of_ole(file)
    if head.startswith(b"%PDF"):
        raise Unreadable(_("This is a PDF, which cannot be read field by field. Send the form or the table itself."))
    if head.startswith(PICTURES):
        raise Unreadable(_("This is a picture or a film, not a table or a form."))
    if head.startswith(b"{\\rtf"):
        raise Unreadable(_("This is a document in an old format (RTF).") + " " + str(SAVE_AS_DOCX))
    return kind_of_text(head, name)


def kind_of_archive(file):
    with archives.opened(file) as archive:
        names = {name.lower() for name in archive.namelist()}
        if "mimetype" in names:
            return kind_of_open_document(archive)
    if "xl/workbook.bin" in names:
        raise Unreadable(_("This is a binary workbook (.xlsb).") + " " + str(SAVE_AS_XLSX))
    if any(name.startswith("xl/") for name in names):
        return Kind.XLSX
    if any(name.startswith("word/") for name in names):
        return Kind.DOCX
    raise Unreadable(_("This is an archive (ZIP). Unpack it, and send the files in it one by one."))


def kind_of_open_document(archive):
    kind = b"".join(chunk for chunk, _meeting in archives.chunks(archive, "mimetype"))
    if kind.strip() == b"application/vnd.oasis.opendocument.text":
        return Kind.ODT
    if kind.strip().startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        raise Unreadable(_("This is a spreadsheet of LibreOffice (.ods).") + " " + str(SAVE_AS_XLSX))
    raise other_kind()


def kind_of_ole(file):
    """Return the exception for a file of old Office, or for one with a password."""
    content = file.read()
    file.seek(0)
    streams = {name for name in ("EncryptedPackage", "Workbook", "Book", "WordDocument") if in_ole(name, content)}
    if "EncryptedPackage" in streams:
        return archives.locked()
    if "WordDocument" in streams:
        return Unreadable(_("This is a document of an old Word (.doc).") + " " + str(SAVE_AS_DOCX))
    if streams:
        return Unreadable(_("This is a workbook of an old Excel (.xls).") + " " + str(SAVE_AS_XLSX))
    return other_kind()


def in_ole(name, content):
    return (name + "\0").encode("utf-16-le") in content


def kind_of_text(head, name):
    start = head.decode("utf-16", "ignore") if head.startswith(MARKS_OF_UTF_16) else head.decode("utf-8-sig", "ignore")
    start = start.lstrip().lower()
    if start.startswith(("<!doctype", "<html", "<?xml", "<table", "<meta")):
        raise Unreadable(_("This is a web page, whatever its name says.") + " " + str(SAVE_AS_XLSX))
    if start.startswith(("{", "[")) or str(name or "").lower().endswith(".json"):
        return Kind.JSON
    return Kind.CSV
