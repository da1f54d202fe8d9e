"""Where a person switches the mails of the desk off."""

from django.forms import ModelForm
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.edit import ModelFormMixin, ProcessFormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from agc.translation.models import MailPreference


class MailPreferenceForm(ModelForm):
    class Meta:
        model = MailPreference
        fields = ["arrivals", "digest"]


class MailPreferencesView(WagtailAdminTemplateMixin, ModelFormMixin, ProcessFormView):
    """The mails of the person who is logged in; of nobody else."""

    form_class = MailPreferenceForm
    page_title = gettext_lazy("Mails of the translators’ desk")
    header_icon = "mail"
    template_name = "translation/mails/preferences.html"
    success_url = reverse_lazy("translation_desk:mails")

    def dispatch(self, request, *args, **kwargs):
        own = MailPreference.objects.filter(user=request.user).first()
        self.object = own or MailPreference(user=request.user)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            action_url=reverse("translation_desk:mails"),
            account_url=f"{reverse('wagtailadmin_account')}#tab-notifications",
            submit_button_label=_("Save"),
            submit_button_active_label=_("Saving…"),
            **kwargs,
        )

    def form_valid(self, form):
        messages.success(self.request, _("Your choice was saved."))
        return super().form_valid(form)


mail_preferences = MailPreferencesView.as_view()
