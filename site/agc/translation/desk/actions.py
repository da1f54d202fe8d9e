"""What is done with one record of the desk: taken, handed back, assigned, sent. All by POST, and asked anew here."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name, get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from agc.translation import mails, sending
from agc.translation.desk.columns import queue_url
from agc.translation.desk.forms import AssignForm, HandBackForm
from agc.translation.desk.labels import language_name
from agc.translation.desk.people import languages_of, sends_pages
from agc.translation.desk.records import TAKEABLE
from agc.translation.models import TranslationRecord


class RecordMixin:
    """One record in a language of the user; others are refused, whatever was typed into the address."""

    def dispatch(self, request, *args, **kwargs):
        records = TranslationRecord.objects.filter(source__live=True).with_pages()
        self.record = get_object_or_404(records, pk=kwargs["pk"])
        if self.record.locale not in languages_of(request.user):
            raise PermissionDenied
        self.check_right()
        return super().dispatch(request, *args, **kwargs)

    def check_right(self):
        """Raise PermissionDenied where the language is not enough."""

    def get_success_url(self):
        return get_valid_next_url_from_request(self.request) or queue_url(self.record.locale.language_code)

    @property
    def names(self):
        return {"title": self.record.source.title, "language": language_name(self.record.locale)}

    def change(self, expected, **values):
        """Write what a user decided, if the record is still assigned as they saw it; return whether it was.

        The database decides between two who do so at the same moment.

        Args:
            expected: the key of the person to whom it is assigned; None for nobody.
        """
        now = {"updated_at": timezone.now()}
        records = TranslationRecord.objects.filter(pk=self.record.pk, assignee=expected)
        done = bool(records.update(**values, **now))
        self.record.refresh_from_db(fields=["assignee", "due", "note", "status"])
        return done


class TakeView(RecordMixin, View):
    def post(self, request, pk):
        if self.record.status not in TAKEABLE:
            messages.error(
                request,
                _("“%(title)s” needs no translator now: %(status)s.")
                % (self.names | {"status": self.record.get_status_display()}),
            )
        elif self.change(None, assignee=request.user):
            messages.success(request, _("“%(title)s” is yours (%(language)s).") % self.names)
        else:
            self.say_whose()
        return redirect(self.get_success_url())

    def say_whose(self):
        if self.record.assignee_id == self.request.user.pk:
            messages.info(self.request, _("“%(title)s” is yours already.") % self.names)
            return
        person = get_user_display_name(self.record.assignee)
        messages.error(self.request, _("%(person)s has taken “%(title)s” already.") % (self.names | {"person": person}))


class RecordFormView(RecordMixin, WagtailAdminTemplateMixin, FormView):
    """A form about one record, on a page of its own."""

    template_name = "translation/desk/record_form.html"
    header_icon = "wagtail-localize-language"
    submit_label = ""

    def get_page_subtitle(self):
        return self.record.source.title

    def get_breadcrumbs_items(self):
        desk = queue_url(self.record.locale.language_code)
        return [
            *self.breadcrumbs_items,
            {"url": reverse("translation_desk:home"), "label": _("Translations")},
            {"url": desk, "label": language_name(self.record.locale)},
            {"url": "", "label": self.get_page_title(), "sublabel": self.record.source.title},
        ]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(record=self.record, next=self.get_success_url(), **kwargs)
        return context | {"submit_label": self.submit_label, "media": context["form"].media}


class HandBackView(RecordFormView):
    form_class = HandBackForm

    @property
    def submit_label(self):
        return _("Hand it back")

    def get_page_title(self):
        return _("Hand back")

    def check_right(self):
        if self.record.assignee_id != self.request.user.pk:
            raise PermissionDenied

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"record": self.record, "user": self.request.user}

    def form_valid(self, form):
        note = form.note_with(form.cleaned_data["word"])
        if self.change(self.request.user.pk, assignee=None, note=note):
            messages.success(self.request, _("“%(title)s” is for another to take (%(language)s).") % self.names)
        else:
            messages.error(self.request, _("“%(title)s” was not yours any more.") % self.names)
        return redirect(self.get_success_url())


class AssignView(RecordFormView):
    form_class = AssignForm

    @property
    def submit_label(self):
        return _("Save")

    def get_page_title(self):
        return _("Assign")

    def check_right(self):
        if not sending.may_send(self.request.user, self.record.source):
            raise PermissionDenied

    def get_form_kwargs(self):
        given = super().get_form_kwargs()
        del given["initial"]
        return given | {"record": self.record}

    def form_valid(self, form):
        before = self.record.assignee_id
        if not self.change(form.cleaned_data["seen"], **form.values()):
            return self.form_outrun(form)
        person = self.record.assignee
        if person and person.pk != before:
            mails.tell_assignee(self.record, self.request.user)
        messages.success(self.request, _("Saved: “%(title)s” (%(language)s).") % self.names)
        return redirect(self.get_success_url())

    def form_outrun(self, form):
        """Show what was typed again, and to whom it belongs now: a second time it is meant."""
        data = form.data.copy()
        data["seen"] = self.record.assignee_id or ""
        form = AssignForm(self.record, data)
        owner = self.record.assignee
        now = get_user_display_name(owner) if owner else _("nobody")
        form.add_error(
            "assignee",
            _("Meanwhile it was assigned to %(person)s. Save again to change that.") % {"person": now},
        )
        return self.form_invalid(form)


class SendView(RecordMixin, View):
    def check_right(self):
        if not sends_pages(self.request.user) or not sending.may_send(self.request.user, self.record.source):
            raise PermissionDenied

    def post(self, request, pk):
        try:
            made = sending.send(self.record.source, [self.record.locale], request.user)
        except PermissionDenied as reason:
            messages.error(request, _("“%(title)s” was not sent: %(reason)s") % (self.names | {"reason": str(reason)}))
        else:
            if made:
                messages.success(request, _("“%(title)s” was sent to the translators (%(language)s).") % self.names)
            else:
                messages.info(request, _("“%(title)s” had been sent already (%(language)s).") % self.names)
        return redirect(self.get_success_url())
