"""Which events a reader sees when."""

from django.utils import timezone

from agc.core.querysets import PublishedPageManager, PublishedPageQuerySet


class EventQuerySet(PublishedPageQuerySet):
    def upcoming(self):
        """Keep what is on now or still to come."""
        return self.exclude(over_at__lt=timezone.now())


class EventManager(PublishedPageManager.from_queryset(EventQuerySet)):
    pass
