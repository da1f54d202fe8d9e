"""What the checks say of a translation, and what people have explained away."""

from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _
from wagtail_localize.strings import StringValue

from agc.translation.checks import ERROR, Issue, Text, check
from agc.translation.glossary import Glossary
from agc.translation.models import Explanation
from agc.translation.texts import segments_of


@dataclass(frozen=True)
class Finding:
    """What a check says of one text, and why it does not hold, where somebody has said so."""

    issue: Issue
    explanation: Explanation | None = None

    @property
    def stops(self):
        """Whether it keeps the translation from being submitted and published; an error cannot be explained away."""
        return self.issue.severity == ERROR

    @property
    def open(self):
        return self.explanation is None


class Inspection:
    """Runs the checks over texts of one translation; three queries, however many texts.

    Args:
        translation: wagtail-localize's Translation.
    """

    def __init__(self, translation):
        self.translation = translation
        self.source_language = translation.source.locale.language_code
        self.target_language = translation.target_locale.language_code
        self.model = translation.source.specific_content_type.model_class()
        self.glossary = Glossary(self.source_language, self.target_language)
        rows = Explanation.objects.filter(record__translation=translation).select_related("author")
        self.explanations = {(row.context_id, row.string_id, row.check_code): row for row in rows}

    def findings(self, segment, target=None):
        """Return what the checks say of one text.

        Args:
            segment: a Segment.
            target: the translation, as wagtail-localize keeps it; that of the segment if left out.
        """
        text = segment.target if target is None else target
        issues = check(
            Text(
                source=segment.source,
                target=text,
                source_language=self.source_language,
                target_language=self.target_language,
                max_length=max_length(self.model, segment.field_path),
                machine=segment.machine and target is None,
                terms=self.glossary.terms(segment.source),
            )
        )
        if target is None and segment.translation and segment.translation.has_error and not has_error(issues):
            reason = segment.translation.get_error() or _("The page refuses this text.")
            issues = [Issue("refused", ERROR, reason), *issues]
        return [Finding(issue, self.explanation(segment, issue, text)) for issue in issues]

    def explanation(self, segment, issue, target):
        found = self.explanations.get((*segment.key, issue.code))
        return found if found and found.target == target else None

    def of(self, segments):
        """Return what the checks say of texts, by their keys; those without a translation are only missing."""
        found = {segment.key: self.findings(segment) for segment in segments if segment.target}
        return {key: findings for key, findings in found.items() if findings}


def has_error(issues):
    return any(issue.severity == ERROR for issue in issues)


def errors_in(translation, segments=None):
    """Return the texts of a translation that keep it from being submitted, with what is wrong.

    Returns:
        A list of pairs: the Segment, and the message of its first error. A missing text is one.
    """
    segments = segments_of(translation) if segments is None else segments
    found = Inspection(translation).of(segments)
    wrong = []
    for segment in segments:
        stops = [finding.issue.message for finding in found.get(segment.key, ()) if finding.stops]
        if not segment.target:
            wrong.append((segment, _("It is still missing.")))
        elif stops:
            wrong.append((segment, str(stops[0])))
    return wrong


def max_length(model, field_path):
    """Return how many characters the field of a text may have; None where nothing limits it.

    Args:
        model: the type of the page.
        field_path: names of fields and blocks with points between, as wagtail-localize has them.
    """
    name, *rest = field_path.split(".")
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    if isinstance(field, models.ManyToOneRel):
        return max_length(field.related_model, ".".join(rest)) if rest else None
    block = getattr(field, "stream_block", None)
    if block is not None:
        return block_max_length(block, rest)
    return None if isinstance(field, models.TextField) and not field.max_length else field.max_length


def block_max_length(block, names):
    for name in names:
        children = getattr(block, "child_blocks", None)
        block = children.get(name) if children else getattr(block, "child_block", None)
        if block is None:
            return None
    return getattr(getattr(block, "field", None), "max_length", None)


def length(text):
    """Return how many characters a text has on the page."""
    return len(StringValue(text).render_text())
