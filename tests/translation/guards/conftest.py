"""The tie of a public translation to its source."""

import pytest
from wagtail_localize.models import Translation


@pytest.fixture
def translation(source, english):
    return Translation.objects.get(source__object_id=source.translation_key, target_locale=english.locale)
