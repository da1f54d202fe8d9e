"""The words of the vocabulary in a language, proposed by translators and decided on by language reviewers."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

OPEN = models.Q(state__in=["submitted", "changes"])


class LabelProposal(models.Model):
    """What a concept, or a list of them, is to be called in one language; it shows once another person approved it."""

    class State(models.TextChoices):
        SUBMITTED = "submitted", _("In review")
        CHANGES = "changes", _("Changes asked for")
        APPROVED = "approved", _("Approved")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    concept = models.ForeignKey("vocabulary.Concept", null=True, on_delete=models.CASCADE, related_name="proposals")
    scheme = models.ForeignKey("vocabulary.Scheme", null=True, on_delete=models.CASCADE, related_name="proposals")
    language = models.CharField(max_length=10)
    preferred = models.CharField(_("label"), max_length=200)
    alternatives = models.TextField(_("other words for it"), blank=True, max_length=2000)
    definition = models.TextField(_("definition"), blank=True, max_length=400)
    state = models.CharField(max_length=20, choices=State.choices, default=State.SUBMITTED)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    comment = models.TextField(_("comment"), blank=True, max_length=2000)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("proposed label")
        verbose_name_plural = _("proposed labels")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["concept", "language"], condition=OPEN, name="one_open_proposal_per_language"
            ),
            models.UniqueConstraint(fields=["scheme", "language"], condition=OPEN, name="one_open_name_per_language"),
            models.CheckConstraint(
                condition=models.Q(concept=None) ^ models.Q(scheme=None), name="for_a_concept_or_for_a_list"
            ),
        ]

    def __str__(self):
        return self.preferred
