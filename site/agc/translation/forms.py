"""Asking for a translation."""

from django import forms
from wagtail_localize.views.submit_translations import SubmitTranslationForm

from agc.translation.sending import locales_without_parent, parent_missing


class SubmitPageForm(SubmitTranslationForm):
    """One page at a time, into languages in which its parent is translated."""

    def __init__(self, page, *args, **kwargs):
        super().__init__(page, *args, **kwargs)
        self.page = page
        # A whole tree at once has broken trees, and would put parents live in the language of the source.
        self.fields["include_subtree"].widget = forms.HiddenInput()

    def clean(self):
        return super().clean() | {"include_subtree": False}

    def clean_locales(self):
        chosen = self.cleaned_data["locales"]
        if missing := locales_without_parent(self.page, chosen):
            self.add_error("locales", parent_missing(missing))
        return chosen
