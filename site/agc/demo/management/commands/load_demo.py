from django.core.management import call_command
from django.core.management.base import BaseCommand
from wagtail.signal_handlers import disable_reference_index_auto_update

from agc.demo.accounts import PASSWORD, make_accounts
from agc.demo.loading import load_pages
from agc.demo.media import load_documents, load_images


class Command(BaseCommand):
    help = "Load the demo content and accounts; pages that exist stay as they are."

    def handle(self, **options):
        load_images()
        load_documents()
        # Once at the end takes a fifth of the time of once for each save.
        with disable_reference_index_auto_update():
            pages = load_pages()
        if pages:
            call_command("rebuild_references_index", verbosity=0)
        accounts = make_accounts()
        self.stdout.write(f"{pages} pages and {len(accounts)} accounts made.")
        if accounts:
            self.stdout.write(f"Accounts, all with the password “{PASSWORD}”: {', '.join(accounts)}")
