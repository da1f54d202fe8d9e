"""Mails that practices are to be looked at again: to their authors and to the secretariat, one to each person."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from wagtail.admin.utils import get_user_display_name

from agc.editorial.groups import SECRETARIAT
from agc.translation.desk.labels import due_in_words
from practices.models import PracticePage, ReviewReminder
from practices.reviewing.dates import due, step_of
from practices.reviewing.permissions import may_see_reports

# How many practices one mail describes: where the reader has the report for the others, and where not.
MAX_LISTED = 40
MAX_WITHOUT_REPORT = 400


@dataclass
class Letter:
    """What one person is to be told.

    Attributes:
        user: the person.
        practices: those of which a reminder is due that the person has not had, the most overdue first.
    """

    user: object
    practices: list

    def context(self, today):
        """Return what the mail is written from."""
        sees_report = may_see_reports(self.user)
        listed = self.practices[: MAX_LISTED if sees_report else MAX_WITHOUT_REPORT]
        items = [Item(practice, self.user) for practice in listed]
        return {
            "number": len(self.practices),
            "first": self.practices[0],
            "overdue": [item for item in items if item.practice.review_by < today],
            "soon": [item for item in items if item.practice.review_by >= today],
            "more": len(self.practices) - len(listed),
            "report": reverse("practices_review_dates") if sees_report else "",
        }


@dataclass
class Item:
    """A practice as a mail describes it, in the active language."""

    practice: PracticePage
    reader: object

    @property
    def when(self):
        return due_in_words(self.practice.review_by)

    @property
    def author(self):
        """The name of the author; none where the reader is."""
        owner = self.practice.owner
        return get_user_display_name(owner) if owner and owner != self.reader else ""

    @property
    def address(self):
        return reverse("wagtailadmin_pages:edit", args=[self.practice.pk])


def letters(today):
    """Yield what is to be told to each person; to whom there is nothing new to say, nothing."""
    practices = list(due(today))
    told = steps_told()
    for user in recipients(practices):
        news = [practice for practice in practices if concerns(practice, user) and is_news(practice, user, told, today)]
        if news:
            yield Letter(user, news)


def recipients(practices):
    """Return the secretariat and the authors: who is active, has an address for mail, and wants to be reminded."""
    authors = {practice.owner_id for practice in practices}
    wanted = Q(groups__name=SECRETARIAT) | Q(pk__in=authors)
    users = get_user_model().objects.filter(wanted, is_active=True).exclude(email="")
    users = users.exclude(review_mail__reminders=False)
    return list(users.select_related("wagtail_userprofile").prefetch_related("groups").distinct().order_by("pk"))


def concerns(practice, user):
    """Return whether a practice is a person's to look after, and they may still change it."""
    is_theirs = practice.owner_id == user.pk or any(group.name == SECRETARIAT for group in user.groups.all())
    return is_theirs and practice.permissions_for_user(user).can_edit()


def steps_told(**of):
    """Return the last step that each person was told of, by person, practice and its dates.

    Args:
        of: what narrows the people.
    """
    told = {}
    current = ReviewReminder.objects.filter(review_by=F("practice__review_by"), **of)
    for row in current.order_by("step").values_list("user", "practice", "review_by", "facts_as_of", "step"):
        told[row[:-1]] = row[-1]
    return told


def is_news(practice, user, told, today):
    step = step_of(practice.review_by, today)
    return step > told.get((user.pk, practice.pk, practice.review_by, practice.facts_as_of), 0)


def deliver(outbox, letter, today):
    """Send a letter; what did not go is told by the next run.

    Args:
        outbox: the open outbox.
        letter: as `letters` gave it.
        today: the day of the run.

    Returns:
        Whether it went, now or by another run at the same time.
    """
    claimed = claim(letter, today)
    if not claimed:
        return True
    sent = False
    try:
        news = [row.practice for row in claimed]
        sent = outbox.send(letter.user, "practices/mails/reviews", Letter(letter.user, news).context(today))
    finally:
        if not sent:
            ReviewReminder.objects.filter(pk__in=[row.pk for row in claimed]).delete()
    return sent


@transaction.atomic
def claim(letter, today):
    """Note what a person is told before it is sent; what another run has noted since is left to that."""
    # One run at a time notes for a person.
    list(get_user_model().objects.select_for_update().filter(pk=letter.user.pk))
    told = steps_told(user=letter.user)
    return ReviewReminder.objects.bulk_create(
        ReviewReminder(
            practice=practice,
            user=letter.user,
            review_by=practice.review_by,
            facts_as_of=practice.facts_as_of,
            step=step_of(practice.review_by, today),
        )
        for practice in letter.practices
        if is_news(practice, letter.user, told, today)
    )
