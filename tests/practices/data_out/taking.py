"""Files as people take them away, and what is read of each format."""

import csv
import io
import json

from openpyxl import load_workbook

from tests.factories import frame_page

ROUTES = ("csv", "xlsx", "json", "ris", "bibtex", "csl")


def taken(client, route, language="es", query=""):
    response = client.get(f"{frame_page('practices', language).get_url()}{route}/{query}")
    assert response.status_code == 200
    return b"".join(response)


def csv_of(client, **kwargs):
    text = taken(client, "csv", **kwargs).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def json_of(client, **kwargs):
    return json.loads(taken(client, "json", **kwargs))


def sheets_of(client, **kwargs):
    """Return each sheet as an importer reads it: by the names in its second row; and what stands above them."""
    book = load_workbook(io.BytesIO(taken(client, "xlsx", **kwargs)))
    read = {}
    for sheet in book:
        head, *rows = sheet.iter_rows(values_only=True)
        if sheet.title == "codebook":
            read[sheet.title] = (head, [dict(zip(head, row, strict=True)) for row in rows])
        else:
            names, *rows = rows
            read[sheet.title] = (head, [dict(zip(names, row, strict=True)) for row in rows])
    return read
