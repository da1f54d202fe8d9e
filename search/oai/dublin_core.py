"""Records in simple Dublin Core, one description for all languages of a record."""

from collections import defaultdict
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Q, prefetch_related_objects
from django.utils import translation
from wagtail.models import Page

from agc.vocabulary.models import ConceptLabel
from search.models import SearchRow

# In this order they are written.
ELEMENTS = (
    *("title", "creator", "contributor", "subject", "description", "publisher"),
    *("date", "type", "identifier", "language", "coverage", "rights"),
)
PLACES = ("country", "region")
# Their values are in no language.
IN_NO_LANGUAGE = ("identifier", "rights", "date")


@dataclass(frozen=True)
class Statement:
    """An element of Dublin Core, with the language of its text where it has one."""

    element: str
    text: str
    language: str | None = None


class Descriptions:
    """Describes Items, with the same number of queries however many there are."""

    def __init__(self, items, request):
        self.items, self.request = items, request
        self.pages = specific_pages([row.pk for item in items for row in item.rows])
        self.labels = labels_of({facet for item in items for facet in item.record.facets})
        self.handed = {}
        for pk, page in self.pages.items():
            with translation.override(page.language):
                self.handed[pk] = page.dublin_core()
        values = [value for told in self.handed.values() for values in told.values() for value in values]
        self.titles = titles_of({value.translation_key for value in values if isinstance(value, Page)})

    def of(self, item):
        """Return the Statements on an Item, each once."""
        statements = [
            statement
            for row in item.rows
            if row.pk in self.pages
            for statement in (*self.of_text(row), *self.of_concepts(item.record, row.language))
        ]
        statements += [*self.of_record(item), *self.of_pages(item)]
        return sorted(dict.fromkeys(statements), key=lambda statement: ELEMENTS.index(statement.element))

    def of_text(self, row):
        # The index has it without what looks like markup.
        yield Statement("title", self.pages[row.pk].title, row.language)
        if row.summary:
            yield Statement("description", row.summary, row.language)
        yield Statement("language", row.language)
        yield Statement("identifier", self.pages[row.pk].get_full_url(self.request))

    def of_concepts(self, record, language):
        for facet in record.facets:
            label = self.labels.get(facet, {}).get(language)
            if label:
                element = "coverage" if facet.partition(":")[0] in PLACES else "subject"
                yield Statement(element, label, language)

    def of_record(self, item):
        for facet in item.record.facets:
            kind, _colon, code = facet.partition(":")
            if kind == "country":
                yield Statement("coverage", code.upper())
        pages = [self.pages[row.pk] for row in item.rows if row.pk in self.pages]
        yield from (Statement("type", page.dublin_core_type) for page in pages)
        published = [page.first_published_at for page in pages if page.first_published_at]
        if published:
            yield Statement("date", min(published).date().isoformat())

    def of_pages(self, item):
        """Yield what the pages hand over; what is the same in several languages is in none."""
        languages = defaultdict(list)
        for row in item.rows:
            for element, values in self.handed.get(row.pk, {}).items():
                for text in filter(None, (self.text(value, row.language) for value in values)):
                    languages[element, text].append(row.language)
        for (element, text), found in languages.items():
            has_one = len(found) == 1 and element not in IN_NO_LANGUAGE
            yield Statement(element, text, found[0] if has_one else None)

    def text(self, value, language):
        if isinstance(value, Page):
            titles = self.titles.get(value.translation_key, {})
            return titles.get(language) or next(iter(titles.values()), "")
        return f"{settings.WAGTAILADMIN_BASE_URL}{value}" if value.startswith("/") else value


def specific_pages(keys):
    """Return public pages by their keys, with what they tell in Dublin Core."""
    pages = Page.objects.live().public().filter(pk__in=keys).defer_streamfields()
    by_type = defaultdict(list)
    for page in pages.specific():
        by_type[type(page)].append(page)
    for model, same in by_type.items():
        prefetch_related_objects(same, "locale", *model.dublin_core_relations)
    return {page.pk: page for same in by_type.values() for page in same}


def labels_of(facets):
    """Return the labels of the concepts that facets name, as "scheme:code", by their language."""
    codes = defaultdict(set)
    for facet in facets:
        scheme, _colon, code = facet.partition(":")
        codes[scheme].add(code)
    named = [Q(concept__scheme__code=scheme, concept__code__in=found) for scheme, found in codes.items()]
    rows = ConceptLabel.objects.filter(reduce(or_, named, Q(pk=None))).exclude(preferred="")
    labels = defaultdict(dict)
    for scheme, code, *label in rows.values_list("concept__scheme__code", "concept__code", "language", "preferred"):
        labels[f"{scheme}:{code}"].update([label])
    return labels


def titles_of(keys):
    """Return the public titles of records by their languages, that of the source first."""
    rows = SearchRow.objects.filter(record__translation_key__in=keys, page__in=Page.objects.live().public())
    titles = defaultdict(dict)
    for key, *title in rows.order_by("-is_fallback").values_list("record__translation_key", "language", "page__title"):
        titles[key].update([title])
    return titles
