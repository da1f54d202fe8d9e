"""The languages of the site as its pages need them."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import get_language, get_language_info
from wagtail.models import Locale


def content_languages():
    """Return the codes of the site's languages, in the order of the settings."""
    return [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]


def autonym(code):
    """Return a language's name in itself, capitalised: "Español"; its code where Django does not know the name."""
    try:
        name = get_language_info(code)["name_local"]
    except KeyError:
        return code
    return name[:1].upper() + name[1:]


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
