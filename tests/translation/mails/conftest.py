"""People who get mails, what they get them about, and the moment at which they are sent."""

import io

import pytest
from django.core import mail
from django.core.management import call_command

from tests.translation.desk import sent
from tests.translation.mails.letters import in_days, set_record


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Return a context manager at the end of which the transaction counts as over."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def week(committed):
    """Return a function that sends the mails of the week and returns what the command said."""

    def send(**options):
        said = io.StringIO()
        with committed():
            call_command("send_translation_digest", stdout=said, **options)
        return said.getvalue()

    return send


@pytest.fixture
def overdue(source, secretariat, translator):
    sent(source, secretariat)
    mail.outbox.clear()
    return set_record(source, due=in_days(-1))
