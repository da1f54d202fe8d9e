from django.core.management.base import BaseCommand

from home.frame import set_up_site


class Command(BaseCommand):
    help = "Make the locales, the site and the frame of pages in every language; what exists stays as it is."

    def handle(self, **options):
        outcome = set_up_site()
        for language, faults in outcome.faults.items():
            if faults:
                self.stdout.write(f"{language}: {len(faults)} texts wait (manage.py add_language {language}).")
        self.stdout.write(f"{outcome.made} pages made.")
