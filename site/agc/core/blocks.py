"""The blocks that a body is made of, each with its own template and preview."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail_localize.segments import StringSegmentValue

from agc.core.languages import active_locale
from agc.core.querysets import best_pages

RICH_TEXT = ["bold", "italic", "ol", "ul", "link", "document-link"]
SAMPLE = _("Time to care is time that somebody gives. The question is who, and on what terms.")


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Opens a section; the page builds its outline from headings")
        template = "blocks/heading_block.html"
        preview_value = _("How it works")


class ParagraphBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs):
        super().__init__(features=RICH_TEXT, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs and lists")
        template = "blocks/paragraph_block.html"
        preview_value = SAMPLE


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"))
    attribution = blocks.CharBlock(required=False, label=_("Whose words"), help_text=_("Person or document, and year."))

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        description = _("Somebody’s words, set apart from the text")
        template = "blocks/quote_block.html"
        preview_value = {"text": SAMPLE, "attribution": _("A member of the alliance")}


class CalloutBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"))
    text = blocks.RichTextBlock(features=RICH_TEXT, label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Box")
        description = _("A remark or a warning beside the text")
        template = "blocks/callout_block.html"
        preview_value = {"title": _("Good to know"), "text": SAMPLE}


class ChecklistBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"))
    items = blocks.ListBlock(blocks.CharBlock(label=_("Item")), label=_("Items"))

    class Meta:
        icon = "list-ul"
        label = _("Checklist")
        description = _("Points to tick off, on screen or on paper")
        template = "blocks/checklist_block.html"
        preview_value = {
            "title": _("Before you begin"),
            "items": [_("Ask the people who care"), _("Count their hours")],
        }


class FigureBlock(blocks.StructBlock):
    value = blocks.CharBlock(label=_("Figure"))
    label = blocks.CharBlock(label=_("What it counts"))
    note = blocks.CharBlock(required=False, label=_("Source and year"))


class FigureListBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False, label=_("Title"))
    items = blocks.ListBlock(FigureBlock(), label=_("Figures"))

    class Meta:
        icon = "table"
        label = _("Key figures")
        description = _("A few numbers with what they count and where they come from")
        template = "blocks/figure_list_block.html"
        preview_value = {
            "title": _("In figures"),
            "items": [{"value": "12", "label": _("hours a week"), "note": _("Example")}],
        }


class TableBlock(TypedTableBlock):
    """A table whose caption, headings and text cells are translated; its numbers are shared by all languages."""

    text = blocks.TextBlock(required=False, label=_("Text"), rows=2)
    number = blocks.CharBlock(required=False, label=_("Number"), help_text=_("The same in every language."))

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows and columns with a caption")
        template = "blocks/table_block.html"

    def get_translatable_segments(self, table):
        texts = [("caption", table.caption)]
        texts += [(f"column-{number}", column["heading"]) for number, column in enumerate(table.columns)]
        texts += [
            (f"cell-{row}-{column}", str(value))
            for row, column, value in self.cells(table)
            if table.columns[column]["block"].name == "text"
        ]
        return [StringSegmentValue(path, text) for path, text in texts if text]

    def restore_translated_segments(self, table, segments):
        texts = {segment.path: segment.render_text() for segment in segments}
        table.caption = texts.get("caption", table.caption)
        for number, column in enumerate(table.columns):
            column["heading"] = texts.get(f"column-{number}", column["heading"])
        for row, column, value in list(self.cells(table)):
            table.row_data[row]["values"][column] = texts.get(f"cell-{row}-{column}", value)
        return table

    @staticmethod
    def cells(table):
        """Yield row number, column number and value of each cell."""
        for row, data in enumerate(table.row_data):
            for column, value in enumerate(data["values"]):
                yield row, column, value

    def get_preview_value(self):
        return self.to_python(
            {
                "caption": str(_("Hours a week")),
                "columns": [{"type": "text", "heading": ""}, {"type": "number", "heading": str(_("Hours"))}],
                "rows": [{"values": [str(_("Women")), "31"]}, {"values": [str(_("Men")), "12"]}],
            }
        )


class CaptionedImageBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(required=False, label=_("Caption"))

    def get_preview_value(self):
        image = get_image_model().objects.order_by("pk").first()
        return self.to_python({"image": {"image": image and image.pk, "alt_text": ""}, "caption": str(_("Caption"))})

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture with its caption and credit")
        template = "blocks/captioned_image_block.html"


class DownloadBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    label = blocks.CharBlock(label=_("Text of the link"))

    def get_preview_value(self):
        document = get_document_model().objects.order_by("pk").first()
        return self.to_python({"document": document and document.pk, "label": str(_("Read the guide"))})

    class Meta:
        icon = "download"
        label = _("Download")
        description = _("A file, with its language and size")
        template = "blocks/download_block.html"


class ArticleBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"))
    text = blocks.RichTextBlock(features=RICH_TEXT, label=_("Text"))

    class Meta:
        icon = "list-ol"
        label = _("Article")
        description = _("A numbered article of a rule, with an address of its own")
        template = "blocks/article_block.html"
        preview_value = {"title": _("Purpose"), "text": SAMPLE}


class RecordsBlock(blocks.ListBlock):
    """Cards of pages of this site, each in the reader's language where it exists."""

    def __init__(self, child_block=None, **kwargs):
        super().__init__(child_block or blocks.PageChooserBlock(label=_("Page")), **kwargs)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["records"] = best_pages([page for page in value if page], active_locale())
        return context

    def get_preview_value(self):
        pages = Page.objects.live().public().filter(depth=4).order_by("-first_published_at")
        return self.to_python(list(pages.values_list("pk", flat=True)[:2]))

    class Meta:
        icon = "doc-full-inverse"
        label = _("Cards")
        description = _("Pages of this site, shown as cards in the reader’s language")
        template = "blocks/records_block.html"


class BodyBlock(blocks.StreamBlock):
    """The body of any page."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    checklist = ChecklistBlock()
    figure_list = FigureListBlock()
    table = TableBlock()
    image = CaptionedImageBlock()
    download = DownloadBlock()
    records = RecordsBlock()


class RulesBlock(blocks.StreamBlock):
    """The body of a rule: numbered articles under headings."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    article = ArticleBlock()
    table = TableBlock()
    download = DownloadBlock()
