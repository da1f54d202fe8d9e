"""What the tests of incoming practices do over and over: plan a file, save it, ask what is wrong with it."""

import json

from practices.data_in.files.reading import read
from practices.data_in.plan import Plan
from practices.data_in.saving import save, submit_complete
from practices.models import PracticePage
from practices.record import record_of
from tests.factories import frame_page
from tests.practices.files_in import file_with


def plan(user, *records):
    return Plan(read(file_with(*records), "practices.json", record_of(PracticePage)), user)


def taken_in(user, *records, send_to_review=True):
    """Return the plan of a file, once it is saved."""
    made = plan(user, *records)
    assert [str(problem.message) for problem in made.problems if problem.is_error] == []
    save(made, user)
    if send_to_review:
        submit_complete(made, user)
    return made


def errors(made):
    return [(problem.place.column, str(problem.message)) for problem in made.problems if problem.is_error]


def exported(client, query=""):
    response = client.get(f"{frame_page('practices').get_url()}json/{query}")
    return json.loads(b"".join(response))["records"]
