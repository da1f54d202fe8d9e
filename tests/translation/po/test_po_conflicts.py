"""A text that two people changed, one in a PO file and one in the CMS: neither loses it unasked."""

import pytest
from django.utils.translation import override

from agc.translation.po import EXPORTED_HEADER, export_po
from agc.translation.po.importing import Outcome, import_po
from tests.translation.po.entries import back, english, entry, outcomes, rows_at, write

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_a_text_changed_on_both_sides_stays_as_it_is_in_the_cms(translation, translator, make_user):
    po = export_po(translation)
    write(translation, "title", "By Bea", make_user("bea"))
    entry(po, "title").msgstr = "By Ann"
    report = import_po(translation, back(po), translator)
    found = report.of(Outcome.CONFLICT)
    assert [(item.text, item.current) for item in found] == [("By Ann", "By Bea")]
    assert "bea" in found[0].message
    assert english(translation, "title").data == "By Bea"


def test_the_file_wins_where_that_is_asked_for(translation, translator, make_user):
    po = export_po(translation)
    write(translation, "title", "By Bea", make_user("bea"))
    entry(po, "title").msgstr = "By Ann"
    assert import_po(translation, back(po), translator, overwrite=True).count(Outcome.CONFLICT) == 0
    assert english(translation, "title").data == "By Ann"


def test_what_only_the_cms_has_changed_is_no_conflict(translation, translator, make_user):
    po = export_po(translation)
    write(translation, "title", "By Bea", make_user("bea"))
    entry(po, "summary").msgstr = "By Ann"
    report = import_po(translation, back(po), translator)
    assert report.count(Outcome.CONFLICT) == 0
    assert english(translation, "title").data == "By Bea"
    assert english(translation, "summary").data == "By Ann"


def test_both_sides_having_come_to_the_same_is_no_conflict(translation, translator, make_user):
    po = export_po(translation)
    write(translation, "title", "Care system", make_user("bea"))
    entry(po, "title").msgstr = "Care system"
    assert outcomes(import_po(translation, back(po), translator))["title"] == Outcome.UNCHANGED


def test_a_text_taken_away_in_the_cms_is_not_brought_back_unasked(translation, translator):
    po = export_po(translation)
    english(translation, "title").delete()
    entry(po, "title").msgstr = "By Ann"
    with override("en"):
        report = import_po(translation, back(po), translator)
    assert "taken away" in report.of(Outcome.CONFLICT)[0].message
    assert not rows_at(translation, "title").exists()


def test_a_file_that_lost_its_comments_goes_by_its_date(translation, translator, make_user):
    po = back(export_po(translation))
    for item in po:
        item.comment = ""
    entry(po, "title").msgstr = "By Ann"
    entry(po, "summary").msgstr = "By Ann too"
    write(translation, "title", "By Bea", make_user("bea"))
    report = import_po(translation, po, translator)
    assert outcomes(report)["title"] == Outcome.CONFLICT
    assert outcomes(report)["summary"] == Outcome.TAKEN


def test_a_file_that_lost_its_date_too_takes_nothing_from_the_cms(translation, translator):
    po = back(export_po(translation))
    for item in po:
        item.comment = ""
    po.metadata[EXPORTED_HEADER] = po.metadata["POT-Creation-Date"] = "yesterday"
    entry(po, "title").msgstr = "By Ann"
    assert outcomes(import_po(translation, po, translator))["title"] == Outcome.CONFLICT
