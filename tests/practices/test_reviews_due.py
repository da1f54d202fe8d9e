"""Reminders that a practice is to be reviewed: to whom, when, in which language, and never twice."""

import datetime
import io
from smtplib import SMTPRecipientsRefused

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as site
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission

from agc.editorial.groups import MEMBERS, REVIEWERS, SECRETARIAT
from practices.models import PracticePage, ReviewMailPreference, ReviewReminder
from practices.reviewing import reminders
from practices.reviewing.dates import step_of
from tests.factories import practice, translate

pytestmark = pytest.mark.django_db

REPORT = "/admin/reports/practices/review-dates/"
ARABIC = "نظام الرعاية الوطني"


def in_days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


def received(user):
    return [message for message in mail.outbox if message.to == [user.email]]


def run(**options):
    """Run the command; return what it said."""
    said = io.StringIO()
    call_command("remind_of_reviews", stdout=said, **options)
    return said.getvalue()


def pass_days(number):
    """Let the practices and what was told of them be as many days older."""
    past = datetime.timedelta(days=number)
    for model in (PracticePage, ReviewReminder):
        for row in model.objects.exclude(review_by=None):
            model.objects.filter(pk=row.pk).update(review_by=row.review_by - past)


def set_dates(page, **dates):
    """Publish a practice with other dates, as its editor does."""
    page = PracticePage.objects.get(pk=page.pk)
    for name, day in dates.items():
        setattr(page, name, day)
    page.save_revision().publish()


@pytest.fixture
def author(make_user):
    return make_user("author", MEMBERS)


@pytest.fixture
def secretariat(make_user):
    return make_user("secretariat", SECRETARIAT, language="fr")


@pytest.fixture
def overdue(author):
    return practice(
        title="Sistema de cuidados", owner=author, review_by=in_days(-10), facts_as_of=datetime.date(2023, 5, 3)
    )


# When


@pytest.mark.parametrize(
    ("days", "step"),
    [(-61, 0), (-60, 1), (-1, 1), (0, 2), (59, 2), (60, 3), (424, 3), (425, 4), (789, 4), (790, 5), (3710, 13)],
)
def test_the_steps_are_before_at_and_after_the_date_and_then_each_year(days, step):
    assert step_of(in_days(-days), timezone.localdate()) == step


def test_over_the_years_each_step_is_told_once(author):
    practice(owner=author, review_by=in_days(62))
    told = []
    for day in range(0, 62 + 60 + 2 * 365 + 10, 3):
        run()
        if mail.outbox:
            told.append(day - 62)
            mail.outbox.clear()
        pass_days(3)
    # It is run every third day.
    assert told == [-59, 1, 61, 427, 790]


def test_after_a_long_gap_only_the_last_step_is_told(author, overdue):
    pass_days(900)
    assert run() == "Sent: 1.\n"
    assert run() == "Sent: 0.\n"
    assert len(received(author)) == 1


def test_what_is_not_due_is_not_told(author):
    practice(owner=author, review_by=in_days(61))
    practice(owner=author, review_by=in_days(-5)).unpublish()
    PracticePage.objects.filter(pk=practice(owner=author).pk).update(review_by=None)
    assert run() == "Sent: 0.\n"
    assert mail.outbox == []


# Who, and what they read


def test_the_author_is_told_what_to_look_at_and_where(author, overdue):
    run()
    [message] = mail.outbox
    assert message.to == [author.email]
    assert message.subject == f"A practice to be reviewed: “Sistema de cuidados” ({overdue.code})"
    for words in (
        "Hello author,",
        f"* {overdue.code}: Sistema de cuidados",
        "(10 days overdue)",
        "Facts as of 3 May 2023",
        f"http://127.0.0.1:8000{reverse('wagtailadmin_pages:edit', args=[overdue.pk])}",
        "http://127.0.0.1:8000/admin/account/#tab-notifications",
        "“Facts as of” and “To be reviewed by” in the tab “Filing and sources”",
    ):
        assert words in message.body
    assert REPORT not in message.body
    assert "Author:" not in message.body
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


