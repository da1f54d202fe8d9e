"""Mail when work arrives: to whom it concerns, once, in their language."""

from datetime import datetime

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse

from agc.core.languages import locales
from agc.editorial.groups import SECRETARIAT, translators
from agc.translation import status, workflow
from agc.translation.mails import MAX_LISTED, MailsTogetherMiddleware, tell_assignee
from agc.translation.models import MailPreference
from tests.factories import standard, translate
from tests.translation.desk import record, republish, sent, submitted, translation, write, write_all
from tests.translation.mails.letters import received, set_record

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_a_page_that_is_sent_is_told_to_the_translators_of_its_language(
    committed, source, secretariat, translator, reviewer, make_user
):
    french = make_user("french", translators("fr"))
    with committed():
        sent(source, secretariat)
    [message] = received(translator)
    assert [to for one in mail.outbox for to in one.to] == [translator.email]
    assert not received(french)
    assert message.subject == "To be translated: “Sistema de cuidados” (English)"
    now = record(source)
    assert "One translation is waiting for you." in message.body
    assert f"{now.words_left} words to translate" in message.body
    assert f"http://127.0.0.1:8000{reverse('wagtailadmin_pages:edit', args=[now.target_id])}" in message.body
    assert "http://127.0.0.1:8000/admin/translation/mails/" in message.body
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert message.alternatives == []


def test_the_day_and_the_note_are_told(committed, source, secretariat, translator):
    set_record(source, due=datetime(2031, 5, 3).date(), note="Para la cumbre.\nGracias.", asked_for=7)
    with committed():
        sent(source, secretariat)
    [message] = received(translator)
    assert "Due on 3 May 2031" in message.body
    assert "Para la cumbre.\nGracias." in message.body
    assert "Asked for by 7 readers" in message.body


def test_each_person_reads_it_in_their_language(committed, source, secretariat, make_user):
    people = {code: make_user(code, translators("en"), language=code) for code in ("es", "fr")}
    unsaid = make_user("unsaid", translators("en"), language="")
    set_record(source, due=datetime(2031, 5, 3).date())
    with committed():
        sent(source, secretariat)
    assert "(inglés)" in received(people["es"])[0].subject
    assert "3 mai 2031" in received(people["fr"])[0].body
    assert "(inglés)" in received(unsaid)[0].subject


def test_a_changed_source_is_told_with_how_much_is_behind(committed, source, translator):
    translate(source, "en")
    with committed():
        republish(source, claim="Cambió todo, y para siempre.")
    [message] = received(translator)
    assert message.subject == "Changed since it was translated: “Sistema de cuidados” (English)"
    assert "1 text is behind it" in message.body


def test_what_is_published_in_the_same_moment_is_no_work(committed, source, translator):
    with committed():
        translate(source, "en")
    assert mail.outbox == []


def test_many_pages_at_once_are_one_mail(committed, secretariat, translator):
    number = MAX_LISTED + 2
    pages = [standard(title=f"Remolacha {index}.") for index in range(number)]
    with committed(), status.batch():
        for page in pages:
            sent(page, secretariat)
    [message] = received(translator)
    assert message.subject == f"{number} translations for you"
    assert f"{number} translations are waiting for you." in message.body
    assert message.body.count("Remolacha") == MAX_LISTED
    assert "2 more are at the desk." in message.body


def test_many_transactions_of_one_request_are_one_mail(committed, secretariat, translator):
    pages = [standard(), standard()]

    def publish_in_bulk(_request):
        for page in pages:
            with committed():
                sent(page, secretariat)
            assert mail.outbox == []
        return "answer"

    with committed():
        assert MailsTogetherMiddleware(publish_in_bulk)(None) == "answer"
    [message] = received(translator)
    assert message.subject == "2 translations for you"


def test_what_was_done_before_an_error_is_told(committed, source, secretariat, translator):
    def fail(_request):
        sent(source, secretariat)
        raise RuntimeError

    with committed(), pytest.raises(RuntimeError):
        MailsTogetherMiddleware(fail)(None)
    assert len(received(translator)) == 1


