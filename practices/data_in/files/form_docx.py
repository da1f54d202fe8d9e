"""The form of a practice as a document, to be filled in without a line to the site: a table row for each question."""

from tempfile import TemporaryFile

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT, WD_TABLE_DIRECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from agc.core.languages import direction
from practices.data_in.files.asking import (
    Lists,
    child_fields,
    key_fields,
    keys,
    limits_in_words,
    main_fields,
    rows_asked,
)
from practices.data_in.files.checks import hint_of
from practices.data_in.lines import CODE, LANGUAGE
from practices.record import Kind

GREY, SMALL, SMALLEST = RGBColor(0x59, 0x59, 0x59), Pt(9), Pt(8)
# Longer lists stand once, at the end of the document.
LONGEST_LIST = 12
WIDTHS = (Cm(7), Cm(10))
SHADE = "E7E6E6"


def docx_form(record, language):
    """Return the form of a practice, as an open file that vanishes when it is closed.

    Args:
        record: the definition of the records.
        language: the code of the language in which it speaks, and in which it is to be filled in.
    """
    with override(language):
        document = Form(record, language).document
    file = TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    document.save(file)
    file.seek(0)
    return file


class Form:
    """Writes the form, section by section as the editor's form has them, then what may be there more than once."""

    def __init__(self, record, language):
        self.record, self.language = record, language
        self.document, self.lists, self.at_the_end = Document(), Lists(record), {}
        self.set_up()
        self.begin()
        for heading, fields in sections(record):
            self.document.add_heading(heading, 1)
            self.table([(field, field.name, "") for field in fields])
        for child in record.children:
            self.blocks(child)
        self.end()

    def set_up(self):
        """Say in which language the document is, for who has it read aloud, and in which direction it is written."""
        properties = self.document.core_properties
        properties.title, properties.language = _("Form of a practice"), self.language
        properties.author = properties.comments = ""
        for margin in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
            setattr(self.document.sections[0], margin, Cm(2))
        defaults = self.document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        for old in defaults.findall(qn("w:lang")):
            defaults.remove(old)
        defaults.append(made("w:lang", **dict.fromkeys(("val", "eastAsia", "bidi"), self.language)))
        self.is_rtl = direction(self.language) == "rtl"
        if self.is_rtl:
            self.document.styles["Normal"].element.get_or_add_pPr().append(made("w:bidi"))
            self.document.styles["Normal"].font.rtl = True
        for name in ("Title", "Heading 1", "Heading 2"):
            self.document.styles[name].font.color.rgb = RGBColor(0, 0, 0)

    def begin(self):
        self.document.add_heading(_("Form of a practice"), 0)
        for step in (
            _("Write your answers in the cells on the right, with paragraphs and lists where you need them."),
            _("Leave empty what you do not know. Without the answers marked with an asterisk nothing is published."),
            _(
                "Do not change the small grey names below the questions: the form is read by them. "
                "You may delete rows and whole tables that you do not need."
            ),
            _(
                "Where a table is there for one of several, such as a result, and you need more: copy its last table. "
                "If you change the number in the small grey names (results.3.year, results.4.year), the order is kept."
            ),
            _("Save it as a Word document (.docx) or in the format of LibreOffice (.odt), and send it by the site."),
        ):
            self.document.add_paragraph(step, "List Bullet")
        self.document.add_heading(_("Which practice this is"), 1)
        answers = {CODE: keys(1)[0], LANGUAGE: self.language}
        self.table([(field, field.name, answers[field.name]) for field in key_fields(self.record)])

    def blocks(self, child):
        """Write several empty tables for what a practice may have more than once."""
        label, fields = capfirst(str(child.label)), child_fields(self.record, child)
        self.document.add_heading(label, 1)
        limits = limits_in_words(child.limits)
        if limits:
            self.document.add_paragraph(capfirst("; ".join(limits)) + ".")
        for number in range(1, rows_asked(child) + 1):
            self.document.add_heading(f"{label} {number}", 2)
            self.table([(field, f"{child.name}.{number}.{field.name}", "") for field in fields])

    def table(self, questions):
        """Write a table of questions.

        Args:
            questions: for each its field, its machine name, and an answer that is there already.
        """
        table = self.document.add_table(rows=1, cols=2, style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        if self.is_rtl:
            table.table_direction = WD_TABLE_DIRECTION.RTL
        heading = table.rows[0]
        heading._tr.get_or_add_trPr().append(made("w:tblHeader"))
        for cell, text in zip(heading.cells, (_("Question"), _("Answer")), strict=True):
            cell.paragraphs[0].add_run(text).bold = True
            cell._tc.get_or_add_tcPr().append(made("w:shd", val="clear", color="auto", fill=SHADE))
        for field, name, answer in questions:
            row = table.add_row()
            self.question(row.cells[0], field, name)
            row.cells[1].text = answer
        for row in table.rows:
            for cell, width in zip(row.cells, WIDTHS, strict=True):
                cell.width = width
        self.document.add_paragraph()

    def question(self, cell, field, name):
        label = self.lists.label(field)
        needed = field.is_required or field.name in (CODE, LANGUAGE)
        cell.paragraphs[0].add_run(f"{label} *" if needed else label).bold = True
        for text in self.told(field):
            small(cell, text)
        grey = small(cell, name, SMALLEST)
        grey.font.color.rgb = GREY
        # No dictionary has it, and it is no word of the language.
        grey.font.no_proof = True

    def told(self, field):
        """Yield what is said of a question: help, limits, how it is answered, allowed answers."""
        if field.help:
            yield str(field.help)
        limits = limits_in_words(field.limits, str(field.help))
        if limits:
            yield capfirst("; ".join(limits)) + "."
        answers = self.lists.of(field)
        if not answers:
            # In a document, lists and paragraphs are what they look like.
            hint = hint_of(field) if field.kind != Kind.RICH_TEXT else ""
            if field.name == CODE:
                hint = _("Of a practice that is on this site, such as AGC-0001; leave it as it is for a new one.")
            if hint:
                yield hint
            return
        yield _("One or several:") if field.kind == Kind.CONCEPTS else _("One of these:")
        if field.kind == Kind.YES_NO:
            yield " / ".join(words for _code, words in answers)
        elif len(answers) > LONGEST_LIST:
            title = self.at_the_end.setdefault(tuple(answers), self.lists.title(field))
            yield _("see the list “%(name)s” at the end of this document.") % {"name": title}
        else:
            yield from (f"{code} – {words}" for code, words in answers)

    def end(self):
        """Write the long lists."""
        if not self.at_the_end:
            return
        self.document.add_page_break()
        self.document.add_heading(_("Lists"), 1)
        for answers, title in self.at_the_end.items():
            self.document.add_heading(title, 2)
            number = len(answers)
            said = ngettext("%(number)d code, and what it means:", "%(number)d codes, and what they mean:", number)
            self.document.add_paragraph(said % {"number": number})
            for code, words in answers:
                small(self.document, f"{code} – {words}")


def sections(record):
    """Return the fields by the heading under which the editor's form has them; others stay with those before them."""
    found, heading = {}, ""
    for field in main_fields(record):
        heading = str(field.section) or heading or _("The practice")
        found.setdefault(heading, []).append(field)
    return found.items()


def small(where, text, size=SMALL):
    """Add a paragraph in small letters, and return its words."""
    paragraph = where.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.font.size = size
    return run


def made(tag, **attributes):
    """Return a new element of a document."""
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
