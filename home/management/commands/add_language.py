from io import StringIO
from textwrap import shorten

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Page

from agc.core.languages import SHIPPED, autonym, content_languages
from agc.core.records import key_of
from home.frame import set_up_site
from home.frame_words import missing_messages

# What else depends on the languages; an app that is not installed has no command.
SET_UP = ("setup_editorial", "setup_translation")
SHOWN = 10
WIDTH = 160


class Command(BaseCommand):
    help = (
        "Make a language of SITE_LANGUAGES real on a site that runs: its pages of the frame, its groups and their "
        "rights. Says what its catalogue lacks; run again, it takes up what was added and changes nothing else."
    )

    def add_arguments(self, parser):
        parser.add_argument("language", help="the code of the language, such as ar")

    def handle(self, *, language, **options):
        if language not in content_languages():
            wanted = ",".join([*content_languages(), language])
            raise CommandError(f"Say it in the settings first, and restart the site: SITE_LANGUAGES={wanted}")
        call_command("compile_catalogues", stdout=StringIO())
        outcome = set_up_site()
        for command in SET_UP:
            if command in get_commands():
                call_command(command, stdout=StringIO())
        self.report(language, outcome)

    def report(self, language, outcome):
        faults = outcome.faults[language]
        if faults:
            self.stdout.write(
                f"Drafts of the frame in '{language}' wait for words. Put them into the catalogue (in the context "
                "“frame of the site”) and run this again, or translate the pages in the admin:"
            )
            self.list(faults)
        self.report_interface(language)
        home = Page.objects.filter(translation_key=key_of("home"), locale__language_code=language).first()
        state = "is open to readers" if home and home.live else "is not open to readers yet: its home page is a draft"
        self.stdout.write(f"{outcome.made} pages made. {autonym(language)}, /{language}/, {state}.")

    def report_interface(self, language):
        missing = [] if language in SHIPPED else missing_messages(language)
        if missing:
            self.stdout.write(
                f"The interface lacks {len(missing)} texts in '{language}'; readers get them in "
                f"'{settings.LANGUAGE_CODE}'. The first:"
            )
            self.list(missing[:SHOWN])

    def list(self, lines):
        for line in lines:
            self.stdout.write(f"  {shorten(line, WIDTH, placeholder='…')}")
