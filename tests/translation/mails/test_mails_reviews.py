"""Mail when a review waits, and when it is decided: to who may decide, and to who submitted."""

from datetime import datetime

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.users.models import UserProfile

from agc.editorial.groups import language_reviewers, translators
from agc.translation import workflow
from tests.translation.desk import sent, submitted, target
from tests.translation.mails.letters import received, set_record

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


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
