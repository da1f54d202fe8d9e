"""Mail when work arrives, when a review waits, and once a week: to whom it concerns, once, in their language."""

import io
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command, get_commands
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission
from wagtail.users.models import UserProfile

from agc.core.languages import locales
from agc.editorial.groups import EDITORS, MEMBERS, SECRETARIAT, language_reviewers, translators
from agc.translation import status, wording, workflow
from agc.translation.mails import MAX_LISTED, MailsTogetherMiddleware, tell_assignee
from agc.translation.mails.people import reviewers_of, translators_of
from agc.translation.models import MailPreference, TranslationRecord
from agc.translation.wording import steps
from tests.factories import concept, frame_page, practice, standard, translate
from tests.translation.desk import record, republish, sent, submitted, target, translation, write, write_all

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Return a context manager at the end of which the transaction counts as over."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def source():
    return practice(title="Sistema de cuidados")


@pytest.fixture
def secretariat(make_user):
    return make_user("secretariat", SECRETARIAT)


@pytest.fixture
def translator(make_user):
    return make_user("translator", translators("en"))


@pytest.fixture
def reviewer(make_user):
    return make_user("reviewer", language_reviewers("en"))


def received(user):
    return [message for message in mail.outbox if message.to == [user.email]]


def set_record(page, **values):
    TranslationRecord.objects.filter(pk=record(page).pk).update(**values)
    return record(page)


def in_days(number):
    return timezone.localdate() + timedelta(days=number)


# Who


def test_translators_and_reviewers_are_known_by_the_rights_of_their_groups(make_user, secretariat):
    english, french = locales()["en"], locales()["fr"]
    pat, sol = make_user("pat", translators("en"), translators("fr")), make_user("sol", language_reviewers("en"))
    make_user("editor", EDITORS)
    make_user("member", MEMBERS)
    gone = make_user("gone", translators("en"))
    gone.is_active = False
    gone.save()
    silent = make_user("silent", translators("en"))
    silent.email = ""
    silent.save()
    assert (translators_of(english), translators_of(french), translators_of(locales()["es"])) == ([pat], [pat], [])
    assert (reviewers_of(english), reviewers_of(french)) == ([sol], [secretariat])


def test_a_group_with_rights_on_one_list_of_the_language_translates_too(make_user):
    group = make_user("pat", translators("en")).groups.get()
    GroupPagePermission.objects.filter(group=group).update(page=frame_page("events", "en"))
    assert [user.username for user in translators_of(locales()["en"])] == ["pat"]
    assert translators_of(locales()["fr"]) == []


def test_recipients_cost_the_same_for_one_and_for_many(make_user, django_assert_num_queries):
    for number in range(5):
        make_user(f"pat{number}", translators("en"))
    english = locales()["en"]
    with django_assert_num_queries(3):
        found = translators_of(english)
        assert [user.wagtail_userprofile.preferred_language for user in found] == ["en"] * 5
        assert not any(hasattr(user, "translation_mail") for user in found)


# Arrivals


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


# The mail server


class Refusing(EmailBackend):
    """A mail server that takes mails for some people only."""

    def send_messages(self, messages):
        if any("refused" in address for message in messages for address in message.to):
            raise SMTPRecipientsRefused({})
        return super().send_messages(messages)


class Silent(EmailBackend):
    """A mail server that cannot be reached."""

    tries = 0

    def open(self):
        type(self).tries += 1
        raise TimeoutError


@pytest.fixture
def mail_server(settings):
    def use(backend):
        settings.EMAIL_BACKEND = f"{__name__}.{backend.__name__}"

    return use


def test_a_refused_recipient_keeps_nobody_else_from_being_told(
    committed, mail_server, source, secretariat, make_user, translator
):
    refused = make_user("refused", translators("en"))
    mail_server(Refusing)
    with committed():
        sent(source, secretariat)
    assert (len(received(translator)), received(refused)) == (1, [])
    assert record(source).notified


