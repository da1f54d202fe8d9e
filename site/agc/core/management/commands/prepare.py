import hashlib
import io
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

CODE = ("site/agc", "home", "practices", "events", "community", "search", "requirements.txt")
DEMO = "site/agc/demo"


@dataclass(frozen=True)
class Step:
    """A command that is safe to run again, and what its outcome depends on.

    Args:
        command: the name of the command; a step whose app is not installed is left out.
        sources: folders and files, from the root of the project.
        settings: names of settings.
        note: what to say to who waits for it.
        options: the options of the command.
    """

    command: str
    sources: tuple = CODE
    settings: tuple = ()
    note: str = ""
    options: dict = field(default_factory=dict)

    def digest(self):
        """Return another name as soon as a source or a setting differs."""
        paths = [settings.BASE_DIR / source for source in self.sources]
        files = sorted(file for path in paths for file in [path, *path.rglob("*")] if self.counts(file))
        return digest(*(getattr(settings, name) for name in self.settings), *(file.read_bytes() for file in files))

    def counts(self, file):
        foreign = DEMO not in self.sources and settings.BASE_DIR / DEMO in file.parents
        return file.is_file() and not foreign and file.suffix not in {".pyc", ".html", ".css", ".js"}


STEPS = (
    Step("migrate", settings=("INSTALLED_APPS",), options={"interactive": False, "verbosity": 0}),
    Step("load_vocabulary"),
    # The catalogues have the words of the frame in further languages.
    Step(
        "setup_site",
        sources=(*CODE, "locale", settings.VAR_DIR / "locale"),
        settings=("WAGTAILADMIN_BASE_URL", "WAGTAIL_SITE_NAME", "SITE_LANGUAGES"),
    ),
    Step("setup_editorial", settings=("SITE_LANGUAGES",)),
    Step("setup_translation", settings=("SITE_LANGUAGES",)),
    Step("rebuild_search"),
    # Only when the demo itself has changed: what somebody deleted stays deleted.
    Step("load_demo", sources=(DEMO,), note=" (a minute or two, the first time)"),
    Step("read_documents", sources=(*CODE, DEMO), options={"quiet": True}),
)


class Command(BaseCommand):
    help = "Bring database, words and static files up to date: after an installation, an upgrade or a restore."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--changed", action="store_true", help="leave out what was done and has not changed since")
        parser.add_argument("--no-static", action="store_true", help="leave the static files alone")
        parser.add_argument("--welcome", action="store_true", help="say where the site is and which accounts open it")

    def handle(self, *, changed, no_static, welcome, **options):
        record = Record(trusted=changed)
        call_command("compile_catalogues", stdout=io.StringIO())
        collecting = None if no_static else start_collecting(record)
        try:
            for step in STEPS:
                if step.command in get_commands() and not record.says(step.command, step.digest()):
                    self.run(step)
                    record.write(step.command, step.digest())
        finally:
            if collecting:
                self.finish(collecting)
                record.write("collectstatic", digest_of_static())
        if welcome:
            call_command("welcome", stdout=self.stdout)

    def run(self, step):
        self.say(f"{step.command}{step.note}… ")
        began, said = time.monotonic(), io.StringIO()
        call_command(step.command, stdout=said, **step.options)
        self.stdout.write(f"{said.getvalue().strip() or 'done'} ({time.monotonic() - began:.0f} s)")

    def finish(self, collecting):
        self.say("collectstatic… ")
        said, _nothing = collecting.communicate()
        if collecting.returncode:
            reason = said.strip() or f"ended with {collecting.returncode}"
            raise CommandError(f"The static files could not be collected: {reason}")
        self.stdout.write("done")

    def say(self, text):
        self.stdout.write(text, ending="")
        self.stdout.flush()


def start_collecting(record):
    """Start to collect the static files beside the rest, as it takes long and needs no database; None if it is done."""
    if record.says("collectstatic", digest_of_static()) and settings.STATIC_ROOT.is_dir():
        return None
    command = [sys.executable, settings.BASE_DIR / "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
    # The command is this project's own manage.py.
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # noqa: S603


class Record:
    """What was done on this machine, from which sources and to which database.

    Args:
        trusted: whether to believe what was written down the last time.
    """

    def __init__(self, trusted):
        self.path = settings.VAR_DIR / "prepared.json"
        self.done = json.loads(self.path.read_text()) if trusted and self.path.exists() else {}
        if not is_database(self.done.get("database")):
            self.done = {"collectstatic": self.done.get("collectstatic")}

    def says(self, name, sources):
        return self.done.get(name) == sources

    def write(self, name, sources):
        self.done |= {name: sources, "database": identity_of_database()}
        unfinished = self.path.with_suffix(".new")
        unfinished.write_text(json.dumps(self.done, indent=1))
        unfinished.replace(self.path)


def identity_of_database(length=None):
    """Return how many migrations the database has seen, and a name for which ones, when: no other has the same."""
    name = [connection.settings_dict[key] for key in ("ENGINE", "NAME", "HOST", "PORT")]
    rows = MigrationRecorder(connection).applied_migrations().values()
    rows = sorted((row.applied.isoformat(), row.app, row.name) for row in rows)[:length]
    return [len(rows), digest(*name, *rows)]


def is_database(identity):
    """Return whether the database is the one with this `identity`, or what has become of it since."""
    return identity is not None and identity_of_database(identity[0]) == identity


def digest(*parts):
    """Return a short name for `parts`, another one as soon as any of them differs."""
    together = hashlib.sha256()
    for part in parts:
        together.update(hashlib.sha256(part if isinstance(part, bytes) else str(part).encode()).digest())
    return together.hexdigest()


def digest_of_static():
    """Return the digest of every static file there is, those of the libraries too."""
    paths = sorted(storage.path(name) for finder in get_finders() for name, storage in finder.list([]))
    stats = [(path, os.stat(path)) for path in paths]
    files = [(path, stat.st_size, stat.st_mtime_ns) for path, stat in stats]
    return digest(settings.STATIC_ROOT, settings.STORAGES["staticfiles"], *files)
