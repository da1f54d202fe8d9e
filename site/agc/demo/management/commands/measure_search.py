from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from agc.demo.quality import ALL, below, measure, read_judgements, record_names, table, worst
from search.finding import find

JUDGEMENTS = Path(settings.BASE_DIR) / "tests" / "search" / "judgements.yaml"


class Command(BaseCommand):
    help = "Measure how well the search finds the records of the demo, by queries that people judged."

    def add_arguments(self, parser):
        parser.add_argument("--file", type=Path, default=JUDGEMENTS, help="The judged queries; those of the tests.")
        parser.add_argument("--worst", type=int, default=0, metavar="N", help="Show the N queries answered worst.")
        parser.add_argument("--overall", type=float, default=0, help="The least nDCG@10 of all of them.")
        parser.add_argument("--each", type=float, default=0, help="The least nDCG@10 of each kind.")

    def handle(self, **options):
        names = record_names()
        judgements = self.read(options["file"], set(names.values()))

        def search(query, reader):
            rows = find(query, reader, start=0, stop=ALL).rows
            return [names.get(row.record.translation_key, f"“{row.title}”") for row in rows]

        measured = measure(judgements, search)
        if not any(each.recall for each in measured):
            raise CommandError("Nothing of what was judged is found. Run load_demo and rebuild_search first.")
        self.stdout.write(table(measured))
        if options["worst"]:
            self.stdout.write(f"\n{worst(measured, options['worst'])}")
        low = below(measured, options["overall"], options["each"])
        if low:
            raise CommandError(f"Below what was asked for: {', '.join(low)}.")

    def read(self, path, names):
        """Return the judgements of a file.

        Raises:
            CommandError: when there is none, it is not well formed, or it names a record that the demo has not.
        """
        try:
            judgements = read_judgements(path)
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        unknown = {name for each in judgements for name in each.grades} - names
        if unknown:
            raise CommandError(f"The demo has no record {', '.join(sorted(unknown))}.")
        return judgements
