"""Mail when work arrives: to translators what is to be translated, to reviewers what waits for a decision.

What arrives in one request or command is told in one mail to each person, never twice, and never to who did it.
Nothing here may undo or disturb the work that a mail is about: what goes wrong is logged.
"""

from collections import defaultdict
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import transaction
from django.dispatch import receiver
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved

from agc.core.languages import exonym
from agc.core.outbox import Outbox
from agc.translation.mails.addresses import desk_address, editor_address
from agc.translation.mails.people import publishers_of, reviewers_of, translators_of
from agc.translation.models import LanguageReviewTask, Status, TranslationRecord
from agc.translation.status import status_changed

ARRIVED = (Status.REQUESTED, Status.OUTDATED)
SETTLED = (Status.PUBLISHED, Status.INDEPENDENT, Status.MISSING)

# How many translations one mail describes; the others are at the desk.
MAX_LISTED = 40


@dataclass
class News:
    """What is to be told of one record.

    Attributes:
        by: the key of the user who did it; None for a command.
        assigned: whether it was assigned to somebody; else it has arrived.
    """

    by: int | None
    assigned: bool = False


pending = ContextVar("pending", default=None)
held = ContextVar("held", default=False)


@contextmanager
def together():
    """Tell at the end, in one mail to each person, of all that arrives inside."""
    if held.get():
        yield
        return
    token = held.set(True)
    try:
        yield
    finally:
        held.reset(token)
        if pending.get():
            transaction.on_commit(deliver, robust=True)


class MailsTogetherMiddleware:
    """One request is one event: forty pages published in bulk are told in one mail."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with together():
            return self.get_response(request)


@receiver(status_changed)
def work_arrived(sender, record, before, **kwargs):
    """Note work that arrives, and forget that somebody was told once it is done."""
    # A source that changed during the review is new work for translators who were done with it.
    anew = before == Status.IN_REVIEW and record.status == Status.OUTDATED
    if record.notified and (anew or record.status in SETTLED):
        record.notified = False
        TranslationRecord.objects.filter(pk=record.pk).update(notified=False)
    if record.status in ARRIVED and not record.notified:
        user = get_active_log_context().user
        note(record.pk, News(user and user.pk))


def tell_assignee(record, by):
    """Tell a person that a translation was assigned to them, unless they took it themselves.

    Args:
        record: with its new assignee, saved.
        by: the user who assigned it.
    """
    if record.assignee_id and record.assignee_id != by.pk:
        note(record.pk, News(by.pk, assigned=True))


def note(pk, news):
    """Keep what is to be told until the transaction is over: what is rolled back has not happened."""
    if pending.get() is None:
        pending.set({})
    earlier = pending.get().get(pk)
    if earlier is None or not earlier.assigned:
        pending.get()[pk] = news
    transaction.on_commit(deliver, robust=True)


def deliver():
    """Send what was noted, unless more may come."""
    news = pending.get()
    if held.get() or not news:
        return
    pending.set(None)
    records = claim(news)
    reached, missed = set(), set()
    with Outbox() as outbox:
        for person, own in by_person(records, news).items():
            sent = outbox.send(person, "translation/mails/arrival", arrival(own, news))
            (reached if sent else missed).update(record.pk for record in own)
    TranslationRecord.objects.filter(pk__in=missed - reached).update(notified=False)


@transaction.atomic
def claim(news):
    """Return the records of which there is still something to tell, and note that it is told."""
    found = TranslationRecord.objects.filter(pk__in=news).with_pages().by_urgency().select_for_update(of=("self",))
    found = found.select_related("assignee__wagtail_userprofile", "assignee__translation_mail")
    told = [record for record in found if is_new(record, news[record.pk])]
    TranslationRecord.objects.filter(pk__in=[record.pk for record in told], status__in=ARRIVED).update(notified=True)
    return told


def is_new(record, news):
    if news.assigned:
        return bool(record.assignee)
    return record.status in ARRIVED and not record.notified


def by_person(records, news):
    """Return the records of which each person is to be told: the assignee, else who translates into the language."""
    translators, told = {}, defaultdict(list)
    for record in records:
        if record.assignee:
            people = [record.assignee]
        else:
            if record.locale_id not in translators:
                translators[record.locale_id] = translators_of(record.locale)
            people = translators[record.locale_id]
        for person in people:
            if person.pk != news[record.pk].by and wants_arrivals(person):
                told[person].append(record)
    return told


def wants_arrivals(person):
    preference = getattr(person, "translation_mail", None)
    return bool(person.is_active and person.email and (preference is None or preference.arrivals))


def arrival(records, news):
    """Return what the mail on arrived work is written from."""
    return {
        "items": [Item(record, news[record.pk].assigned) for record in records[:MAX_LISTED]],
        "number": len(records),
        "more": max(0, len(records) - MAX_LISTED),
        "desks": list(dict.fromkeys(desk_address(record.locale) for record in records)),
    }


@dataclass
class Item:
    """A record as a mail describes it, in the active language."""

    record: TranslationRecord
    assigned: bool = False
    template = "translation/mails/item.txt"

    @property
    def title(self):
        return self.record.source.title

    @property
    def language(self):
        return exonym(self.record.locale.language_code)

    @property
    def kind(self):
        return self.record.source.content_type.name

    @property
    def is_in_hand(self):
        """Whether it is past translating, and still waits for its translator."""
        return self.record.status in (Status.READY, Status.CHANGES)

    @property
    def is_missing(self):
        return self.record.status == Status.MISSING

    @property
    def is_outdated(self):
        return self.record.status == Status.OUTDATED

    @property
    def address(self):
        return editor_address(self.record)

    @property
    def desk(self):
        return desk_address(self.record.locale)


@receiver(task_submitted)
def review_is_asked_for(sender, instance, user=None, **kwargs):
    """Wagtail tells the groups of a task, of which the review of translations has none."""
    if isinstance(instance.task.specific, LanguageReviewTask):
        transaction.on_commit(lambda: tell_reviewers(instance.pk, user), robust=True)


def tell_reviewers(pk, by):
    """Tell who may decide on a translation that it waits for them.

    Args:
        pk: the key of the state of the task.
        by: who submitted it; None for a command.
    """
    state = TaskState.objects.select_related("workflow_state").get(pk=pk)
    page = state.workflow_state.content_object.specific
    people = deciding(state, page, reviewers_of(page.locale)) or deciding(state, page, publishers_of(page.locale))
    record = TranslationRecord.objects.filter(target=page).with_pages().first()
    source = record.source if record else Page.objects.filter(translation_key=page.translation_key).first()
    context = {"page": page, "source": source, "record": record, "by": by, "language": page.locale.language_code}
    with Outbox() as outbox:
        for person in people:
            if by is None or person.pk != by.pk:
                outbox.send(person, "translation/mails/review", context)


def deciding(state, page, people):
    """Return those of `people` who may decide on a page and want to be told, as the CMS asks under Notifications."""
    task = state.task.specific
    return [person for person in people if wants_reviews(person) and task.decides(page, person)]


def wants_reviews(person):
    profile = getattr(person, "wagtail_userprofile", None)
    return profile is None or profile.submitted_notifications


@receiver(workflow_approved)
def published_address_is_told(sender, instance, **kwargs):
    """Let Wagtail's mail on an approval lead to where the page is.

    It is written from the page as it was before: under the address of the source, which is not that of a translation.
    Wagtail connects its own receiver later, so that this one comes first.
    """
    WorkflowState._meta.get_field("content_object").delete_cached_value(instance)
