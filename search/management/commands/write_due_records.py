from django.core.management.base import BaseCommand

from search.due import write_due, writer


class Command(BaseCommand):
    help = (
        "Write into the public search the records of a concept whose words have changed, or of a member with another "
        "name, where they are many. A server does so as soon as that is saved; the timer is for what was missed. Only "
        "one writes at a time."
    )

    def add_arguments(self, parser):
        parser.add_argument("--quiet", action="store_true", help="say nothing of what was written")

    def handle(self, *, quiet, **options):
        with writer.alone() as is_free:
            if not is_free:
                self.stdout.write("Another process writes them already.")
                return
            written = write_due()
        if not quiet:
            self.stdout.write(f"{written} records written.")
