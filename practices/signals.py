"""What follows when a practice becomes public, or is deleted."""

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.signals import page_published

from practices.data_in import progress
from practices.data_in.waiting import take_waiting
from practices.models import PracticeCode, PracticeImport, PracticePage, WaitingWords


@receiver(page_published, sender=PracticePage)
def code_is_public(sender, instance, **kwargs):
    """Remember for good that the code was in the hands of readers."""
    if instance.live:
        PracticeCode.objects.filter(translation_key=instance.translation_key).update(published=True)


@receiver(page_published, sender=PracticePage)
def words_that_waited(sender, instance, **kwargs):
    """Make drafts of translations out of the words that came with a practice, now that readers have it."""
    if instance.live and not instance.is_translation and not instance.alias_of_id:
        take_waiting(instance)


@receiver(post_delete, sender=PracticePage)
def words_of_nothing(sender, instance, **kwargs):
    """Forget the words that wait for a practice that is no more."""
    if not PracticePage.objects.filter(translation_key=instance.translation_key).exists():
        WaitingWords.objects.filter(translation_key=instance.translation_key).delete()


@receiver(post_delete, sender=PracticeImport)
def file_forgotten(sender, instance, **kwargs):
    progress.forget(instance.pk)
