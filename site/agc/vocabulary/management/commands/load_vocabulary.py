from django.core.management.base import BaseCommand

from agc.vocabulary.loading import load_vocabulary


class Command(BaseCommand):
    help = "Load the official lists of concepts, countries and regions; what editors changed stays as it is."

    def handle(self, **options):
        self.stdout.write(f"{load_vocabulary()} labels written.")
