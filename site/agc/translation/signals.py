"""When translations are brought up to date, and when it is computed anew where they stand."""

from django.db.models import F
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail.signals import (
    page_published,
    page_unpublished,
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
    workflow_submitted,
)
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation

from agc.core.models import BasePage
from agc.translation import status
from agc.translation.memory import remember
from agc.translation.models import TranslationRecord
from agc.translation.setup import is_set_up, make_policies
from agc.translation.sync import publish_again, share_restriction, source_of, sync_source, translations_of
from agc.translation.workflow import translation_of


@receiver(page_published)
def page_is_public(sender, instance, **kwargs):
    """Bring the translations of a source up to date; remember the words of a translation.

    Wagtail sends this of a page, too, that is to be published at a later time: until then it is no source of anything.
    """
    if not instance.live or kwargs.get("alias") or instance.alias_of_id or not isinstance(instance, BasePage):
        return
    if instance.is_translation:
        if not getattr(instance, "only_shared", False):
            TranslationRecord.objects.filter(target=instance.pk).update(choices=F("drafted"))
        translation = translation_of(instance)
        if translation is not None:
            remember(translation, instance)
        words = not getattr(instance, "only_shared", False)
        status.refresh(instance.translation_key, instance.locale_id, published=words)
        return
    with status.batch():
        bring_back(instance)
        source = source_of(instance)
        if source is not None:
            sync_source(source)
        status.refresh(instance.translation_key)


def bring_back(source):
    """Publish again the translations that were unpublished together with their source."""
    for record in TranslationRecord.objects.filter(source=source, withdrawn=True).select_related("target"):
        if record.target and not record.target.live:
            publish_again(record.target.specific)
        record.withdrawn = False
        record.save(update_fields=["withdrawn"])


@receiver(page_unpublished)
def page_is_no_more_public(sender, instance, **kwargs):
    """By hand, in bulk, at its time or on being deleted: the translations of a source go with it.

    No record is made here: it would hold on to a page that is being deleted.
    """
    with status.batch():
        note_withdrawal(instance)
        for page in translations_of(instance).live():
            page.unpublish(set_expired=instance.expired)
        for record in TranslationRecord.objects.filter(source__translation_key=instance.translation_key):
            status.refresh(instance.translation_key, record.locale_id)


def note_withdrawal(page, descendants=False):
    """Note which translations are public while their source still is, so that they come back with it.

    Args:
        page: the source.
        descendants: whether the pages below it go too.
    """
    sources = {"source__path__startswith": page.path} if descendants else {"source": page.pk}
    TranslationRecord.objects.filter(target__live=True, **sources).update(withdrawn=True)


@receiver(post_save, sender=PageViewRestriction)
@receiver(m2m_changed, sender=PageViewRestriction.groups.through)
def source_restricted(sender, instance, raw=False, reverse=False, **kwargs):
    if not raw and not reverse:
        share_restriction(instance.page)


@receiver(post_delete, sender=PageViewRestriction)
def source_opened(sender, instance, origin, **kwargs):
    """Open the translations of a source that is open again, and not of one that is being deleted."""
    if origin is instance:
        share_restriction(instance.page)


@receiver(post_save, sender=StringTranslation)
@receiver(post_delete, sender=StringTranslation)
def text_written(sender, instance, raw=False, **kwargs):
    if not raw and instance.context is not None:
        status.refresh(instance.context.object_id, instance.locale_id)


@receiver(post_save, sender=SegmentOverride)
@receiver(post_delete, sender=SegmentOverride)
def value_chosen(sender, instance, raw=False, **kwargs):
    if not raw:
        status.refresh(instance.context.object_id, instance.locale_id)


@receiver(post_save, sender=Translation)
def tie_changed(sender, instance, raw=False, **kwargs):
    if not raw:
        status.refresh(instance.source.object_id, instance.target_locale_id)


@receiver(post_save, sender=Locale)
def language_added(sender, instance, created, raw=False, **kwargs):
    """Give a language that is added to a site that runs the rules that the others began with."""
    if created and not raw and is_set_up():
        make_policies(instance)


@receiver(post_delete, sender=Page)
def page_deleted(sender, instance, **kwargs):
    """A translation that is gone is missing again."""
    status.refresh(instance.translation_key, instance.locale_id)


@receiver(task_submitted)
def sent_again(sender, instance, **kwargs):
    """Of what is sent again after changes no workflow tells, only its task."""
    review_went_on(sender, instance.workflow_state)


@receiver(workflow_submitted)
@receiver(workflow_rejected)
@receiver(workflow_approved)
@receiver(workflow_cancelled)
def review_went_on(sender, instance, **kwargs):
    page = instance.content_object
    if isinstance(page, Page):
        status.refresh(page.translation_key, page.locale_id)
