"""What templates and forms ask for, and what they say of each question."""

import secrets
import string

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agc.core.texts import unaccented
from agc.vocabulary.models import Concept, Scheme
from practices.data_in.lines import CODE, LANGUAGE
from practices.data_out.codebook import LIMITS
from practices.record import Kind

LETTERS = string.ascii_lowercase + string.digits
# So many rows of a relation stand beside a practice, or below it.
ROWS = 3
# Longer lists, such as that of the countries, are looked up by their words; others have an order that means something.
LOOKED_UP = 100
YES_NO = ("true", "false")


def keys(number):
    """Return codes of new practices, of which no other file has any: new-k3x9ab-1."""
    batch = "".join(secrets.choice(LETTERS) for _number in range(6))
    return [f"new-{batch}-{each}" for each in range(1, number + 1)]


def fields_in(model, fields):
    """Return the fields that can come in by a file: what the site writes cannot, nor pictures and documents."""
    return [field for field in fields if not field.is_given and not is_upload(model, field)]


def is_upload(model, field):
    return field.kind == Kind.ADDRESS and model._meta.get_field(field.attribute).is_relation


def main_fields(record):
    return fields_in(record.model, record.fields)


def child_fields(record, child):
    return fields_in(record.model._meta.get_field(child.name).related_model, child.fields)


def key_fields(record):
    """Return the fields that tell a practice, and the language of its words, from others."""
    return [record.field(CODE), record.field(LANGUAGE)]


def rows_asked(child):
    """Return how many rows of a relation are asked for at once."""
    most = child.limits.get("max_rows") or ROWS
    return max(min(ROWS, most), child.limits.get("min_rows") or 0)


def limits_in_words(limits, told=""):
    """Return limits as words, without those whose number is told already."""
    return [LIMITS[name] % {"limit": limit} for name, limit in limits.items() if str(limit) not in told.split()]


def label_of(field):
    return capfirst(str(field.label))


class Lists:
    """The allowed answers, in the language that is active: loaded once for a whole template.

    Attributes:
        schemes: for each list of concepts its name and pairs of a code and words.
    """

    def __init__(self, record):
        fields = [*record.fields, *(field for child in record.children for field in child.fields)]
        codes = list(dict.fromkeys(code for field in fields for code in field.schemes))
        names = {scheme.code: str(scheme) for scheme in Scheme.objects.filter(code__in=codes)}
        self.schemes = {code: (names.get(code, code), []) for code in codes}
        for concept in Concept.objects.of(*codes).in_use().select_related("scheme"):
            self.schemes[concept.scheme.code][1].append((concept.code, concept.label))
        for _name, pairs in self.schemes.values():
            if len(pairs) > LOOKED_UP:
                pairs.sort(key=lambda pair: unaccented(pair[1]))

    def of(self, field):
        """Return the pairs of a code and its words that a field takes; none where it takes anything."""
        if field.kind == Kind.YES_NO:
            return list(zip(YES_NO, (_("yes"), _("no")), strict=True))
        if field.schemes:
            return [pair for code in field.schemes for pair in self.schemes[code][1]]
        return [(code, str(words)) for code, words in field.choices if code]

    def title(self, field):
        """Return what the list of a field is called, whichever field has it."""
        if field.schemes:
            return capfirst(", ".join(self.schemes[code][0] for code in field.schemes))
        return capfirst(str(field.kind.label)) if field.kind == Kind.YES_NO else label_of(field)

    def label(self, field):
        """Return the label of a field; the name of a list of concepts without asking for it again."""
        if field.kind == Kind.CONCEPTS and len(field.schemes) == 1:
            return capfirst(self.schemes[field.schemes[0]][0])
        return label_of(field)
