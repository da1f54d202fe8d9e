"""The report of review dates: what is overdue and what is due, for who may see it; and how it is taken away."""

import csv
import datetime
import io

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import GroupPagePermission

from agc.editorial.groups import EDITORS, MEMBERS, REVIEWERS, SECRETARIAT, translators
from practices.models import PracticePage
from tests.factories import member, practice, translate

pytestmark = pytest.mark.django_db

REPORT = "/admin/reports/practices/review-dates/"
ARABIC = "نظام الرعاية الوطني"


def in_days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


def remind():
    call_command("remind_of_reviews", stdout=io.StringIO())


@pytest.fixture
def author(make_user):
    return make_user("author", MEMBERS)


@pytest.fixture
def overdue(author):
    facts = datetime.date(2023, 5, 3)
    return practice(title="Sistema de cuidados", owner=author, review_by=in_days(-10), facts_as_of=facts)


def soup_of(client, **query):
    response = client.get(REPORT, query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def lines(soup):
    """Return the cells of each line of the report, as their texts."""
    return [
        [" ".join(cell.get_text().split()) for cell in line.select("td")]
        for line in soup.select("#listing-results table tbody tr")
    ]


@pytest.fixture
def editor(client, make_user):
    user = make_user("editor", EDITORS)
    client.force_login(user)
    return user


@pytest.fixture
def dated(author):
    """A practice in each state, by the state."""
    days = {"later": 91, "soon": 90, "overdue": -1}
    found = {state: practice(owner=author, title=state, review_by=in_days(day)) for state, day in days.items()}
    found["none"] = practice(title="none")
    PracticePage.objects.filter(pk=found["none"].pk).update(review_by=None)
    return found


def test_the_report_lists_the_most_overdue_first_with_all_that_is_to_be_known(client, editor, author, overdue, dated):
    remind()
    found = lines(soup_of(client))
    assert [line[0] for line in found] == ["Sistema de cuidados", "overdue", "soon", "later", "none"]
    [title, code, owner, lead, facts, review_by, days, reminded] = found[0]
    assert (title, code, owner, lead) == ("Sistema de cuidados", overdue.code, "author", "Ministerio")
    assert (facts, days) == ("3 May 2023", "10 days overdue")
    assert str(in_days(-10).year) in review_by
    assert str(timezone.localdate().year) in reminded
    assert found[3][-2:] == ["in 91 days", ""]


@pytest.mark.parametrize("state", ["overdue", "soon", "later", "none"])
def test_it_is_narrowed_by_state(client, editor, dated, state):
    assert [line[0] for line in lines(soup_of(client, state=state))] == [state]


def test_it_is_narrowed_by_the_language_of_the_source(client, editor, overdue):
    english = practice("en", title="Care blocks")
    translate(overdue, "en", title="A care system")
    assert [line[0] for line in lines(soup_of(client, locale="en"))] == [english.title]
    assert len(lines(soup_of(client))) == 2


def test_it_is_sorted_by_each_column_that_offers_it(client, editor, dated, overdue):
    offered = [
        link["href"].partition("ordering=")[2].partition("&")[0]
        for link in soup_of(client).select("th a[href*=ordering]")
    ]
    assert len(offered) >= 6
    for key in offered:
        for ordering in (key.removeprefix("-"), f"-{key.removeprefix('-')}"):
            assert len(lines(soup_of(client, ordering=ordering))) == 5
    found = [line[0] for line in lines(soup_of(client, ordering="-review_by"))]
    assert (found[0], found[-1]) == ("later", "none")


@pytest.mark.parametrize(
    "query", [{"state": "<b>"}, {"locale": "xx"}, {"ordering": "owner__password"}, {"p": "9999999"}]
)
def test_a_value_that_does_not_exist_is_said_or_passed_over(client, editor, overdue, query):
    soup = soup_of(client, **query)
    assert len(lines(soup)) == 1
    assert ("A filter has a value" in soup.get_text()) is bool({"state", "locale"} & set(query))


def test_drafts_are_not_in_it_and_an_empty_report_says_so(client, editor, overdue):
    overdue.unpublish()
    soup = soup_of(client)
    assert lines(soup) == []
    assert "There are no good practices to display." in soup.get_text()


def test_titles_say_their_language_and_lead_to_the_editor(client, editor, overdue):
    PracticePage.objects.filter(pk=overdue.pk).update(title=ARABIC, draft_title=ARABIC)
    link = soup_of(client).select_one("td.title a")
    assert (link.get_text(), link["lang"]) == (ARABIC, "es")
    assert link["href"] == reverse("wagtailadmin_pages:edit", args=[overdue.pk])


def test_the_report_is_for_who_has_the_right_to_it(client, make_user, author, overdue):
    address = reverse("practices_review_dates")
    assert address == REPORT
    for group, may in (
        (SECRETARIAT, True),
        (EDITORS, True),
        (MEMBERS, False),
        (REVIEWERS, False),
        (translators("es"), False),
    ):
        client.force_login(make_user(f"one-of-{group}", group))
        for query in ({}, {"export": "csv"}):
            assert (client.get(address, query).status_code == 200) is may
        assert (client.get(reverse("practices_review_dates_results")).status_code == 200) is may
        assert (address in client.get(reverse("wagtailadmin_home")).content.decode()) is may
    client.logout()
    assert client.get(address).status_code == 302


def test_the_right_to_the_reports_is_given_in_the_form_of_a_group(client, make_user):
    client.force_login(make_user("admin", superuser=True))
    group = Group.objects.get(name=EDITORS)
    form = BeautifulSoup(client.get(reverse("wagtailusers_groups:edit", args=[group.pk])).content, "html.parser")
    right = group.permissions.get(content_type__app_label="practices", codename="view_practicepage")
    assert form.select_one(f"input[name=permissions][value='{right.pk}']").has_attr("checked")


def test_who_sees_one_language_in_the_explorer_sees_no_other_in_the_report(client, editor, overdue):
    english = practice("en", title="Care blocks")
    GroupPagePermission.objects.filter(group__name=EDITORS).exclude(page__locale=english.locale).delete()
    assert [line[0] for line in lines(soup_of(client))] == [english.title]


def test_the_report_costs_the_same_for_few_and_for_many(client, editor, make_user):
    def add(number):
        practice(owner=make_user(f"author-{number}", MEMBERS), lead_member=member(), review_by=in_days(-number))

    def queries():
        # What waits for the commit of the test happens at the first request.
        soup_of(client)
        with CaptureQueriesContext(connection) as found:
            soup_of(client)
        assert not any('"approach"' in query["sql"] for query in found)
        return len(found)

    add(1)
    add(2)
    remind()
    few = queries()
    for number in range(3, 6):
        add(number)
    remind()
    assert queries() == few
    assert len(lines(soup_of(client))) == 5


@pytest.fixture
def exported(client, editor, overdue, dated):
    PracticePage.objects.filter(pk=overdue.pk).update(
        title=ARABIC, draft_title=ARABIC, lead_name='=HYPERLINK("http://x")\x0b'
    )
    remind()
    return lambda kind: client.get(REPORT, {"export": kind, "state": "overdue"})


def test_it_is_taken_away_as_csv(exported, overdue):
    text = b"".join(exported("csv").streaming_content).decode("utf-8-sig")
    first, second = csv.DictReader(io.StringIO(text))
    assert list(first)[:3] == ["Title", "Code", "First written in"]
    assert (first["Title"], first["Code"], first["Author"]) == (ARABIC, overdue.code, "author")
    assert first["Lead organisation"].startswith("'=HYPERLINK")
    assert (first["Facts as of"], first["Days"], first["To be reviewed"]) == ("2023-05-03", "-10", "Overdue")
    assert first["Last reminder"] == str(timezone.localdate())
    assert second["Title"] == "overdue"


def test_it_is_taken_away_as_a_workbook(exported, overdue):
    sheet = load_workbook(io.BytesIO(b"".join(exported("xlsx").streaming_content))).active
    head, first, second = sheet.iter_rows(values_only=True)
    line = dict(zip(head, first, strict=True))
    assert (line["Title"], line["Days"]) == (ARABIC, -10)
    assert line["Facts as of"] == datetime.date(2023, 5, 3)
    assert line["Lead organisation"] == '=HYPERLINK("http://x")'
    assert sheet.cell(2, list(head).index("Lead organisation") + 1).data_type != "f"
    assert second[0] == "overdue"
