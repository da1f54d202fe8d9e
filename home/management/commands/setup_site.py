from django.core.management.base import BaseCommand

from home.frame import set_up_site


class Command(BaseCommand):
    help = "Make the locales, the site and the frame of pages in every language; what exists stays as it is."

    def handle(self, **options):
        self.stdout.write(f"{set_up_site()} pages made.")
