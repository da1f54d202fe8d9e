"""What a practice needs before it is submitted or published."""

from django.core.validators import MaxLengthValidator
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agc.core.forms import BasePageForm
from agc.core.validators import MaxWordsValidator
from agc.vocabulary.forms import ConceptsForm
from practices.rules import FROM_ITSELF, ROWS, TWICE, contradictions, cost_faults, needs
from search.facets import Narrowing

TITLE_LENGTH = 120
NOTHING_CHOSEN = gettext_lazy("Choose practices, or give a filter.")


class CollectionForm(BasePageForm):
    """A collection has practices, chosen one by one or by a filter that the list of practices knows."""

    def clean(self):
        data = super().clean()
        query = (data.get("query") or "").strip().partition("?")[2] or (data.get("query") or "").strip()
        if query:
            data["query"] = query
            self.check_query(query)
        elif not self.is_deferred_validation and not has_rows(self, "items"):
            self.add_error("query", NOTHING_CHOSEN)
        return data

    def check_query(self, query):
        """Refuse a filter that the list of practices would not know, or that narrows nothing."""
        from practices.models.index import PracticeIndexPage

        narrowing = Narrowing(PracticeIndexPage.facets, QueryDict(query))
        if narrowing.unknown:
            names = ", ".join(narrowing.unknown)
            self.add_error("query", _("The list of practices knows nothing of: %(names)s") % {"names": names})
        elif not narrowing.is_filtered:
            self.add_error("query", _("This narrows nothing. Copy it from the address of the list of practices."))


class PracticeForm(ConceptsForm):
    """A draft may be unfinished; what goes to the reviewers may not."""

    concept_schemes = (
        *("level", "setting", "care-type", "component", "population", "sdg", "norm"),
        *("success-factor", "exchange-offer"),
    )
    required_schemes = ("level", "care-type", "component")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "title" in self.fields:
            self.fields["title"].max_length = TITLE_LENGTH
            self.fields["title"].validators.append(MaxLengthValidator(TITLE_LENGTH))
            self.fields["title"].widget.attrs["maxlength"] = TITLE_LENGTH

        for field in self.fields.values():
            for validator in field.validators:
                if isinstance(validator, MaxWordsValidator):
                    field.widget.attrs["data-max-words"] = validator.limit

    def clean(self):
        data = super().clean()
        for field, said in contradictions(data.get):
            self.add_error(field, said)
        if not self.is_deferred_validation:
            self.require_what_depends(data)
            self.require_for_rows(data)
        return data

    def require_what_depends(self, data):
        """Ask for what is needed because of another answer."""
        for field, said in needs(data.get, lambda relation: has_rows(self, relation)):
            # A form may have fewer fields: that of a translation is asked for its words alone.
            if field in self.fields:
                self.add_error(field, said)

    def require_for_rows(self, data):
        """Ask of the cost and of the rows of a full record what every way of publishing asks."""
        for field, said in cost_faults(data.get):
            self.add_error(field, said)
        for relation, faults_of in ROWS.items():
            for form in self.kept(relation):
                for field, said in faults_of(form.cleaned_data.get):
                    form.add_error(field, said)
        self.require_of_each_other()

    def require_of_each_other(self):
        """Ask that a practice does not come from itself, and that no answer is given twice."""
        for form in self.kept("links"):
            other = form.cleaned_data.get("other")
            if other and other.translation_key == self.instance.translation_key:
                form.add_error("other", FROM_ITSELF)
        told = set()
        for form in self.kept("participation"):
            answer = form.cleaned_data.get("who"), form.cleaned_data.get("phase")
            if answer in told:
                form.add_error("phase", TWICE)
            told.add(answer)

    def kept(self, relation):
        """Return the forms of rows that stay and have no other fault."""
        forms = getattr(self.formsets.get(relation), "forms", ())
        return [
            form
            for form in forms
            if (form.has_changed() or form.instance.pk) and form.is_valid() and not form.cleaned_data.get("DELETE")
        ]


def has_rows(form, name):
    """Return whether the rows `name` of a form hold at least one that is not being deleted."""
    formset = form.formsets.get(name)
    if formset is None:
        return True
    # The rows are checked after the page, so what is being deleted is read as it was sent.
    return any((row.instance.pk or row.has_changed()) and not row["DELETE"].data for row in formset.forms)
