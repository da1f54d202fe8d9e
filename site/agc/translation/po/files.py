"""Read PO files that people upload, and say in words why one cannot be read."""

import codecs
import re
import tempfile
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath
from uuid import UUID

import polib
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from agc.translation.po import ID_HEADER

MAX_BYTES = 5 * 1024 * 1024
MAX_ARCHIVE_BYTES = 20 * 1024 * 1024
MAX_UNPACKED_BYTES = 50 * 1024 * 1024
MAX_FILES = 500
MAX_ENTRIES = 20_000
# polib puts continued lines together one by one, in a time that grows with the square of their number.
MAX_CONTINUED = 5_000

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHARSET = re.compile(r"charset=([\w.:-]{1,40})")
# Encodings of one byte per letter; what else Python calls an encoding is none of a text, or slow.
PLAIN_ENCODINGS = ("iso8859-", "cp125", "koi8-", "mac-")


def read_po(content):
    """Return the PO file that some bytes are.

    Args:
        content: the bytes of the file.

    Raises:
        ValidationError: with the reason why it is none.

    Returns:
        A polib.POFile with an `ID_HEADER`.
    """
    if len(content) > MAX_BYTES:
        raise ValidationError(_("The file is larger than %(limit)s.") % {"limit": filesizeformat(MAX_BYTES)})
    if not content.strip():
        raise ValidationError(_("The file is empty."))
    if content.startswith(b"PK\x03\x04"):
        raise ValidationError(_("This is a ZIP archive: unpack it, or upload it where the whole queue is."))
    text = decoded(content)
    check_size(text)
    po = parsed(text)
    if not po.metadata and not po:
        raise ValidationError(_("This is not a PO file."))
    if identity(po) is None:
        raise ValidationError(
            _("The header “%(header)s”, which says of what page the file is, is missing.") % {"header": ID_HEADER}
        )
    return po


def identity(po):
    """Return the UUID of the translation that a PO file says it is of; None where it says none."""
    try:
        return UUID(po.metadata.get(ID_HEADER, ""))
    except ValueError:
        return None


def decoded(content):
    """Return the text of a file: of UTF-8, of UTF-16 or of what its header says.

    Raises:
        ValidationError: when it is none of them.
    """
    encoding = next((name for mark, name in MARKS if content.startswith(mark)), None) or without_mark(content)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        declared = declared_encoding(content)
    try:
        return content.decode(declared)
    except UnicodeDecodeError as error:
        raise ValidationError(
            _("The file is not in the encoding that it says, %(encoding)s. Save it as UTF-8.") % {"encoding": declared}
        ) from error


def without_mark(content):
    """Return the encoding of a file that begins without a mark: every second byte of UTF-16 is empty."""
    if content[1:2] == b"\0" and content[3:4] == b"\0":
        return "utf-16-le"
    if content[:1] == b"\0" and content[2:3] == b"\0":
        return "utf-16-be"
    return "utf-8"


def declared_encoding(content):
    """Return the encoding that the header of a file names, one that texts are written in.

    Raises:
        ValidationError: when it names none.
    """
    found = CHARSET.search(content[:10_000].decode("latin-1"))
    name = found[1] if found else ""
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        known = ""
    if known == "utf-8" or known.startswith(PLAIN_ENCODINGS):
        return known
    raise ValidationError(_("The encoding of the file cannot be read. Save it as UTF-8."))


def check_size(text):
    """Refuse what would keep the server busy for long.

    Raises:
        ValidationError: when there are too many entries, or too many lines in one.
    """
    continued = entries = 0
    for line in text.split("\n"):
        words = line.lstrip("#~| \t")
        continued = continued + 1 if words.startswith('"') else 0
        entries += words.startswith("msgid")
        if continued > MAX_CONTINUED or entries > MAX_ENTRIES:
            raise ValidationError(_("There is too much in this file: it cannot be one that was downloaded here."))


def parsed(text):
    """Return the text of a PO file, parsed.

    Raises:
        ValidationError: with the line at which it is none any more.
    """
    # polib takes a short text for the name of a file, and breaks a long one at signs that are no ends of lines.
    with tempfile.NamedTemporaryFile("w", suffix=".po", encoding="utf-8", errors="replace", newline="") as file:
        file.write(text)
        file.flush()
        try:
            return polib.pofile(file.name, encoding="utf-8")
        except (OSError, ValueError, IndexError) as error:
            raise ValidationError(why_not_parsed(str(error))) from error


def why_not_parsed(message):
    """Say from which line on a file is no PO file, where polib's message tells."""
    line = re.search(r"\(line (\d+)\)", message)
    if line is None:
        return _("This is not a PO file.")
    return _("This is not a PO file: it cannot be read from line %(line)s on.") % {"line": line[1]}


def read_upload(upload):
    """Yield the files of an upload: of an archive each one, else the file itself.

    Args:
        upload: Django's UploadedFile.

    Raises:
        ValidationError: when an archive as a whole is refused.

    Returns:
        Pairs of a name and of either bytes or the ValidationError that keeps the file from being read.
    """
    limit = MAX_ARCHIVE_BYTES
    if upload.size > limit:
        raise ValidationError(_("The file is larger than %(limit)s.") % {"limit": filesizeformat(limit)})
    content = upload.read()
    if not content.startswith(b"PK\x03\x04"):
        return [(upload.name, content)]
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return unpacked(archive)
    except zipfile.BadZipFile as error:
        raise ValidationError(_("The ZIP archive is damaged.")) from error


def unpacked(archive):
    """Return the PO files of an archive, without trusting what it says of their sizes.

    Raises:
        ValidationError: when there are too many, or when they are too large together.
    """
    members = [item for item in archive.infolist() if not item.is_dir() and "__MACOSX" not in item.filename]
    if len(members) > MAX_FILES:
        raise ValidationError(_("There are more than %(number)d files in the archive.") % {"number": MAX_FILES})
    found, total = [], 0
    for member in members:
        content = member_content(archive, member)
        total += len(content) if isinstance(content, bytes) else 0
        if total > MAX_UNPACKED_BYTES:
            raise ValidationError(
                _("The files in the archive are larger than %(limit)s together.")
                % {"limit": filesizeformat(MAX_UNPACKED_BYTES)}
            )
        found.append((PurePosixPath(member.filename).name, content))
    return found


def member_content(archive, member):
    """Return the bytes of one file of an archive, or the reason why it is left out."""
    if not member.filename.lower().endswith(".po"):
        return ValidationError(_("This is not a PO file."))
    if member.flag_bits & 1:
        return ValidationError(_("The file is locked with a password."))
    try:
        with archive.open(member) as file:
            # One byte more than allowed is enough to know, whatever the archive unpacks to.
            content = file.read(MAX_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
        return ValidationError(_("The file is damaged."))
    if len(content) > MAX_BYTES:
        return ValidationError(_("The file is larger than %(limit)s.") % {"limit": filesizeformat(MAX_BYTES)})
    return content
