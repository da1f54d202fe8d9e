"""How a field behaves when its page is translated, beyond what wagtail-localize knows."""

from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

from agc.core.validators import MaxWordsValidator, validate_language_codes


class OwnField(BaseTranslatableField):
    """A field that each language keeps for itself: neither translated nor copied from the source."""


def shared(*names):
    """Return what says that the fields `names` have one value for all languages, which no translator changes."""
    return [SynchronizedField(name, overridable=False) for name in names]


def rich_text(label, words, help_text="", **kwargs):
    """Return a rich text field of at most `words` words.

    Args:
        label: what it is called.
        words: how many it may have; a counter in the editor says how many it has.
        help_text: what to write there; without it, the limit.
    """
    said = help_text or format_lazy(_("At most {words} words."), words=words)
    return RichTextField(label, help_text=said, validators=[MaxWordsValidator(words)], **kwargs)


def language_codes(label, **kwargs):
    """Return a field for one language or several, as their codes with commas between them."""
    hint = _("Language codes, with commas: es, en")
    return models.CharField(label, max_length=60, help_text=hint, validators=[validate_language_codes], **kwargs)
