"""The rules on which pages are to be had in which languages, kept by the secretariat."""

from datetime import timedelta

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.coreutils import get_content_type_label
from wagtail.models import Locale, get_page_models

from agc.core.models import BasePage
from agc.translation.desk.labels import language_name
from agc.translation.models import Status, TranslationPolicy, TranslationRecord

MAX_DAYS = 3650

# What has come to its end has no day by which it is wanted.
SETTLED = (Status.PUBLISHED, Status.INDEPENDENT)


def translatable_types():
    """Return the content types of the pages of this site that are translated."""
    models = [model for model in get_page_models() if issubclass(model, BasePage)]
    keys = [found.pk for found in ContentType.objects.get_for_models(*models).values()]
    return ContentType.objects.filter(pk__in=keys).order_by("model")


def replan(content_type_id, locale_id, before, after):
    """Give the records of a rule the day that it asks for now; a day that a person chose stays.

    A day is taken for a person's where it is another than the rule as it was would give. A record without a day gets
    one.

    Args:
        before: the days that the rule gave until now; None where there was no rule.
        after: those that it gives now; None where it was taken away.
    """
    records = TranslationRecord.objects.exclude(status__in=SETTLED).filter(
        source__content_type_id=content_type_id, locale_id=locale_id, source__live=True
    )
    changed = []
    for record in records.select_related("source").defer("published"):
        if record.due in (None, due_after(record, before)):
            record.due = due_after(record, after)
            changed.append(record)
    TranslationRecord.objects.bulk_update(changed, ["due"], batch_size=500)


def due_after(record, days):
    """Return the day by which a record is wanted, as `status.due_by_policy` does; None without a number of days."""
    if days is None:
        return None
    begun = record.outdated_since or record.source.first_published_at or timezone.now()
    return timezone.localdate(begun) + timedelta(days=days)


class TypeField(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return get_content_type_label(obj)


class LanguageField(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return language_name(obj)


class PolicyForm(WagtailAdminModelForm):
    """One rule; types and languages are offered by the names that they have for whoever asks."""

    content_type = TypeField(queryset=None, label=_("Type of page"))
    locale = LanguageField(queryset=None, label=_("Language"))
    days = forms.IntegerField(
        label=_("Days"),
        initial=30,
        min_value=0,
        max_value=MAX_DAYS,
        help_text=_(
            "From the publication of the source, or of its change, to the translation. What is waiting already gets "
            "its day anew, except where somebody chose another."
        ),
    )

    class Meta:
        model = TranslationPolicy
        fields = ["content_type", "locale", "days"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["content_type"].queryset = translatable_types()
        self.fields["locale"].queryset = Locale.objects.order_by("language_code")


def rule_of(policy):
    """Return what a rule is about and its days, as it is stored; None for one that is new."""
    found = TranslationPolicy.objects.filter(pk=policy.pk)
    return found.values_list("content_type_id", "locale_id", "days").first() if policy.pk else None


class SavingPolicy:
    """Bring the days of the records in line as a rule is saved."""

    def save_instance(self):
        before = rule_of(self.form.instance)
        policy = super().save_instance()
        about = policy.content_type_id, policy.locale_id
        if before and before[:2] != about:
            replan(*before, None)
            before = None
        replan(*about, before[2] if before else None, policy.days)
        return policy


class PolicyCreateView(SavingPolicy, generic.CreateView):
    pass


class PolicyEditView(SavingPolicy, generic.EditView):
    pass


class PolicyDeleteView(generic.DeleteView):
    def delete_action(self):
        about = rule_of(self.object)
        super().delete_action()
        if about:
            replan(*about, None)


class TypeColumn(TitleColumn):
    """The type of page, which leads to the rule."""

    def get_value(self, instance):
        return get_content_type_label(instance.content_type)


class PolicyIndexView(generic.IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related("content_type", "locale")


class PolicyViewSet(ModelViewSet):
    model = TranslationPolicy
    name = "translation_policies"
    url_prefix = "translation/policies"
    icon = "calendar-check"
    menu_label = _("Rules on translations")
    list_display = [
        TypeColumn("content_type", label=_("Type of page"), url_name="translation_policies:edit"),
        Column("locale", label=_("Language"), accessor=lambda policy: language_name(policy.locale)),
        Column("days", label=_("Days"), sort_key="days"),
    ]
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = PolicyIndexView
    add_view_class = PolicyCreateView
    edit_view_class = PolicyEditView
    delete_view_class = PolicyDeleteView
    ordering = ["content_type__model", "locale__language_code"]

    def get_form_class(self, for_update=False):
        return PolicyForm


policy_viewset = PolicyViewSet()
