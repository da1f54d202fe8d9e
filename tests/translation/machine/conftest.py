"""A site that translates by a machine which a test makes."""

import pytest

from tests.translation.machines import shouted


@pytest.fixture
def use(settings):
    """Return a function that has the site translate by a function."""

    def set_up(do=shouted, limit=0):
        settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
            "CLASS": "tests.translation.machines.Backend",
            "OPTIONS": {"DO": do},
        }
        settings.MACHINE_TRANSLATION_MONTHLY_CHARACTERS = limit

    return set_up
