"""What people say of single texts of a translation."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agc.translation.models.record import TranslationRecord


class Remark(models.Model):
    """Something said of one text, at one place; abstract. It stays when the page changes: the text it is of stays."""

    record = models.ForeignKey(TranslationRecord, on_delete=models.CASCADE, related_name="%(class)ss")
    context = models.ForeignKey("wagtail_localize.TranslationContext", on_delete=models.CASCADE, related_name="+")
    string = models.ForeignKey("wagtail_localize.String", on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class SegmentComment(Remark):
    """A question or a request about one text, open until somebody settles it."""

    text = models.TextField(_("comment"), max_length=2000)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("comment on a text")
        verbose_name_plural = _("comments on texts")
        ordering = ["created_at", "pk"]

    def __str__(self):
        return self.text[:60]


class Explanation(Remark):
    """Why a warning of a check does not hold for one text; it counts for the text as it was then.

    Attributes:
        check_code: which check.
        target: the translated text it was said of: of another text, it has to be said again.
        reason: in words, for whoever reviews.
    """

    check_code = models.CharField(max_length=40)
    target = models.TextField()
    reason = models.CharField(_("reason"), max_length=300)

    class Meta:
        verbose_name = _("explanation of a warning")
        verbose_name_plural = _("explanations of warnings")
        constraints = [
            models.UniqueConstraint(
                fields=["record", "context", "string", "check_code"], name="one_explanation_per_warning"
            )
        ]

    def __str__(self):
        return f"{self.check_code}: {self.reason}"
