"""What every test of practices has."""

import pytest
from django.utils import translation

from agc.editorial.groups import EDITORS
from practices.models import PracticePage
from practices.record import record_of


@pytest.fixture(autouse=True)
def _places_of_its_own(settings, tmp_path):
    """Locks of the machine (who works off files, who makes PDF) are not those of the tests that run beside this one."""
    settings.VAR_DIR = tmp_path


@pytest.fixture
def editor(make_user):
    return make_user("editora", EDITORS, language="es")


@pytest.fixture
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def record():
    """The record of a practice: its fields, in the order of its files."""
    return record_of(PracticePage)
