"""Images and documents: whose they are, who may be seen in them, which language they speak."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition


def language_choices():
    return [*settings.LANGUAGES, ("mul", _("Several languages"))]


def default_language():
    return settings.LANGUAGE_CODE


class AllianceImage(AbstractImage):
    """A picture with its credit and the consent of the people in it."""

    class Consent(models.TextChoices):
        NOBODY = "nobody", _("Nobody can be recognised in it")
        GIVEN = "given", _("The people in it agreed in writing")
        MISSING = "missing", _("There are people in it; consent not on file")

    credit = models.CharField(
        _("credit"), max_length=200, help_text=_("Who made it and under which licence, as it is to be printed.")
    )
    consent = models.CharField(
        _("consent"),
        max_length=10,
        choices=Consent.choices,
        default=Consent.MISSING,
        help_text=_("A picture without consent cannot be published with a page."),
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "consent",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class Rendition(AbstractRendition):
    image = models.ForeignKey(AllianceImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]


class AllianceDocument(AbstractDocument):
    """A file to download, in one language."""

    language = models.CharField(_("language"), max_length=10, choices=language_choices, default=default_language)
    accessible = models.BooleanField(
        _("accessible file"),
        default=False,
        help_text=_("It was checked with a screen reader or an accessibility checker."),
    )

    admin_form_fields = ("title", "file", "language", "accessible", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
