"""The rows that only a full record has: its parts, its conditions, what was learnt, voices, links, files."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable

from agc.core.fields import shared
from agc.core.models import TranslatedRow
from agc.core.validators import validate_language_code
from agc.vocabulary.forms import ConceptChoicePanel
from agc.vocabulary.models import concept_key

PRACTICE = "practices.PracticePage"


class BuildingBlock(TranslatedRow):
    """A part of a practice that others can take by itself."""

    practice = ParentalKey(PRACTICE, on_delete=models.CASCADE, related_name="building_blocks")
    name = models.CharField(_("name"), max_length=120, help_text=_("For example: a register of carers."))
    purpose = models.TextField(
        _("what it is for"),
        max_length=300,
        help_text=_(
            "What this part solves, and for whom. "
            "For example: those who work at night know that their children are in good hands."
        ),
    )
    steps = models.TextField(
        _("how it is done"),
        max_length=1000,
        help_text=_("One step on each line, in their order."),
    )
    enabling = models.TextField(
        _("what it needs"),
        max_length=400,
        blank=True,
        help_text=_(
            "The people, rooms, rules or money that it cannot do without. "
            "For example: a kitchen, and two people trained in first aid."
        ),
    )
    lessons = models.TextField(
        _("what was learnt"),
        max_length=400,
        blank=True,
        help_text=_("What you would do differently. For example: ask families about their hours before you fix yours."),
    )
    reusable = models.BooleanField(_("can be taken without the rest"), default=True)

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("reusable")]),
        FieldPanel("purpose"),
        FieldPanel("steps"),
        FieldPanel("enabling"),
        FieldPanel("lessons"),
    ]

    class Meta(TranslatedRow.Meta):
        verbose_name = _("building block")
        verbose_name_plural = _("building blocks")

    def __str__(self):
        return self.name

    @property
    def step_list(self):
        """The steps, without empty lines."""
        return [line.strip() for line in self.steps.splitlines() if line.strip()]


class Participation(Orderable):
    """How much those concerned had to say in a phase of the practice."""

    class Who(models.TextChoices):
        CARERS = "carers", _("those who care")
        CARED_FOR = "cared-for", _("those who are cared for")

    class Phase(models.TextChoices):
        DESIGN = "design", _("planning")
        RUNNING = "running", _("running it")
        EVALUATION = "evaluation", _("watching and judging it")

    class Degree(models.TextChoices):
        NONE = "none", _("took no part")
        INFORMED = "informed", _("were informed")
        CONSULTED = "consulted", _("were asked")
        TOGETHER = "together", _("decided with others")
        DECIDE = "decide", _("decided")

    practice = ParentalKey(PRACTICE, on_delete=models.CASCADE, related_name="participation")
    who = models.CharField(_("who"), max_length=20, choices=Who.choices)
    phase = models.CharField(_("phase"), max_length=20, choices=Phase.choices)
    degree = models.CharField(_("how far"), max_length=20, choices=Degree.choices)

    panels = [FieldRowPanel([FieldPanel("who"), FieldPanel("phase"), FieldPanel("degree")])]

    class Meta(Orderable.Meta):
        verbose_name = _("participation")
        verbose_name_plural = _("participation of those concerned")


class Condition(TranslatedRow):
    """What helped or hindered a practice, or did not work, and what was done about it."""

    class Role(models.TextChoices):
        ENABLING = "enabling", _("It helped")
        OBSTACLE = "obstacle", _("It stood in the way")
        FAILURE = "failure", _("It did not work")

    practice = ParentalKey(PRACTICE, on_delete=models.CASCADE, related_name="conditions")
    role = models.CharField(_("what it did"), max_length=20, choices=Role.choices)
    kind = concept_key(_("kind of condition"), "condition")
    text = models.TextField(
        _("what happened"),
        max_length=400,
        help_text=_("For example: women without a fixed address could not register in the first year."),
    )
    answer = models.TextField(
        _("what was done about it"),
        max_length=400,
        blank=True,
        help_text=_("For example: a letter from the neighbours’ association is now enough."),
    )

    panels = [
        FieldRowPanel([FieldPanel("role"), ConceptChoicePanel("kind")]),
        FieldPanel("text"),
        FieldPanel("answer"),
    ]
    override_translatable_fields = shared("role", "kind")

    class Meta(TranslatedRow.Meta):
        verbose_name = _("condition")
        verbose_name_plural = _("what helped, hindered or failed")

    def __str__(self):
        return self.text[:80]


class Lesson(TranslatedRow):
    """What somebody who starts tomorrow should know."""

    practice = ParentalKey(PRACTICE, on_delete=models.CASCADE, related_name="lessons")
    text = models.TextField(
        _("lesson"),
        max_length=300,
        help_text=_("One lesson, for somebody who starts tomorrow. For example: open on market days."),
    )

    panels = [FieldPanel("text")]

    class Meta(TranslatedRow.Meta):
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def __str__(self):
        return self.text[:80]


class Voice(TranslatedRow):
    """What somebody concerned says, apart from what the organisation writes."""

    class Side(models.TextChoices):
        CARER = "carer", _("Who cares without pay")
        WORKER = "worker", _("Who cares for pay")
        CARED_FOR = "cared-for", _("Who is cared for")
        IMPLEMENTER = "implementer", _("Who carries out the practice")

    practice = ParentalKey(PRACTICE, on_delete=models.CASCADE, related_name="voices")
    quote = models.TextField(
        _("what the person says"),
        max_length=600,
        help_text=_("In the person’s own words, in the language of the page. For example: now I sleep at night."),
    )
    role = models.CharField(
        _("who says it"),
        max_length=150,
        help_text=_("As the person wants to be called: “mother of two, Bosa” or a name."),
    )
    side = models.CharField(_("on which side"), max_length=20, choices=Side.choices)
    source = models.CharField(_("source"), max_length=250, blank=True, help_text=_("Where and when it was said."))
    consent = models.BooleanField(
        _("the person agrees, or said it in public"),
        default=False,
        help_text=_("Without it the practice cannot be published."),
    )

    panels = [
        FieldPanel("quote"),
        FieldRowPanel([FieldPanel("role"), FieldPanel("side")]),
        FieldRowPanel([FieldPanel("source"), FieldPanel("consent")]),
    ]
    override_translatable_fields = shared("side", "source", "consent")

    class Meta(TranslatedRow.Meta):
        verbose_name = _("voice")
        verbose_name_plural = _("voices")

    def __str__(self):
        return self.role


class PracticeLink(TranslatedRow):
    """Another practice that this one comes from or belongs with."""

    class Relation(models.TextChoices):
        ADAPTED = "adapted-from", _("was adapted from")
        RELATED = "related", _("belongs with")

    practice = ParentalKey(PRACTICE, on_delete=models.CASCADE, related_name="links")
    relation = models.CharField(_("how"), max_length=20, choices=Relation.choices, default=Relation.RELATED)
    other = models.ForeignKey(
        PRACTICE, null=True, on_delete=models.CASCADE, related_name="linked_from", verbose_name=_("other practice")
    )
    note = models.TextField(
        _("what was changed, and why"),
        max_length=400,
        blank=True,
        help_text=_("For example: visits at home in place of a centre, because distances are long."),
    )

    panels = [FieldPanel("relation"), PageChooserPanel("other"), FieldPanel("note")]
    override_translatable_fields = shared("relation", "other")

    class Meta(TranslatedRow.Meta):
        verbose_name = _("link to a practice")
        verbose_name_plural = _("links to practices")

    def __str__(self):
        return str(self.other or "")


class Medium(TranslatedRow):
    """A file, a video or a sound recording that goes with a practice."""

    class Kind(models.TextChoices):
        FILE = "file", _("File")
        VIDEO = "video", _("Video")
        AUDIO = "audio", _("Sound")

    practice = ParentalKey(PRACTICE, on_delete=models.CASCADE, related_name="media")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.FILE)
    title = models.CharField(
        _("title"), max_length=200, help_text=_("For example: How to open a night care house, step by step.")
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        blank=True,
        help_text=_("Language code: es, qu…"),
        validators=[validate_language_code],
    )
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("file"),
        help_text=_("Choose a file of this site, or upload one."),
    )
    url = models.URLField(_("address"), max_length=500, blank=True, help_text=_("Where it is, if not here."))
    captioned = models.BooleanField(_("has captions"), default=False)
    transcript = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("what is said, in writing"),
        help_text=_("A file with every word, for who cannot hear it."),
    )

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("language")]),
        FieldPanel("title"),
        FieldPanel("document"),
        FieldPanel("url"),
        FieldRowPanel([FieldPanel("captioned"), FieldPanel("transcript")]),
    ]
    override_translatable_fields = shared("kind", "language", "document", "url", "captioned", "transcript")

    class Meta(TranslatedRow.Meta):
        verbose_name = _("file or recording")
        verbose_name_plural = _("files and recordings")

    def __str__(self):
        return self.title
