from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from agc.core.outbox import Outbox
from practices.reviewing.reminders import deliver, letters


class Command(BaseCommand):
    help = "Remind authors and the secretariat of practices to be reviewed: once a step, whatever how often it is run."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say who would get a mail, and send none")

    def handle(self, *args, dry_run, **options):
        today = timezone.localdate()
        found = list(letters(today))
        if dry_run:
            for letter in found:
                self.stdout.write(f"{letter.user.get_username()} <{letter.user.email}>: {len(letter.practices)}")
            return
        with Outbox() as outbox:
            refused = sum(not deliver(outbox, letter, today) for letter in found)
        self.stdout.write(f"Sent: {len(found) - refused}.")
        if refused:
            raise CommandError(f"Not sent: {refused}. They are tried again at the next run.")
