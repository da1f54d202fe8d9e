"""People and texts that several tests of the translators' desk start from."""

import pytest

from agc.editorial.groups import SECRETARIAT, language_reviewers, translators
from tests.factories import practice, standard, translate
from tests.translation.machines import LINKED, untranslated


@pytest.fixture
def source():
    return practice(title="Sistema de cuidados")


@pytest.fixture
def english(source):
    return translate(source, "en", title="Care system")


@pytest.fixture
def translation():
    """A translation whose texts are all still missing: a title, a summary and two paragraphs."""
    page = standard(title="Sistema de cuidados", summary="Una página.", body=LINKED)
    return untranslated(page)


@pytest.fixture
def secretariat(make_user):
    return make_user("secretariat", SECRETARIAT)


@pytest.fixture
def translator(make_user):
    return make_user("translator", translators("en"))


@pytest.fixture
def reviewer(make_user):
    return make_user("reviewer", language_reviewers("en"))


@pytest.fixture
def login(client, make_user):
    def log_in(*groups):
        client.force_login(make_user(groups[0], *groups))
        return client

    return log_in
