"""Several records of the desk at once, through Wagtail's actions on lists."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.models import Page

from agc.translation import mails, sending
from agc.translation.desk.forms import BulkAssignForm
from agc.translation.desk.labels import language_name
from agc.translation.desk.people import languages_of
from agc.translation.models import Status, TranslationRecord

MAX_DIGITS = 18


class RecordsAction(BulkAction):
    """An action on records of which each is asked whether the user may send its source to the translators."""

    models = [TranslationRecord]

    @classmethod
    def get_queryset(cls, model, object_ids):
        """Return the records with their sources as pages of their types, whose rules are stricter."""
        keys = [key for key in object_ids if str(key).isdecimal() and len(str(key)) <= MAX_DIGITS]
        records = list(model.objects.filter(pk__in=keys, source__live=True).with_pages().by_urgency())
        if not records:
            raise Http404
        sources = Page.objects.filter(pk__in={record.source_id for record in records}).specific()
        found = {page.pk: page for page in sources}
        for record in records:
            record.source = found[record.source_id]
        return records

    def get_all_objects_in_listing_query(self, parent_id):
        """Nothing: what stands on other pages of the list is chosen there."""
        return []

    def check_perm(self, obj):
        user = self.request.user
        return obj.locale in languages_of(user) and sending.may_send(user, obj.source)

    @cached_property
    def chosen(self):
        return super().get_actionable_objects()

    def get_actionable_objects(self):
        return self.chosen

    def object_context(self, obj):
        return {"item": obj, "language": language_name(obj.locale)}

    def prepare_action(self, objects, objects_without_access):
        if not objects:
            raise PermissionDenied

    def get_execution_context(self):
        return {"request": self.request, "form": self.cleaned_form}


class AssignAction(RecordsAction):
    display_name = _("Assign")
    aria_label = _("Assign the selected translations")
    action_type = "assign"
    template_name = "translation/desk/bulk_assign.html"
    form_class = BulkAssignForm
    action_priority = 10

    def get_form_kwargs(self):
        objects, _refused = self.get_actionable_objects()
        return super().get_form_kwargs() | {"locales": list({record.locale for record in objects})}

    @classmethod
    def execute_action(cls, objects, request=None, form=None, **kwargs):
        values = form.values()
        keys = [record.pk for record in objects]
        TranslationRecord.objects.filter(pk__in=keys).update(**values, updated_at=timezone.now())
        person = values.get("assignee")
        for record in objects:
            if person and record.assignee_id != person.pk:
                for name, value in values.items():
                    setattr(record, name, value)
                mails.tell_assignee(record, request.user)
        return len(objects), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        return ngettext(
            "%(number)d translation was changed.", "%(number)d translations were changed.", num_parent_objects
        ) % {"number": num_parent_objects}


class SendAction(RecordsAction):
    display_name = _("Send to translators")
    aria_label = _("Send the selected pages to the translators")
    action_type = "send"
    template_name = "translation/desk/bulk_send.html"
    action_priority = 20

    @classmethod
    def execute_action(cls, objects, request=None, **kwargs):
        """Send what is missing; what cannot be sent is named with the reason, and the rest is sent."""
        sent = 0
        for record in objects:
            if record.status != Status.MISSING:
                continue
            try:
                sent += len(sending.send(record.source, [record.locale], request.user))
            except PermissionDenied as reason:
                about = f"{record.source.title} ({language_name(record.locale)})"
                messages.error(request, _("%(label)s: %(value)s") % {"label": about, "value": reason})
        return sent, 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        return ngettext(
            "%(number)d page was sent to the translators.",
            "%(number)d pages were sent to the translators.",
            num_parent_objects,
        ) % {"number": num_parent_objects}
