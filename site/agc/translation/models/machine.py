"""How much was sent to a machine, so that it can be limited and accounted for."""

from django.conf import settings
from django.db import models


class MachineUsage(models.Model):
    """One batch of texts sent to a service of machine translation.

    Attributes:
        backend: the name of the service.
        characters: what was sent, as such services count it.
        strings: how many texts came back.
    """

    backend = models.CharField(max_length=100)
    source_language = models.CharField(max_length=10)
    target_language = models.CharField(max_length=10)
    characters = models.PositiveIntegerField()
    strings = models.PositiveIntegerField(default=0)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    sent_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"{self.backend}: {self.characters}"
