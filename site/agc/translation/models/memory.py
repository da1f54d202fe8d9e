"""The translation memory: approved pairs of texts, which outlive the pages they come from."""

from django.db import models


class MemoryUnit(models.Model):
    """A text and a translation of it that was published.

    Attributes:
        source_text, target_text: as wagtail-localize keeps them, with their marks.
        source_hash, target_hash: uuid5 of the texts in the namespace of wagtail-localize's String.
        length: characters of `source_text` without marks, by which unlike texts are left out of a search.
        origin: the title of the page it comes from, as it was.
    """

    source_locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    target_locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    source_text = models.TextField()
    source_hash = models.UUIDField()
    target_text = models.TextField()
    target_hash = models.UUIDField()
    length = models.PositiveIntegerField()
    origin = models.CharField(max_length=255)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source_locale", "target_locale", "source_hash", "target_hash"], name="each_pair_once"
            )
        ]
        indexes = [models.Index(fields=["source_locale", "target_locale", "length"])]

    def __str__(self):
        return f"{self.source_text[:40]} → {self.target_text[:40]}"
