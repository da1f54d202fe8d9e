"""The pages of the CMS that give and take a PO file: for whom they are, and what they show of it."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agc.editorial.groups import MEMBERS, SECRETARIAT, translators
from agc.translation.po.files import read_po
from agc.translation.texts import segments_of
from tests.factories import standard
from tests.translation.po.entries import english, entry, minimal, translation_of, write

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


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


def conflict(client, translation, text):
    """Upload a title that was written in the CMS meanwhile; return what the form sends that shows both."""
    po = read_po(client.get(download_url(translation)).content)
    write(translation, "title", "By Bea")
    entry(po, "title").msgstr = text
    page = upload(client, translation, str(po).encode()).content.decode()
    sent = dict(re.findall(r'<input type="hidden" name="((?:context|base)-1)" value="([^"]*)">', page))
    sent |= dict(re.findall(r'<textarea name="((?:source|text)-1)" hidden>([^<]*)</textarea>', page))
    return sent


def test_who_sees_a_conflict_can_take_the_text_of_the_file(login, translation):
    client = login(translators("en"))
    sent = conflict(client, translation, "By\nAnn")
    assert sent["text-1"] == "By\nAnn"

    assert "No text was chosen" in client.post(upload_url(translation), {"take": [""]}, follow=True).content.decode()
    report = client.post(upload_url(translation), {"take": ["", "1"], **sent}).content.decode()
    assert english(translation, "title").data == "By<br/>Ann"
    assert report.count("<tbody>") == 1


def test_a_text_written_after_the_conflict_was_shown_is_not_lost(login, translation):
    client = login(translators("en"))
    sent = conflict(client, translation, "By Ann")
    write(translation, "title", "By Bea, again")
    client.post(upload_url(translation), {"take": ["", "1"], **sent})
    assert english(translation, "title").data == "By Bea, again"


def test_a_report_shows_a_bounded_number_of_rows(login, translation):
    more = "".join(f'\nmsgctxt "x{number}"\nmsgid "m{number}"\nmsgstr "n"\n' for number in range(2000))
    content = upload(login(translators("en")), translation, (minimal(translation) + more).encode()).content.decode()
    assert "2000" in content
    assert content.count("<bdi>x") == 200
