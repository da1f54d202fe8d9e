from django.core.management.base import BaseCommand

from search.documents.background import reader
from search.documents.reading import read_waiting


class Command(BaseCommand):
    help = (
        "Read the texts of documents that public pages offer and that were not read as they are now, so that the "
        "public search finds them. A server does so as soon as a document is published; the timer is for what was "
        "missed. Only one reads at a time."
    )

    def add_arguments(self, parser):
        parser.add_argument("--quiet", action="store_true", help="say nothing of what was read")

    def handle(self, *, quiet, **options):
        with reader.alone() as is_free:
            if not is_free:
                self.stdout.write("Another process reads documents already.")
                return
            read = read_waiting(lambda line: None if quiet else self.stdout.write(line))
        if not quiet:
            self.stdout.write(f"{read} documents read.")