def test_the_secretariat_is_told_of_all_with_their_authors_and_a_way_to_the_report(author, secretariat, overdue):
    orphan = practice(title="Sin autoría", review_by=in_days(30))
    run()
    [message] = received(secretariat)
    assert "2 pratiques à réviser" in message.subject
    assert "Autrice ou auteur\u00a0: author" in message.body
    assert message.body.index(overdue.code) < message.body.index(orphan.code)
    assert f"http://127.0.0.1:8000{REPORT}" in message.body
    assert [overdue.code in one.body for one in received(author)] == [True]


def test_each_person_reads_it_in_their_language(make_user):
    people = {code: make_user(f"one-{code or 'unsaid'}", MEMBERS, language=code) for code in ("es", "en", "fr", "")}
    for user in people.values():
        practice(owner=user, review_by=datetime.date(2025, 5, 3))
    run()
    body = {code: received(user)[0].body for code, user in people.items()}
    assert "3 de mayo de 2025" in body["es"]
    assert "3 May 2025" in body["en"]
    assert "3 mai 2025" in body["fr"]
    assert "3 de mayo de 2025" in body[""]


def test_many_practices_are_one_mail_to_each_person(author, secretariat):
    both = [practice(owner=author, review_by=in_days(day)) for day in (-100, 0, 20)]
    practice(owner=secretariat, review_by=in_days(-1))
    run()
    [message] = received(author)
    assert message.subject == "3 practices to be reviewed"
    places = [message.body.index(page.code) for page in both]
    assert places == sorted(places)
    assert places[0] < message.body.index("To be reviewed soon") < places[1]
    assert "(today)" in message.body
    [message] = received(secretariat)
    assert message.body.count("/edit/") == 4


def test_a_translation_is_told_of_by_its_source_alone(author, secretariat, overdue):
    english = translate(overdue, "en")
    run()
    assert len(received(author)) == len(received(secretariat)) == 1
    assert reverse("wagtailadmin_pages:edit", args=[english.pk]) not in "".join(one.body for one in mail.outbox)


def test_who_cannot_be_reached_or_is_gone_is_passed_over(author, secretariat, overdue, make_user):
    without_address = make_user("silent", SECRETARIAT)
    without_address.email = ""
    without_address.save()
    author.is_active = False
    author.save()
    assert run() == "Sent: 1.\n"
    assert [message.to for message in mail.outbox] == [[secretariat.email]]


def test_who_may_not_change_the_page_any_more_is_told_nothing(author, secretariat, overdue):
    author.groups.clear()
    GroupPagePermission.objects.filter(group__name=SECRETARIAT).delete()
    assert run() == "Sent: 0.\n"


def test_an_arabic_title_stays_whole_and_a_line_break_does_no_harm(author):
    practice(title=ARABIC, slug="rawaa", owner=author, review_by=in_days(-1))
    run()
    [message] = received(author)
    assert ARABIC in message.subject
    # The code stands first: the line runs from left to right.
    assert f"-{PracticePage.objects.get(title=ARABIC).code[4:]}: {ARABIC}\n" in message.body
    page = practice(title="Uno", owner=author, review_by=in_days(-1))
    PracticePage.objects.filter(pk=page.pk).update(title="Uno\r\nBcc: all@example.org")
    run()
    assert received(author)[1].subject == f"A practice to be reviewed: “Uno Bcc: all@example.org” ({page.code})"


def test_a_long_list_is_cut_sooner_where_the_reader_has_the_report(author, secretariat, monkeypatch):
    monkeypatch.setattr(reminders, "MAX_LISTED", 2)
    monkeypatch.setattr(reminders, "MAX_WITHOUT_REPORT", 3)
    for number in range(4):
        practice(title=f"Remolacha {number}.", owner=author, review_by=in_days(-number))
    run()
    assert received(secretariat)[0].body.count("Remolacha") == 2
    assert "2 autres sont à réviser." in received(secretariat)[0].body
    assert received(author)[0].body.count("Remolacha") == 3
    assert "One more is to be reviewed." in received(author)[0].body
    # What was cut was told of all the same.
    assert run() == "Sent: 0.\n"


# Not twice, and anew


