"""Guides, compilations, reports: read chapter by chapter, downloaded per language."""

import math

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from agc.core.blocks import BodyBlock
from agc.core.fields import shared
from agc.core.models import BasePage, Licensed, TranslatedRow
from agc.core.querysets import best_children, best_pages
from agc.vocabulary.forms import ConceptsForm
from practices.models.practice import PracticePage

PUBLICATION = "practices.PublicationPage"
WORDS_PER_MINUTE = 200


class PublicationForm(ConceptsForm):
    concept_schemes = ("r", "care-type", "component", "actor-type")


class PublicationPage(Licensed, BasePage):
    """A work with a title page, chapters on the web and files to download."""

    class Type(models.TextChoices):
        GUIDE = "guide", _("Guide")
        COMPILATION = "compilation", _("Compilation")
        REPORT = "report", _("Report")
        SYSTEMATISATION = "systematisation", _("Systematisation")
        BRIEF = "brief", _("Brief")
        TOOL = "tool", _("Tool")

    subtitle = models.CharField(_("subtitle"), max_length=200, blank=True)
    publication_type = models.CharField(_("type"), max_length=20, choices=Type.choices, default=Type.GUIDE)
    publisher = models.CharField(_("publisher"), max_length=200)
    commissioned_by = models.CharField(_("commissioned by"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True)
    edition = models.CharField(_("edition"), max_length=60, blank=True)
    concepts = ParentalManyToManyField(
        "vocabulary.Concept", related_name="+", blank=True, verbose_name=_("how it is filed")
    )
    intro = StreamField(BodyBlock(), blank=True, verbose_name=_("introduction"))

    base_form_class = PublicationForm
    dublin_core_relations = ("contributors",)

    content_panels = [
        MultiFieldPanel(
            [*BasePage.content_panels, FieldPanel("subtitle"), FieldPanel("publication_type")], heading=_("In short")
        ),
        InlinePanel("contributors", heading=_("People and bodies"), label=_("Name")),
        MultiFieldPanel(
            [
                FieldPanel("publisher"),
                FieldPanel("commissioned_by"),
                FieldRowPanel([FieldPanel("year"), FieldPanel("edition"), FieldPanel("licence")]),
            ],
            heading=_("Imprint"),
        ),
        InlinePanel("key_messages", heading=_("Key messages"), label=_("Message"), max_num=5),
        FieldPanel("intro"),
        InlinePanel(
            "files",
            heading=_("Files to download"),
            label=_("File"),
            help_text=_("One for each language and format. A work of the alliance is never a file alone."),
        ),
        MultipleChooserPanel(
            "cited_practices", chooser_field_name="practice", heading=_("Practices it is about"), label=_("Practice")
        ),
        FieldPanel("concepts"),
        BasePage.picture_panel,
    ]

    search_fields = [*BasePage.search_fields, index.SearchField("subtitle"), index.SearchField("intro")]

    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *shared("publication_type", "licence", "concepts"),
    ]

    parent_page_types = ["practices.PublicationIndexPage"]
    subpage_types = ["practices.ChapterPage"]

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")

    @property
    def card_facts(self):
        return [fact for fact in (self.get_publication_type_display(), str(self.year or "")) if fact]

    def chapters(self):
        """Return the public chapters in their order, those not translated yet in the language of their source."""
        return best_children(self)

    def files_to_download(self):
        """Return the files of all languages, those in the language of the page first."""
        files = self.files.select_related("document").exclude(document=None)
        return sorted(files, key=lambda file: file.document.language != self.locale.language_code)

    def search_texts(self):
        yield from (self.subtitle, self.publisher, self.commissioned_by, self.words_of("intro"))
        yield from (message.text for message in self.key_messages.all())
        yield from (contributor.name for contributor in self.contributors.all())

    def search_concepts(self):
        return self.concepts.all()

    def search_years(self):
        return [self.year]

    def search_facets(self):
        return [("publication-type", self.publication_type)]

    @property
    def listed_by(self):
        return str(self.year or "")

    def search_documents(self):
        yield from super().search_documents()
        yield from (file.document_id for file in self.files.all() if file.document_id)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context.update(
            chapters=self.chapters(),
            files=self.files_to_download(),
            practices=best_pages(
                [row.practice for row in self.cited_practices.select_related("practice")], self.locale
            ),
        )
        return context

    def dublin_core(self):
        people = {"creator": [], "contributor": []}
        for row in self.contributors.all():
            people["creator" if row.role == Contributor.Role.AUTHOR else "contributor"].append(row.name)
        return super().dublin_core() | {"publisher": [self.publisher], **people}

    @property
    def schema_type(self):
        """What schema.org calls this type of publication."""
        return {self.Type.REPORT: "Report", self.Type.TOOL: "HowTo"}.get(self.publication_type, "Book")

    def json_ld(self, request):
        people = {}
        for row in self.contributors.all():
            people.setdefault(row.schema_role, []).append(row.name)
        return super().json_ld(request) | {
            "@type": self.schema_type,
            "datePublished": str(self.year or ""),
            "license": self.licence_url,
            "publisher": {"@type": "Organization", "name": self.publisher},
            # By name alone: persons and bodies stand in one list.
            **people,
        }


