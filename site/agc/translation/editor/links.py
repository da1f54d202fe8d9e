"""Where the links of the texts lead: a text itself says only <a id="a1">."""

import json
from dataclasses import dataclass

from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail_localize.models import StringSegment

from agc.translation.editor.saving import as_key

MODELS = {"page": lambda: Page, "document": get_document_model}


@dataclass(frozen=True)
class Leads:
    """A link of a text.

    Attributes:
        name: how the text calls it: "a1".
        to: an address, or the title of a page or a document of the site.
    """

    name: str
    to: str


def links_of(sheet):
    """Return the links of each text by the pk of its segment; one query, and one for each type of what they lead to."""
    rows = StringSegment.objects.filter(source_id=sheet.translation.source_id).exclude(attrs__in=["", "{}", "null"])
    found = {pk: attributes(written) for pk, written in rows.values_list("pk", "attrs")}
    titles = titles_of(found.values())
    return {
        pk: [Leads(name, target_of(given, titles)) for name, given in sorted(links.items())]
        for pk, links in found.items()
    }


def attributes(written):
    return {name: given for name, given in (json.loads(written) or {}).items() if isinstance(given, dict)}


def target_of(given, titles):
    return given.get("href") or titles.get((given.get("linktype"), str(given.get("id"))), "")


def titles_of(texts):
    """Return the titles of the pages and documents that links lead to, by type and key."""
    wanted = {}
    for links in texts:
        for given in links.values():
            key = as_key(given.get("id"))
            if given.get("linktype") in MODELS and key is not None:
                wanted.setdefault(given["linktype"], set()).add(key)
    titles = {}
    for kind, keys in wanted.items():
        for pk, title in MODELS[kind]().objects.filter(pk__in=keys).values_list("pk", "title"):
            titles[kind, str(pk)] = title
    return titles
