"""The empty table in CSV; and whichever file comes back as it left has no practice in it."""

import csv
import io

import pytest

from practices.data_in.files.form_docx import docx_form
from practices.data_in.files.reading import read
from practices.data_in.files.template import csv_template, xlsx_template
from practices.data_in.lines import Unreadable

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_a_table_in_csv_comes_back_as_it_was_filled_in(record):
    text = csv_template(record, "fr")
    assert text.startswith("\ufeffcode,page_language,title,")
    heading, line = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert [name for name in heading if name.startswith("results.") and name.endswith(".year")] == [
        "results.1.year",
        "results.2.year",
        "results.3.year",
    ]
    assert "media.1.document" not in heading
    row = dict(zip(heading, line, strict=True))
    assert row["page_language"] == "fr"
    row |= {"title": "Prendre soin", "results.1.indicator": "A", "results.3.indicator": "B"}
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, heading, delimiter=";")
    writer.writeheader()
    writer.writerow(row)
    reading = read(io.BytesIO(out.getvalue().encode()), "x.csv", record)
    [entry] = reading.entries
    assert reading.problems == []
    assert entry.line.value("title") == "Prendre soin"
    assert [each.value("indicator") for each in entry.rows["results"]] == ["A", "B"]
    assert entry.rows["voices"] == []


@pytest.mark.parametrize("make", [xlsx_template, docx_form, lambda *args: io.BytesIO(csv_template(*args).encode())])
def test_where_nothing_is_filled_in_there_is_no_practice(record, make):
    with pytest.raises(Unreadable):
        read(make(record, "es"), "x", record)
