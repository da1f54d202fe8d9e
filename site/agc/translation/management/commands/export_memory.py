from contextlib import nullcontext
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Locale

from agc.translation.memory.tmx import document, units


class Command(BaseCommand):
    help = "Write the translation memory as TMX 1.4b, which every tool for translators reads."

    def add_arguments(self, parser):
        parser.add_argument("--source", help="the language of the sources, as es; every one if left out")
        parser.add_argument("--target", help="the language of the translations, as en; every one if left out")
        parser.add_argument("--output", type=Path, help="the file to write; if left out it goes to the standard output")

    def handle(self, source, target, output, **options):
        pairs = self.pairs(source, target)
        try:
            with output.open("w", encoding="utf-8") if output else nullcontext(self.stdout) as file:
                for piece in document(pairs):
                    file.write(piece if output else piece.removesuffix("\n"))
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
        if output:
            self.stdout.write(f"{units(pairs).count()} pairs written to {output}.")

    def pairs(self, source, target):
        """Return the pairs of languages asked for.

        Raises:
            CommandError: for a language that the site does not have.
        """
        every = list(Locale.objects.order_by("language_code").values_list("language_code", flat=True))
        for code in filter(None, (source, target)):
            if code not in every:
                raise CommandError(f"The site has no language {code}: it has {', '.join(every)}.")
        sources, targets = [source] if source else every, [target] if target else every
        return [(one, other) for one in sources for other in targets if one != other]
