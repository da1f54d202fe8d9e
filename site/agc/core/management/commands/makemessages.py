from django.conf import settings
from django.core.management.commands import makemessages
from django.utils.translation import to_locale


class Command(makemessages.Command):
    help = "Collect the words of the interface into the catalogues, in the one way this project does it."
    # A guess from a similar string is worse than a gap, which `make check` reports.
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]

    def handle(self, *args, **options):
        ours = {
            "locale": options["locale"] or [to_locale(code) for code, _name in settings.LANGUAGES],
            "add_location": "file",
            "no_obsolete": True,
            "no_wrap": True,
            "ignore_patterns": [*options["ignore_patterns"], ".venv", "var", "tests", "docs", "deploy"],
        }
        return super().handle(*args, **options | ours)
