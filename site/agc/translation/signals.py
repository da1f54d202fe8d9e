"""When translations are brought up to date."""

from django.dispatch import receiver
from wagtail.signals import page_published

from agc.translation.sync import source_of, sync_source


@receiver(page_published)
def source_published(sender, instance, **kwargs):
    """A translation has no source record of its own, so publishing one ends here."""
    if kwargs.get("alias") or instance.alias_of_id:
        return
    source = source_of(instance)
    if source is not None:
        sync_source(source)
