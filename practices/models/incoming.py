"""Files of practices that people send, and words that wait for their source."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale


class WaitingWords(models.Model):
    """The words of a practice in another language, that came with it before readers had it.

    They become a draft of its translation when it is published.
    """

    translation_key = models.UUIDField(editable=False)
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    # {"fields": {name: value}, "rows": {relation: [{name: value}]}}, by the definition of the record.
    words = models.JSONField(default=dict)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["translation_key", "locale"], name="words_wait_once")]

    def __str__(self):
        return f"{self.translation_key} ({self.locale})"


class PracticeImport(models.Model):
    """A file of practices that somebody sent: looked at first, written when they say so."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits to be looked at")
        CHECKING = "checking", _("is being looked at")
        CHECKED = "checked", _("was looked at, nothing written yet")
        CONFIRMED = "confirmed", _("waits to be written")
        WRITING = "writing", _("is being written")
        DONE = "done", _("is written")
        FAILED = "failed", _("broke off, nothing written")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("file"), max_length=255)
    # Empty once it is written: what it said is in the pages.
    content = models.BinaryField()
    send_to_review = models.BooleanField(
        _("send to the reviewers what is complete"),
        default=True,
        help_text=_("What is not complete stays a draft, which you finish in the editor."),
    )
    # The language in which its report is written.
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING, db_index=True)
    # See practices.data_in.report.
    report = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)
    # When its state changed.
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self):
        return self.name

    @property
    def is_worked_on(self):
        return self.state in (self.State.CHECKING, self.State.WRITING)

    @property
    def is_going_on(self):
        return self.is_worked_on or self.state in (self.State.WAITING, self.State.CONFIRMED)
