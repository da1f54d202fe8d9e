"""The languages of the site as its pages need them."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import get_language, get_language_info
from wagtail.models import Locale


def content_languages():
    """Return the codes of the site's languages, in the order of the settings."""
    return [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]


# The languages that this project brings the words for: texts of the interface name these three together.
SHIPPED = ("es", "en", "fr")

# Languages whose own names begin with a capital within a sentence too.
CAPITALISED = ("af", "cy", "de", "en", "fy", "ga", "id", "lb", "ms", "nl", "sw", "tr")


def within_sentence(name):
    """Return the name of a language, which begins with a capital, as the active language writes it in a sentence."""
    return name if (get_language() or "").split("-")[0] in CAPITALISED else name[:1].lower() + name[1:]


def exonym(code):
    """Return the name of a language in the active one, as it is written in a sentence; its code where it has none."""
    try:
        return within_sentence(str(get_language_info(code)["name_translated"]))
    except KeyError:
        return code


def autonym(code):
    """Return a language's name in itself, capitalised: "Español"; its code where Django does not know the name."""
    try:
        name = get_language_info(code)["name_local"]
    except KeyError:
        return code
    return name[:1].upper() + name[1:]


def direction(code):
    """Return the direction in which a language is written, "ltr" or "rtl"; "auto" where Django does not know it."""
    try:
        return "rtl" if get_language_info(code)["bidi"] else "ltr"
    except KeyError:
        return "auto"


def locales():
    """Return the locales of the site by language code."""
    return {locale.language_code: locale for locale in Locale.objects.all()}


def active_locale():
    """Return the locale of the active language.

    Raises:
        ImproperlyConfigured: when the set-up command has not made the locales.
    """
    found = locales()
    try:
        return found.get(get_language()) or found[settings.LANGUAGE_CODE]
    except KeyError as error:
        raise ImproperlyConfigured("Run `manage.py setup_site`: the site has no locale yet.") from error