def test_what_is_rolled_back_is_not_told(committed, source, secretariat, translator):
    with committed():
        with transaction.atomic():
            sent(source, secretariat)
            transaction.set_rollback(True)
        sent(standard(title="Remolacha"), secretariat)
    [message] = received(translator)
    assert "Remolacha" in message.subject


def test_who_does_it_is_not_told(committed, client, source, make_user, translator):
    both = make_user("both", SECRETARIAT, translators("en"))
    client.force_login(both)
    url = reverse("wagtail_localize:submit_page_translation", args=[source.pk])
    with committed():
        client.post(url, {"locales": [locales()["en"].pk]})
    assert len(received(translator)) == 1
    assert not received(both)


def test_the_same_work_is_told_once(committed, source, secretariat, translator):
    with committed():
        made = sent(source, secretariat)
    with committed():
        write(made, "title", "Care system", translator)
        write(made, "title", "", translator)
        status.refresh(source.translation_key)
    assert len(received(translator)) == 1


def test_a_further_change_of_what_is_behind_already_is_not_told(committed, source, translator):
    translate(source, "en")
    with committed():
        source = republish(source, claim="Cambió todo.")
    with committed():
        republish(source, claim="Cambió casi todo.")
    with committed():
        write_all(translation(source), translator)
        republish(source, claim="Cambió mucho.")
    assert len(received(translator)) == 1


def test_the_next_work_on_a_record_is_told_again(committed, source, secretariat, translator, reviewer):
    with committed():
        sent(source, secretariat)
        made = submitted(source, translator)
    workflow.decide(made, reviewer, "approve")
    mail.outbox.clear()
    with committed():
        republish(source, claim="Cambió todo.")
    assert len(received(translator)) == 1


def test_a_change_during_the_review_is_told(committed, source, secretariat, translator, reviewer):
    with committed():
        sent(source, secretariat)
    made = submitted(source, translator)
    republish(source, claim="Cambió todo.")
    mail.outbox.clear()
    with committed():
        workflow.decide(made, reviewer, "approve")
    [message] = [one for one in received(translator) if "Changed since" in one.subject]
    assert "1 text is behind it" in message.body


def test_what_is_assigned_arrives_with_its_assignee_alone(committed, source, secretariat, translator, make_user):
    other = make_user("other", translators("en"))
    set_record(source, assignee=other)
    with committed():
        sent(source, secretariat)
    assert (len(received(other)), received(translator)) == (1, [])


def test_an_assignment_is_told_to_the_person(committed, source, secretariat, translator, make_user):
    make_user("other", translators("en"))
    sent(source, secretariat)
    mail.outbox.clear()
    with committed():
        tell_assignee(set_record(source, assignee=translator), secretariat)
    assert [message.to for message in mail.outbox] == [[translator.email]]
    assert mail.outbox[0].subject == "Assigned to you: “Sistema de cuidados” (English)"


def test_who_takes_it_is_not_told(committed, source, secretariat, translator):
    sent(source, secretariat)
    mail.outbox.clear()
    with committed():
        set_record(source, assignee=translator, notified=True)
        tell_assignee(record(source), translator)
    assert mail.outbox == []


def test_assigning_several_is_one_mail(committed, source, secretariat, translator):
    pages = [source, standard()]
    with committed():
        for page in pages:
            sent(page, secretariat)
            tell_assignee(set_record(page, assignee=translator), secretariat)
    [message] = received(translator)
    assert message.body.count("Assigned to you") == 2


def test_who_switched_it_off_is_not_told(committed, source, secretariat, translator):
    MailPreference.objects.create(user=translator, arrivals=False)
    with committed():
        sent(source, secretariat)
        tell_assignee(set_record(source, assignee=translator), secretariat)
    assert mail.outbox == []


def test_any_title_and_note_can_be_told(committed, secretariat, translator):
    page = standard(title="نظام الرعاية & “O’Brien” <b>\nBcc: all@example.org " + "x" * 150)
    set_record(page, note="<script>alert('ñ')</script> \x08")
    with committed():
        sent(page, secretariat)
    [message] = received(translator)
    assert message.subject.startswith("To be translated: “نظام الرعاية & “O’Brien” <b> Bcc: all@example.org xxx")
    assert "<script>alert('ñ')</script>" in message.body
    assert (message.bcc, message.message().get_all("Bcc")) == ([], None)
