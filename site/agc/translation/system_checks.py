"""What the site must be for every word of it to pass the translators' workflow."""

from django.core.checks import Error, register
from wagtail.models import TranslatableMixin
from wagtail.snippets.models import get_snippet_models


@register("translation")
def no_snippet_has_rows_per_language(app_configs, **kwargs):
    """Refuse a snippet with a row for each language: its translations would go live without a review.

    Words beside the pages are labels of one row for all languages (decision 2), which translators propose and language
    reviewers approve.
    """
    return [
        Error(
            f"{model._meta.label} has a row for each language: its translations would pass no workflow.",
            hint="Give it labels per language as Concept has, and a Kind in agc.translation.wording.kinds.",
            obj=model,
            id="translation.E001",
        )
        for model in get_snippet_models()
        if issubclass(model, TranslatableMixin)
    ]
