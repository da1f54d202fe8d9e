"""A page with a link in it, and its translation."""

import pytest

from tests.factories import standard
from tests.translation.po.entries import translation_of

LINKED = [("paragraph", '<p>Lee <a href="https://example.org/">la ley</a> y <b>compara</b>.</p>')]


@pytest.fixture
def source():
    return standard(title="Sistema de cuidados", body=LINKED)


@pytest.fixture
def translation(source):
    return translation_of(source)
