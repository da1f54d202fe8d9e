"""What is exported as a PO file: gettext accepts it, and each text says where it stands and what was said before."""

import re
import subprocess

import pytest
from django.utils.translation import override
from wagtail_localize.models import StringSegment, Translation

from agc.translation.po import ID_HEADER, export_po
from agc.translation.po.importing import Outcome, import_po
from tests.factories import frame_page, practice, standard
from tests.translation.po.entries import REPEATED, back, english, entry, translation_of, write

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

NBSP = "\N{NO-BREAK SPACE}"


def check_with_gettext(tmp_path, po):
    """Run msgfmt, which must find nothing to say."""
    path = tmp_path / "file.po"
    path.write_bytes(str(po).encode())
    done = subprocess.run(
        ["msgfmt", "--check", "-o", "/dev/null", str(path)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_gettext_accepts_the_file_of_a_practice(tmp_path):
    translation = translation_of(practice())
    write(translation, "title", "By a machine", machine=True)
    check_with_gettext(tmp_path, export_po(translation))


def test_gettext_accepts_a_paragraph_that_stands_twice(tmp_path):
    translation = translation_of(standard(body=REPEATED))
    po = export_po(translation)
    check_with_gettext(tmp_path, po)
    assert [item.msgid for item in po].count("Cuidar es trabajo.") == 1


AWKWARD = [
    'Dijo "sí" \\ y \\"no\\"',
    "Uno\nDos\r\nTres",
    "\nEmpieza y acaba\n",
    "👩🏽‍🍼 cuida 🧓",
    "\N{RIGHT-TO-LEFT MARK}رعاية\N{RIGHT-TO-LEFT MARK}",
    "I+D & <cuidados> &amp; más",
    f"25{NBSP}%{NBSP}de ellas",
    "Tab\taquí, %s y %(n)d",
    "Raya \N{LINE SEPARATOR} y \x85 aquí",
]


@pytest.mark.parametrize("text", AWKWARD, ids=range(len(AWKWARD)))
def test_awkward_texts_pass_through_gettext_and_come_back(tmp_path, translator, text):
    page = standard(summary=text)
    translation = translation_of(page)
    write(translation, "summary", english(translation, "summary").data)
    po = export_po(translation)
    check_with_gettext(tmp_path, po)
    read = back(po)
    assert import_po(translation, read, translator).count(Outcome.UNCHANGED) == len(read)
    target = type(page).objects.get(translation_key=page.translation_key, locale=translation.target_locale)
    for item in read:
        item.msgstr = item.msgid
    report = import_po(translation, read, translator)
    assert report.count(Outcome.TAKEN) == len(read)
    draft = translation.source.get_ephemeral_translated_instance(target.locale)
    assert draft.summary == text.replace("\r\n", "\n").strip()


def test_the_headers_say_what_editors_of_po_files_ask_for(translation, translator):
    translator.first_name, translator.last_name = "Ann\nX-Evil: 1", "Lee"
    translator.save()
    write(translation, "title", "Care system", translator)
    metadata = back(export_po(translation)).metadata
    assert metadata["Language"] == "en"
    assert metadata["Content-Type"] == "text/plain; charset=UTF-8"
    assert metadata["Content-Transfer-Encoding"] == "8bit"
    assert metadata["MIME-Version"] == "1.0"
    assert metadata["Last-Translator"] == "Ann X-Evil: 1 Lee"
    assert metadata[ID_HEADER] == str(translation.uuid)
    assert "X-Evil" not in metadata
    for name in ("POT-Creation-Date", "PO-Revision-Date"):
        assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d\+0000", metadata[name])


def test_an_entry_says_where_it_stands_and_how_long_it_may_be(translation):
    with override("en"):
        comment = entry(export_po(translation), "title").comment
    assert "Title" in comment
    assert "At most 255 characters." in comment
    with override("fr"):
        assert "Titre" in entry(export_po(translation), "title").comment


def test_a_row_and_a_block_are_named_by_their_labels():
    from agc.translation.po.places import place_of
    from home.models import StandardPage
    from practices.models import PracticePage

    assert len(place_of(PracticePage, "results.indicator").split(" › ")) == 2
    assert len(place_of(StandardPage, "body.callout.text").split(" › ")) == 3
    assert len(place_of(StandardPage, "body.checklist.items.item").split(" › ")) == 3
    assert place_of(PracticePage, "gone.for.good") == "gone.for.good"


def test_texts_of_a_machine_come_out_as_uncertain(translation):
    write(translation, "title", "Care system", machine=True)
    po = export_po(translation)
    assert entry(po, "title").fuzzy
    assert not entry(po, "summary").fuzzy


def test_a_changed_text_comes_with_what_was_said_before(tmp_path, source, translation):
    write(translation, "summary", "A page.")
    source = type(source).objects.get(pk=source.pk)
    former, source.summary = source.summary, "Una página nueva."
    source.save_revision().publish()
    translation.refresh_from_db()
    po = export_po(translation)
    check_with_gettext(tmp_path, po)
    changed = entry(back(po), "summary")
    assert changed.fuzzy
    assert (changed.previous_msgid, changed.msgid, changed.msgstr) == (former, "Una página nueva.", "A page.")
    assert import_po(translation, back(po), None).count(Outcome.FUZZY) == 1


def test_texts_that_are_gone_follow_once_as_obsolete(tmp_path, source, translation):
    for text in ("Primera.", "Segunda.", "Tercera."):
        source = type(source).objects.get(pk=source.pk)
        source.summary = text
        source.save_revision().publish()
        write(translation, "summary", f"en {text}")
    po = export_po(translation)
    check_with_gettext(tmp_path, po)
    gone = [item.msgid for item in po if item.obsolete and item.msgctxt == "summary"]
    assert sorted(gone) == ["Primera.", "Segunda.", "Una página."]


def test_a_page_with_many_texts_costs_as_many_queries_as_one_with_few(django_assert_max_num_queries):
    translation = translation_of(standard(body=[("paragraph", f"<p>Texto {number}.</p>") for number in range(60)]))
    with django_assert_max_num_queries(14):
        assert len(export_po(translation)) > 60


def test_the_frame_of_the_site_is_accepted_by_gettext_too(tmp_path):
    home = frame_page("home", "en")
    found = Translation.objects.filter(source__object_id=home.translation_key, target_locale=home.locale).first()
    assert StringSegment.objects.filter(source=found.source).exists()
    check_with_gettext(tmp_path, export_po(found))
