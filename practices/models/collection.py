"""Practices chosen and put together by somebody, with the reason for each."""

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, QueryDict
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField

from agc.core.blocks import BodyBlock
from agc.core.fields import shared
from agc.core.models import BasePage, TranslatedRow
from agc.core.querysets import best_pages
from practices.data_out.loading import load
from practices.forms import NOTHING_CHOSEN, CollectionForm
from practices.models.practice import PracticePage
from practices.pdf import files as pdf_files
from practices.pdf import nodes
from search.facets import Narrowing
from search.listing import Records
from search.ordering import BY_DAY

# Of a collection that follows a filter; all of them are in the list.
MOST_SHOWN = 50


class CollectionPage(RoutablePageMixin, BasePage):
    """Practices that say more together."""

    intro = StreamField(BodyBlock(), blank=True, verbose_name=_("introduction"))

    query = models.CharField(
        _("filter"),
        max_length=500,
        blank=True,
        help_text=_(
            "In place of practices chosen one by one: what stands after the question mark in the address of the list "
            "of practices, such as r=reduce&country=mx. The collection then follows the list."
        ),
    )

    base_form_class = CollectionForm

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("intro"),
        InlinePanel("items", heading=_("Practices"), label=_("Practice")),
        FieldPanel("query"),
        BasePage.picture_panel,
    ]

    dublin_core_type = "Collection"

    override_translatable_fields = [*BasePage.override_translatable_fields, *shared("query")]

    parent_page_types = ["practices.PracticeIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")

    def search_texts(self):
        yield self.words_of("intro")
        yield from (item.note for item in self.items.all())

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["items"] = self.chosen()
        if self.query:
            records, context["list_url"] = self.by_filter()
            context.update(found=records.cards(request, BY_DAY, 0, MOST_SHOWN), total=records.total)
        if self.live and (context["items"] or context.get("found")):
            context["pdf_url"] = f"{self.get_url(request)}pdf/"
        return context

    def chosen(self):
        """Return the practices that were chosen one by one, as the reader should get them, each with why."""
        items = [item for item in self.items.select_related("practice") if item.practice]
        pages = {page.translation_key: page for page in best_pages([item.practice for item in items], self.locale)}
        keys = [(item.practice.translation_key, item.note) for item in items]
        return [(pages[key], note) for key, note in keys if key in pages]

    @path("pdf/", name="pdf")
    def pdf(self, request):
        """Answer with a PDF of what the page shows, each practice whole."""
        items = self.chosen()
        shown, total = [page for page, _note in items], len(items)
        if self.query and not items:
            records, _list_url = self.by_filter()
            shown, total = records.pages(BY_DAY, 0, MOST_SHOWN), records.total
        if not shown:
            raise Http404(gettext("Nothing has been published here yet."))
        with translation.override(self.language):
            pages = load(PracticePage, [page.pk for page in shown[: pdf_files.MOST]], self.locale)
            intro = [*nodes.paragraphs(self.summary), *nodes.from_stream(self.intro)]
            cover = pdf_files.cover_of(self.title, len(pages), self.get_full_url(request), intro=intro, total=total)
            notes = {page.translation_key: note for page, note in items}
            name = f"{self.slug}-{self.language}.pdf"
            return pdf_files.answer(lambda: pdf_files.selection(pages, request, cover, self.language, notes), name)

    def clean_pictures(self):
        super().clean_pictures()
        if not self.query and not self.items.all():
            raise ValidationError(NOTHING_CHOSEN)

    def by_filter(self):
        """Return the Records that the filter finds, none where it says nothing, and where all of them are listed."""
        from practices.models.index import PracticeIndexPage

        narrowing = Narrowing(PracticeIndexPage.facets, QueryDict(self.query))
        index = PracticeIndexPage.objects.live().filter(locale=self.locale).first()
        records = Records(PracticePage, self.language, narrowing.chosen)
        records = records if narrowing.is_filtered else records.none()
        return records, index.get_url() + narrowing.query if index else ""

    def json_ld(self, request):
        return super().json_ld(request) | {"@type": "CollectionPage"}


class CollectionItem(TranslatedRow):
    """A practice in a collection, and why."""

    collection = ParentalKey(CollectionPage, on_delete=models.CASCADE, related_name="items")
    practice = models.ForeignKey(
        PracticePage, null=True, on_delete=models.CASCADE, related_name="collected_in", verbose_name=_("practice")
    )
    note = models.CharField(_("why it is here"), max_length=300, blank=True)

    panels = [PageChooserPanel("practice"), FieldPanel("note")]
    override_translatable_fields = shared("practice")

    class Meta(TranslatedRow.Meta):
        verbose_name = _("practice")
