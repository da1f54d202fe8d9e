"""Which mails a person gets from the desk, and when they had the last."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class MailPreference(models.Model):
    """What one person wants to be told by mail; who has no row wants both."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="translation_mail")
    arrivals = models.BooleanField(_("when work arrives"), default=True)
    digest = models.BooleanField(_("once a week, what is due"), default=True)
    digest_sent_at = models.DateTimeField(null=True, editable=False)

    def __str__(self):
        return str(self.user)
