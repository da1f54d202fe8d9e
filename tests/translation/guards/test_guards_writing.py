"""What a translator may write: in their language, in the editor or by a PO file, and nothing of a source."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import OverridableSegment, SegmentOverride, StringSegment, StringTranslation, Translation

from agc.editorial.groups import MEMBERS, SECRETARIAT, language_reviewers, translators
from tests.factories import practice, translate
from tests.translation.desk import type_text

pytestmark = pytest.mark.django_db


def put(client, translation):
    return type_text(client, translation, "claim", "Who cares has changed.")


def test_a_translator_writes_in_their_language_only(login, source, translation):
    french = translate(source, "fr")
    other = Translation.objects.get(source=translation.source, target_locale=french.locale)
    client = login(translators("en"))
    assert put(client, translation).status_code == 200
    assert put(client, other).status_code == 403
    assert not StringTranslation.objects.filter(locale=french.locale, data="Who cares has changed.").exists()


def test_a_locked_translation_is_not_written(login, make_user, english, translation):
    english.locked, english.locked_by = True, make_user("somebody")
    english.save()
    response = put(login(translators("en")), translation)
    assert response.status_code == 423
    assert response.json()["error"]


def test_a_translator_cannot_touch_the_source_nor_an_original_in_their_language(login, source, english):
    original = practice("en", title="Written in English")
    client = login(translators("en"))
    for page in (source, original):
        response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert response.status_code == 302
    assert client.get(reverse("wagtailadmin_pages:edit", args=[english.pk])).status_code == 200


def test_a_translator_deletes_nothing(login, source):
    english = translate(source, "en", publish=False)
    login(translators("en")).post(reverse("wagtailadmin_pages:delete", args=[english.pk]))
    assert Page.objects.filter(pk=english.pk).exists()


@pytest.mark.parametrize(
    "content",
    [
        None,
        b'msgid ""\nmsgstr ""\n',
        b'# X-WagtailLocalize-TranslationID\nmsgid ""\nmsgstr ""\n',
        b"X-WagtailLocalize-TranslationID",
        b"/etc/passwd",
        b"\xff\x00",
    ],
)
def test_a_useless_po_upload_is_told_and_not_an_error_page(login, translation, content):
    files = {} if content is None else {"file": SimpleUploadedFile("x.po", content)}
    url = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    response = login(translators("en")).post(url, files, follow=True)
    assert "Choose the PO file" in response.content.decode()


def test_a_po_file_comes_back(login, translation):
    client = login(translators("en"))
    po = client.get(reverse("wagtail_localize:download_pofile", args=[translation.pk])).content
    po = po.replace("en Cambió quién cuida.".encode(), b"Who cares has changed.")
    url = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    client.post(url, {"file": SimpleUploadedFile("x.po", po)})
    assert StringTranslation.objects.filter(locale=translation.target_locale, data="Who cares has changed.").exists()


@pytest.mark.parametrize("group", [SECRETARIAT, translators("en"), language_reviewers("en")])
def test_texts_and_choices_are_written_in_the_editor_alone(login, source, translation, group):
    client = login(group)
    segment = StringSegment.objects.get(source=translation.source, context__path="claim")
    choice = OverridableSegment.objects.filter(source=translation.source).first()
    for name, row in (("edit_string_translation", segment), ("edit_override", choice)):
        url = reverse(f"wagtail_localize:{name}", args=[translation.pk, row.pk if row else 1])
        body = encode_multipart(BOUNDARY, {"value": "javascript:alert(1)"})
        client.put(url, body, content_type=MULTIPART_CONTENT)
    assert not StringTranslation.objects.filter(data="javascript:alert(1)").exists()
    assert not SegmentOverride.objects.exists()


def test_the_report_of_translations_is_not_for_everybody(login):
    assert login(MEMBERS).get(reverse("wagtail_localize:translations_report")).status_code == 302
