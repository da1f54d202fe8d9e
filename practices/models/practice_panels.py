"""The form of a practice in the editor: what stands on which tab, in which order."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)

from agc.core.models import BasePage
from agc.vocabulary.forms import ConceptChoicePanel
from practices.models.full_record import FullRecord
from practices.models.practice_help import HELP

IN_SHORT = [
    HelpPanel(template="practices/admin/completeness.html", heading=_("How complete it is")),
    MultiFieldPanel(
        [
            # The title is Wagtail's field: what it says of one does not say what a practice is called.
            TitleFieldPanel("title", help_text=HELP["title"]),
            FieldPanel("short_title"),
            FieldRowPanel([FieldPanel("local_name"), FieldPanel("local_name_language")]),
            FieldPanel("claim"),
            FieldPanel("summary"),
            FieldPanel("easy_read"),
        ],
        heading=_("In short"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([ConceptChoicePanel("kind"), ConceptChoicePanel("stage")]),
            FieldRowPanel([FieldPanel("start_year"), FieldPanel("end_year"), FieldPanel("ongoing")]),
            FieldPanel("multi_country"),
        ],
        heading=_("What and since when"),
    ),
    InlinePanel("places", heading=_("Where"), label=_("Place"), min_num=1),
    MultiFieldPanel(
        [FieldPanel("lead_member"), FieldPanel("lead_name"), ConceptChoicePanel("lead_actor_type")],
        heading=_("Who answers for it"),
    ),
    BasePage.picture_panel,
]
THE_PRACTICE = [
    InlinePanel("effects", heading=_("What it does for the five Rs"), label=_("Effect"), min_num=1),
    MultiFieldPanel(
        [FieldPanel("problem"), FieldPanel("objectives"), FieldPanel("approach")], heading=_("The practice")
    ),
    InlinePanel("building_blocks", heading=_("Building blocks"), label=_("Building block")),
    InlinePanel("key_dates", heading=_("Key dates"), label=_("Date"), max_num=5),
]
WHO_AND_HOW = [
    InlinePanel("partners", heading=_("Partners"), label=_("Partner")),
    InlinePanel(
        "participation",
        heading=_("Participation"),
        label=_("Participation"),
        max_num=6,
        help_text=_("For each phase one row for those who care, and one for those who are cared for."),
    ),
    MultiFieldPanel([FieldPanel("legal_basis"), FieldPanel("governance")], heading=_("Law and governance")),
    FullRecord.cost_panel,
]
WHAT_CHANGED = [
    MultiFieldPanel([FieldPanel("results_status"), ConceptChoicePanel("evidence")], heading=_("What changed")),
    InlinePanel("results", heading=_("Results"), label=_("Result")),
    FieldPanel("gender_note"),
    InlinePanel("conditions", heading=_("What helped, what hindered, what did not work"), label=_("Condition")),
    InlinePanel("lessons", heading=_("Lessons"), label=_("Lesson"), max_num=5),
    InlinePanel("voices", heading=_("Voices"), label=_("Voice")),
]
FOR_OTHERS = [
    MultiFieldPanel([FieldPanel("sustainability"), FieldPanel("replication")], heading=_("To do it too")),
    InlinePanel("links", heading=_("Other practices"), label=_("Practice")),
    InlinePanel("media", heading=_("Files and recordings"), label=_("File or recording")),
]
FILED_AND_RIGHTS = [
    MultiFieldPanel(
        [FieldPanel("concepts"), FieldRowPanel([FieldPanel("paid"), FieldPanel("direct")])],
        heading=_("How it is filed"),
    ),
    InlinePanel("sources", heading=_("Sources"), label=_("Source"), min_num=1),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("facts_as_of"), FieldPanel("review_by")]),
            FieldRowPanel([FieldPanel("licence"), FieldPanel("owner_consent")]),
        ],
        heading=_("Rights and dates"),
    ),
]
ALL = [*IN_SHORT, *THE_PRACTICE, *WHO_AND_HOW, *WHAT_CHANGED, *FOR_OTHERS, *FILED_AND_RIGHTS]


def tabs(form):
    """Return the tabs of the editor: no more, and no longer names, than stand side by side on a desk.

    Args:
        form: the class of the form.
    """
    return TabbedInterface(
        [
            ObjectList(IN_SHORT, heading=_("In short")),
            ObjectList(THE_PRACTICE, heading=_("The practice")),
            ObjectList(WHO_AND_HOW, heading=_("Who and how")),
            ObjectList(WHAT_CHANGED, heading=_("What changed")),
            ObjectList(FOR_OTHERS, heading=_("For others")),
            ObjectList(FILED_AND_RIGHTS, heading=_("Filing and sources")),
            ObjectList(
                [*BasePage.promote_panels, *BasePage.settings_panels, FieldPanel("withdrawn_because")],
                heading=_("Settings"),
            ),
        ],
        base_form_class=form,
    )
