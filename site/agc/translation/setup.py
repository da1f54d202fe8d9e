"""The set-up of translating: its review, and which pages are to be in which languages. Run twice, nothing changes."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Locale, Workflow, WorkflowTask, get_page_models

from agc.translation import status
from agc.translation.memory import remember_all
from agc.translation.models import LanguageReviewTask, TranslationPolicy

# Names that Wagtail shows as they are stored, in all languages at once.
WORKFLOW = "Traducciones · Translations · Traductions"
REVIEW = "Revisión de la traducción · Review of the translation · Relecture de la traduction"

# Within how many days of its publication a page should be in every language; what is not named is not required.
DAYS = {
    "home.homepage": 7,
    "home.sectionpage": 7,
    "home.standardpage": 14,
    "home.governancebodypage": 14,
    "home.governancedocumentpage": 30,
    "practices.practicepage": 30,
    "practices.practiceindexpage": 7,
    "practices.publicationpage": 30,
    "practices.publicationindexpage": 7,
    "practices.chapterpage": 30,
    "practices.collectionpage": 30,
    "events.eventpage": 7,
    "events.eventindexpage": 7,
    "community.communitypage": 30,
    "community.communityindexpage": 7,
    "community.memberindexpage": 7,
}


@transaction.atomic
def set_up_translation():
    """Make the review of translations and, the first time, the rules on them; return how many pages were looked at."""
    task, _created = LanguageReviewTask.objects.get_or_create(name=REVIEW)
    workflow, created = Workflow.objects.get_or_create(name=WORKFLOW)
    if created:
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        for locale in Locale.objects.all():
            make_policies(locale)
        remember_all()
    return status.refresh_missing()


def is_set_up():
    return Workflow.objects.filter(name=WORKFLOW).exists()


def make_policies(locale):
    """Give a language the rules that a language begins with; the secretariat changes them from then on."""
    types = {f"{model._meta.app_label}.{model._meta.model_name}": model for model in get_page_models()}
    for name, days in DAYS.items():
        if name in types:
            content_type = ContentType.objects.get_for_model(types[name])
            TranslationPolicy.objects.get_or_create(content_type=content_type, locale=locale, defaults={"days": days})
