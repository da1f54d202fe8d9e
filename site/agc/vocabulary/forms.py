"""Choosing concepts in a page form."""

from itertools import groupby

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel

from agc.core.forms import BasePageForm
from agc.vocabulary.models import Concept, Scheme


class SchemeIterator(forms.models.ModelChoiceIterator):
    """Offers concepts in groups, one for each list."""

    def __iter__(self):
        schemes = {scheme.pk: str(scheme) for scheme in Scheme.objects.all()}
        for scheme, concepts in groupby(self.queryset, key=lambda concept: concept.scheme_id):
            yield schemes[scheme], [self.choice(concept) for concept in concepts]


class AlphabeticalIterator(forms.models.ModelChoiceIterator):
    """Offers concepts by their labels."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from map(self.choice, self.queryset.alphabetical())


class ConceptsField(forms.ModelMultipleChoiceField):
    """Tick boxes for the concepts of several lists, in groups."""

    iterator = SchemeIterator
    widget = forms.CheckboxSelectMultiple


class ConceptsForm(BasePageForm):
    """For pages with a field `concepts`: offers those of `concept_schemes`, asks for one of each of `required_schemes`.

    What has been retired is offered only where the page has it already.
    """

    concept_schemes = ()
    required_schemes = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "concepts" not in self.fields:
            return
        old = self.fields["concepts"]
        kept = [concept.pk for concept in self.instance.concepts.all()] if self.instance else []
        offered = Concept.objects.of(*self.concept_schemes).filter(Q(retired=False) | Q(pk__in=kept))
        self.fields["concepts"] = ConceptsField(
            queryset=offered, required=False, label=old.label, help_text=old.help_text, initial=kept
        )

    def clean(self):
        data = super().clean()
        if self.required_schemes and not self.is_deferred_validation and "concepts" in self.fields:
            chosen = {concept.scheme_id for concept in data.get("concepts") or ()}
            for scheme in Scheme.objects.filter(code__in=self.required_schemes).exclude(pk__in=chosen):
                self.add_error("concepts", _("Choose at least one: %(list)s.") % {"list": scheme})
        return data


class ConceptChoicePanel(FieldPanel):
    """A panel for one concept, chosen from a plain list in the editor's language.

    What has been retired is offered only where the page has it already.

    Args:
        alphabetical: whether the list follows the labels, as for countries, and not the order of its scheme.
    """

    def __init__(self, field_name, alphabetical=False, **kwargs):
        super().__init__(field_name, **{"widget": forms.Select} | kwargs)
        self.alphabetical = alphabetical

    def clone_kwargs(self):
        return super().clone_kwargs() | {"alphabetical": self.alphabetical}

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            if self.bound_field is None:
                return
            kept = getattr(self.instance, self.panel.db_field.attname)
            concepts = Concept.objects.complex_filter(self.panel.db_field.get_limit_choices_to())
            field = self.bound_field.field
            if self.panel.alphabetical:
                field.iterator = AlphabeticalIterator
            field.queryset = concepts.filter(Q(retired=False) | Q(pk=kept))
