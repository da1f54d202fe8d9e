"""What a template says of how it is filled in."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from practices.data_in.files.asking import limits_in_words
from practices.data_in.lines import MAIN


def about(record):
    """Return the title, the steps, and what each sheet is for, as pairs of its name and a sentence."""
    steps = [
        _("Each practice is a row of the sheet “practices”. Twenty rows have codes already: use as many as you need."),
        _("To change a practice that is on this site write its code, such as AGC-0001; the others stand for new ones."),
        _(
            "What a practice may have more than once has a sheet of its own: its places, its results. Write there in "
            "“code” the code of the practice, and number the rows in “row”."
        ),
        _("Columns in colour with an asterisk are required. Leave the second row as it is: the file is read by it."),
        _(
            "Where there is a list of codes, choose one. What each code means is in the sheet “lists”. Where several "
            "are allowed, write “; ” between them."
        ),
        _("Write values and texts, no formulas, and do not merge cells. Rows that you leave empty are not read."),
        _("Save it as an Excel workbook (.xlsx). What is wrong in it is shown to you, and nothing is taken before."),
    ]
    tables = [(_("Sheet"), _("What it is for"))]
    tables.append((MAIN, capfirst(str(record.model._meta.verbose_name_plural))))
    for child in record.children:
        tables.append((child.name, "; ".join([capfirst(str(child.label)), *limits_in_words(child.limits)])))
    return _("Practices to be filled in"), steps, tables
