"""Run every check that needs no running site, a line for each; end with 1 when one of them fails.

Run from the root of the project by the Python of .venv (make check).
"""

import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import catalogues
import requirements

BIN = Path(sys.executable).parent
MANAGE = (sys.executable, "manage.py")
TEMPLATE_FOLDERS = ("site/agc", "home", "practices", "events", "community", "search")

# What a server has to say before it starts; none of it is reached.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "agc.settings.production",
    "SECRET_KEY": "a-key-for-this-check-alone-0123456789-abcdefghijklmnopqrstuvwxyz",
    "DATABASE_URL": "postgres://agc@127.0.0.1:1/agc",
    "ALLOWED_HOSTS": "example.org",
    "SITE_URL": "https://example.org",
    "EMAIL_URL": "smtp://127.0.0.1:1",
    "DEFAULT_FROM_EMAIL": "noreply@example.org",
}


def templates():
    return sorted(path for folder in TEMPLATE_FOLDERS for path in Path(folder).rglob("*.html"))


def ran(*command, **environment):
    """Run a command; return what it said when it failed, and nothing when it did not."""
    result = subprocess.run(
        command, env=os.environ | environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )
    return [(result.stdout + result.stderr).strip() or f"ended with {result.returncode}"] if result.returncode else []


def packages_that_hide_one_of_python():
    paths = ("site/__init__.py", "locale/__init__.py")
    return [f"{path} hides Python's own module" for path in paths if Path(path).exists()]


def words_out_of_step():
    """Collect the words of the sources in a copy, and compare; None where that cannot be done."""
    if not shutil.which("xgettext"):
        return None
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch, "copy")
        shutil.copytree(".", copy, ignore=shutil.ignore_patterns(".git", ".venv", "var", "media", "__pycache__"))
        said = ran("env", "-C", copy, *MANAGE, "makemessages", VAR_DIR=str(Path(scratch, "var")))
        return said or catalogues.differences(Path("locale"), copy / "locale")


CHECKS = {
    "ruff": lambda: ran(BIN / "ruff", "check", "--quiet", "--output-format=concise", "."),
    "ruff format": lambda: ran(BIN / "ruff", "format", "--check", "--quiet", "--output-format=concise", "."),
    "djhtml": lambda: ran(BIN / "djhtml", "--check", "--tabwidth=4", *templates()),
    "djlint": lambda: ran(BIN / "djlint", "--lint", "--quiet", *templates()),
    "imports": lambda: ran(BIN / "lint-imports", "--cache-dir=var/cache/import-linter", PYTHONPATH="site"),
    "system": lambda: ran(*MANAGE, "check", "--fail-level=WARNING"),
    "system in production": lambda: ran(*MANAGE, "check", "--deploy", "--fail-level=WARNING", **PRODUCTION),
    "migrations": lambda: ran(*MANAGE, "makemigrations", "--check", "--dry-run"),
    "words complete": catalogues.problems,
    "words in step": words_out_of_step,
    "layout": packages_that_hide_one_of_python,
    "requirements": requirements.problems,
}
SHOWN = 40
LEFT_OUT = {"words in step": "xgettext is not installed"}


def shortened(problems):
    """Return the lines of `problems`, as many as a person reads."""
    lines = [line for problem in problems for line in problem.splitlines()]
    rest = len(lines) - SHOWN
    return [*lines[:SHOWN], f"… and {rest} lines more"] if rest > 0 else lines


def main():
    wanted = sys.argv[1:] or list(CHECKS)
    failed = 0
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for name, problems in zip(wanted, pool.map(lambda name: CHECKS[name](), wanted), strict=True):
            if problems is None:
                print(f"left out  {name}: {LEFT_OUT[name]}")
            elif problems:
                failed += 1
                print(f"FAILED    {name}", *shortened(problems), sep="\n          ", flush=True)
            else:
                print(f"ok        {name}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
