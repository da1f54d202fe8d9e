"""Which service of machine translation the site uses, read from the environment."""

import json

from django.core.exceptions import ImproperlyConfigured

MACHINE_TRANSLATORS = {
    "deepl": "agc.translation.machine.backends.DeepLTranslator",
    "libretranslate": "wagtail_localize.machine_translators.libretranslate.LibreTranslator",
    "google": "wagtail_localize.machine_translators.google.GoogleCloudTranslator",
    "dummy": "wagtail_localize.machine_translators.dummy.DummyTranslator",
}
MACHINE_TRANSLATOR_NEEDS = {"deepl": ["AUTH_KEY"], "libretranslate": ["LIBRETRANSLATE_URL"], "google": ["PROJECT_ID"]}


def machine_translator(name: str, options: str) -> dict | None:
    """Return the service of machine translation as wagtail-localize wants it; None for none.

    Args:
        name: a name of MACHINE_TRANSLATORS, or the dotted path of a class; empty for none.
        options: of the service, as a JSON object; empty for none.

    Raises:
        ImproperlyConfigured: when it cannot be understood, or lacks what the service needs.
    """
    if not name:
        return None
    if name not in MACHINE_TRANSLATORS and "." not in name:
        raise ImproperlyConfigured(f"MACHINE_TRANSLATOR: {name!r} is none of {', '.join(MACHINE_TRANSLATORS)}.")
    try:
        given = json.loads(options or "{}")
    except ValueError as error:
        raise ImproperlyConfigured(f"MACHINE_TRANSLATOR_OPTIONS is no JSON: {error}") from error
    if not isinstance(given, dict):
        raise ImproperlyConfigured('MACHINE_TRANSLATOR_OPTIONS is no JSON object, such as {"AUTH_KEY": "…"}.')
    missing = [option for option in MACHINE_TRANSLATOR_NEEDS.get(name, []) if not given.get(option)]
    if missing:
        raise ImproperlyConfigured(f"MACHINE_TRANSLATOR_OPTIONS lacks {', '.join(missing)}, which {name} needs.")
    # LibreTranslate is asked with a key even where it has none.
    defaults = {"API_KEY": ""} if name == "libretranslate" else {}
    return {"CLASS": MACHINE_TRANSLATORS.get(name, name), "OPTIONS": defaults | given}


def character_limit(value: str) -> int:
    """Return how many characters may be sent in a month; 0 for no limit.

    Raises:
        ImproperlyConfigured: when it is no whole number.
    """
    if not value.isdecimal():
        raise ImproperlyConfigured(f"MACHINE_TRANSLATION_MONTHLY_CHARACTERS: {value!r} is no whole number.")
    return int(value)
