from django.core.management.base import BaseCommand

from agc.editorial.setup import set_up_editorial


class Command(BaseCommand):
    help = "Make or complete groups, permissions, collections and workflows; run twice, nothing changes."

    def handle(self, **options):
        set_up_editorial()
        self.stdout.write("Groups, permissions, collections and workflows are in place.")
