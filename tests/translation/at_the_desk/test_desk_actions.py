"""What is done with one translation at the desk: it is taken, handed back, assigned and sent, by who may."""

import datetime
import re

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail_localize.models import Translation

from agc.core.languages import locales
from agc.editorial.groups import MEMBERS, translators
from agc.translation.desk.people import who_may_translate
from agc.translation.models import Status, TranslationRecord
from tests.translation.at_the_desk.lists import client_of, is_refused, queue, read, told
from tests.translation.desk import record

pytestmark = pytest.mark.django_db


def act(client, name, record, data=None):
    return client.post(reverse(f"translation_desk:{name}", args=[record.pk]), data or {}, follow=True)


# Take it, hand it back


def test_a_translator_takes_a_record(client, translator, work):
    response = act(client_of(client, translator), "take", work)
    work.refresh_from_db()
    assert work.assignee == translator
    assert "is yours" in told(response)


def test_the_buttons_of_the_list_work(translator, work):
    """The forms in the rows carry what the protection against forged requests asks for."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(translator)
    row = BeautifulSoup(read(client, queue()), "html.parser").find("form", action=re.compile("/take/$"))
    fields = {field["name"]: field["value"] for field in row.find_all("input")}
    assert client.post(row["action"], {}).status_code == 403
    assert client.post(row["action"], fields).url == queue()
    work.refresh_from_db()
    assert work.assignee == translator


def test_what_another_has_taken_stays_theirs(client, translator, work, make_user):
    TranslationRecord.objects.update(assignee=make_user("quicker", translators("en")))
    response = act(client_of(client, translator), "take", work)
    work.refresh_from_db()
    assert work.assignee.username == "quicker"
    assert "quicker has taken" in told(response)


def test_two_who_take_the_same_at_once_do_not_both_get_it(rf, translator, work, make_user):
    """Each has read that nobody has it; the database lets one of them write."""
    from agc.translation.desk.actions import TakeView

    views = []
    for user in (translator, make_user("quicker", translators("en"))):
        view = TakeView()
        view.setup(rf.post("/"), pk=work.pk)
        view.request.user = user
        view.record = record(work.source)
        views.append(view)
    assert [view.change(None, assignee=view.request.user) for view in views] == [True, False]
    work.refresh_from_db()
    assert work.assignee == translator


@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.IN_REVIEW, Status.INDEPENDENT])
def test_what_waits_for_no_translator_is_not_taken(client, translator, work, status):
    TranslationRecord.objects.update(status=status)
    response = act(client_of(client, translator), "take", work)
    work.refresh_from_db()
    assert work.assignee is None
    assert "needs no translator" in told(response)


@pytest.mark.parametrize("name", ["take", "hand_back", "assign", "send"])
@pytest.mark.parametrize("group", [translators("fr"), MEMBERS])
def test_who_does_not_translate_into_a_language_does_nothing_there(client, login, work, name, group):
    user = login(group)
    TranslationRecord.objects.update(assignee=user, note="kept")
    assert is_refused(act(client, name, work, {"note": "gone"}))
    work.refresh_from_db()
    assert (work.assignee, work.note) == (user, "kept")


@pytest.mark.parametrize("name", ["take", "send"])
def test_following_a_link_changes_nothing(client, secretariat, work, name):
    client.force_login(secretariat)
    assert client.get(reverse(f"translation_desk:{name}", args=[work.pk])).status_code == 405
    work.refresh_from_db()
    assert work.assignee is None


def test_a_record_that_does_not_exist_is_not_found(client, translator):
    client.force_login(translator)
    for number in (987654, 10**30):
        assert client.post(reverse("translation_desk:take", args=[number]), follow=True).status_code == 404


def test_a_record_is_handed_back_with_a_word(client, translator, work):
    TranslationRecord.objects.update(assignee=translator, note="Mind the tone.")
    act(client_of(client, translator), "hand_back", work, {"word": "Half of it is done. <b>هذا</b>"})
    work.refresh_from_db()
    assert work.assignee is None
    assert work.note == "Mind the tone.\ntranslator: Half of it is done. <b>هذا</b>"
    assert "&lt;b&gt;هذا" in read(client, queue())


def test_a_word_that_does_not_fit_is_refused_and_kept(client, translator, work):
    TranslationRecord.objects.update(assignee=translator, note="x" * 1990)
    response = act(client_of(client, translator), "hand_back", work, {"word": "Half of it is done."})
    work.refresh_from_db()
    assert work.assignee == translator
    html = response.content.decode()
    assert "too long" in html
    assert "Half of it is done." in html


def test_nobody_hands_back_what_is_not_theirs(client, translator, work, make_user):
    other = make_user("other", translators("en"))
    TranslationRecord.objects.update(assignee=other)
    assert is_refused(act(client_of(client, translator), "hand_back", work))
    work.refresh_from_db()
    assert work.assignee == other


# Assign


def assignment(person=None, due="", note="", seen=None):
    return {"assignee": person.pk if person else "", "due": due, "note": note, "seen": seen.pk if seen else ""}


def test_the_secretariat_assigns_and_the_translator_is_told(
    client, secretariat, translator, work, django_capture_on_commit_callbacks
):
    day = timezone.localdate() + datetime.timedelta(days=5)
    client.force_login(secretariat)
    with django_capture_on_commit_callbacks(execute=True):
        response = act(client, "assign", work, assignment(translator, day.isoformat(), "Please."))
    work.refresh_from_db()
    assert (work.assignee, work.due, work.note) == (translator, day, "Please.")
    assert "Saved" in told(response)
    assert translator.email in [address for letter in mail.outbox for address in letter.to]


def test_only_who_may_translate_into_the_language_is_offered(client, secretariat, translator, work, make_user):
    french, member = make_user("french", translators("fr")), make_user("member", MEMBERS)
    gone = make_user("gone", translators("en"))
    gone.is_active = False
    gone.save()
    assert {translator, secretariat} <= set(who_may_translate([locales()["en"]]))
    client.force_login(secretariat)
    for person in (french, member, gone):
        response = act(client, "assign", work, assignment(person))
        assert response.context["form"].errors["assignee"]
    for nonsense in ("9" * 30, "abc", "-1"):
        response = act(client, "assign", work, {"assignee": nonsense, "seen": nonsense})
        assert response.context["form"].errors["assignee"]
    work.refresh_from_db()
    assert work.assignee is None


def test_nobody_is_offered_for_no_language():
    assert not who_may_translate([]).exists()


def test_who_translates_into_one_of_two_languages_is_not_offered_for_both(translator, secretariat):
    both = set(who_may_translate([locales()["en"], locales()["fr"]]))
    assert secretariat in both
    assert translator not in both


@pytest.mark.parametrize("due", ["2020-01-01", "tomorrow", "99999-01-01", "0000-00-00"])
def test_a_day_that_cannot_be_met_is_refused_and_the_note_kept(client, secretariat, work, due):
    response = act(client_of(client, secretariat), "assign", work, assignment(due=due, note="Important words"))
    assert response.context["form"].errors["due"]
    assert "Important words" in response.content.decode()
    work.refresh_from_db()
    assert work.note == ""


def test_a_day_that_has_passed_meanwhile_may_stay(client, secretariat, work):
    day = timezone.localdate() - datetime.timedelta(days=1)
    TranslationRecord.objects.update(due=day)
    act(client_of(client, secretariat), "assign", work, assignment(due=day.isoformat(), note="Late."))
    work.refresh_from_db()
    assert (work.due, work.note) == (day, "Late.")


def test_what_somebody_took_meanwhile_is_said_and_then_decided(client, secretariat, translator, work, make_user):
    quicker = make_user("quicker", translators("en"))
    TranslationRecord.objects.update(assignee=quicker)
    response = act(client_of(client, secretariat), "assign", work, assignment(translator, note="Now."))
    html = response.content.decode()
    assert "assigned to quicker" in html
    assert "Now." in html
    work.refresh_from_db()
    assert work.assignee == quicker
    act(client, "assign", work, assignment(translator, note="Now.", seen=quicker))
    work.refresh_from_db()
    assert work.assignee == translator


def test_a_translator_assigns_nothing(client, translator, work):
    assert is_refused(act(client_of(client, translator), "assign", work, assignment(translator)))
    work.refresh_from_db()
    assert work.assignee is None


def test_the_way_back_leads_nowhere_else(client, translator, work):
    response = client_of(client, translator).post(
        reverse("translation_desk:take", args=[work.pk]), {"next": "https://evil.example/"}
    )
    assert response.url == queue("en")


# Send


def test_a_missing_page_is_sent_from_the_list(client, secretariat, missing):
    client.force_login(secretariat)
    assert "Send to translators" in read(client, queue())
    response = act(client, "send", missing)
    assert "was sent" in told(response)
    missing.refresh_from_db()
    assert missing.status == Status.REQUESTED
    assert not missing.target.live


def test_a_translator_is_not_offered_to_send_and_does_not(client, translator, missing):
    client.force_login(translator)
    assert "Send to translators" not in read(client, queue())
    assert is_refused(act(client, "send", missing))
    assert not Translation.objects.filter(source__object_id=missing.source.translation_key).exists()


def test_why_a_page_cannot_be_sent_is_said(client, secretariat, missing):
    page = missing.source.specific
    page.claim = "Otra cosa."
    page.save_revision()
    response = act(client_of(client, secretariat), "send", missing)
    assert "Publish this page with its last changes first" in told(response)
    missing.refresh_from_db()
    assert missing.status == Status.MISSING
