"""What every test of practices has."""

import pytest

from agc.editorial.groups import EDITORS


@pytest.fixture(autouse=True)
def _places_of_its_own(settings, tmp_path):
    """Locks of the machine (who works off files, who makes PDF) are not those of the tests that run beside this one."""
    settings.VAR_DIR = tmp_path


@pytest.fixture
def editor(make_user):
    return make_user("editora", EDITORS, language="es")
