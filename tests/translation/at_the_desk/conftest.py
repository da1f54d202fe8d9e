"""People of the desk, and translations in the states that they find there."""

import datetime

import pytest
from django.utils import timezone

from agc.translation import workflow
from agc.translation.models import TranslationRecord
from tests.factories import practice
from tests.translation.desk import record, sent, translation, write_all


@pytest.fixture
def work(source, secretariat):
    """A practice that was sent to be translated into English."""
    sent(source, secretariat, "en")
    return record(source)


@pytest.fixture
def login(client, make_user):
    def log_in(*groups, **fields):
        user = make_user(f"{groups[0]}-visitor", *groups, **fields)
        client.force_login(user)
        return user

    return log_in


@pytest.fixture
def missing():
    page = practice(title="Nadie la ha enviado")
    TranslationRecord.objects.filter(source=page).update(due=timezone.localdate() + datetime.timedelta(days=9))
    return record(page)


@pytest.fixture
def submitted(work, translator):
    write_all(translation(work.source), translator)
    workflow.submit(translation(work.source), translator)
    return record(work.source)
