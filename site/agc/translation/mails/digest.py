"""The mail of the week: to each translator and reviewer, what waits for them; to whom nothing waits, none."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Locale

from agc.core.languages import exonym
from agc.translation import wording
from agc.translation.mails import Item
from agc.translation.mails.addresses import desk_address
from agc.translation.mails.people import reviewers_of, translators_of
from agc.translation.models import LabelProposal, MailPreference, Status, TranslationRecord
from agc.translation.models.record import OPEN

DAYS_AHEAD = 14
DAYS_BETWEEN = 6
MAX_LISTED = 10
# How many reviews are asked, one by one, whether they are for a person to decide.
MAX_REVIEWS = 50


@dataclass
class Person:
    """Somebody who works at the desk, and the languages they do so in."""

    user: object
    translates: list = field(default_factory=list)
    reviews: list = field(default_factory=list)


@dataclass
class Section:
    """One kind of work: the most urgent records or proposals of it, and how many there are."""

    heading: str
    items: list
    number: int

    @property
    def more(self):
        return self.number - len(self.items)


@dataclass
class WordsItem:
    """Proposed words as a mail describes them, in the active language."""

    proposal: LabelProposal
    scheme: str
    template = "translation/mails/words.txt"

    @property
    def language(self):
        return exonym(self.proposal.language)

    @property
    def author(self):
        return wording.name_of(self.proposal.author)

    @property
    def comment(self):
        """What was asked of the author; an earlier comment on what was proposed anew is none."""
        return self.proposal.comment if self.proposal.state == wording.State.CHANGES else ""

    @property
    def address(self):
        return wording.address_of(self.proposal)

    @property
    def desk(self):
        return reverse("translation_desk:queue", args=[self.proposal.language])


def people():
    """Return everybody with an address for mail who translates or reviews, or for whom something waits by name."""
    found = {}
    for locale in Locale.objects.order_by("language_code"):
        for user in translators_of(locale):
            found.setdefault(user.pk, Person(user)).translates.append(locale)
        for user in reviewers_of(locale):
            found.setdefault(user.pk, Person(user)).reviews.append(locale)
    assigned = TranslationRecord.objects.due().exclude(assignee=None).values("assignee")
    sent_back = LabelProposal.objects.filter(state=wording.State.CHANGES).exclude(author=None).values("author")
    named = Q(pk__in=assigned) | Q(pk__in=sent_back)
    others = get_user_model().objects.filter(named, is_active=True).exclude(email="")
    for user in others.select_related("wagtail_userprofile", "translation_mail").order_by("pk"):
        found.setdefault(user.pk, Person(user))
    return list(found.values())


def contents(person, today):
    """Return what the mail of a person is written from, in the active language; None when nothing waits for them."""
    sections = [section(heading, records) for heading, records in work_of(person, today)]
    sections.append(reviews_of(person))
    words = list(words_of(person))
    number, proposed = (sum(one.number for one in found) for found in (sections, words))
    sections = [one for one in (*sections, *words) if one.number]
    if not sections:
        return None
    soon = Q(due__lte=today + timedelta(days=DAYS_AHEAD))
    unsent = free(person, Status.MISSING).filter(soon)
    desks = [desk_address(locale) for locale in dict.fromkeys([*person.translates, *person.reviews])]
    shown = {item.desk for one in sections for item in one.items}
    return {
        "sections": sections,
        "number": number + proposed,
        "translations": number,
        "unsent": unsent.count(),
        "desks": desks or sorted(shown),
    }


def work_of(person, today):
    """Yield each kind of work for a translator, with its records; a record is of one kind only."""
    horizon = today + timedelta(days=DAYS_AHEAD)
    dated = Q(due__lte=horizon)
    waiting = free(person, *OPEN)
    yield _("Assigned to you"), public().filter(assignee=person.user, status__in=[*OPEN, Status.MISSING])
    yield _("Overdue"), waiting.filter(due__lt=today)
    yield _("Due within two weeks"), waiting.filter(due__gte=today, due__lte=horizon)
    yield _("Changed since they were translated"), waiting.filter(status=Status.OUTDATED).exclude(dated)
    asked = free(person, *OPEN, Status.MISSING).filter(asked_for__gt=0)
    yield _("Asked for by readers"), asked.exclude(Q(status__in=OPEN) & dated).exclude(status=Status.OUTDATED)


def public():
    return TranslationRecord.objects.filter(source__live=True)


def free(person, *statuses):
    """Return what anybody may do in the languages a person translates into."""
    return public().filter(locale__in=person.translates, assignee=None, status__in=statuses)


def section(heading, records):
    listed = records.with_pages().by_urgency()[:MAX_LISTED]
    return Section(heading, [Item(record) for record in listed], records.count())


def reviews_of(person):
    """Return the translations that wait for a person to decide."""
    waiting = TranslationRecord.objects.filter(status=Status.IN_REVIEW, locale__in=person.reviews, target__isnull=False)
    decided = [record for record in waiting.with_pages().by_urgency()[:MAX_REVIEWS] if decides(person.user, record)]
    return Section(_("Waiting for your decision"), [Item(record) for record in decided[:MAX_LISTED]], len(decided))


def words_of(person):
    """Yield the proposed words that wait for a person: to decide on them, or to change what they proposed."""
    waiting = wording.waiting_for(person.user, person.reviews)
    yield words_section(_("Proposed words waiting for your decision"), waiting)
    yield words_section(_("Your proposed words with changes asked for"), wording.sent_back_to(person.user))


def words_section(heading, proposals):
    lists = wording.list_names(proposals[:MAX_LISTED])
    items = [WordsItem(proposal, name) for proposal, name in lists.items()]
    return Section(heading, items, proposals.count())


def decides(user, record):
    page = record.target.specific
    task = page.current_workflow_task
    return bool(task and task.get_actions(page, user))


def is_wanted(user, now):
    """Return whether a person wants the mail of the week and has not had it."""
    preference = getattr(user, "translation_mail", None)
    if preference is None:
        return True
    sent = preference.digest_sent_at
    return preference.digest and (sent is None or now - sent >= timedelta(days=DAYS_BETWEEN))


def claim(user, now):
    """Note that a person has had the mail of the week; return how to take that back, None where another run has."""
    preference, _created = MailPreference.objects.get_or_create(user=user)
    before = preference.digest_sent_at
    if before and now - before < timedelta(days=DAYS_BETWEEN):
        return None
    row = MailPreference.objects.filter(pk=preference.pk)
    claimed = row.filter(digest_sent_at=before).update(digest_sent_at=now)
    return (lambda: row.update(digest_sent_at=before)) if claimed else None