def test_nothing_is_sent_twice_and_what_comes_later_comes_alone(author, overdue):
    run()
    assert run() == "Sent: 0.\n"
    later = practice(owner=author, review_by=in_days(5))
    assert run() == "Sent: 1.\n"
    assert later.code in received(author)[1].body
    assert overdue.code not in received(author)[1].body


@pytest.mark.parametrize(
    "dates", [{"review_by": in_days(40)}, {"facts_as_of": in_days(-1)}, {"facts_as_of": None, "review_by": in_days(-2)}]
)
def test_with_new_dates_the_reminders_begin_anew(author, overdue, dates):
    run()
    PracticePage.objects.filter(pk=overdue.pk).update(**dates)
    assert run() == "Sent: 1.\n"
    assert run() == "Sent: 0.\n"


def test_an_editor_who_gives_it_a_far_date_ends_the_reminders(author, overdue):
    run()
    set_dates(overdue, review_by=in_days(700), facts_as_of=in_days(-1))
    pass_days(600)
    assert run() == "Sent: 0.\n"
    pass_days(40)
    assert run() == "Sent: 1.\n"


def test_a_dry_run_says_who_would_be_told_and_tells_nobody(author, secretariat, overdue):
    assert run(dry_run=True) == "author <author@example.org>: 1\nsecretariat <secretariat@example.org>: 1\n"
    assert mail.outbox == []
    assert run() == "Sent: 2.\n"


class Refusing(EmailBackend):
    """A mail server that refuses the author."""

    def send_messages(self, messages):
        if any("author" in address for message in messages for address in message.to):
            raise SMTPRecipientsRefused({})
        return super().send_messages(messages)


class Silent(EmailBackend):
    """A mail server that cannot be reached."""

    def open(self):
        raise TimeoutError


@pytest.mark.parametrize(("backend", "refused", "sent"), [(Refusing, 1, 1), (Silent, 2, 0)])
def test_what_the_mail_server_refused_is_tried_again(author, secretariat, overdue, settings, backend, refused, sent):
    whole = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.{backend.__name__}"
    with pytest.raises(CommandError, match=f"Not sent: {refused}"):
        run()
    assert len(mail.outbox) == sent
    settings.EMAIL_BACKEND = whole
    run()
    assert len(received(author)) == len(received(secretariat)) == 1


def test_who_switches_them_off_in_the_account_gets_none(client, author, secretariat, overdue):
    client.force_login(author)
    address = reverse("wagtailadmin_account")
    form = BeautifulSoup(client.get(address).content, "html.parser")
    assert form.select_one("[name=review_mail-reminders]").has_attr("checked")
    sent = {
        field["name"]: field.get("value", "on")
        for field in form.select("form input[name]")
        if field["type"] not in ("file", "password", "checkbox")
    }
    sent |= {field["name"]: field.select_one("[selected]")["value"] for field in form.select("form select[name]")}
    assert client.post(address, sent).status_code == 302
    assert run() == "Sent: 1.\n"
    assert received(author) == []
    client.post(address, sent | {"review_mail-reminders": "on"})
    run()
    assert len(received(author)) == ReviewMailPreference.objects.count() == 1


def test_who_has_no_pages_is_not_asked_about_reminders(client, make_user):
    client.force_login(make_user("reviewer", REVIEWERS))
    assert b"review_mail-reminders" not in client.get(reverse("wagtailadmin_account")).content


def queries_of(action):
    with CaptureQueriesContext(connection) as queries:
        action()
    return len(queries)


def test_a_run_costs_the_same_for_few_and_for_many(author, secretariat, overdue, make_user):
    practice(owner=author, review_by=in_days(-3))
    run()
    mail.outbox.clear()
    ReviewReminder.objects.all().delete()
    few = queries_of(run)
    for day in range(10):
        practice(owner=author, review_by=in_days(-day))
    ReviewReminder.objects.all().delete()
    assert queries_of(run) == few
    assert len(received(author)) == 2


def test_the_timer_is_told_to_who_installs_and_who_restores():
    timer = "agc@remind_of_reviews.timer"
    assert (site.BASE_DIR / "deploy" / timer).exists()
    for guide in ("deploy/README.md", "docs/operators.md"):
        assert timer in (site.BASE_DIR / guide).read_text()
