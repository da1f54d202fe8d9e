"""The vocabulary in the CMS."""

from django.shortcuts import redirect
from django.template.defaultfilters import yesno
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from agc.vocabulary.models import Concept, Scheme


class ConceptFilterSet(WagtailFilterSet):
    class Meta:
        model = Concept
        fields = ["scheme", "retired"]


class RetiredColumn(Column):
    """In words, for the ears too: Wagtail's own column has its ticks and crosses in English."""

    def get_value(self, instance):
        return yesno(instance.retired)


class ConceptViewSet(SnippetViewSet):
    model = Concept
    icon = "tag"
    list_display = [
        "label",
        "scheme",
        "code",
        RetiredColumn("retired", label=gettext_lazy("Retired"), sort_key="retired"),
    ]
    filterset_class = ConceptFilterSet
    list_per_page = 50
    # The words of all languages, found as they stand: the list has a few hundred rows.
    search_backend_name = None
    search_fields = ["code", "labels__preferred", "labels__alternatives"]
    ordering = ["scheme__order", "order", "code"]

    def get_queryset(self, request):
        return Concept.objects.prefetch_related("scheme")


class SchemeViewSet(SnippetViewSet):
    model = Scheme
    icon = "list-ul"
    list_display = ["__str__", "code", "order"]


@register_snippet
class VocabularyGroup(SnippetViewSetGroup):
    items = (ConceptViewSet, SchemeViewSet)
    menu_label = gettext_lazy("Vocabulary")
    menu_icon = "tag"
    menu_order = 250


@hooks.register("before_delete_snippet")
def keep_official_concepts(request, instances):
    """An official concept is retired, not deleted: the next loading of the lists would bring it back.

    A list goes only without concepts: Wagtail's register of uses does not know those that were loaded.
    """
    if any(isinstance(instance, Concept) and instance.official for instance in instances):
        messages.error(request, _("A concept of an official list cannot be deleted. Retire it instead."))
        return redirect("wagtailsnippets_vocabulary_concept:list")
    if any(isinstance(instance, Scheme) and instance.concepts.exists() for instance in instances):
        messages.error(request, _("A list that has concepts cannot be deleted."))
        return redirect("wagtailsnippets_vocabulary_scheme:list")
    return None
