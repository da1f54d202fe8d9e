from django.core.management.base import BaseCommand

from agc.translation.setup import set_up_translation


class Command(BaseCommand):
    help = "Make the review of translations and the rules on them; what exists stays as it is."

    def handle(self, **options):
        pages = set_up_translation()
        self.stdout.write(f"The review of translations is in place; {pages} pages looked at.")
