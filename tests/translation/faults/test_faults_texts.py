"""Faults of wagtail-localize: texts would be lost, counted wrongly, or spoilt by a PO file."""

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Page
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import StringTranslation

from agc.editorial.groups import SECRETARIAT, translators
from agc.translation import workflow
from agc.translation.models import Status
from agc.translation.texts import segments_of
from tests.factories import practice, standard, translate
from tests.translation.desk import record, sent, target, translation, write_all
from tests.translation.faults.acting import edit_url, localize, put

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_b15_what_was_written_by_hand_is_kept_when_the_tie_is_made_again(login, source, english):
    made = translation(source)
    client = login(SECRETARIAT)
    client.post(localize("stop_translation", made.pk))
    by_hand = type(english).objects.get(pk=english.pk)
    by_hand.claim = "Written by hand."
    by_hand.save_revision().publish()
    client.post(edit_url(english), {"localize-restart-translation": "1"})
    assert translation(source).enabled
    workflow.save_draft(translation(source), None).publish()
    english.refresh_from_db()
    assert english.claim == "Written by hand."


def test_b16_deleting_a_translation_keeps_its_words(make_user, source, english):
    user = make_user("s", SECRETARIAT)
    Page.objects.get(pk=english.pk).delete()
    made = sent(source, user)
    assert record(source).status == Status.READY
    assert {segment.target for segment in segments_of(made)} >= {"Care system", "en Cambió quién cuida."}


@pytest.mark.parametrize("files", [{}, {"file": SimpleUploadedFile("x.po", b'msgid ""\nmsgstr ""\n')}])
def test_b18_a_useless_po_file_is_no_error_page(login, source, english, files):
    url = localize("upload_pofile", translation(source).pk)
    assert login(translators("en")).post(url, files, follow=True).status_code < 500


def test_b19_a_po_file_repeats_nothing_and_says_its_language(login):
    page = standard(body=[("paragraph", "<p>Igual.</p><p>Otra cosa.</p><p>Igual.</p>")])
    translate(page, "en")
    file = login(translators("en")).get(localize("download_pofile", translation(page).pk)).content.decode()
    catalogue = polib.pofile("\n" + file)
    places = [(entry.msgctxt, entry.msgid) for entry in catalogue]
    assert len(places) == len(set(places))
    assert catalogue.metadata["Language"] == "en"


def test_b19_what_a_program_marked_as_doubtful_is_not_final(login, source, english):
    client = login(translators("en"))
    url = localize("download_pofile", translation(source).pk)
    catalogue = polib.pofile("\n" + client.get(url).content.decode())
    entry = next(entry for entry in catalogue if entry.msgctxt == "claim")
    entry.msgstr, entry.flags = "Doubtful.", ["fuzzy"]
    upload = {"file": SimpleUploadedFile("x.po", str(catalogue).encode())}
    client.post(localize("upload_pofile", translation(source).pk), upload)
    assert not StringTranslation.objects.filter(data="Doubtful.").exists()


def test_b22_an_empty_text_is_missing(login, make_user, source):
    made = sent(source, make_user("s", SECRETARIAT))
    write_all(made, None)
    assert put(login(translators("en")), made, "").status_code < 500
    total, done = made.get_progress()
    assert done == total - 1
    assert record(source).status == Status.IN_PROGRESS
    assert record(source).done == record(source).strings - 1


def test_b22_every_text_that_counts_can_be_edited(login, make_user):
    source = practice(search_description="Para buscadores.")
    made = sent(source, make_user("s", SECRETARIAT))
    html = login(translators("en")).get(edit_url(target(source))).content.decode()
    assert "search_description" not in {segment.path for segment in segments_of(made)}
    for segment in segments_of(made):
        assert f'id="segment-{segment.pk}"' in html, segment.path


def test_no_field_counts_for_translators_without_being_a_text_of_the_page():
    """What wagtail-localize calls translatable has a panel: a slug would keep a page below 100 percent for ever."""
    names = {field.field_name for field in get_translatable_fields(type(practice()))}
    assert "slug" in names
    made = translate(practice(), "en")
    assert "slug" not in {segment.path for segment in segments_of(translation(made))}
