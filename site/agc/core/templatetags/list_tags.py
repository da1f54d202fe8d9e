"""What a page shows hundreds of times: written here, where a template would take longer than all the rest."""

from functools import lru_cache

from django import template
from django.utils.formats import localize
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext, override

register = template.Library()

# The Rs that have a picture of their own, as components/signs.html draws it.
SIGNED = ("recognise", "reduce", "redistribute", "reward", "represent")
OPTION = """
<label class="check{}"><input type="checkbox" name="{}" value="{}"{}>{}
<span class="check__label">{}</span>
{}</label>"""
COUNT = """<span class="check__count" aria-hidden="true">{}</span>
<span class="visually-hidden">{}</span>"""
NOTHING, CHECKED = SafeString(""), SafeString(" checked")


@register.simple_tag
def check_boxes(facet, options):
    """Return the options of a facet, each a box to be checked with what it finds; the five Rs have their signs."""
    is_r, name, language = facet.name == "r", conditional_escape(facet.name), get_language()
    return format_html_join(
        "",
        OPTION,
        (
            (
                f" r r--{option.value}" if is_r else NOTHING,
                name,
                option.value,
                CHECKED if option.chosen else NOTHING,
                sign(option.value) if is_r else NOTHING,
                option.label,
                counted(option.count, language),
            )
            for option in options
        ),
    )


@lru_cache(maxsize=10_000)
def counted(number, language):
    """Return a number of records in a language, for who sees it, and for who hears it after the label.

    Most numbers are small, and stand in many lists.
    """
    with override(language):
        shown = localize(number)
        heard = ngettext("(%(number)s record)", "(%(number)s records)", number) % {"number": shown}
    return format_html(COUNT, shown, heard)


@register.simple_tag
def sign(code):
    """Return the picture that stands for one of the five Rs; for any other R one that says nothing more."""
    return format_html(
        '<svg class="sign" aria-hidden="true" width="24" height="24"><use href="#sign-{}"></use></svg>',
        code if code in SIGNED else "other",
    )
