"""A translation as its editor reads it, with texts and links of its own."""

import pytest

from agc.translation.editor.sheet import Sheet
from tests.factories import standard

RICH = '<p>Uno <b>dos</b> <a href="https://example.org/es">tres</a>.</p>'


@pytest.fixture
def source():
    return standard(title="Cuidados", body=[("paragraph", RICH), ("paragraph", "<p>Cuatro.</p><p>Cinco.</p>")])


@pytest.fixture
def sheet(translation, target, translator):
    return Sheet(translation, target, translator)
