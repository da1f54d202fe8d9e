"""What a practice needs before it is submitted or published."""

from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _

from agc.vocabulary.forms import ConceptsForm

TITLE_LENGTH = 120


class PracticeForm(ConceptsForm):
    """A draft may be unfinished; what goes to the reviewers may not."""

    concept_schemes = ("level", "setting", "care-type", "component", "population", "sdg", "norm")
    required_schemes = ("level", "care-type", "component")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "title" in self.fields:
            self.fields["title"].max_length = TITLE_LENGTH
            self.fields["title"].validators.append(MaxLengthValidator(TITLE_LENGTH))
            self.fields["title"].widget.attrs["maxlength"] = TITLE_LENGTH

    def clean(self):
        data = super().clean()
        if data.get("start_year") and data.get("end_year") and data["end_year"] < data["start_year"]:
            self.add_error("end_year", _("It cannot end before it starts."))
        if not self.is_deferred_validation:
            self.require_what_depends(data)
        return data

    def require_what_depends(self, data):
        """Ask for what is needed because of another answer."""
        if len(data.get("title") or "") > 60 and not data.get("short_title"):
            self.add_error("short_title", _("The title is longer than 60 characters: give a short one too."))
        if not data.get("lead_member") and not data.get("lead_name"):
            self.add_error("lead_name", _("Say which organisation answers for the practice."))
        if data.get("ongoing") is False and not data.get("end_year"):
            self.add_error("end_year", _("Say when it ended, or that it goes on today."))
        if "owner_consent" in self.fields and not data.get("owner_consent"):
            self.add_error("owner_consent", _("Without consent, or public sources alone, it cannot be published."))
        if data.get("results_status") == "measured" and not self.has_rows("results"):
            self.add_error("results_status", _("Add at least one result, or say that it was not measured yet."))

    def has_rows(self, name):
        """Return whether the rows `name` of the form hold at least one that is not being deleted."""
        formset = self.formsets.get(name)
        if formset is None:
            return True
        # The rows are checked after the page, so what is being deleted is read as it was sent.
        return any((form.instance.pk or form.has_changed()) and not form["DELETE"].data for form in formset.forms)