def test_a_silent_server_is_asked_once_and_the_work_counts_as_not_told(
    committed, mail_server, source, secretariat, make_user, translator
):
    make_user("other", translators("en"))
    mail_server(Silent)
    Silent.tries = 0
    with committed():
        sent(source, secretariat)
    assert (Silent.tries, record(source).notified) == (1, False)


# Reviews


def test_a_submitted_translation_is_told_to_its_reviewers(
    committed, source, secretariat, translator, reviewer, make_user
):
    make_user("french", language_reviewers("fr"))
    spanish = make_user("spanish", language_reviewers("en"), language="es")
    sent(source, secretariat)
    set_record(source, due=datetime(2031, 5, 3).date())
    mail.outbox.clear()
    with committed():
        submitted(source, translator)
    assert {to for message in mail.outbox for to in message.to} == {reviewer.email, spanish.email}
    [message] = received(reviewer)
    assert message.subject == "To be reviewed, in English: “en Sistema de cuidados”"
    assert "translator asks for the review" in message.body
    assert "It is made from “Sistema de cuidados”." in message.body
    assert reverse("wagtailadmin_pages:edit", args=[target(source).pk]) in message.body
    assert "3 de mayo de 2031" in received(spanish)[0].body


def test_who_had_a_hand_in_it_is_not_asked_to_decide(committed, source, secretariat, reviewer, make_user):
    other = make_user("other", language_reviewers("en"))
    sent(source, secretariat)
    mail.outbox.clear()
    with committed():
        submitted(source, reviewer)
    assert [message.to for message in mail.outbox] == [[other.email]]


def test_where_no_reviewer_may_decide_the_secretariat_is_told(committed, source, secretariat, reviewer):
    sent(source, secretariat)
    mail.outbox.clear()
    with committed():
        submitted(source, reviewer)
    assert [message.to for message in mail.outbox] == [[secretariat.email]]


def test_who_switched_reviews_off_in_the_account_is_not_told(committed, source, secretariat, translator, reviewer):
    UserProfile.objects.filter(user=reviewer).update(submitted_notifications=False)
    UserProfile.objects.filter(user=secretariat).update(submitted_notifications=False)
    sent(source, secretariat)
    mail.outbox.clear()
    with committed():
        submitted(source, translator)
    assert mail.outbox == []


def test_a_review_that_is_asked_for_again_is_told_again(committed, source, secretariat, translator, reviewer):
    sent(source, secretariat)
    made = submitted(source, translator)
    workflow.decide(made, reviewer, "reject", "Shorter.")
    mail.outbox.clear()
    with committed():
        workflow.submit(made, translator)
    assert [message.to for message in mail.outbox] == [[reviewer.email]]


def test_the_decision_is_told_to_who_submitted_with_the_comment(source, secretariat, reviewer, make_user):
    translator = make_user("spanish", translators("en"), language="es")
    sent(source, secretariat)
    made = submitted(source, translator)
    mail.outbox.clear()
    workflow.decide(made, reviewer, "reject", "Más corto, «por favor» & sin guiones.")
    [message] = mail.outbox
    assert message.to == [translator.email]
    assert "en Sistema de cuidados" in message.subject
    assert "Más corto, «por favor» & sin guiones." in message.body
    assert "reviewer" in message.body
    assert reverse("wagtailadmin_pages:edit", args=[target(source).pk]) in message.body
    mail.outbox.clear()
    workflow.submit(made, translator)
    workflow.decide(made, reviewer, "approve")
    [message] = mail.outbox
    assert message.to == [translator.email]
    assert target(source).full_url in message.body


# The mail of the week


@pytest.fixture
def week(committed):
    """Return a function that sends the mails of the week and returns what the command said."""

    def send(**options):
        said = io.StringIO()
        with committed():
            call_command("send_translation_digest", stdout=said, **options)
        return said.getvalue()

    return send


