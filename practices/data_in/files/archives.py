"""Workbooks and documents are ZIP archives of XML: they are opened without trusting what they say of themselves."""

import zipfile
import zlib
from contextlib import contextmanager

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from practices.data_in.lines import Unreadable

# Unpacked: the largest that was made by hand has a tenth of this.
MOST_UNPACKED = 150_000_000
MOST_PARTS = 5_000
# How many signs "<" a part may have: each stands for something that takes memory when it is read.
MOST_TAGS = 3_000_000
# Of parts that hold no rows and no texts: styles, names, relations.
MOST_TAGS_ELSEWHERE = 100_000
WITH_ROWS_OR_TEXTS = ("xl/worksheets/", "xl/sharedstrings", "word/document", "content.xml")
CHUNK = 1 << 16
# The longest word that is looked for where two chunks meet.
OVERLAP = 256
# What reading a broken archive, or one that was made to do harm, may end with.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError, KeyError)


def too_large():
    return Unreadable(
        _(
            "Unpacked, the file is larger than %(limit)s. Copy what you filled in to a new file, without empty rows "
            "that have a format and without pictures, and send that one."
        )
        % {"limit": filesizeformat(MOST_UNPACKED)}
    )


def damaged():
    return Unreadable(_("The file is damaged. Open it in the program that made it, save it again, and send that one."))


def locked():
    return Unreadable(_("The file asks for a password. Save it without one, and send it again."))


@contextmanager
def opened(file):
    """Open an archive for a while; the file itself stays open.

    Raises:
        Unreadable: when it is damaged or asks for a password, or would be too large unpacked.
    """
    file.seek(0)
    try:
        archive = zipfile.ZipFile(file)
    except BROKEN as error:
        raise damaged() from error
    with archive:
        check_directory(archive)
        yield archive


def check_directory(archive):
    """Refuse what an archive says of itself: cheaply, before any of it is unpacked."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise too_large()
    if any(part.flag_bits & 1 for part in parts):
        raise locked()
    # Others unpack without any bound; no program writes them.
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise damaged()


def check_parts(archive):
    """Unpack all of an archive once, keeping none of it, and refuse what would do harm when it is read.

    Raises:
        Unreadable: when it is damaged, larger than its directory says, or declares entities.
    """
    total = 0
    for part in archive.infolist():
        name = part.filename.lower()
        is_xml = name.endswith((".xml", ".rels")) and not name.startswith("meta-inf/")
        tags, most = 0, MOST_TAGS if name.startswith(WITH_ROWS_OR_TEXTS) else MOST_TAGS_ELSEWHERE
        for chunk, meeting in chunks(archive, part):
            total += len(chunk)
            tags += chunk.count(b"<")
            if total > MOST_UNPACKED or (is_xml and tags > most):
                raise too_large()
            # No program writes XML with a NUL, as that in UTF-16 has, in which nothing would be found here.
            if is_xml and (b"\0" in chunk or b"<!DOCTYPE" in meeting or b"<!ENTITY" in meeting):
                raise damaged()


def chunks(archive, part):
    """Yield a part of an archive in chunks, and each with the end of the one before it.

    Raises:
        Unreadable: when it is damaged.
    """
    end = b""
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(CHUNK):
                yield chunk, end + chunk
                end = chunk[-OVERLAP:]
    except BROKEN as error:
        raise damaged() from error
