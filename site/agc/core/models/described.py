"""What a page tells of itself: to cards, to the search, to those who harvest it, and to other sites."""

from django.utils.functional import classproperty
from django.utils.translation import gettext
from wagtail.documents.models import AbstractDocument

from agc.core.records import SearchDocument


class Described:
    """The part of a BasePage that says what it is; each type of page says more."""

    # When that begins of which it tells: of events alone. A template that asks for what is not there takes its time.
    starts_at = None
    # The relations whose objects a card shows, to be loaded for all cards at once.
    card_relations = ()
    # What the words of many pages are read from, besides the pages themselves.
    search_relations = ()
    # The fields that lead to pages by whose titles it is found.
    search_pages = ()
    # What Dublin Core calls this kind of thing, and the relations whose objects `dublin_core` tells of.
    dublin_core_type = "Text"
    dublin_core_relations = ()
    # Whether the search offers it among organisations.
    is_organisation = False
    # Where lists put it: a day in ISO 8601, or a moment in UTC; when what it tells of began (a year), and is over.
    listed_by = ""
    began = ""
    over_at = None

    @classproperty
    def type_name(cls):  # noqa: N805 - a class property has a class
        """What a reader calls this kind of page: "Good practice"."""
        name = str(cls._meta.verbose_name)
        return name[:1].upper() + name[1:]

    @property
    def teaser(self):
        """The sentence that a card shows."""
        return self.summary

    @property
    def card_title(self):
        """What a card calls it."""
        return self.title

    @property
    def card_facts(self):
        """Short facts that a card shows under the title, in the reader's language."""
        return []

    @property
    def card_rs(self):
        """The Rs whose signs a card shows."""
        return []

    @property
    def language(self):
        """The language code of the text of this page."""
        return self.locale.language_code

    def get_meta_description(self):
        return self.teaser

    def get_search_document(self):
        """Hand the search the words by which this page is to be found."""
        return SearchDocument(
            title=self.title,
            summary=self.teaser,
            text=" ".join(filter(None, self.search_texts())),
            sources=tuple(self.search_sources()),
            concepts=tuple(concept.pk for concept in self.search_concepts()),
            years=tuple(year for year in self.search_years() if year),
            documents=tuple(dict.fromkeys(self.search_documents())),
            facets=tuple(f"{facet}:{value}" for facet, value in self.search_facets() if value),
            listed_by=self.listed_by,
            began=self.began,
            over_at=self.over_at,
        )

    def search_texts(self):
        """Yield further texts, plain or HTML, that the search should know."""
        return []

    def search_sources(self):
        """Yield the titles of its sources, where it has any, and who published them, each with its language."""
        for source in self.sources.all() if hasattr(self, "sources") else ():
            yield f"{source.title} {source.publisher}".strip(), source.language or self.language

    def words_of(self, name):
        """Return the text of a stream field, without rendering its blocks."""
        return " ".join(self._meta.get_field(name).get_searchable_content(getattr(self, name)))

    def search_concepts(self):
        """Yield the concepts by whose words, in any language, the page is found."""
        return []

    def search_years(self):
        """Yield the years of which the page tells, to be narrowed by; None is no year."""
        return []

    def search_facets(self):
        """Yield what lists narrow the page by besides its concepts: pairs of a facet and a value."""
        return []

    def search_documents(self):
        """Yield the keys of the documents that its texts offer."""
        for field in self._meta.get_fields():
            if hasattr(field, "extract_references"):
                for model, key, *_path in field.extract_references(getattr(self, field.name)):
                    if issubclass(model, AbstractDocument):
                        yield int(key)

    def dublin_core(self):
        """Return what Dublin Core tells of this page besides its texts, concepts and places: lists by element.

        A page in a list stands for its title where it is public, an address without a host is one of this site.
        """
        return {"publisher": [gettext("Global Alliance for Care")], "type": [self.type_name]}

    def json_ld(self, request):
        """Return what schema.org calls this page, as a dictionary."""
        return {
            "@context": "https://schema.org",
            "@type": "WebPage",
            "name": self.title,
            "description": self.get_meta_description(),
            "url": self.get_full_url(request),
            "inLanguage": self.language,
            "isAccessibleForFree": True,
            "publisher": {"@type": "Organization", "name": gettext("Global Alliance for Care")},
        }
