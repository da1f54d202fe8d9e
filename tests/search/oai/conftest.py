"""The address under which harvesters know the site."""

import pytest

from tests.search.oai.harvesting import HOST


@pytest.fixture(autouse=True)
def _address(settings):
    settings.WAGTAILADMIN_BASE_URL = f"https://{HOST}"
