"""What is somebody else's: a file may do no more than who sends it, and tells nothing that they may not read."""

import json

import pytest

from agc.editorial.groups import MEMBERS
from practices.data_in.report import report_of
from tests.factories import practice
from tests.practices.data_in.plans import errors, exported, plan, taken_in
from tests.practices.files_in import COMPLETE

pytestmark = pytest.mark.django_db


def test_what_a_person_may_not_change_a_file_of_theirs_may_not(make_user):
    page = practice()
    outsider = make_user("miembro", MEMBERS)
    made = plan(outsider, {"code": page.code, "page_language": "es", "title": "Mía"})
    assert len(errors(made)) == 1
    assert errors(plan(outsider, COMPLETE | {"code": "new-7f3k2c-9"})) == []


def test_nothing_is_told_of_the_draft_of_somebody_else(make_user):
    owner, other = make_user("una", MEMBERS), make_user("otra", MEMBERS)
    made = taken_in(owner, COMPLETE | {"claim": "Todavía es secreto."}, send_to_review=False)
    code = made.records[0].code
    english = {"code": code, "page_language": "en", "title": "y"}
    asked = plan(other, {"code": code, "page_language": "es", "claim": "x"}, english)
    assert len(errors(asked)) == 1
    told = json.dumps(report_of(asked))
    assert "secreto" not in told
    assert COMPLETE["title"] not in told


def test_what_others_may_change_can_stay_in_a_file_as_it_is(make_user, client):
    practice()
    member_of = make_user("miembro", MEMBERS)
    made = plan(member_of, *exported(client, "?languages=all"))
    assert errors(made) == []
    assert made.changed == []
