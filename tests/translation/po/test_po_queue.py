"""A queue of translations as PO files in one archive: what is left goes out, and each file has its own fate."""

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from agc.editorial.groups import MEMBERS, SECRETARIAT, translators
from agc.translation.po import ID_HEADER, export_queue
from agc.translation.po import files as po_files
from agc.translation.po.files import read_po
from tests.factories import standard
from tests.translation.po.entries import english, entry, minimal, of, translation_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def clear(translation):
    StringTranslation.objects.filter(locale=translation.target_locale, **of(translation)).delete()


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
