"""What a practice must fulfil before anybody can read it: asked by the form, and by every other way of publishing."""

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agc.core.forms import UNDATED

SHORT_TITLE_FROM = 60
ENDS_BEFORE = _("It cannot end before it starts.")
VOICE_WITHOUT_CONSENT = _("Without the consent of the person what they say cannot be published.")


def contradictions(value_of):
    """Yield what not even a draft may say: the field, and what is wrong with it."""
    start, end = value_of("start_year"), value_of("end_year")
    if start and end and end < start:
        yield "end_year", ENDS_BEFORE


def needs(value_of, has_rows):
    """Yield what is needed because of another answer, before reviewers look at a practice: the field, and why.

    Args:
        value_of: a function that returns the value of a field by its name.
        has_rows: a function that returns whether there are rows of a relation.
    """
    if len(value_of("title") or "") > SHORT_TITLE_FROM and not value_of("short_title"):
        yield "short_title", _("The title is longer than 60 characters: give a short one too.")
    if not value_of("lead_member") and not value_of("lead_name"):
        yield "lead_name", _("Say which organisation answers for the practice.")
    if value_of("ongoing") is False and not value_of("end_year"):
        yield "end_year", _("Say when it ended, or that it goes on today.")
    if not value_of("owner_consent"):
        yield "owner_consent", _("Without consent, or public sources alone, it cannot be published.")
    if value_of("results_status") == "measured" and not has_rows("results"):
        yield "results_status", _("Add at least one result, or say that it was not measured yet.")


def cost_faults(value_of):
    """Yield the faults of a cost: the field, and what is wrong with it.

    Args:
        value_of: a function that returns the value of a field by its name.
    """
    status, amount, unit = (value_of(name) for name in ("cost_status", "cost_amount", "unit_cost"))
    given = amount is not None or unit is not None
    if status == "not-disclosed" and (given or value_of("cost_band")):
        yield (
            "cost_status",
            _("You say that it is not disclosed, and give it: take it away, or say that it is known."),
        )
    if status == "disclosed" and not given and not value_of("cost_band"):
        yield "cost_amount", _("Give the amount, or choose the band that it is in.")
    if given and not value_of("cost_currency"):
        yield "cost_currency", _("Say in which currency.")
    if amount is not None and not value_of("cost_year"):
        yield "cost_year", _("Say of which year the amount is.")


def medium_faults(value_of):
    """Yield the faults of a file or recording, as of a cost."""
    if not value_of("document") and not value_of("url"):
        yield "document", _("Choose a file, or give an address.")
    if value_of("kind") != "file" and not value_of("captioned") and not value_of("transcript"):
        yield "captioned", _("Who cannot hear it needs captions, or what is said in writing: add one of them.")


def voice_faults(value_of):
    if not value_of("consent"):
        yield "consent", VOICE_WITHOUT_CONSENT


FROM_ITSELF = _("A practice cannot come from itself.")
TWICE = _("Each phase has one answer for those who care, and one for those who are cared for.")
ROWS = {"media": medium_faults, "voices": voice_faults}
# The rows that only a full record has: by every way of publishing they are whole, or not there.
WHOLE = ("building_blocks", "participation", "conditions", "lessons", "voices", "links", "media")
TIES = ("practice", "locale", "translation_key")


def faults_of_row(row):
    """Yield what a row lacks, with the name of the field that it lacks."""
    # What is being made together with the row has no key yet, and is there all the same.
    unsaved = [name for name, value in row._state.fields_cache.items() if value is not None and value.pk is None]
    try:
        row.full_clean(exclude=(*TIES, *unsaved), validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            field = row._meta.get_field(name).verbose_name
            yield from (f"{capfirst(row._meta.verbose_name)}, {field}: {message}" for message in messages)


def faults(page):
    """Yield what is wrong with a practice, as sentences."""
    yield from (said for _field, said in cost_faults(lambda name: getattr(page, name)))
    for relation, faults_of in ROWS.items():
        for row in getattr(page, relation).all():
            yield from (said for _field, said in faults_of(lambda name, row=row: getattr(row, name)))
    for relation in WHOLE:
        for row in getattr(page, relation).all():
            yield from faults_of_row(row)
    if any(row.other and row.other.translation_key == page.translation_key for row in page.links.all()):
        yield FROM_ITSELF
    answers = [(row.who, row.phase) for row in page.participation.all()]
    if len(answers) > len(set(answers)):
        yield TWICE


def unfinished(page, record):
    """Yield, as sentences, what a draft needs before reviewers look at it.

    Args:
        page: the practice, in memory.
        record: the definition of its record.
    """
    own = {field.attribute for field in record.fields}
    try:
        page.clean_fields(exclude=[field.name for field in page._meta.fields if field.name not in own])
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            label = capfirst(page._meta.get_field(name).verbose_name)
            yield from (f"{label}: {message}" for message in messages)
    for field in record.fields:
        if field.schemes and field.attribute == "concepts" and field.is_required and not field.value_of(page):
            yield gettext("Choose at least one: %(list)s.") % {"list": field.label}
    for name, said in needs(lambda name: getattr(page, name), lambda relation: bool(getattr(page, relation).all())):
        yield f"{capfirst(page._meta.get_field(name).verbose_name)}: {said}"
    yield from unfinished_rows(page, record)
    try:
        page.clean_pictures()
    except ValidationError as error:
        yield from error.messages


def unfinished_rows(page, record):
    for child in record.children:
        rows = getattr(page, child.name).all()
        if len(rows) < child.limits.get("min_rows", 0):
            yield gettext("%(rows)s: at least one is needed.") % {"rows": child.label}
        if child.name not in WHOLE:
            yield from (said for row in rows for said in faults_of_row(row))
    if any(not source.year and not source.accessed for source in page.sources.all()):
        yield f"{capfirst(page.sources.model._meta.verbose_name)}: {UNDATED}"
