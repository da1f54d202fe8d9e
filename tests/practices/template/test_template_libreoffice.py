"""The form as LibreOffice saves it: read as the other is, and refused where it is broken."""

import io
import zipfile

import pytest

from practices.data_in.files.reading import read
from practices.data_in.lines import Unreadable
from tests.practices.template.filling import BOMB, damaged

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">
 <office:automatic-styles>
  <style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
 </office:automatic-styles>
 <office:body><office:text><table:table>
  <table:table-header-rows>%(head)s</table:table-header-rows>%(rows)s
 </table:table></office:text></office:body>
</office:document-content>"""


def odt_of(*rows):
    def row(name, answer):
        cell = "<table:table-cell>%s</table:table-cell>"
        left = f"<text:p><text:span text:style-name='T1'>Pregunta</text:span></text:p><text:p>{name}</text:p>"
        return f"<table:table-row>{cell % left}{cell % answer}</table:table-row>"

    content = ODT % {"head": row("", "<text:p>Respuesta</text:p>"), "rows": "".join(row(*each) for each in rows)}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
        # What OpenOffice wrote into this part, and nobody reads.
        archive.writestr("META-INF/manifest.xml", '<!DOCTYPE manifest PUBLIC "x" "Manifest.dtd"><manifest/>')
    return file


def test_a_form_saved_by_libreoffice_is_read(record):
    summary = """<text:p>Uno<text:s text:c="2"/>
      <text:span text:style-name="T1">fuerte</text:span> y <text:a xlink:href="https://example.org/">enlace</text:a></text:p>
      <text:list><text:list-item><text:p>primero</text:p></text:list-item>
      <text:list-item><text:p>segundo<text:line-break/>sigue</text:p></text:list-item></text:list>"""
    file = odt_of(
        ("code", "<text:p>new-ab12cd-1</text:p>"),
        ("page_language", "<text:p>es</text:p>"),
        ("title", "<text:p>خدمات الرعاية</text:p>"),
        ("summary", summary),
        ("concepts_level", "<text:p>national</text:p><text:p>local</text:p>"),
        ("results.1.indicator", "<text:p>Personas</text:p>"),
        ("results.2.indicator", "<text:p/>"),
    )
    reading = read(file, "نموذج.odt", record)
    [entry] = reading.entries
    assert reading.problems == []
    assert (entry.code, entry.language) == ("new-ab12cd-1", "es")
    assert entry.line.value("title") == "خدمات الرعاية"
    assert entry.line.value("summary") == (
        "Uno  **fuerte** y [enlace](<https://example.org/>)\n\n* primero\n* segundo\\\n  sigue"
    )
    assert entry.line.value("concepts_level") == "national; local"
    assert [row.value("indicator") for row in entry.rows["results"]] == ["Personas"]


@pytest.mark.parametrize("content", [BOMB, b"<a><b></a>", b"<x>" * 100_000 + b"</x>" * 100_000, b""])
def test_a_broken_or_hostile_form_of_libreoffice_is_refused(record, content):
    file = damaged(odt_of(), "content.xml", lambda body: content)
    with pytest.raises(Unreadable):
        read(file, "x.odt", record)
