"""Several translations at once at the desk: assigned and sent, by who may."""

import pytest
from django.urls import reverse

from agc.editorial.groups import MEMBERS, translators
from agc.translation.models import Status, TranslationRecord
from tests.factories import practice
from tests.translation.at_the_desk.lists import client_of, queue, read, told
from tests.translation.desk import record

pytestmark = pytest.mark.django_db


def bulk(name, *records):
    ids = "&".join(f"id={item.pk}" for item in records)
    return f"{reverse('wagtail_bulk_action', args=['translation', 'translationrecord', name])}?{ids}&next={queue()}"


def test_several_are_assigned_at_once(client, secretariat, translator, work, missing):
    TranslationRecord.objects.filter(pk=work.pk).update(note="stays")
    client.force_login(secretariat)
    html = read(client, bulk("assign", work, missing))
    assert work.source.title in html
    assert missing.source.title in html
    response = client.post(bulk("assign", work, missing), {"assignee": translator.pk}, follow=True)
    assert "2 translations were changed" in told(response)
    assert set(TranslationRecord.objects.filter(assignee=translator)) == {work, missing}
    work.refresh_from_db()
    assert work.note == "stays"


def test_nothing_chosen_for_several_is_asked_for(client, secretariat, work):
    response = client_of(client, secretariat).post(bulk("assign", work), {"assignee": "", "note": "  "})
    assert "Choose a person or a day" in response.content.decode()


def test_several_are_sent_and_what_cannot_be_is_named(client, secretariat, missing):
    other = practice(title="Con cambios")
    other.claim = "Otra cosa."
    other.save_revision()
    response = client_of(client, secretariat).post(bulk("send", missing, record(other)), follow=True)
    assert "1 page was sent" in told(response)
    assert "Con cambios (English): Publish this page" in told(response)
    missing.refresh_from_db()
    assert missing.status == Status.REQUESTED
    assert record(other).status == Status.MISSING


@pytest.mark.parametrize("name", ["assign", "send"])
@pytest.mark.parametrize("group", [translators("en"), MEMBERS])
def test_several_at_once_are_refused_by_the_server_and_not_named(client, login, missing, name, group):
    user = login(group)
    assert missing.source.title not in client.get(bulk(name, missing), follow=True).content.decode()
    client.post(bulk(name, missing), {"assignee": user.pk, "note": "x"}, follow=True)
    missing.refresh_from_db()
    assert (missing.status, missing.assignee, missing.note) == (Status.MISSING, None, "")


@pytest.mark.parametrize("ids", ["id=all", "id=abc", "id=99999999999999999999999", ""])
def test_nonsense_instead_of_records_is_not_found(client, secretariat, work, ids):
    client.force_login(secretariat)
    address = reverse("wagtail_bulk_action", args=["translation", "translationrecord", "assign"])
    assert client.get(f"{address}?{ids}", follow=True).status_code == 404
