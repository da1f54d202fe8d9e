"""A file that somebody sends: looked at, agreed to, written; in the CMS, and by the command."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db.models.signals import post_save
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from agc.core.languages import locales
from agc.editorial.groups import EDITORS, translators
from practices.data_in import progress
from practices.models import PracticeImport, PracticePage
from tests.factories import practice
from tests.practices.files_in import COMPLETE, draft_of, file_with

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


# In the CMS.


def send(client, *records, **fields):
    file = file_with(*records)
    file.name = "prácticas ٢.json"
    response = client.post(reverse("practice_imports"), {"file": file, "send_to_review": "on"} | fields)
    assert response.status_code == 302
    call_command("import_practices", "--waiting")
    return response.url


def test_a_file_is_looked_at_first_and_written_when_its_sender_says_so(client, editor):
    client.force_login(editor)
    url = send(client, COMPLETE)
    page = client.get(url).content.decode()
    assert COMPLETE["title"] in page
    assert not PracticePage.objects.exists()
    job = PracticeImport.objects.get()
    client.post(f"{url}confirm/", {"fingerprint": job.report["fingerprint"]})
    call_command("import_practices", "--waiting")
    made = PracticePage.objects.get()
    assert reverse("wagtailadmin_pages:edit", args=[made.pk]) in client.get(url).content.decode()
    job.refresh_from_db()
    assert (job.state, bytes(job.content)) == (PracticeImport.State.DONE, b"")


def test_what_has_an_error_cannot_be_written(client, editor):
    client.force_login(editor)
    url = send(client, COMPLETE, COMPLETE | {"code": "new-7f3k2c-2", "start_year": "ayer"})
    job = PracticeImport.objects.get()
    client.post(f"{url}confirm/", {"fingerprint": job.report["fingerprint"]})
    call_command("import_practices", "--waiting")
    job.refresh_from_db()
    assert job.state == PracticeImport.State.CHECKED
    assert not PracticePage.objects.exists()
    assert "new-7f3k2c" not in client.get(url).content.decode() or "start_year" in client.get(url).content.decode()


def test_what_has_changed_since_it_was_looked_at_is_looked_at_again(client, editor):
    page = practice(title="Antes")
    client.force_login(editor)
    url = send(client, {"code": page.code, "page_language": "es", "title": "Después"})
    agreed = PracticeImport.objects.get().report["fingerprint"]
    page.title = "Entretanto"
    page.save_revision()
    client.post(f"{url}confirm/", {"fingerprint": agreed})
    call_command("import_practices", "--waiting")
    assert draft_of(page.code).title == "Entretanto"
    assert PracticeImport.objects.get().state == PracticeImport.State.CHECKED
    assert "Entretanto" in client.get(url).content.decode()


def test_what_changed_at_the_end_of_a_long_text_counts(client, editor):
    page = practice(problem=f"<p>{'largo ' * 100}fin.</p>")
    client.force_login(editor)
    url = send(client, {"code": page.code, "page_language": "es", "problem": f"{'largo ' * 100}final del archivo."})
    assert "final del archivo" in client.get(url).content.decode()
    agreed = PracticeImport.objects.get().report["fingerprint"]
    page.problem = f"<p>{'largo ' * 100}final de otra persona.</p>"
    page.save_revision()
    client.post(f"{url}confirm/", {"fingerprint": agreed})
    call_command("import_practices", "--waiting")
    assert "otra persona" in draft_of(page.code).problem


def test_a_file_is_nobody_else_s(client, editor, make_user):
    client.force_login(editor)
    url = send(client, COMPLETE)
    client.force_login(make_user("otra", EDITORS))
    for way in ("", "progress/"):
        assert client.get(url + way, follow=True).status_code == 404
    for way in ("confirm/", "again/", "forget/"):
        assert client.post(url + way, follow=True).status_code == 404
    assert PracticeImport.objects.count() == 1


def test_who_may_add_no_practice_can_send_no_file(client, make_user):
    client.force_login(make_user("traductora", *translators(locales()["en"])))
    assert client.get(reverse("practice_imports"), follow=True).redirect_chain
    client.post(reverse("practice_imports"), {"file": file_with(COMPLETE)})
    assert not PracticeImport.objects.exists()


def test_a_file_that_is_none_says_so(client, editor):
    client.force_login(editor)
    response = client.post(reverse("practice_imports"), {})
    assert response.status_code == 422
    assert not PracticeImport.objects.exists()


@pytest.fixture
def far():
    """How far a file is said to be whenever a draft is saved of it."""
    found = []

    def ask(sender, **kwargs):
        for job in PracticeImport.objects.all():
            client = Client()
            client.force_login(job.user)
            answer = client.get(reverse("practice_import_progress", args=[job.pk])).json()
            found.append((answer["state"], answer["done"], answer["total"]))

    post_save.connect(ask, sender=Revision)
    yield found
    post_save.disconnect(ask, sender=Revision)


def test_while_a_file_is_written_it_is_told_how_far_it_is(client, editor, far):
    client.force_login(editor)
    pages = [practice() for _number in range(3)]
    url = send(client, *({"code": page.code, "page_language": "es", "claim": "Otra cosa."} for page in pages))
    client.post(f"{url}confirm/", {"fingerprint": PracticeImport.objects.get().report["fingerprint"]})
    call_command("import_practices", "--waiting")
    assert far == [("writing", 0, 3), ("writing", 1, 3), ("writing", 2, 3)]
    assert client.get(f"{url}progress/").json() == {"going_on": False, "done": 0, "total": 0, "state": "done"}


def test_pages_that_are_added_count_as_much_as_their_drafts(client, editor, far):
    client.force_login(editor)
    url = send(client, *(COMPLETE | {"code": f"new-7f3k2c-{number}"} for number in range(1, 5)))
    client.post(f"{url}confirm/", {"fingerprint": PracticeImport.objects.get().report["fingerprint"]})
    call_command("import_practices", "--waiting")
    assert [done for state, done, total in far if total] == [2, 2, 3, 3]


def test_a_process_that_tells_how_far_it_is_is_waited_for(client, editor):
    client.force_login(editor)
    url = send(client, COMPLETE)
    long_ago = timezone.now() - datetime.timedelta(hours=2)
    PracticeImport.objects.update(state=PracticeImport.State.WRITING, changed_at=long_ago)
    progress.tell(PracticeImport.objects.get().pk, 7, 90)
    page = client.get(url).content.decode()
    assert "7 de 90 prácticas" in page
    assert PracticeImport.objects.get().state == PracticeImport.State.WRITING


def test_a_process_that_ended_without_a_word_is_given_up(client, editor):
    client.force_login(editor)
    url = send(client, COMPLETE)
    long_ago = timezone.now() - datetime.timedelta(hours=2)
    PracticeImport.objects.update(state=PracticeImport.State.WRITING, changed_at=long_ago)
    assert "no se escribió nada" in client.get(url).content.decode().lower()
    assert PracticeImport.objects.get().state == PracticeImport.State.FAILED
    client.post(f"{url}again/")
    call_command("import_practices", "--waiting")
    assert PracticeImport.objects.get().state == PracticeImport.State.CHECKED


# By the command.


def test_the_command_says_what_it_would_do_and_writes_when_it_is_told(editor, tmp_path, capsys):
    path = tmp_path / "prácticas.json"
    path.write_bytes(file_with(COMPLETE).getvalue())
    call_command("import_practices", path, user="editora")
    assert COMPLETE["title"] in capsys.readouterr().out
    assert not PracticePage.objects.exists()
    call_command("import_practices", path, user="editora", write=True)
    assert PracticePage.objects.count() == 1


def test_the_command_refuses_what_is_wrong(editor, tmp_path):
    path = tmp_path / "prácticas.json"
    path.write_bytes(file_with(COMPLETE | {"start_year": "ayer"}).getvalue())
    with pytest.raises(CommandError):
        call_command("import_practices", path, user="editora", write=True)
    with pytest.raises(CommandError):
        call_command("import_practices", path, user="nadie")
    with pytest.raises(CommandError):
        call_command("import_practices", tmp_path / "falta.json", user="editora")
    assert not PracticePage.objects.exists()
