"""Who was reminded, and when, that a practice is to be looked at again; and who wants to be."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReviewReminder(models.Model):
    """One practice in one mail to one person.

    It counts for the dates that the practice had then: with others the reminders begin anew.
    """

    practice = models.ForeignKey("practices.PracticePage", on_delete=models.CASCADE, related_name="review_reminders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    review_by = models.DateField()
    facts_as_of = models.DateField(null=True)
    step = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField(default=timezone.now)

    # The page is not used here as a link or a picture uses one: nothing breaks when it goes.
    wagtail_reference_index_ignore = True

    def __str__(self):
        return f"{self.practice_id}: {self.review_by} ({self.step})"


class ReviewMailPreference(models.Model):
    """Whether a person wants to be reminded by mail; who has no row does."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="review_mail")
    reminders = models.BooleanField(
        _("when a practice is to be reviewed"),
        default=True,
        help_text=_("Of your own practices; the secretariat is told of all."),
    )

    wagtail_reference_index_ignore = True

    def __str__(self):
        return str(self.user)
