"""What the form says with the fields of a practice: what to write there, with an example where one helps.

The codebook and the templates to fill in say the same. The fields of a full record and of rows have theirs beside them.
"""

from django.utils.translation import gettext_lazy as _

HELP = {
    "title": _("The place, and what is done there. For example: “Three mountain villages: a day centre on Saturdays”."),
    "short_title": _("Needed when the title is longer than 60 characters; menus and cards show it."),
    "local_name": _("What it is called where it happens, not translated. For example: Casa da Noite."),
    "local_name_language": _("Language code: es, pt, hi…"),
    "claim": _(
        "What changed, and for whom; cards and shared links show it. "
        "For example: 40 carers now have one free afternoon a week."
    ),
    "summary": _("What it is, whom it reaches and who sustains it. It must make sense without the rest."),
    "kind": _("What it is today, not what it hopes to be."),
    "stage": _("Replicated only if it has worked in another place, too."),
    "start_year": _("Year of the start."),
    "end_year": _("Only if it has ended."),
    "concepts": _("Tick what is central: filters and search find the practice by it."),
    "lead_name": _("The organisation that answers for it, not a person. For example: Social services of the province."),
    "problem": _("How things were before: who cared, and at what cost to them. Give figures with their year."),
    "approach": _("Who does what, where and how often; about 600 words at most. Open sections with headings."),
    "results_status": _("Never left blank: a practice not measured yet says so."),
    "facts_as_of": _("The day of the facts; not today, if they are older."),
    "review_by": _("After this day the page warns that its facts may have changed."),
    "withdrawn_because": _("Shown with its citation once it is public no more. Save it before you withdraw it."),
    "owner_consent": _(
        "The organisation in charge agrees to the publication, or the record rests on public sources only."
    ),
}
