"""PO files: what is exported is accepted by gettext, what comes back is taken string by string, and nothing is lost."""

import io
import re
import subprocess
import tempfile
import zipfile

import polib
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from agc.core.languages import locales
from agc.editorial.groups import MEMBERS, SECRETARIAT, translators
from agc.translation.po import EXPORTED_HEADER, ID_HEADER, export_po, export_queue
from agc.translation.po import files as po_files
from agc.translation.po.files import read_po
from agc.translation.po.importing import Outcome, import_po
from agc.translation.texts import segments_of, set_text
from tests.factories import frame_page, practice, standard, translate

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

REPEATED = [("paragraph", "<p>Cuidar es trabajo.</p><p>Otra cosa.</p><p>Cuidar es trabajo.</p>")]
LINKED = [("paragraph", '<p>Lee <a href="https://example.org/">la ley</a> y <b>compara</b>.</p>')]
NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def source():
    return standard(title="Sistema de cuidados", body=LINKED)


@pytest.fixture
def translation(source):
    return translation_of(source)


def translation_of(page, language="en"):
    translate(page, language)
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=locales()[language])


@pytest.fixture
def translator(make_user):
    return make_user("ann", translators("en"))


def english(translation, path):
    """Return the translation of the one text at a place."""
    return rows_at(translation, path).get()


def rows_at(translation, path):
    return StringTranslation.objects.filter(locale=translation.target_locale, context__path=path, **of(translation))


def of(translation):
    return {"context__object_id": translation.source.object_id}


def write(translation, path, text, user=None, machine=False):
    """Write a translation in the CMS, in its own notation."""
    segment = next(segment for segment in segments_of(translation) if segment.path == path)
    return set_text(translation, segment, text, user, tool_name="X" if machine else "", machine=machine)


def clear(translation):
    StringTranslation.objects.filter(locale=translation.target_locale, **of(translation)).delete()


def body_path(translation):
    return next(segment.path for segment in segments_of(translation) if segment.path.startswith("body."))


def entry(po, path):
    return next(item for item in po if item.msgctxt == path and not item.obsolete)


def back(po):
    """Return a PO file as a program reads it that was given it as a file."""
    return read_po(str(po).encode())


def outcomes(report):
    return {item.segment.path if item.segment else item.place: item.outcome for item in report.entries}


def check_with_gettext(tmp_path, po):
    """Run msgfmt, which must find nothing to say."""
    path = tmp_path / "file.po"
    path.write_bytes(str(po).encode())
    done = subprocess.run(
        ["msgfmt", "--check", "-o", "/dev/null", str(path)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


# What is exported


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


# What comes back


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


# Two people at once


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


# Files


def minimal(translation, charset="UTF-8", title="Sistema de cuidados", text="Care system"):
    return (
        'msgid ""\nmsgstr ""\n'
        f'"Content-Type: text/plain; charset={charset}\\n"\n'
        f'"{ID_HEADER}: {translation.uuid}\\n"\n\n'
        f'msgctxt "title"\nmsgid "{title}"\nmsgstr "{text}"\n'
    )


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("UTF-8", "utf-8"),
        ("UTF-8", "utf-8-sig"),
        ("UTF-16", "utf-16"),
        ("UTF-16", "utf-16-le"),
        ("UTF-16", "utf-16-be"),
        ("ISO-8859-1", "latin-1"),
        ("windows-1252", "cp1252"),
    ],
)
def test_files_in_other_encodings_are_read(translation, translator, charset, encoding):
    StringTranslation.objects.filter(**of(translation)).delete()
    content = minimal(translation, charset, text="Système").encode(encoding)
    import_po(translation, read_po(content), translator)
    assert english(translation, "title").data == "Système"


def test_windows_line_ends_are_read(translation):
    assert read_po(minimal(translation).replace("\n", "\r\n").encode())[0].msgstr == "Care system"


