"""Where a person switches the reminders off: under Notifications, beside what Wagtail sends."""

from django.forms import ModelForm
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab
from wagtail.admin.widgets import SwitchInput

from practices.models import ReviewMailPreference
from practices.reviewing.permissions import PAGES


class ReviewMailForm(ModelForm):
    class Meta:
        model = ReviewMailPreference
        fields = ["reminders"]
        widgets = {"reminders": SwitchInput()}


class ReviewMailPanel(BaseSettingsPanel):
    """The reminders of the person who is logged in; shown to who may have pages of their own."""

    name = "review_mail"
    title = _("Reminders by mail")
    tab = notifications_tab
    order = 200
    form_class = ReviewMailForm

    def is_active(self):
        return PAGES.user_has_permission(self.user, "change")

    def get_form(self):
        own = ReviewMailPreference.objects.filter(user=self.user).first()
        data = (self.request.POST, self.request.FILES) if self.request.method == "POST" else ()
        return self.form_class(*data, instance=own or ReviewMailPreference(user=self.user), prefix=self.name)