def test_the_week_of_a_translator_by_kind_of_work(week, secretariat, translator, make_user):
    other = make_user("other", translators("en"))
    kinds = {
        "Mine": {"assignee": translator},
        "Late": {"due": in_days(-1)},
        "Soon": {"due": in_days(13)},
        "Not soon": {"due": in_days(40)},
        "Of another": {"assignee": other, "due": in_days(-1)},
    }
    for title, values in kinds.items():
        page = standard(title=title)
        sent(page, secretariat)
        set_record(page, due=None)
        set_record(page, **values)
    changed = standard(title="Changed")
    translate(changed, "en")
    republish(changed, summary="Otra cosa.")
    set_record(changed, due=in_days(40))
    set_record(standard(title="Wanted"), asked_for=3, due=in_days(40))
    mail.outbox.clear()
    assert week() == "Sent: 2.\n"
    [message] = received(translator)
    assert message.subject == "This week: 5 translations wait for you"
    order = ["Assigned to you: 1", "“Mine”", "Overdue: 1", "“Late”", "(overdue)", "within two weeks: 1", "“Soon”"]
    order += ["Changed since they were translated: 1", "“Changed”", "Asked for by readers: 1", "“Wanted”"]
    places = [message.body.find(text) for text in [*order, "Not sent to the translators yet"]]
    assert -1 not in places
    assert places == sorted(places)
    assert "“Not soon”" not in message.body
    assert "“Of another”" not in message.body
    assert "http://127.0.0.1:8000/admin/translation/en/" in message.body
    assert "“Of another”" in received(other)[0].body


def test_the_week_of_a_reviewer_is_what_waits_for_them(week, source, secretariat, translator, reviewer, make_user):
    wrote = make_user("wrote", language_reviewers("en"))
    sent(source, secretariat)
    made = translation(source)
    write(made, "title", "Care system", wrote)
    submitted(source, translator)
    mail.outbox.clear()
    week()
    [message] = received(reviewer)
    assert "Waiting for your decision: 1" in message.body
    assert "“Sistema de cuidados”" in message.body
    assert not received(wrote)


@pytest.fixture
def proposal(translator):
    """Words that a translator proposed."""
    row = concept("r", "reward")
    label = wording.label_of(row, "en")
    words = wording.words_of(label) | {"preferred": "Remunerate & pay"}
    return steps.propose(row, "en", translator, words, wording.stamp(label, None))


def test_the_week_tells_a_reviewer_of_proposed_words(week, proposal, reviewer, make_user):
    make_user("french", language_reviewers("fr"))
    TranslationRecord.objects.all().delete()
    assert week() == "Sent: 1.\n"
    [message] = received(reviewer)
    assert message.subject == "This week: 1 proposal of words waits for you"
    assert "Proposed words waiting for your decision: 1" in message.body
    assert "“Remunerate & pay”" in message.body
    assert "by translator" in message.body
    assert reverse("translation_words:concept", args=["en", proposal.concept_id]) in message.body


def test_the_week_tells_an_author_that_changes_are_asked_for(week, proposal, translator, reviewer):
    TranslationRecord.objects.all().delete()
    seen = wording.stamp(wording.label_of(proposal.concept, "en"), wording.open_proposal(proposal.concept, "en"))
    steps.decide(proposal.concept, "en", reviewer, "changes", "Use the word of the ILO.", seen)
    assert week() == "Sent: 1.\n"
    [message] = received(translator)
    assert "Your proposed words with changes asked for: 1" in message.body
    assert "Use the word of the ILO." in message.body
    assert "http://127.0.0.1:8000/admin/translation/en/" in message.body


def test_an_author_in_no_group_of_translators_is_told_too(week, make_user, reviewer):
    TranslationRecord.objects.all().delete()
    editor, row = make_user("editor", EDITORS), concept("r", "reward")
    label = wording.label_of(row, "en")
    words = wording.words_of(label) | {"preferred": "Remunerate"}
    steps.propose(row, "en", editor, words, wording.stamp(label, None))
    seen = wording.stamp(label, wording.open_proposal(row, "en"))
    steps.decide(row, "en", reviewer, "changes", "Why?", seen)
    week()
    assert "Why?" in received(editor)[0].body