class Contributor(TranslatedRow):
    """Who wrote, edited, coordinated or translated a publication."""

    class Role(models.TextChoices):
        AUTHOR = "author", _("author")
        EDITOR = "editor", _("editor")
        COORDINATOR = "coordinator", _("coordination")
        TRANSLATOR = "translator", _("translation")

    publication = ParentalKey(PUBLICATION, on_delete=models.CASCADE, related_name="contributors")
    name = models.CharField(_("name"), max_length=200)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.AUTHOR)

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("role")])]
    override_translatable_fields = shared("role")

    class Meta(TranslatedRow.Meta):
        verbose_name = _("contributor")

    @property
    def schema_role(self):
        """What schema.org calls the role: "author", "editor" and "translator", as here, else "contributor"."""
        return "contributor" if self.role == self.Role.COORDINATOR else self.role


class KeyMessage(TranslatedRow):
    """What a reader should take along."""

    publication = ParentalKey(PUBLICATION, on_delete=models.CASCADE, related_name="key_messages")
    text = models.CharField(_("message"), max_length=300)

    panels = [FieldPanel("text")]

    class Meta(TranslatedRow.Meta):
        verbose_name = _("key message")


class PublicationFile(Orderable):
    """A file of a publication in one language and format."""

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        PRINT = "pdf-print", _("PDF for printing")
        EPUB = "epub", "EPUB"
        DOCX = "docx", "DOCX"
        EASY = "easy-read", _("easy to read")

    publication = ParentalKey(PUBLICATION, on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("document"),
    )
    file_format = models.CharField(_("format"), max_length=20, choices=Format.choices, default=Format.PDF)
    pages = models.PositiveSmallIntegerField(_("pages"), null=True, blank=True)

    panels = [FieldPanel("document"), FieldRowPanel([FieldPanel("file_format"), FieldPanel("pages")])]

    class Meta(Orderable.Meta):
        verbose_name = _("file")


class CitedPractice(Orderable):
    """A practice that a publication is about."""

    publication = ParentalKey(PUBLICATION, on_delete=models.CASCADE, related_name="cited_practices")
    practice = models.ForeignKey(
        PracticePage, on_delete=models.CASCADE, related_name="cited_in", verbose_name=_("practice")
    )

    panels = [FieldPanel("practice")]

    class Meta(Orderable.Meta):
        verbose_name = _("practice")


class ChapterPage(BasePage):
    """A chapter, with an address of its own."""

    body = StreamField(BodyBlock(), verbose_name=_("text"))

    content_panels = [*BasePage.content_panels, FieldPanel("body"), BasePage.picture_panel]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    parent_page_types = ["practices.PublicationPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")

    @cached_property
    def publication(self):
        return PublicationPage.objects.select_related("locale").parent_of(self).get()

    @cached_property
    def reading_minutes(self):
        """Minutes that the chapter takes at 200 words a minute, a slow reader's pace."""
        return max(1, math.ceil(len(self.words_of("body").split()) / WORDS_PER_MINUTE))

    def search_texts(self):
        yield self.words_of("body")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        chapters = self.publication.chapters()
        number = next((i for i, chapter in enumerate(chapters) if chapter.pk == self.pk), None)
        context.update(publication=self.publication, chapters=chapters)
        if number is not None:
            context.update(
                number=number + 1,
                previous=chapters[number - 1] if number else None,
                next=chapters[number + 1] if number + 1 < len(chapters) else None,
            )
        return context

    def json_ld(self, request):
        return super().json_ld(request) | {
            "@type": "Chapter",
            "headline": self.title,
            "isPartOf": {
                "@type": self.publication.schema_type,
                "name": self.publication.title,
                "url": self.publication.get_full_url(request),
            },
        }
