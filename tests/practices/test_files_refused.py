"""Files that come in and are wrong: whatever it is gets a clear answer."""

import io
import json
import re
import struct
import time
import tracemalloc
import zipfile

import pytest
from django.utils import translation
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image

from practices.data_in.files import archives, problems, xlsx
from practices.data_in.files.reading import read
from practices.data_in.lines import Unreadable
from tests.practices.books import HEADING, MAIN_PART, book_of, changed, reading_of, refused, simple, told

pytestmark = [pytest.mark.django_db, pytest.mark.one_database, pytest.mark.usefixtures("in_english")]


# Files that are wrong


def ole(name):
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + (name + "\0").encode("utf-16-le") + b"\0" * 600


def picture(kind):
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, kind)
    return file.getvalue()


def archive_of(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (ole("Workbook"), ".xls"),
        (ole("EncryptedPackage"), "password"),
        (ole("WordDocument"), ".doc"),
        (ole("Other"), "cannot be read"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        (picture("PNG"), "picture"),
        (picture("JPEG"), "picture"),
        (picture("WEBP"), "picture"),
        (archive_of(**{"a.txt": "x"}), "ZIP"),
        (archive_of(**{"xl/workbook.bin": "x"}), ".xlsb"),
        (archive_of(mimetype="application/vnd.oasis.opendocument.spreadsheet"), ".ods"),
        (archive_of(mimetype="application/epub+zip"), "cannot be read"),
        (archive_of(mimetype="application/vnd.oasis.opendocument.text"), "damaged"),
        (archive_of(**{"xl/workbook.xml": "x"}), "damaged"),
        (archive_of(**{"word/document.xml": "x"}), "damaged"),
        (b"PK\x03\x04" + b"x" * 500, "damaged"),
        (b"{\\rtf1 x}", "RTF"),
        (b"<html><table><tr><td>code</td></tr></table></html>", "web page"),
        (b"just words, and more", "names of the columns"),
        (b"\x00\x01\x02\x03" * 200, "cannot be read"),
        (b"\n\n\n", "names of the columns"),
    ],
)
@pytest.mark.parametrize("name", ["x.xlsx", "ملف الممارسات.csv", None])
def test_what_is_no_table_says_what_it_is(record, content, says, name):
    assert says in refused(content, record, name)


def test_each_answer_is_in_the_language_of_who_sent_it(record):
    with translation.override("fr"):
        in_french = refused(b"%PDF-1.7", record)
    with translation.override("es"):
        in_spanish = refused(b"%PDF-1.7", record)
    assert "PDF" in in_french
    assert "PDF" in in_spanish


