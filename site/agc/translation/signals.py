"""When translations are brought up to date."""

from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_unpublished

from agc.translation.sync import share_restriction, source_of, sync_source, translations_of


@receiver(page_published)
def source_published(sender, instance, **kwargs):
    """A translation has no source record of its own, so publishing one ends here."""
    if kwargs.get("alias") or instance.alias_of_id:
        return
    source = source_of(instance)
    if source is not None:
        sync_source(source)


@receiver(page_unpublished)
def source_unpublished(sender, instance, **kwargs):
    """By hand, in bulk, at its time or on being deleted: the translations of a source go with it."""
    for page in translations_of(instance).live():
        page.unpublish(set_expired=instance.expired)


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
