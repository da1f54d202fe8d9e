"""What holds for every page form."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from agc.core.addresses import routes_of
from agc.core.consent import CONSENT_MISSING, WORDS_MISSING, fields_without_consent

UNDATED = gettext_lazy("Say in which year it was published, or on which day it was read.")


class BasePageForm(WagtailAdminPageForm):
    """A page that is submitted or published has nothing that keeps a picture from being shown, and dated sources."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "minor_change" in self.fields:
            # Said of one change, and not of the next.
            if not self.instance.has_unpublished_changes:
                self.initial["minor_change"] = False
            if not self.instance.live or self.instance.is_translation:
                del self.fields["minor_change"]

    def clean(self):
        data = super().clean()
        if data.get("slug") in self.routes_above():
            self.add_error("slug", _("The list above answers at this address itself: choose another."))
        if not self.is_deferred_validation:
            self.require_for_pictures(data)
            self.require_for_sources()
        return data

    def routes_above(self):
        return routes_of(self.parent_page)

    def require_for_pictures(self, data):
        if data.get("image") and not data.get("image_alt"):
            self.add_error("image_alt", WORDS_MISSING)
        for name in fields_without_consent(self._meta.model, data):
            self.add_error(name, CONSENT_MISSING)

    def require_for_sources(self):
        """Ask of each source when it was published or, where it does not say, when it was read."""
        for form in getattr(self.formsets.get("sources"), "forms", ()):
            empty = not form.has_changed() and not form.instance.pk
            if empty or not form.is_valid() or form.cleaned_data.get("DELETE"):
                continue
            if not form.cleaned_data.get("year") and not form.cleaned_data.get("accessed"):
                form.add_error("year", UNDATED)


class OwnLanguageCopyForm(CopyForm):
    """A copy stays in the tree of its language and is a page of its own: never the same text at a second address."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)

    def clean(self):
        data = super().clean()
        parent = data.get("new_parent_page")
        if parent and parent.locale_id != self.page.locale_id:
            self.add_error("new_parent_page", _("This is another language: have the page translated into it instead."))
        return data
