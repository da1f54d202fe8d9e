"""Rows that belong to a page and are alike for several types of pages; all abstract."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable, TranslatableMixin

from agc.core.validators import validate_language_code


class TranslatedRow(TranslatableMixin, Orderable):
    """A row with words of its own, translated with its page; abstract."""

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True


class Source(Orderable):
    """Where a fact comes from; abstract: each page type has its own rows.

    It says the year in which it was published or the day on which it was read.
    """

    title = models.CharField(_("title"), max_length=255, help_text=_("As published, in its own language."))
    publisher = models.CharField(_("publisher"), max_length=200, blank=True, help_text=_("Who published it."))
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True, help_text=_("Year of publication."))
    url = models.URLField(
        _("address"), max_length=500, blank=True, help_text=_("If it is online; it begins with https://.")
    )
    accessed = models.DateField(_("read on"), null=True, blank=True, help_text=_("Needed when the year is not known."))
    language = models.CharField(
        _("language"),
        max_length=10,
        blank=True,
        help_text=_("Language code of the source: es, en, fr, pt…"),
        validators=[validate_language_code],
    )

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("publisher"), FieldPanel("year"), FieldPanel("language")]),
        FieldRowPanel([FieldPanel("url"), FieldPanel("accessed")]),
    ]

    class Meta(Orderable.Meta):
        abstract = True
