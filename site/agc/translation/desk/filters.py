"""What the list of a desk can be narrowed by."""

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import (
    ContentTypeModelMultipleChoiceField,
    MultipleContentTypeFilter,
    WagtailFilterSet,
)
from wagtail.admin.utils import get_user_display_name

from agc.translation.desk.people import languages_of
from agc.translation.models import Status, TranslationRecord

MINE, NOBODY = "me", "nobody"
MAX_DIGITS = 18


class TypesField(ContentTypeModelMultipleChoiceField):
    """Types by their keys; a number that no database holds is no key."""

    def _check_values(self, value):
        if any(len(str(key)) > MAX_DIGITS for key in value):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": ""})
        return super()._check_values(value)


class TypesFilter(MultipleContentTypeFilter):
    field_class = TypesField


class AssigneeFilter(django_filters.ChoiceFilter):
    """Keep what is assigned to oneself, to nobody, or to one person (by their key)."""

    def filter(self, qs, value):
        if value == MINE:
            return qs.filter(assignee=self.parent.request.user)
        if value == NOBODY:
            return qs.filter(assignee=None)
        return qs.filter(assignee=value) if value else qs


class OverdueFilter(django_filters.ChoiceFilter):
    def filter(self, qs, value):
        return qs.filter(pk__in=TranslationRecord.objects.overdue().values("pk")) if value else qs


class QueueFilterSet(WagtailFilterSet):
    status = django_filters.MultipleChoiceFilter(
        label=_("Status"), choices=Status.choices, widget=forms.CheckboxSelectMultiple
    )
    type = TypesFilter(
        label=_("Type of page"),
        field_name="source__content_type",
        queryset=lambda request: types_on_desk(),
        widget=forms.CheckboxSelectMultiple,
    )
    assigned = AssigneeFilter(label=_("Assigned to"), empty_label=_("Anybody"), widget=forms.RadioSelect)
    overdue = OverdueFilter(
        label=_("Overdue"), empty_label=_("All"), choices=[("yes", _("Only what is overdue"))], widget=forms.RadioSelect
    )

    class Meta:
        model = TranslationRecord
        fields = []

    def __init__(self, *args, request=None, **kwargs):
        super().__init__(*args, request=request, **kwargs)
        self.filters["assigned"].extra["choices"] = [(MINE, _("Me")), (NOBODY, _("Nobody")), *people_with_work(request)]


def types_on_desk():
    """Return the types of pages of which there is a record, in the order of their names in the code."""
    found = TranslationRecord.objects.order_by().values("source__content_type")
    return ContentType.objects.filter(pk__in=found).order_by("model")


def people_with_work(request):
    """Return whom something is assigned to in the languages of the user, as choices."""
    users = get_user_model().objects.filter(translation_records__locale__in=languages_of(request.user))
    others = users.exclude(pk=request.user.pk).distinct().order_by("last_name", "first_name", "pk")
    return [(str(user.pk), get_user_display_name(user)) for user in others]
