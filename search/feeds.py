"""The feed of a list, in Atom 1.0 (RFC 4287), narrowed as the list is."""

import re
from dataclasses import dataclass

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.models import Page

from search.facets import Narrowing
from search.models import SearchRow

MOST_ENTRIES = 50
# What XML 1.0 has no way to write (section 2.2).
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class RecordsAtom(Atom1Feed):
    """Says of each entry in which language it is."""

    def item_attributes(self, item):
        return {"xml:lang": item["language"]}


@dataclass(frozen=True)
class Followed:
    """A list as somebody follows it."""

    index: Page
    narrowing: Narrowing
    url: str


class RecordsFeed(Feed):
    """What was published last of a list page, each record once, in the language of the list where it exists."""

    feed_type = RecordsAtom

    def get_object(self, request, page):
        return Followed(page, Narrowing(page.facets, request.GET), page.get_full_url(request))

    def title(self, followed):
        labels = [str(label) for labels in followed.narrowing.known.values() for label in labels.values()]
        if not labels:
            return written(followed.index.title)
        return _("%(list)s: %(choices)s") % {"list": written(followed.index.title), "choices": ", ".join(labels)}

    def subtitle(self, followed):
        return written(followed.index.teaser)

    def link(self, followed):
        return followed.url + followed.narrowing.query

    def feed_url(self, followed):
        return f"{followed.url}atom/{followed.narrowing.query}"

    # Two addresses of the same list are one feed.
    feed_guid = feed_url

    def author_name(self):
        return _("Global Alliance for Care")

    def items(self, followed):
        from search.listing import Records
        from search.ordering import BY_PUBLICATION

        records = Records(followed.index.record_model, followed.index.language, followed.narrowing.chosen)
        keys = BY_PUBLICATION.pages(records.found, followed.index.language, 0, MOST_ENTRIES)
        rows = SearchRow.objects.filter(pk__in=keys, page__in=Page.objects.live().public())
        by_key = {row.pk: row for row in rows.select_related("page__locale")}
        return [by_key[key] for key in keys if key in by_key]

    def item_title(self, row):
        return written(row.page.title)

    def item_description(self, row):
        # Feeds of Django say that it is HTML.
        return escape(written(row.summary))

    def item_link(self, row):
        return row.page.full_url

    def item_guid(self, row):
        # Of the record, whatever its language and its address.
        return row.page.translation_key.urn

    def item_pubdate(self, row):
        return row.page.first_published_at

    def item_updateddate(self, row):
        return row.published_at

    def item_extra_kwargs(self, row):
        return {"language": row.language}


def written(text):
    """Return a text in one line, without the signs that XML cannot have."""
    return " ".join(NO_XML.sub("", text).split())
