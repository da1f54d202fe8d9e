"""What holds for every page form."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm


class BasePageForm(WagtailAdminPageForm):
    """A page that is submitted or published has nothing that keeps a picture from being shown."""

    def clean(self):
        data = super().clean()
        image = data.get("image")
        if image and not self.is_deferred_validation:
            if not data.get("image_alt"):
                self.add_error("image_alt", _("Say what the picture shows, for readers who cannot see it."))
            if image.consent == image.Consent.MISSING:
                self.add_error("image", ValidationError(_("The consent of the people in this picture is not on file.")))
        return data
