"""What the tests of mails do over and over: read what somebody received, and change a record."""

from datetime import timedelta

from django.core import mail
from django.utils import timezone

from agc.translation.models import TranslationRecord
from tests.translation.desk import record


def received(user):
    return [message for message in mail.outbox if message.to == [user.email]]


def set_record(page, **values):
    TranslationRecord.objects.filter(pk=record(page).pk).update(**values)
    return record(page)


def in_days(number):
    return timezone.localdate() + timedelta(days=number)
