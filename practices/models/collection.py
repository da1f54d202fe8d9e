"""Practices chosen and put together by somebody, with the reason for each."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.fields import StreamField

from agc.core.blocks import BodyBlock
from agc.core.fields import shared
from agc.core.models import BasePage, TranslatedRow
from agc.core.querysets import best_pages
from practices.models.practice import PracticePage


class CollectionPage(BasePage):
    """Practices that say more together."""

    intro = StreamField(BodyBlock(), blank=True, verbose_name=_("introduction"))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("intro"),
        InlinePanel("items", heading=_("Practices"), label=_("Practice"), min_num=1),
        BasePage.picture_panel,
    ]

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
        items = [item for item in self.items.select_related("practice") if item.practice]
        pages = {page.translation_key: page for page in best_pages([item.practice for item in items], self.locale)}
        context["items"] = [
            (pages[item.practice.translation_key], item.note)
            for item in items
            if item.practice.translation_key in pages
        ]
        return context

    def json_ld(self, request):
        return super().json_ld(request) | {"@type": "CollectionPage"}


class CollectionItem(TranslatedRow):
    """A practice in a collection, and why."""

    collection = ParentalKey(CollectionPage, on_delete=models.CASCADE, related_name="items")
    practice = models.ForeignKey(
        PracticePage, null=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("practice")
    )
    note = models.CharField(_("why it is here"), max_length=300, blank=True)

    panels = [PageChooserPanel("practice"), FieldPanel("note")]
    override_translatable_fields = shared("practice")

    class Meta(TranslatedRow.Meta):
        verbose_name = _("practice")
