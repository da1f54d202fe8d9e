from django.core.management.base import BaseCommand

from agc.translation.mails import together
from agc.translation.status import refresh_all


class Command(BaseCommand):
    help = "Compute anew where each translation stands: once a night, and after texts were changed past the CMS."

    def handle(self, **options):
        with together():
            records = refresh_all()
        self.stdout.write(f"{records} records looked at.")
