from django.conf import settings
from django.core.management.base import BaseCommand

from agc.demo.accounts import ACCOUNTS, PASSWORD


class Command(BaseCommand):
    help = "Say where the site and its admin are, and which accounts open it."
    requires_system_checks = []

    def handle(self, **options):
        address = settings.WAGTAILADMIN_BASE_URL
        self.stdout.write(
            f"\n  Site      {address}/\n"
            f"  Admin     {address}/admin/\n"
            f"  Accounts  {', '.join(ACCOUNTS)}\n"
            f"  Password  {PASSWORD} (the same for all)\n\n"
            "Stop with Ctrl-C. What you change is kept in var/ for the next time.\n"
        )
