"""Limits on what editors write."""

import re

from django.core.exceptions import ValidationError
from django.utils.deconstruct import deconstructible
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def validate_language_code(value):
    """Refuse what is no language code (BCP 47), such as "es" or "qu"."""
    if not LANGUAGE_CODE.fullmatch(value):
        raise ValidationError(
            _("“%(code)s” is no language code: es, en, fr, pt, qu…") % {"code": value}, code="language"
        )


def validate_language_codes(value):
    """Refuse what is no list of language codes with commas between them, such as "es, qu"."""
    for code in value.split(","):
        validate_language_code(code.strip())


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
