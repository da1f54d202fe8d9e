"""What comes back in a PO file is taken string by string: what is right is kept, what is wrong is told."""

import polib
import pytest
from wagtail_localize.models import StringTranslation

from agc.translation.po import export_po
from agc.translation.po.importing import Outcome, import_po
from agc.translation.texts import segments_of
from tests.factories import standard
from tests.translation.po.entries import REPEATED, back, english, entry, outcomes, translation_of, write

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def body_path(translation):
    return next(segment.path for segment in segments_of(translation) if segment.path.startswith("body."))


def test_a_translation_is_taken_as_the_person_wrote_it(translation, translator):
    po = export_po(translation)
    entry(po, "title").msgstr = "R&D <now>"
    report = import_po(translation, back(po), translator)
    row = english(translation, "title")
    assert (row.data, row.last_translated_by, row.has_error) == ("R&amp;D &lt;now&gt;", translator, False)
    assert row.translation_type == StringTranslation.TRANSLATION_TYPE_MANUAL
    assert outcomes(report)["title"] == Outcome.TAKEN
    assert report.count(Outcome.TAKEN) == 1
    assert report.absent == 0


def test_nothing_is_published_and_no_draft_is_saved(source, translation, translator):
    target = translation.get_target_instance()
    before = target.title, target.latest_revision_id
    po = export_po(translation)
    entry(po, "title").msgstr = "Not for readers yet"
    import_po(translation, back(po), translator)
    target.refresh_from_db()
    assert (target.title, target.latest_revision_id) == before


def test_a_repeated_paragraph_is_translated_in_both_places(translator):
    translation = translation_of(standard(body=REPEATED))
    po = export_po(translation)
    next(item for item in po if item.msgid == "Cuidar es trabajo.").msgstr = "Caring is work."
    import_po(translation, back(po), translator)
    draft = translation.source.get_ephemeral_translated_instance(translation.target_locale)
    assert str(draft.body).count("Caring is work.") == 2


def test_uncertain_and_empty_texts_are_left_and_told(translation, translator):
    po = export_po(translation)
    entry(po, "title").msgstr, entry(po, "title").fuzzy = "Perhaps", True
    entry(po, "summary").msgstr = " "
    report = import_po(translation, back(po), translator)
    assert outcomes(report)["title"] == Outcome.FUZZY
    assert outcomes(report)["summary"] == Outcome.EMPTY
    assert english(translation, "title").data == "en Sistema de cuidados"
    assert english(translation, "summary").data == "en Una página."


def test_a_text_that_the_page_has_no_more_is_told(source, translation, translator):
    po = export_po(translation)
    source = type(source).objects.get(pk=source.pk)
    source.summary = "Otra."
    source.save_revision().publish()
    entry(po, "summary").msgstr = "Too late"
    report = import_po(translation, back(po), translator)
    assert outcomes(report)["summary"] == Outcome.UNKNOWN
    assert report.absent == 1
    assert not StringTranslation.objects.filter(data="Too late").exists()


@pytest.mark.parametrize(
    "text",
    [
        'Read <a id="a1">the law and <b>compare</b>.',
        'Read <a id="a1">the law</a> and compare</b>.',
        'Read <a id="a1">the law</a> and <script>compare</script>.',
        'Read <a id="a1" onclick="x()">the law</a>.',
        'Read <a id="a1">the law</a> and <a id="a2">another</a>.',
        "Read the law and <b>compare</b>.",
        '<p>Read <a id="a1">the law</a>.</p>',
        'Read <a id="a1">the law</a>\x00.',
        'Read <a id="a1">the law</a>\x07.',
        'Read <a id="a1">the law</a> ' + "x" * 100_001,
    ],
)
def test_wrong_texts_are_told_and_not_kept(translation, translator, text):
    path = body_path(translation)
    before = english(translation, path).data
    po = export_po(translation)
    entry(po, path).msgstr = text
    entry(po, "title").msgstr = "Care system"
    report = import_po(translation, back(po), translator)
    found = next(item for item in report.entries if item.segment.path == path)
    assert found.outcome == Outcome.ERROR
    assert found.message
    assert english(translation, path).data == before
    assert english(translation, "title").data == "Care system"


def test_a_title_longer_than_a_page_can_have_is_told(translation, translator):
    po = export_po(translation)
    entry(po, "title").msgstr, entry(po, "summary").msgstr = "x" * 256, "A page."
    report = import_po(translation, back(po), translator)
    assert outcomes(report)["title"] == Outcome.ERROR
    assert "255" in report.of(Outcome.ERROR)[0].message
    assert english(translation, "title").data == "en Sistema de cuidados"
    assert english(translation, "summary").data == "A page."


def test_marks_and_links_come_back(translation, translator):
    path = body_path(translation)
    po = export_po(translation)
    assert entry(po, path).msgid == 'Lee <a id="a1">la ley</a> y <b>compara</b>.'
    entry(po, path).msgstr = 'Read & <b>compare</b> <a id="a1">the law</a>.'
    assert import_po(translation, back(po), translator).count(Outcome.TAKEN) == 1
    draft = translation.source.get_ephemeral_translated_instance(translation.target_locale)
    assert 'Read &amp; <b>compare</b> <a href="https://example.org/">the law</a>.' in str(draft.body)


def test_a_file_with_one_text_twice_takes_the_first_and_says_so(translation, translator):
    po = export_po(translation)
    entry(po, "title").msgstr = "First"
    po.append(polib.POEntry(msgctxt="title", msgid="Sistema de cuidados", msgstr="Second"))
    report = import_po(translation, back(po), translator)
    assert english(translation, "title").data == "First"
    assert [item.text for item in report.of(Outcome.ERROR)] == ["Second"]


def test_a_file_that_lost_its_contexts_is_understood_where_there_is_no_doubt(translation, translator):
    po = export_po(translation)
    entry(po, "title").msgstr, entry(po, "title").msgctxt = "Care system", None
    assert import_po(translation, back(po), translator).count(Outcome.TAKEN) == 1
    assert english(translation, "title").data == "Care system"


def test_confirming_a_text_of_a_machine_needs_the_mark_taken_away(translation, translator):
    write(translation, "title", "Care system", machine=True)
    po = back(export_po(translation))
    import_po(translation, po, translator)
    assert english(translation, "title").translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE
    entry(po, "title").fuzzy = False
    assert outcomes(import_po(translation, po, translator))["title"] == Outcome.TAKEN
    assert english(translation, "title").translation_type == StringTranslation.TRANSLATION_TYPE_MANUAL


def test_a_file_of_wagtail_localize_itself_is_taken_in_its_own_notation(translator):
    translation = translation_of(standard(summary="I+D & más"))
    po = translation.export_po()
    entry(po, "summary").msgstr = "R&amp;D & more"
    report = import_po(translation, back(po), translator)
    assert outcomes(report)["summary"] == Outcome.TAKEN
    assert english(translation, "summary").data == "R&amp;D &amp; more"
    assert report.count(Outcome.UNCHANGED) == len(po) - 1


def test_a_file_of_wagtail_localize_confirms_nothing(translation, translator):
    write(translation, "title", "Care system", machine=True)
    import_po(translation, back(translation.export_po()), translator)
    assert english(translation, "title").translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE
