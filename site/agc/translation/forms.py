"""Asking for a translation."""

from django import forms
from django.utils.translation import gettext as _
from wagtail_localize.views.submit_translations import SubmitTranslationForm


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
        parent = self.page.get_parent()
        if not parent.is_root():
            translated = set(parent.get_translations(inclusive=True).values_list("locale_id", flat=True))
            missing = [locale for locale in chosen if locale.pk not in translated]
            if missing:
                self.add_error(
                    "locales",
                    _("The page above it is not translated yet: %(languages)s.")
                    % {"languages": ", ".join(str(locale.get_display_name()) for locale in missing)},
                )
        return chosen
