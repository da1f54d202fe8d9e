"""Reads a file of practices, whatever kind of file it is. What the values mean is asked elsewhere."""

from practices.data_in.files import csv_text, docx_form, json_text, odt_form, xlsx
from practices.data_in.files.problems import check_size
from practices.data_in.files.sniffing import Kind, kind_of

READERS = {
    Kind.XLSX: xlsx.read,
    Kind.CSV: csv_text.read,
    Kind.JSON: json_text.read,
    Kind.DOCX: docx_form.read,
    Kind.ODT: odt_form.read,
}


def read(file, name, record):
    """Return what a file has of practices, and what is wrong with it.

    Args:
        file: open for bytes, and can be read from any place; it stays open.
        name: what it is called; no more than a hint.
        record: the definition of the records.

    Raises:
        Unreadable: when nothing can be taken of it.
    """
    check_size(file)
    kind = kind_of(file, name)
    file.seek(0)
    return READERS[kind](file, record)