def test_a_file_that_was_cut_on_its_way_is_damaged(record):
    content = simple()
    for end in (len(content) // 2, len(content) - 30):
        assert "damaged" in refused(content[:end], record)
    middle = content.index(b"PK\x01\x02") // 2
    broken = content[:middle] + b"\xff" * 40 + content[middle + 40 :]
    assert "damaged" in refused(broken, record)


@pytest.mark.parametrize("part", ["xl/workbook.xml", MAIN_PART, "xl/styles.xml", "[Content_Types].xml"])
@pytest.mark.parametrize(
    "change",
    [
        lambda body: body[: len(body) // 2],
        lambda body: b"",
        lambda body: b"<a><b></a>",
        lambda body: b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>',
        lambda body: b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
        lambda body: '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'.encode("utf-16"),
    ],
)
def test_broken_and_hostile_parts_are_damage(record, part, change):
    assert "damaged" in refused(changed(simple(), part, change), record)


@pytest.mark.parametrize(
    "cell",
    [b"<c r='C2'><v>%s</v></c>" % (b"9" * 5000), b"<c r='ZZZZ2'><v>1</v></c>", b"<c r='C2' t='s'><v>99999</v></c>"],
)
def test_broken_cells_are_damage(record, cell):
    content = changed(simple(), MAIN_PART, lambda body: re.sub(rb'<c r="C2".*?</c>', cell, body))
    assert "damaged" in refused(content, record)


def test_an_infinite_number_is_refused(record):
    content = changed(
        simple(), MAIN_PART, lambda body: re.sub(rb'<c r="C2".*?</c>', b'<c r="C2"><v>1E999</v></c>', body)
    )
    [(place, message)] = told(reading_of(content, record))
    assert place.endswith("C (title)")
    assert "too large" in message


def test_a_bomb_is_refused_before_it_is_unpacked(record):
    bomb = changed(simple(), "xl/styles.xml", lambda body: b" " * (archives.MOST_UNPACKED + 1))
    assert len(bomb) < 1_000_000
    assert "larger than" in refused(bomb, record)


def test_a_directory_that_lies_about_sizes_does_not_get_through(record):
    content = changed(simple(), MAIN_PART, lambda body: body + b" " * 1_000_000)
    real = struct.pack("<L", zipfile.ZipFile(io.BytesIO(content)).getinfo(MAIN_PART).file_size)
    start = content.index(b"PK\x01\x02")
    lying = content[:start] + content[start:].replace(real, struct.pack("<L", 100))
    assert lying != content
    assert "damaged" in refused(lying, record)


def test_other_ways_of_packing_are_refused_for_they_have_no_bound(record):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(simple())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    assert "damaged" in refused(out.getvalue(), record)


def test_a_part_with_a_password_is_refused(record):
    content = bytearray(simple())
    for found in re.finditer(b"PK\x01\x02", bytes(content)):
        content[found.start() + 8] |= 1
    assert "password" in refused(bytes(content), record)


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/styles.xml", MAIN_PART])
def test_millions_of_empty_tags_are_not_read(record, part):
    content = changed(simple(), part, lambda body: b"<x>" + b"<y/>" * (archives.MOST_TAGS + 1) + b"</x>")
    begin = time.perf_counter()
    assert "larger than" in refused(content, record)
    assert time.perf_counter() - begin < 10


def with_empty_rows(content, number):
    rows = b"".join(b'<row r="%d" s="1" customFormat="1"/>' % row for row in range(3, number + 3))
    return changed(content, MAIN_PART, lambda body: body.replace(b"</sheetData>", rows + b"</sheetData>"))


def test_a_million_empty_rows_with_a_format_cost_little(record):
    content = with_empty_rows(simple(), 1_048_000)
    begin = time.perf_counter()
    reading = reading_of(content, record)
    assert time.perf_counter() - begin < 20
    assert len(reading.entries) == 1
    [problem] = reading.problems
    assert not problem.is_error
    assert "empty" in problem.message


def test_a_row_far_away_is_not_waited_for(record):
    far = b'<row r="999999999"><c r="A999999999"><v>1</v></c></row></sheetData>'
    content = changed(simple(), MAIN_PART, lambda body: body.replace(b"</sheetData>", far))
    assert len(reading_of(content, record).entries) == 1


def test_a_sheet_that_is_too_wide_is_refused(record):
    wide = b'<row r="3"><c r="XFD3"><v>1</v></c></row></sheetData>'
    content = changed(simple(), MAIN_PART, lambda body: body.replace(b"</sheetData>", wide))
    assert "columns" in refused(content, record)


def test_what_a_sheet_says_of_its_size_is_not_believed(record):
    content = changed(simple(), MAIN_PART, lambda body: re.sub(rb'<dimension ref=".*?"', b'<dimension ref="A1"', body))
    assert reading_of(content, record).entries[0].line.value("claim") == "Cambió"


def test_a_file_that_is_too_large_is_refused(record, monkeypatch):
    monkeypatch.setattr(problems, "MOST_BYTES", 1000)
    assert "larger than" in refused(b"x" * 1001, record)


def test_too_many_practices_are_refused(record):
    rows = [HEADING, *([f"new-{number}", "es", "Uno", ""] for number in range(501))]
    text = "\n".join(",".join(row) for row in rows).encode()
    data = json.dumps([{"code": row[0], "page_language": "es", "title": "x"} for row in rows[1:]]).encode()
    for content in (book_of(practices=rows), text, data):
        assert "500" in refused(content, record)
    assert len(reading_of(book_of(practices=rows[:-1]), record).entries) == 500


def test_too_many_rows_are_refused(record, monkeypatch):
    monkeypatch.setattr("practices.data_in.files.assembling.MOST_ROWS", 3)
    row = {"indicator": "x"}
    data = [{"code": "new-1", "page_language": "es", "results": [row] * 4}]
    assert "3" in refused(json.dumps(data).encode(), record)
    results = [["code", "page_language", "indicator"], *[["new-1", "es", "x"]] * 4]
    assert "3" in refused(simple(results=results), record)
    names = [f"results.{number}.indicator" for number in range(1, 5)]
    text = f"code,page_language,{','.join(names)}\nnew-1,es,a,b,c,d\n"
    assert "3" in refused(text.encode(), record)


def test_what_was_read_is_all_that_stays_in_memory(record):
    results = [["code", "page_language", "indicator", "year"], *[["new-1", "es", "x", 2020]] * 4_000]
    content = simple(results=results)
    tracemalloc.start()
    reading = reading_of(content, record)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(reading.entries[0].rows["results"]) == 4_000
    assert peak < 20_000_000


def test_a_text_that_fills_its_cell_may_have_been_cut(record):
    content = book_of(practices=[HEADING, ["new-1", "es", "x" * xlsx.FULL_CELL, "y" * (xlsx.FULL_CELL - 1)]])
    [(place, message)] = told(reading_of(content, record))
    assert place.endswith("C (title)")
    assert "JSON" in message


def test_many_problems_are_told_up_to_a_number(record):
    rows = [HEADING, *([f"new-{number}", "es", "=A1", "=A1"] for number in range(400))]
    reading = reading_of(book_of(practices=rows), record)
    assert len(reading.problems) == problems.MOST_TOLD + 1
    assert "more" in reading.problems[-1].message


def test_a_strict_workbook_says_how_to_save_it(record):
    names = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    content = changed(
        simple(), "xl/workbook.xml", lambda body: body.replace(names, b"http://purl.oclc.org/ooxml/spreadsheetml/main")
    )
    assert "Strict" in refused(content, record)


def test_macros_are_passed_over(record):
    content = changed(
        simple(),
        "[Content_Types].xml",
        lambda body: body.replace(
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        ),
    )
    assert len(reading_of(content, record, "x.xlsm").entries) == 1


# Whatever comes

FUZZ = settings(
    max_examples=150, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
names = st.sampled_from(["code", "page_language", "title", "results", "places.1.country", "kind", "records", "x", ""])
scalars = st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8)
trees = st.recursive(
    scalars, lambda each: st.lists(each, max_size=4) | st.dictionaries(names, each, max_size=5), max_leaves=20
)


def survives(content, record, name):
    try:
        reading = read(io.BytesIO(content), name, record)
    except Unreadable as error:
        str(error).encode()
        return
    for problem in reading.problems:
        assert f"{problem.place} {problem.message}".encode()
    for entry in reading.entries:
        assert entry.code
        assert entry.language


@FUZZ
@given(st.binary(max_size=300), st.sampled_from(["x.csv", "x.json", "x.xlsx", "x.docx", ""]))
def test_any_bytes_are_read_or_refused(record, content, name):
    survives(content, record, name)


@FUZZ
@given(st.text(alphabet="code,page_language;title\"'\n\r\t\x00=+é\u202e1.", max_size=200))
@example('"')
def test_any_table_is_read_or_refused(record, text):
    survives(f"code,page_language,title,results.1.year\n{text}".encode("utf-8", "replace"), record, "x.csv")


@FUZZ
@given(trees)
def test_any_json_is_read_or_refused(record, tree):
    survives(json.dumps(tree).encode(), record, "x.json")


@FUZZ
@given(st.binary(min_size=1, max_size=30), st.floats(0, 1))
def test_any_damage_to_a_workbook_is_met(record, noise, where):
    content = WORKBOOK
    place = int(where * (len(content) - len(noise)))
    survives(content[:place] + noise + content[place + len(noise) :], record, "x.xlsx")


WORKBOOK = simple(results=[["code", "page_language", "indicator"], ["new-1", "es", "x"]])
