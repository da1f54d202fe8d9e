"""The permanent code of a practice."""

from django.db import models
from django.utils import timezone


class PracticeCode(models.Model):
    """One number for each practice, the same in all languages and never given twice; rows are never deleted."""

    translation_key = models.UUIDField(unique=True, editable=False)
    published = models.BooleanField(default=False, editable=False)
    given_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self):
        return f"AGC-{self.pk:04d}"

    @classmethod
    def of(cls, translation_key):
        """Return the code of the record with this key, given now where it has none."""
        code, _created = cls.objects.get_or_create(translation_key=translation_key)
        return str(code)
