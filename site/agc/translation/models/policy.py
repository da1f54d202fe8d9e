"""Which types of pages are to be had in which languages, and how soon."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class TranslationPolicy(models.Model):
    """Pages of one type are to be read in one language within some days of their publication or change."""

    content_type = models.ForeignKey(
        ContentType, on_delete=models.CASCADE, related_name="+", verbose_name=_("type of page")
    )
    locale = models.ForeignKey(
        "wagtailcore.Locale", on_delete=models.CASCADE, related_name="+", verbose_name=_("language")
    )
    days = models.PositiveSmallIntegerField(
        _("days"), default=30, help_text=_("From the publication of the source, or of its change, to the translation.")
    )

    class Meta:
        verbose_name = _("rule on translations")
        verbose_name_plural = _("rules on translations")
        ordering = ["content_type__model", "locale__language_code"]
        constraints = [
            models.UniqueConstraint(fields=["content_type", "locale"], name="one_rule_per_type_and_language")
        ]

    def __str__(self):
        return f"{self.content_type.name} → {self.locale.language_code}: {self.days}"
