"""Texts put together as people write them."""

import pytest
from django.utils import translation

from agc.core.texts import listed

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(("language", "shown"), [("es", "Red, de día; Hogar"), ("fr", "Red, de día\u00a0; Hogar")])
def test_names_are_parted_as_the_language_parts_them(language, shown):
    with translation.override(language):
        assert listed(["Red, de día", "", None, "Hogar"]) == shown
