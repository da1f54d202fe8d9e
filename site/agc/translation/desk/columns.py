"""The columns of the list of a desk."""

from urllib.parse import urlencode

from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.utils import get_user_display_name

from agc.translation.desk.labels import day_of, due_in_words, language_name, tone, type_of
from agc.translation.desk.people import languages_of, sends_pages
from agc.translation.desk.records import TAKEABLE
from agc.translation.models import Status

TEMPLATES = "translation/desk/cells/"


class RecordColumn(Column):
    """A column whose cell shows several things of a record."""

    def get_value(self, instance):
        return ""

    def get_cell_context_data(self, instance, parent_context):
        return super().get_cell_context_data(instance, parent_context) | {"record": instance}


class TitleColumn(RecordColumn):
    """The title in the language of the source, which leads to where one works on it, and that of the translation."""

    cell_template_name = TEMPLATES + "title.html"

    def get_cell_context_data(self, instance, parent_context):
        request = parent_context["request"]
        translated = instance.target.title if instance.target and instance.target.title != instance.source.title else ""
        return super().get_cell_context_data(instance, parent_context) | {
            "url": editor_of(instance),
            "source_url": instance.source.get_url(request),
            "translated": translated,
        }


class TypeColumn(Column):
    def get_value(self, instance):
        return type_of(instance)


class LanguageColumn(Column):
    def get_value(self, instance):
        return language_name(instance.locale)


class StatusColumn(RecordColumn):
    cell_template_name = TEMPLATES + "status.html"

    def get_cell_context_data(self, instance, parent_context):
        return super().get_cell_context_data(instance, parent_context) | {"tone": tone(instance.status)}


class ShareColumn(RecordColumn):
    cell_template_name = TEMPLATES + "share.html"


class FigureColumn(RecordColumn):
    """A number; nothing where it is 0."""

    cell_template_name = TEMPLATES + "figure.html"

    def get_cell_context_data(self, instance, parent_context):
        number = getattr(instance, self.accessor)
        return super().get_cell_context_data(instance, parent_context) | {"number": number}


class DueColumn(RecordColumn):
    cell_template_name = TEMPLATES + "due.html"

    def get_cell_context_data(self, instance, parent_context):
        words = due_in_words(instance.due) if instance.status in TAKEABLE else ""
        return super().get_cell_context_data(instance, parent_context) | {"words": words, "day": day_of(instance)}


class AssigneeColumn(RecordColumn):
    cell_template_name = TEMPLATES + "assignee.html"

    def get_cell_context_data(self, instance, parent_context):
        name = get_user_display_name(instance.assignee) if instance.assignee else ""
        return super().get_cell_context_data(instance, parent_context) | {
            "name": name,
            "mine": instance.assignee_id == parent_context["request"].user.pk,
        }


class SubmissionColumn(RecordColumn):
    """Who sent a translation to be reviewed, and when; the view has attached the person as `submitter`."""

    cell_template_name = TEMPLATES + "submission.html"

    def get_cell_context_data(self, instance, parent_context):
        person = getattr(instance, "submitter", None)
        name = get_user_display_name(person) if person else ""
        return super().get_cell_context_data(instance, parent_context) | {"name": name}


class ActionsColumn(RecordColumn):
    cell_template_name = TEMPLATES + "actions.html"

    def get_cell_context_data(self, instance, parent_context):
        request = parent_context["request"]
        return super().get_cell_context_data(instance, parent_context) | {
            "actions": actions_on(instance, request.user),
            # Wagtail renders a cell without the request, from which the template would take it.
            "csrf_token": get_token(request),
            "next": request.get_full_path().replace("/results/", "/"),
        }


def editor_of(record):
    """Return the address where one translates a record; None while there is nothing to translate in."""
    return reverse("wagtailadmin_pages:edit", args=[record.target_id]) if record.target_id else None


def actions_on(record, user):
    """Return what `user` is offered to do with a record: the address, the label, and whether it is posted."""
    if record.locale not in languages_of(user):
        return []
    offered = []
    if record.status in TAKEABLE and record.assignee_id is None:
        offered.append(action(record, "take", _("Take it"), posted=True))
    if record.assignee_id == user.pk:
        offered.append(action(record, "hand_back", _("Hand it back")))
    if sends_pages(user):
        if record.status == Status.MISSING:
            offered.append(action(record, "send", _("Send to translators"), posted=True))
        if record.status in TAKEABLE:
            offered.append(action(record, "assign", _("Assign")))
    return offered


def action(record, name, label, posted=False):
    return {"url": reverse(f"translation_desk:{name}", args=[record.pk]), "label": label, "posted": posted}


def queue_url(language, scope="", **query):
    """Return the address of a queue.

    Args:
        language: the code of a language, or "all".
        scope: "" for what is due, "review", "every".
        query: its filters.
    """
    name = f"translation_desk:queue_{scope}" if scope else "translation_desk:queue"
    return reverse(name, args=[language]) + (f"?{urlencode(query, doseq=True)}" if query else "")
