"""The languages of the site, out of one variable."""

from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy
from wagtail.admin.localization import WAGTAILADMIN_PROVIDED_LANGUAGES


def site_languages(codes):
    """Return the code and the name of each language, in the order given; the first is the default language.

    Args:
        codes: language codes as Django writes them: "es", "ar", "pt-br".

    Raises:
        ImproperlyConfigured: when there is none, one twice, or one that Django does not know.
    """
    codes = [code.strip().lower().replace("_", "-") for code in codes if code.strip()]
    if not codes:
        raise ImproperlyConfigured("SITE_LANGUAGES: say at least one language, such as es,en,fr.")
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        raise ImproperlyConfigured(f"SITE_LANGUAGES: say each language once, not {', '.join(twice)} again.")
    if unknown := [code for code in codes if "name" not in LANG_INFO.get(code, {})]:
        raise ImproperlyConfigured(
            f"SITE_LANGUAGES: Django knows no language {', '.join(map(repr, unknown))}."
            " Write codes such as es,en,fr,ar,pt-br with commas between them (the list: django.conf.locale)."
        )
    return [(code, gettext_lazy(LANG_INFO[code]["name"])) for code in codes]


def admin_languages(languages):
    """Return those of `languages` that Wagtail's admin speaks, in the variants it has; English where it has none.

    Portuguese, for one, is there as that of Brazil and that of Portugal.
    """
    names = dict(languages)
    offered = [
        (code, names[code] if code in names else gettext_lazy(name))
        for site_code in names
        for code, name in WAGTAILADMIN_PROVIDED_LANGUAGES
        if code == site_code or code.startswith(f"{site_code}-")
    ]
    return offered or [("en", gettext_lazy("English"))]
