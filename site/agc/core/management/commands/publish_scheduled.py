from django.core.management.base import CommandError
from django.utils import timezone
from wagtail.management.commands import publish_scheduled
from wagtail.models import Revision

from agc.core.publishing import NotPublished


class Command(publish_scheduled.Command):
    help = "Publish and withdraw pages at their time; a page that may not be published does not hold back the others."

    def handle(self, *args, **options):
        try:
            super().handle(*args, **options)
        except NotPublished:
            # Wagtail withdraws before it publishes, and stops at the first page that is refused.
            self.publish_what_may_be()

    def publish_what_may_be(self):
        """Publish each page that is due.

        Raises:
            CommandError: when one was refused, once all have been tried.
        """
        refused = 0
        due = Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at")
        for revision in due:
            try:
                revision.publish(log_action="wagtail.publish.scheduled")
            except NotPublished as reason:
                refused += 1
                self.stderr.write(f"Page {revision.object_id}, {revision.object_str}: {reason}")
        raise CommandError(f"Not published: {refused}.")
