import os
from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.reloader import translation_file_changed


class Command(BaseCommand):
    help = "Compile the catalogues of words that changed, without gettext's own programs."
    requires_system_checks = []

    def handle(self, **options):
        catalogues = [path for folder in settings.LOCALE_PATHS for path in Path(folder).glob("*/LC_MESSAGES/*.po")]
        changed = [path for path in sorted(catalogues) if compile_catalogue(path)]
        if changed:
            # What this process has read already is out of date.
            translation_file_changed(sender=self, file_path=changed[0].with_suffix(".mo"))
        self.stdout.write(f"{len(changed)} catalogues compiled.")


def compile_catalogue(path):
    """Write the compiled catalogue beside `path` unless it is the one of this very file; return whether it was.

    Both carry the same time, so an older source that was brought back is compiled too.

    Raises:
        CommandError: when the source cannot be read, with the place.
    """
    target = path.with_suffix(".mo")
    stamp = path.stat().st_mtime_ns
    if target.exists() and target.stat().st_mtime_ns == stamp:
        return False
    # A server that is running never reads half a file.
    unfinished = target.with_suffix(f".{os.getpid()}")
    try:
        unfinished.write_bytes(polib.pofile(path).to_binary())
    except (OSError, UnicodeError) as error:
        raise CommandError(f"{path} is no catalogue that can be read: {error}") from error
    os.utime(unfinished, ns=(stamp, stamp))
    unfinished.replace(target)
    return True
