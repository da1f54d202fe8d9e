"""What has words in each language: a concept, with other words and a definition; a list of concepts, with its name."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model, QuerySet

from agc.vocabulary.models import Concept, ConceptLabel, Scheme, SchemeLabel

FIELDS = ("preferred", "alternatives", "definition")


@dataclass(frozen=True)
class Kind:
    """One kind of thing that translators propose words for.

    Attributes:
        model: the thing.
        labels: what it is called, a row for each language.
        key: the name of the field that leads from a label and from a proposal to it.
        fields: those of FIELDS that its labels have.
        in_use: returns those for which words are wanted.
        order: how lists of them are sorted.
    """

    model: type[Model]
    labels: type[Model]
    key: str
    fields: tuple[str, ...]
    in_use: Callable[[], QuerySet]
    order: tuple[str, ...]

    @property
    def words(self):
        """The fields that hold words for it, and no sentence about it."""
        return tuple(field for field in self.fields if field != "definition")

    def beside(self, subject):
        """Return the condition on labels and proposals for those of the things among which a name is to be unique."""
        return {"concept__scheme_id": subject.scheme_id} if self.model is Concept else {f"{self.key}__isnull": False}


def shown_concepts():
    """Return the concepts in use that pages show: words for the search are no translations of each other."""
    return Concept.objects.in_use().exclude(scheme__code="word")


CONCEPT = Kind(Concept, ConceptLabel, "concept", FIELDS, shown_concepts, ("scheme__order", "order", "code"))
SCHEME = Kind(Scheme, SchemeLabel, "scheme", FIELDS[:1], Scheme.objects.all, ("order", "code"))
KINDS = (CONCEPT, SCHEME)


def kind_of(subject):
    """Return the Kind of a concept or of a list."""
    return next(kind for kind in KINDS if isinstance(subject, kind.model))


def kind_of_proposal(proposal):
    """Return the Kind of what a proposal is for."""
    return CONCEPT if proposal.concept_id else SCHEME
