import time
from itertools import islice

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from agc.core.progress import Progress
from agc.demo.generating.composing import records
from agc.demo.generating.records import SEEDS
from agc.demo.generating.tree import Writer, delete, made, made_codes

# So many at a time stand in memory, and in one transaction.
BATCH = 200
# A list has room for some more pages than these.
MOST = 1_000_000


class Command(BaseCommand):
    help = (
        "Make up practices for measuring, under the lists of practices: about 2.4 pages for each, in one to three "
        "languages, marked as examples: most of them full records, some snapshots, some between the two. The same "
        "seed gives the same practices on every machine. Run again with the same seed it goes on where it stopped, "
        "and makes none twice; another seed is refused until those of the first are deleted. The public search knows "
        "of them after rebuild_search; Wagtail's own search in the admin and its index of references are left alone "
        "(update_index, rebuild_references_index)."
    )

    def add_arguments(self, parser):
        parser.add_argument("number", nargs="?", type=int, help="how many practices there are to be of this seed")
        parser.add_argument("--seed", type=int, default=1, help="which practices to make; 1 if left out")
        parser.add_argument("--index", action="store_true", help="rebuild the index of the public search at the end")
        parser.add_argument("--delete", action="store_true", help="take away all that were made, of any seed, and end")

    def handle(self, *, number, seed, index, **options):
        if options["delete"]:
            self.delete_all()
            return
        self.refuse(number, seed)
        self.make(number, seed)
        if index:
            call_command("rebuild_search", stdout=self.stdout)

    def refuse(self, number, seed):
        """Refuse what cannot be made.

        Raises:
            CommandError: with the reason.
        """
        if number is None:
            raise CommandError("Say how many practices to make, or --delete.")
        if not 0 < number <= MOST or not 0 <= seed < SEEDS:
            raise CommandError(f"The number is from 1 to {MOST:,}, the seed from 0 to {SEEDS - 1:,}.")
        there, _number = made()
        if there not in (None, seed):
            raise CommandError(f"There are practices of the seed {there}: take them away first, with --delete.")

    def make(self, number, seed):
        """Make the practices of a seed that are missing.

        Raises:
            CommandError: when the site has no place for them.
        """
        began, (_seed, there) = time.monotonic(), made()
        if there >= number:
            self.stdout.write(f"{there:,} practices of the seed {seed} are there already: nothing was made.")
            return
        if there:
            self.stdout.write(f"{there:,} practices of the seed {seed} are there already: it goes on after them.")
        try:
            writer = Writer()
        except LookupError as error:
            raise CommandError(f"{error} Run manage.py prepare first.") from error
        progress = Progress.on(self.stderr, number - there)
        missing, pages = records(number, seed, first=there), 0
        while batch := list(islice(missing, BATCH)):
            pages += writer.write(batch)
            progress.advance(len(batch))
        seconds = time.monotonic() - began
        self.stdout.write(
            f"{number - there:,} practices made, {pages:,} pages, in {seconds:.0f} s. The public search knows of them "
            "after manage.py rebuild_search, or with --index."
        )

    def delete_all(self):
        total = made_codes().count()
        progress = Progress.on(self.stderr, total)
        while deleted := delete():
            progress.advance(deleted)
        self.stdout.write(f"{total:,} practices taken away, with all their pages.")
