"""A mail server that takes no mails, or none for somebody: the others are told, and what was not sent is sent later."""

from smtplib import SMTPRecipientsRefused

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError

from agc.editorial.groups import translators
from tests.translation.desk import record, sent
from tests.translation.mails.letters import received

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


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
