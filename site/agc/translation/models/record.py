"""How each record stands in each language: what the desk, the reports and the readers' notice are made from."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where the work on one record in one language stands; computed from its strings, never set by hand."""

    MISSING = "missing", _("Missing")
    REQUESTED = "requested", _("Requested")
    IN_PROGRESS = "in_progress", _("In progress")
    READY = "ready", _("Ready for review")
    IN_REVIEW = "in_review", _("In review")
    CHANGES = "changes", _("Changes asked for")
    PUBLISHED = "published", _("Published")
    OUTDATED = "outdated", _("Outdated")
    INDEPENDENT = "independent", _("Edited apart")


# What a translator has to do something about.
OPEN = (Status.REQUESTED, Status.IN_PROGRESS, Status.READY, Status.CHANGES, Status.OUTDATED)


class TranslationRecordQuerySet(models.QuerySet):
    def open(self):
        """Keep what waits for a translator."""
        return self.filter(status__in=OPEN)

    def due(self):
        """Keep what is to be in its language by a day: what waits for a translator, and what nobody has sent yet."""
        return self.filter(Q(status__in=OPEN) | Q(status=Status.MISSING, due__isnull=False))

    def overdue(self):
        return self.due().filter(due__lt=timezone.localdate())

    def by_urgency(self):
        """Order as a translator should take them: the nearest day first, then what readers ask for most."""
        return self.order_by(F("due").asc(nulls_last=True), "-asked_for", "outdated_since", "pk")

    def with_pages(self):
        return self.select_related("source__content_type", "source__locale", "target", "locale", "assignee")


class TranslationRecord(models.Model):
    """One record in one language other than that in which it was first written.

    Attributes:
        source: the page in the language it was first written in.
        locale: the language in question.
        target: the page in that language, once there is one.
        translation: what ties the two, in wagtail-localize.
        status: where the work stands.
        live: whether readers can read it in that language.
        strings, done: texts in all, and those that have a translation without an error.
        words, words_left: the same in words of the source.
        machine: texts of a machine that nobody has confirmed yet.
        changed: texts in which what readers of the translation have is behind the source.
        outdated_since: since when; empty while it is not.
        authors, barred: who wrote what is not public yet; who had a hand in what is in review, and so does not decide.
        withdrawn: whether it was unpublished together with its source, and comes back with it.
        asked_for: how often readers asked for it since it was last published.
        due: the day by which it should be published, by the policy of its type or as somebody set it.
        assignee, note: who does it, and what they were told.
    """

    source = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="translation_records")
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    target = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+")
    translation = models.OneToOneField(
        "wagtail_localize.Translation", null=True, on_delete=models.SET_NULL, related_name="record"
    )
    status = models.CharField(_("status"), max_length=20, choices=Status.choices, default=Status.MISSING)
    live = models.BooleanField(_("public"), default=False)
    strings = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    words = models.PositiveIntegerField(default=0)
    words_left = models.PositiveIntegerField(_("words left"), default=0)
    machine = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    # The texts that readers have, as pairs of the keys of their place and of the text of the source.
    published = models.JSONField(default=list)
    # Those of all times: a text that the source goes back to needs no new review while readers still have it.
    settled = models.JSONField(default=list)
    # What was chosen for this language in place of values of the source, by the key of the place: as readers have it,
    # and as the newest draft has it.
    choices = models.JSONField(default=dict)
    drafted = models.JSONField(default=dict)
    # The keys of who wrote or chose what readers do not have yet, and of who has a hand in what is being reviewed.
    authors = models.JSONField(default=list)
    barred = models.JSONField(default=list)
    outdated_since = models.DateTimeField(null=True)
    withdrawn = models.BooleanField(default=False)
    asked_for = models.PositiveIntegerField(_("asked for by readers"), default=0)
    requested_at = models.DateTimeField(null=True)
    due = models.DateField(_("due"), null=True, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="translation_records",
        verbose_name=_("assigned to"),
    )
    note = models.TextField(_("note"), blank=True, max_length=2000)
    # Whoever should know has been told of the work as it is now.
    notified = models.BooleanField(default=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = TranslationRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        constraints = [models.UniqueConstraint(fields=["source", "locale"], name="one_record_per_language")]
        indexes = [models.Index(fields=["locale", "status"])]

    def __str__(self):
        return f"{self.source.title} ({self.locale.language_code})"

    @property
    def percent(self):
        """The share of texts done, in whole percent; never 100 while one is missing."""
        return 100 * self.done // self.strings if self.strings else 0

    @property
    def is_overdue(self):
        waiting = self.status in OPEN or self.status == Status.MISSING
        return bool(self.due and waiting and self.due < timezone.localdate())
