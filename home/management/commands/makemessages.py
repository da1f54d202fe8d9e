from pathlib import Path

from agc.core.management.commands import makemessages
from home.frame_words import entries_for


class Command(makemessages.Command):
    help = (
        "Collect the words of the interface into the catalogues; in a language that home/frame.yaml does not speak, "
        "the words of the frame too."
    )

    def write_po_file(self, potfile, locale):
        """Add what frame.yaml lacks in this language to the template, for as long as its catalogue is written."""
        template = Path(potfile)
        words = template.read_text(encoding="utf-8")
        # Django names a catalogue as folders are named: pt_BR for pt-br.
        entries = entries_for(locale.replace("_", "-").lower())
        try:
            template.write_text("\n".join([words, *map(str, entries)]), encoding="utf-8")
            super().write_po_file(potfile, locale)
        finally:
            template.write_text(words, encoding="utf-8")
