from django.core.management.base import BaseCommand

from search.rebuilding import index_everything


class Command(BaseCommand):
    help = "Rebuild the index of the public search; readers go on searching meanwhile."

    def handle(self, **options):
        self.stdout.write(f"{index_everything()} pages indexed.")
