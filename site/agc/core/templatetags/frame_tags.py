"""Tags for what stands round a page, and for text in another language than the page's."""

import json

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext_lazy, to_locale
from django.utils.translation import gettext as _
from wagtail.models import Page

from agc.core.languages import SHIPPED, autonym, content_languages, direction, exonym
from agc.core.navigation import Frame

register = template.Library()

# Written out, because languages are named with other articles, cases and capitals in each language.
IN_LANGUAGE = {"es": gettext_lazy("in Spanish"), "en": gettext_lazy("in English"), "fr": gettext_lazy("in French")}


@register.simple_tag(takes_context=True)
def site_frame(context):
    """Return the Frame of the page being shown, made once for each request."""
    request = context["request"]
    frame = getattr(request, "agc_frame", None)
    if frame is None:
        page = context.get("page")
        page = page if isinstance(page, Page) else None
        addresses = {name: context.get(name, "") for name in ("page_query", "below")}
        frame = request.agc_frame = Frame(request, page, **addresses)
    return frame


@register.filter
def ld_script(data):
    """Return `data` as a JSON-LD script element, empty values left out; nothing in it can end the element."""
    text = json.dumps(without_empty(data), cls=DjangoJSONEncoder, ensure_ascii=False)
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above


def without_empty(value):
    """Return JSON-LD without empty values, at any depth; a thing of which only the type is known is empty."""
    if isinstance(value, list):
        return [lean for item in value if not is_empty(lean := without_empty(item))]
    if isinstance(value, dict):
        lean = {name: kept for name, item in value.items() if not is_empty(kept := without_empty(item))}
        return {} if set(lean) == {"@type"} else lean
    return value


def is_empty(value):
    return value in (None, "", [], {})


@register.filter
def in_language(code):
    """Return "in Spanish" in the active language; with the code in place of a name that Django does not know."""
    if code in IN_LANGUAGE:
        return str(IN_LANGUAGE[code])
    return _("in %(language)s") % {"language": exonym(code)}


@register.simple_tag
def foreign_lang(page):
    """Return the `lang` and `dir` attributes for the text of `page` where it is not in the active language."""
    code = page.locale.language_code
    return "" if code == get_language() else lang_of(code)


@register.simple_tag
def lang_of(code):
    """Return the `lang` and `dir` attributes for a text in the language with this code; nothing without one."""
    return format_html(' lang="{}" dir="{}"', code, direction(code)) if code else ""


@register.filter
def isolated(text):
    """Return `text` as an element that keeps its direction to itself: somebody's words within a sentence of ours."""
    return format_html("<bdi>{}</bdi>", text)


@register.filter
def open_graph_locale(code):
    """Return a language as the Open Graph protocol writes it: "es_LA" for the Spanish of Latin America, "pt_BR"."""
    return {"es": "es_LA", "en": "en_GB", "fr": "fr_FR", "ar": "ar_AR"}.get(code) or to_locale(code)


@register.simple_tag
def only_shipped_languages():
    """Return whether the site has the three languages that some texts of the interface name, and no other."""
    return set(content_languages()) == set(SHIPPED)


@register.filter
def is_foreign(page):
    """Return whether `page` is in another language than the active one."""
    return page.locale.language_code != get_language()


@register.filter
def language_name(code):
    """Return the name of a language in itself."""
    return autonym(code.strip()) if code.strip() else ""


@register.filter
def split_codes(value):
    """Return the language codes of a list written with commas."""
    return [code.strip() for code in value.split(",") if code.strip()]


@register.simple_tag(takes_context=True)
def with_query(context, **changes):
    """Return the query of the request with `changes`; None takes a parameter away."""
    params = context["request"].GET.copy()
    for name, value in changes.items():
        params.pop(name, None)
        if value is not None:
            params[name] = value
    return f"?{params.urlencode()}" if params else context["request"].path