def test_to_whom_nothing_waits_nothing_is_sent(week, translator, reviewer, secretariat):
    TranslationRecord.objects.all().delete()
    assert week() == "Sent: 0.\n"
    assert mail.outbox == []


def test_a_source_that_was_withdrawn_is_no_work(week, source, secretariat, translator):
    sent(source, secretariat)
    set_record(source, due=in_days(-1))
    source.unpublish()
    mail.outbox.clear()
    week()
    assert mail.outbox == []


def test_a_long_list_is_cut_and_says_so(week, secretariat, translator):
    for number in range(12):
        sent(page := standard(title=f"Remolacha {number}."), secretariat)
        set_record(page, due=in_days(-1))
    mail.outbox.clear()
    week()
    [message] = received(translator)
    assert "Overdue: 12" in message.body
    assert message.body.count("Remolacha") == 10
    assert "2 more are at the desk." in message.body


def test_what_was_sent_back_says_so(week, source, secretariat, translator, reviewer):
    sent(source, secretariat)
    workflow.decide(submitted(source, translator), reviewer, "reject", "Shorter.")
    set_record(source, due=in_days(3))
    mail.outbox.clear()
    week()
    assert "Changes asked for" in received(translator)[0].body


def test_each_timer_calls_a_command_that_there_is():
    timers = [path.stem.removeprefix("agc@") for path in (settings.BASE_DIR / "deploy").glob("agc@*.timer")]
    assert "send_translation_digest" in timers
    assert set(timers) <= set(get_commands())


@pytest.fixture
def overdue(source, secretariat, translator):
    sent(source, secretariat)
    mail.outbox.clear()
    return set_record(source, due=in_days(-1))


def test_it_comes_once_a_week(week, overdue, translator):
    assert (week(), week()) == ("Sent: 1.\n", "Sent: 0.\n")
    preference = MailPreference.objects.get(user=translator)
    preference.digest_sent_at -= timedelta(days=5)
    preference.save()
    assert week() == "Sent: 0.\n"
    preference.digest_sent_at -= timedelta(days=1)
    preference.save()
    assert week() == "Sent: 1.\n"


def test_a_trial_says_who_would_get_it_and_sends_nothing(week, overdue, translator):
    assert week(dry_run=True) == "translator <translator@example.org>: 1\n"
    assert (mail.outbox, MailPreference.objects.count()) == ([], 0)


def test_who_does_not_want_it_does_not_get_it(week, overdue, translator):
    MailPreference.objects.create(user=translator, digest=False)
    assert week() == "Sent: 0.\n"


def test_a_mail_that_was_refused_is_sent_at_the_next_run(week, mail_server, settings, overdue, translator, make_user):
    refused = make_user("refused", translators("en"))
    working = settings.EMAIL_BACKEND
    mail_server(Refusing)
    with pytest.raises(CommandError, match="Not sent: 1"):
        week()
    assert (len(received(translator)), received(refused)) == (1, [])
    settings.EMAIL_BACKEND = working
    assert week() == "Sent: 1.\n"
    assert (len(received(translator)), len(received(refused))) == (1, 1)


# Switching them off


def test_a_person_switches_their_own_mails_off(client, translator, reviewer):
    client.force_login(translator)
    url = reverse("translation_desk:mails")
    assert client.get(url).content.decode().count("checked") == 2
    response = client.post(url, {"digest": "on"}, follow=True)
    assert "Your choice was saved." in response.content.decode()
    preference = MailPreference.objects.get()
    assert (preference.user, preference.arrivals, preference.digest) == (translator, False, True)
    assert response.content.decode().count("checked") == 1


def test_looking_at_the_choice_writes_nothing(client, translator):
    client.force_login(translator)
    client.get(reverse("translation_desk:mails"))
    assert not MailPreference.objects.exists()


def test_who_may_not_enter_the_admin_has_no_choice_to_make(client, make_user):
    url = reverse("translation_desk:mails")
    assert client.post(url, {"digest": "on"}).status_code == 302
    client.force_login(make_user("reader"))
    assert client.post(url, {"digest": "on"}).status_code == 302
    assert not MailPreference.objects.exists()
