"""Practices as lists need them."""

from wagtail.models import PageManager

from agc.core.querysets import PublishedPageQuerySet


class PracticeQuerySet(PublishedPageQuerySet):
    def for_listing(self):
        """Load what a card shows, the practices with the newest facts first."""
        return super().for_listing().order_by("-facts_as_of", "-first_published_at", "pk")


class PracticeManager(PageManager.from_queryset(PracticeQuerySet)):
    pass
