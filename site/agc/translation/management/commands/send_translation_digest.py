from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import override

from agc.core.outbox import Outbox, language_of
from agc.translation.mails.digest import claim, contents, is_wanted, people


class Command(BaseCommand):
    help = "Send each translator and reviewer what waits for them: one mail a week, whatever how often it is run."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say who would get a mail, and send none")

    def handle(self, *args, dry_run, **options):
        now = timezone.now()
        letters = list(self.letters(now))
        if dry_run:
            for user, letter in letters:
                self.stdout.write(f"{user.get_username()} <{user.email}>: {letter['number']}")
            return
        with Outbox() as outbox:
            refused = [user.pk for user, letter in letters if not self.send(outbox, user, letter, now)]
        self.stdout.write(f"Sent: {len(letters) - len(refused)}.")
        if refused:
            raise CommandError(f"Not sent: {len(refused)}. They are tried again at the next run.")

    def letters(self, now):
        """Yield everybody to whom there is something to say, with what the mail is written from."""
        for person in people():
            if is_wanted(person.user, now):
                with override(language_of(person.user)):
                    letter = contents(person, timezone.localdate(now))
                if letter:
                    yield person.user, letter

    def send(self, outbox, user, letter, now):
        """Send a mail; return whether it went, now or by another run at the same time."""
        take_back = claim(user, now)
        if take_back is None:
            return True
        if outbox.send(user, "translation/mails/digest", letter):
            return True
        take_back()
        return False
