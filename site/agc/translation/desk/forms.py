"""Who does a translation, until when, and with what words."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.widgets import AdminDateInput

from agc.translation.desk.people import who_may_translate
from agc.translation.models import TranslationRecord

MAX_NOTE = TranslationRecord._meta.get_field("note").max_length


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return get_user_display_name(obj)


class NoteField(forms.CharField):
    def __init__(self, **kwargs):
        widget = forms.Textarea(attrs={"rows": 3})
        super().__init__(**{"required": False, "max_length": MAX_NOTE, "widget": widget} | kwargs)


class AssignForm(forms.Form):
    """One record: who does it, by when, and what they are told. What is left empty is taken away.

    Args:
        record: the TranslationRecord.
    """

    assignee = PersonField(
        queryset=None, required=False, empty_label=gettext_lazy("Nobody"), label=gettext_lazy("Person")
    )
    due = forms.DateField(required=False, widget=AdminDateInput, label=gettext_lazy("Due"))
    note = NoteField(label=gettext_lazy("Note"), help_text=gettext_lazy("For whoever translates it."))
    # To whom it was assigned when the form was opened: what somebody took meanwhile is not taken from them unseen.
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, record, *args, **kwargs):
        self.record = record
        initial = {"assignee": record.assignee_id, "due": record.due, "note": record.note, "seen": record.assignee_id}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["assignee"].queryset = who_may_translate([record.locale])

    def clean_due(self):
        due = self.cleaned_data["due"]
        if due and due != self.record.due:
            refuse_past(due)
        return due

    def values(self):
        return {name: self.cleaned_data[name] for name in ("assignee", "due", "note")}


class BulkAssignForm(forms.Form):
    """Several records at once; what is left empty stays in each as it is.

    Args:
        locales: the languages of the records: the person may translate into each.
    """

    assignee = PersonField(
        queryset=None, required=False, empty_label=gettext_lazy("Leave as it is"), label=gettext_lazy("Person")
    )
    due = forms.DateField(required=False, widget=AdminDateInput, label=gettext_lazy("Due"))
    note = NoteField(label=gettext_lazy("Note"), help_text=gettext_lazy("In place of what each was told before."))

    def __init__(self, *args, locales, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = who_may_translate(locales)

    def clean_due(self):
        due = self.cleaned_data["due"]
        if due:
            refuse_past(due)
        return due

    def clean(self):
        data = super().clean()
        if not self.errors and not any(data.values()):
            raise forms.ValidationError(_("Choose a person or a day, or write a note."))
        return data

    def values(self):
        return {name: value for name, value in self.cleaned_data.items() if value}


class HandBackForm(forms.Form):
    """A word for whoever takes it next; it is added to the note.

    Args:
        record: the TranslationRecord.
        user: whoever hands it back.
    """

    word = NoteField(
        label=gettext_lazy("A word for whoever takes it next"),
        max_length=500,
        help_text=gettext_lazy("How far you came, or what was unclear. It is added to the note."),
    )

    def __init__(self, record, user, *args, **kwargs):
        self.record, self.user = record, user
        super().__init__(*args, **kwargs)

    def clean_word(self):
        word = self.cleaned_data["word"].strip()
        surplus = len(self.note_with(word)) - MAX_NOTE
        if surplus > 0:
            raise forms.ValidationError(
                ngettext(
                    "The note would be %(number)d character too long. Write less.",
                    "The note would be %(number)d characters too long. Write less.",
                    surplus,
                )
                % {"number": surplus}
            )
        return word

    def note_with(self, word):
        """Return the note of the record with the word added, by whom it was said."""
        said = _("%(label)s: %(value)s") % {"label": get_user_display_name(self.user), "value": word} if word else ""
        return "\n".join(part for part in (self.record.note, said) if part)


def refuse_past(day):
    """Raise a ValidationError for a day that has passed."""
    if day < timezone.localdate():
        raise forms.ValidationError(_("This day has passed."))
