"""Limits on what editors write."""

from django.core.exceptions import ValidationError
from django.utils.deconstruct import deconstructible
from django.utils.html import strip_tags
from django.utils.translation import ngettext


@deconstructible
class MaxWordsValidator:
    """Refuse a text, rich or plain, of more than `limit` words."""

    def __init__(self, limit):
        self.limit = limit

    def __call__(self, value):
        count = len(strip_tags(str(value).replace("><", "> <")).split())
        if count > self.limit:
            raise ValidationError(
                ngettext(
                    "This text has %(count)d words; at most %(limit)d word is allowed.",
                    "This text has %(count)d words; at most %(limit)d words are allowed.",
                    self.limit,
                )
                % {"count": count, "limit": self.limit},
                code="max_words",
            )

    def __eq__(self, other):
        return isinstance(other, MaxWordsValidator) and self.limit == other.limit

    def __hash__(self):
        return hash(self.limit)
