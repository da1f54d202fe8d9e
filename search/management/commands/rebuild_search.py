from django.core.management.base import BaseCommand

from agc.core.progress import Progress
from search.engines import get_engine
from search.rebuilding import index_everything


class Command(BaseCommand):
    help = (
        "Bring the index of the public search up to what is published: write the records that differ, or all of them "
        "where the code that writes them has changed since. Readers go on searching meanwhile."
    )

    def add_arguments(self, parser):
        which = parser.add_mutually_exclusive_group()
        which.add_argument(
            "--all", action="store_true", help="look at all records, as after a change of the database by other ways"
        )
        which.add_argument(
            "--indexes",
            action="store_true",
            help="make anew by what the database finds words, as after damage, and leave the records alone",
        )

    def handle(self, *, all, indexes, **options):
        if indexes:
            get_engine().make_indexes()
            self.stdout.write("What the words are found by is made anew: restart the servers.")
            return
        number = index_everything(all, self.watched)
        self.stdout.write(f"{number:,} records looked at.")

    def watched(self, batches):
        progress = Progress.on(self.stderr, sum(map(len, batches)))
        for batch in batches:
            yield batch
            progress.advance(len(batch))
