"""The vocabulary in the CMS."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from agc.vocabulary.models import Concept, Scheme


class ConceptFilterSet(WagtailFilterSet):
    class Meta:
        model = Concept
        fields = ["scheme", "retired"]


class ConceptViewSet(SnippetViewSet):
    model = Concept
    icon = "tag"
    list_display = ["label", "scheme", "code", "retired"]
    filterset_class = ConceptFilterSet
    list_per_page = 50
    # The words of all languages, found as they stand: the list has a few hundred rows.
    search_backend_name = None
    search_fields = ["code", "labels__preferred", "labels__alternatives"]
    ordering = ["scheme__order", "order", "code"]


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
    """An official concept is retired, not deleted: the next loading of the lists would bring it back."""
    if any(isinstance(instance, Concept) and instance.official for instance in instances):
        messages.error(request, _("A concept of an official list cannot be deleted. Retire it instead."))
        return redirect("wagtailsnippets_vocabulary_concept:list")
    return None
