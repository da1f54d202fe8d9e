"""Practices as CSV (RFC 4180): a line for each, its rows in words; the names of the columns are those of JSON.

It is in UTF-8 with a mark that says so, without which spreadsheets would guess.
"""

import csv

from practices.data_out.cells import columns_of, guarded, summary_of

CONTENT_TYPE = "text/csv; charset=utf-8; header=present"
MARK = "\ufeff"


class Echo:
    """Gives back what the writer writes."""

    def write(self, text):
        return text


def lines(export):
    """Yield the text of the file, a few records at a time."""
    columns, children = columns_of(export.record.fields), export.record.children
    writer = csv.writer(Echo())
    yield MARK + writer.writerow([*(column.name for column in columns), *(child.name for child in children)])
    for pages in export.pages():
        rows = (
            [*(column.value_of(page) for column in columns), *(summary_of(child, page) for child in children)]
            for page in pages
        )
        yield "".join(writer.writerow([cell(value) for value in row]) for row in rows)


def cell(value):
    """Return a value as it stands in the file; numbers stay numbers."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return guarded(value) if isinstance(value, str) else value
