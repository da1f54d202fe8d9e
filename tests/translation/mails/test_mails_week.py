"""The mail of the week: what waits for each person, by kind of work, and only where something waits."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import get_commands
from django.urls import reverse

from agc.editorial.groups import EDITORS, language_reviewers, translators
from agc.translation import wording, workflow
from agc.translation.models import MailPreference, TranslationRecord
from agc.translation.wording import steps
from tests.factories import concept, standard, translate
from tests.translation.desk import republish, sent, submitted, translation, write
from tests.translation.mails.letters import in_days, received, set_record

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


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
