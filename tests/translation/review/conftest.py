"""The CMS in English, and a translation that is in review."""

import pytest
from django.utils.translation import override

from tests.translation.desk import sent, submitted


@pytest.fixture(autouse=True)
def _english_interface(_spanish):
    with override("en"):
        yield


@pytest.fixture
def in_review(source, secretariat, translator):
    sent(source, secretariat)
    return submitted(source, translator)