BROKEN = {
    "nothing": b"",
    "blank": b" \n",
    "a path": b"/etc/passwd",
    "a path that is there": b"tests/translation/test_po.py",
    "a mark alone": b"\xff\xfe",
    "bytes": b"\x00\x01\x02\x03",
    "an archive": b"PK\x03\x04rubbish",
    "no header": b'msgid "a"\nmsgstr "b"\n',
    "an empty header": b'msgid ""\nmsgstr ""\n',
    "a quote left open": b'msgid "x\nmsgstr',
    "a text of nothing": b'"lost"\n',
    "a number for an identifier": f'msgid ""\nmsgstr "{ID_HEADER}: 17\\n"\n'.encode(),
    "a hostile identifier": f'msgid ""\nmsgstr "{ID_HEADER}: \'; DROP TABLE\\n"\n'.encode(),
    "not the encoding it says": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n#é'.encode("latin-1"),
    "a hostile encoding": 'msgid ""\nmsgstr "Content-Type: x; charset=unicode_escape\\n"\n#é'.encode("latin-1"),
    "a page": b"<html></html>",
    "too large": b"x" * (po_files.MAX_BYTES + 1),
    "too many lines in one text": b'msgid ""\nmsgstr ""\n' + b'"a"\n' * 6000,
    "too many texts": b'msgid "a"\nmsgstr "b"\n\n' * 21_000,
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_what_is_no_po_file_is_refused_in_words(content):
    with pytest.raises(ValidationError) as refused:
        read_po(content)
    assert "".join(refused.value.messages).strip()
    assert tempfile.gettempdir() not in str(refused.value)


def test_a_file_of_five_megabytes_is_read(translation, translator):
    text = "word " * 10
    more = "".join(f'\nmsgctxt "x{number}"\nmsgid "{text}"\nmsgstr "{text * 4}"\n' for number in range(15_000))
    content = (minimal(translation) + more).encode()
    assert 4_000_000 < len(content) < po_files.MAX_BYTES
    report = import_po(translation, read_po(content), translator)
    assert report.count(Outcome.UNKNOWN) == 15_000


# The pages of the CMS


@pytest.fixture
def login(client, make_user):
    def log_in(*groups):
        client.force_login(make_user(groups[0], *groups))
        return client

    return log_in


def download_url(translation):
    return reverse("wagtail_localize:download_pofile", args=[translation.pk])


def upload_url(translation):
    return reverse("wagtail_localize:upload_pofile", args=[translation.pk])


def upload(client, translation, content, **data):
    file = SimpleUploadedFile("../../etc/passwd.po", content)
    return client.post(upload_url(translation), {"file": file, **data}, follow=True)


def test_a_translator_downloads_works_and_uploads(login, translation):
    client = login(translators("en"))
    response = client.get(download_url(translation))
    assert re.fullmatch(r'attachment; filename="[a-z0-9-]+-en\.po"', response["Content-Disposition"])
    po = read_po(response.content)
    entry(po, "title").msgstr = "Care system"
    entry(po, "summary").msgstr = "<b>not a mark</b>"
    response = upload(client, translation, str(po).encode())
    content = response.content.decode()
    assert "&lt;b&gt;not a mark&lt;/b&gt;" in content
    title = next(segment for segment in segments_of(translation) if segment.path == "title")
    assert f"#segment-{title.pk}" in content
    assert english(translation, "title").data == "Care system"


def test_the_title_in_arabic_gives_a_file_a_name_all_the_same(login, source):
    page = standard(title="نظام الرعاية")
    response = login(translators("en")).get(download_url(translation_of(page)))
    assert re.fullmatch(r'attachment; filename="page-\d+-en\.po"', response["Content-Disposition"])


@pytest.mark.parametrize("group", [MEMBERS, translators("fr")])
def test_who_does_not_translate_into_the_language_gets_and_changes_nothing(login, translation, group):
    client = login(group)
    assert client.get(download_url(translation)).status_code == 302
    upload(client, translation, minimal(translation).encode())
    assert english(translation, "title").data == "en Sistema de cuidados"


def test_a_locked_page_takes_no_file(login, translation, make_user):
    page = translation.get_target_instance()
    page.locked, page.locked_by = True, make_user("bea", SECRETARIAT)
    page.save()
    client = login(translators("en"))
    upload(client, translation, minimal(translation).encode())
    assert english(translation, "title").data == "en Sistema de cuidados"
    assert client.get(download_url(translation)).status_code == 200


def test_an_upload_is_no_link(login, translation):
    client = login(translators("en"))
    assert client.get(upload_url(translation)).status_code == 405
    assert client.post(download_url(translation)).status_code == 405


def test_the_file_of_another_page_is_named_to_who_may_see_it(login, translation):
    other = translation_of(standard(title="Otra página"))
    hidden = translation_of(standard(title="Página secreta"), "fr")
    client = login(translators("en"))
    content = upload(client, translation, minimal(other).encode()).content.decode()
    assert "en Otra página" in content
    content = upload(client, translation, minimal(hidden).encode()).content.decode()
    assert "Página secreta" not in content
    assert "Choose the PO file" in content


def test_who_sees_a_conflict_can_take_the_text_of_the_file(login, translation):
    client = login(translators("en"))
    po = read_po(client.get(download_url(translation)).content)
    write(translation, "title", "By Bea")
    entry(po, "title").msgstr = "By\nAnn"
    page = upload(client, translation, str(po).encode()).content.decode()
    sent = dict(re.findall(r'<input type="hidden" name="((?:context|base)-1)" value="([^"]*)">', page))
    sent |= dict(re.findall(r'<textarea name="((?:source|text)-1)" hidden>([^<]*)</textarea>', page))
    assert sent["text-1"] == "By\nAnn"

    assert "No text was chosen" in client.post(upload_url(translation), {"take": [""]}, follow=True).content.decode()
    report = client.post(upload_url(translation), {"take": ["", "1"], **sent}).content.decode()
    assert english(translation, "title").data == "By<br/>Ann"
    assert report.count("<tbody>") == 1


def test_a_text_written_after_the_conflict_was_shown_is_not_lost(login, translation):
    client = login(translators("en"))
    po = read_po(client.get(download_url(translation)).content)
    write(translation, "title", "By Bea")
    entry(po, "title").msgstr = "By Ann"
    page = upload(client, translation, str(po).encode()).content.decode()
    sent = dict(re.findall(r'<input type="hidden" name="((?:context|base)-1)" value="([^"]*)">', page))
    sent |= dict(re.findall(r'<textarea name="((?:source|text)-1)" hidden>([^<]*)</textarea>', page))
    write(translation, "title", "By Bea, again")
    client.post(upload_url(translation), {"take": ["", "1"], **sent})
    assert english(translation, "title").data == "By Bea, again"


def test_a_report_shows_a_bounded_number_of_rows(login, translation):
    more = "".join(f'\nmsgctxt "x{number}"\nmsgid "m{number}"\nmsgstr "n"\n' for number in range(2000))
    content = upload(login(translators("en")), translation, (minimal(translation) + more).encode()).content.decode()
    assert "2000" in content
    assert content.count("<bdi>x") == 200


# A queue


def archive(files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def queue_url(name, language="en"):
    return reverse(f"translation_desk:{name}", args=[language])


def send(client, content, name="queue.zip", language="en"):
    return client.post(queue_url("upload_queue", language), {"file": SimpleUploadedFile(name, content)}, follow=True)


def test_a_queue_has_a_file_for_each_translation(translation):
    other = translation_of(standard(title="Sistema de cuidados"))
    packed = zipfile.ZipFile(io.BytesIO(export_queue([translation, other])))
    found = {read_po(packed.read(name)).metadata[ID_HEADER] for name in packed.namelist()}
    assert found == {str(translation.uuid), str(other.uuid)}
    assert all(re.fullmatch(r"sistema-de-cuidados-\d+-en\.po", name) for name in packed.namelist())


def test_a_queue_goes_out_with_what_is_left_and_comes_back(login, translation):
    done = translation_of(standard(title="Hecha"))
    english(translation, "title").delete()
    client = login(translators("en"))
    packed = zipfile.ZipFile(io.BytesIO(client.get(queue_url("download_queue")).content))
    files = {name: read_po(packed.read(name)) for name in packed.namelist()}
    ids = {po.metadata[ID_HEADER] for po in files.values()}
    assert str(translation.uuid) in ids
    assert str(done.uuid) not in ids
    for po in files.values():
        if po.metadata[ID_HEADER] == str(translation.uuid):
            entry(po, "title").msgstr = "Care system"
    response = send(client, archive({name: str(po) for name, po in files.items()}))
    assert english(translation, "title").data == "Care system"
    for name in files:
        assert name in response.content.decode()


def test_nothing_left_is_told(login, translation):
    response = login(translators("en")).get(queue_url("download_queue"), follow=True)
    assert "Nothing is left to translate" in response.content.decode()


@pytest.mark.parametrize("group", [MEMBERS, translators("fr")])
def test_a_queue_is_for_the_translators_of_its_language(login, translation, group):
    client = login(group)
    assert client.get(queue_url("download_queue")).status_code == 302
    send(client, minimal(translation).encode(), "x.po")
    assert english(translation, "title").data == "en Sistema de cuidados"


def test_a_language_that_the_site_has_not_is_not_found(login):
    assert login(SECRETARIAT).get(queue_url("download_queue", "xx"), follow=True).status_code == 404


def test_each_file_of_a_queue_has_its_own_fate(login, translation):
    other = translation_of(standard(title="Otra página"))
    french = translation_of(standard(title="Página secreta"), "fr")
    page = other.get_target_instance()
    page.locked = True
    page.save()
    clear(translation)
    clear(other)
    files = {
        "good.po": minimal(translation),
        "locked.po": minimal(other, title="Otra página", text="Another page"),
        "french.po": minimal(french),
        "rubbish.po": "rubbish",
        "picture.png": "x",
        "__MACOSX/good.po": "x",
        "folder/": "",
        "../../evil.po": "x",
    }
    content = send(login(translators("en")), archive(files)).content.decode()
    assert english(translation, "title").data == "Care system"
    assert not StringTranslation.objects.filter(**of(other)).exists()
    for name in ("good.po", "locked.po", "french.po", "rubbish.po", "picture.png", "evil.po"):
        assert name in content
    assert "../.." not in content
    assert "Página secreta" not in content


def test_several_files_can_be_sent_without_an_archive(login, translation):
    clear(translation)
    files = [SimpleUploadedFile("a.po", minimal(translation).encode()), SimpleUploadedFile("b.po", b"rubbish")]
    login(translators("en")).post(queue_url("upload_queue"), {"file": files})
    assert english(translation, "title").data == "Care system"


def encrypted(content):
    """Return an archive that says of its file that it has a password."""
    data = bytearray(archive({"x.po": content}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(lambda: archive({"x.po": b"0" * (po_files.MAX_BYTES + 1)}), id="a file that unpacks to too much"),
        pytest.param(lambda: archive({f"{n}.po": b"" for n in range(501)}), id="too many files"),
        pytest.param(lambda: archive({f"{n}.po": b"0" * po_files.MAX_BYTES for n in range(11)}), id="too much in all"),
        pytest.param(lambda: archive({"x.po": b"x" * 1000})[:-60], id="cut off"),
        pytest.param(lambda: b"PK\x03\x04" + b"\0" * 40, id="no archive"),
        pytest.param(lambda: encrypted(b"x"), id="with a password"),
        pytest.param(lambda: archive({"x.zip": archive({"y.po": b"x"})}), id="an archive in an archive"),
        pytest.param(lambda: archive({}), id="empty"),
        pytest.param(lambda: b"", id="nothing"),
    ],
)
def test_a_hostile_archive_is_refused_in_words(login, translation, content):
    response = send(login(translators("en")), content())
    assert response.status_code == 200
    assert english(translation, "title").data == "en Sistema de cuidados"


def test_the_frame_of_the_site_is_accepted_by_gettext_too(tmp_path):
    home = frame_page("home", "en")
    found = Translation.objects.filter(source__object_id=home.translation_key, target_locale=home.locale).first()
    assert StringSegment.objects.filter(source=found.source).exists()
    check_with_gettext(tmp_path, export_po(found))
