"""Addresses that stand in the text itself, to be read and copied: the same ones in both languages."""

import re
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agc.translation.checks.addresses import EMAIL, URL
from agc.translation.checks.base import register

SUBDOMAIN = re.compile(r"^(?:www|[a-z]{2})\.")


@register("emails", gettext_lazy("E-mail addresses that differ"))
def emails(pair):
    source, target = (
        {found.casefold(): found for found in EMAIL.findall(URL.sub(" ", side.text))}
        for side in (pair.source, pair.target)
    )
    yield from different(source, target)


@register("urls", gettext_lazy("Web addresses that differ"))
def urls(pair):
    source, target = ({key(url): url for url in URL.findall(side.text)} for side in (pair.source, pair.target))
    yield from different(source, target)


def different(source, target):
    """Yield a message for each address that only one of the texts has."""
    for name in source.keys() - target.keys():
        yield _("“%(address)s” is missing.") % {"address": source[name]}
    for name in target.keys() - source.keys():
        yield _("“%(address)s” is not in the source.") % {"address": target[name]}, target[name]


def key(url):
    """Return what two addresses have in common that lead to the same page in two languages.

    The rest of the path of an address with a language in it may be translated too, so only its site counts.
    """
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
    except ValueError:
        return url
    host = SUBDOMAIN.sub("", parts.netloc.casefold())
    if re.search(r"(?:^|/)[a-z]{2}(?:-[a-z]{2})?(?:/|$)", parts.path.lower()):
        return host
    return host + parts.path.rstrip("/") + parts.query
