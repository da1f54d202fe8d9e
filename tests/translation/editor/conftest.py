"""A translation that is open in the editor, and everybody who may come to it."""

import pytest
from wagtail_localize.models import Translation

from agc.editorial.groups import EDITORS, MEMBERS, SECRETARIAT, language_reviewers, translators
from agc.translation.texts import segments_of, set_text
from tests.factories import picture, standard, translate

BODY = [("paragraph", '<p>Uno <a href="https://example.org/es">dos</a>.</p>'), ("paragraph", "<p>Tres.</p>")]


@pytest.fixture
def source():
    return standard(title="Cuidados para todas", body=BODY, image=picture(), image_alt="Una imagen.")


@pytest.fixture
def target(source):
    return translate(source, "en", publish=False)


@pytest.fixture
def translation(target):
    return Translation.objects.get(source__object_id=target.translation_key, target_locale=target.locale)


@pytest.fixture
def people(make_user):
    return {
        "translator": make_user("translator", translators("en")),
        "second": make_user("second", translators("en")),
        "french": make_user("french", translators("fr")),
        "reviewer": make_user("reviewer", language_reviewers("en")),
        "editor": make_user("editor", EDITORS),
        "secretariat": make_user("secretariat", SECRETARIAT),
        "member": make_user("member", MEMBERS),
    }


@pytest.fixture
def as_(client, people):
    def log_in(name):
        client.force_login(people[name])
        return client

    return log_in


@pytest.fixture
def good(translation):
    """Make every text one that no check finds fault with."""
    words = {"Uno": 'One <a id="a1">two</a>.', "Tres.": "Three."}
    for segment in segments_of(translation):
        text = next((text for start, text in words.items() if segment.source.startswith(start)), None)
        given = {"title": "Care for all", "summary": "A page.", "image_alt": "A picture."}
        set_text(translation, segment, text or given.get(segment.path, "Words"), None)
