"""What a translation may not be beside its source: its marks (bold, italics, links) and its length."""

from html.parser import HTMLParser

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail_localize.strings import StringValue, extract_ids, validate_translation_links


class MarkReader(HTMLParser):
    """Notes the marks that are not closed, or closed without having been opened: parsers mend them in silence."""

    EMPTY = frozenset(["br"])

    def __init__(self):
        super().__init__()
        self.open = []
        self.wrong = []

    def handle_starttag(self, tag, attrs):
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag not in self.EMPTY:
            self.wrong.append(tag)


def check_marks(source, text):
    """Refuse a translation whose marks a page cannot have.

    Args:
        source, text: as wagtail-localize keeps them.

    Raises:
        ValidationError: when a mark is not allowed or not closed, when a link is of no source, or when one is missing.
    """
    try:
        StringValue.from_translated_html(text)
        validate_translation_links(source, text)
    except ValueError as error:
        raise ValidationError(str(error)) from error
    reader = MarkReader()
    reader.feed(text)
    reader.close()
    for tag in [*reader.wrong, *reader.open]:
        raise ValidationError(_("The mark <%(tag)s> is opened or closed only once.") % {"tag": tag})
    for link in sorted(extract_ids(source) - extract_ids(text)):
        raise ValidationError(_("The link <a id=“%(link)s”> of the source is missing.") % {"link": link})
