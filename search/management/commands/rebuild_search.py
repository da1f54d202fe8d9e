from django.core.management.base import BaseCommand

from agc.core.progress import Progress
from search.rebuilding import index_everything


class Command(BaseCommand):
    help = (
        "Bring the index of the public search up to what is published: write the records that differ, or all of them "
        "where the code that writes them has changed since. Readers go on searching meanwhile."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--all", action="store_true", help="look at all records, as after a change of the database by other ways"
        )

    def handle(self, *, all, **options):
        number = index_everything(all, self.watched)
        self.stdout.write(f"{number:,} records looked at.")

    def watched(self, batches):
        progress = Progress.on(self.stderr, sum(map(len, batches)))
        for batch in batches:
            yield batch
            progress.advance(len(batch))
