"""The settings of machine translation: off unless a service is named, and a wrong one refuses to start."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from agc.settings.machine_translation import character_limit, machine_translator
from agc.translation.machine import refuse_wrong_setting

pytestmark = pytest.mark.django_db


def test_it_is_off_unless_a_service_is_named():
    assert machine_translator("", "") is None
    assert machine_translator("", '{"AUTH_KEY": "x"}') is None


@pytest.mark.parametrize(
    ("name", "options", "needs"),
    [
        ("deepl", '{"AUTH_KEY": "x:fx", "FORMALITY": "prefer_more"}', "AUTH_KEY"),
        ("libretranslate", '{"LIBRETRANSLATE_URL": "http://127.0.0.1"}', "API_KEY"),
        ("dummy", "", None),
        ("wagtail_localize.machine_translators.dummy.DummyTranslator", "{}", None),
    ],
)
def test_a_service_is_named_in_the_environment(settings, name, options, needs):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = found = machine_translator(name, options)
    assert needs is None or needs in found["OPTIONS"]
    refuse_wrong_setting()


@pytest.mark.parametrize(
    ("name", "options", "word"),
    [
        ("depl", "", "deepl, libretranslate"),
        ("deepl", "", "AUTH_KEY"),
        ("deepl", '{"AUTH_KEY": ""}', "AUTH_KEY"),
        ("deepl", "AUTH_KEY=x", "JSON"),
        ("deepl", '["AUTH_KEY"]', "JSON object"),
        ("google", "{}", "PROJECT_ID"),
        ("libretranslate", "{}", "LIBRETRANSLATE_URL"),
    ],
)
def test_a_wrong_setting_refuses_to_start_and_says_why(name, options, word):
    with pytest.raises(ImproperlyConfigured, match=word):
        machine_translator(name, options)


@pytest.mark.parametrize(
    "name", ["no.such.module.Translator", "agc.translation.machine.Plan", "agc.translation.machine"]
)
def test_a_class_that_is_no_translator_refuses_to_start(settings, name):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = machine_translator(name, "")
    with pytest.raises(ImproperlyConfigured, match="MACHINE_TRANSLATOR"):
        refuse_wrong_setting()


@pytest.mark.parametrize("value", ["", "-1", "1.5", "many", "500 000"])
def test_a_limit_that_is_no_number_refuses_to_start(value):
    with pytest.raises(ImproperlyConfigured, match="MONTHLY_CHARACTERS"):
        character_limit(value)
