"""What stands where: some names in the wrong place break Python itself, and the top level stays readable."""

from fnmatch import fnmatch
from pathlib import Path

import pytest

pytestmark = pytest.mark.one_database

ROOT = Path(__file__).resolve().parent.parent

TOP_LEVEL = {
    *("README.md", "LICENSE", "Makefile", "manage.py", "pyproject.toml", ".ci"),
    *("requirements.in", "requirements.txt", "requirements-dev.in", "requirements-dev.txt"),
    *(".editorconfig", ".env.example", ".git", ".gitignore"),
    *("site", "home", "practices", "events", "community", "search", "locale", "tests", "docs", "deploy"),
}


def ignored():
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    return [line.rstrip("/") for line in lines if line and not line.startswith("#")]


def test_site_is_no_package():
    """Python would load it in the place of its own module `site`, and lose the virtual environment."""
    assert not (ROOT / "site" / "__init__.py").exists()


def test_locale_is_no_package():
    """It would hide Python's own module `locale`, without which Django does not start."""
    assert not (ROOT / "locale" / "__init__.py").exists()


def test_nothing_unexpected_at_the_top():
    patterns = ignored()
    found = {path.name for path in ROOT.iterdir() if not any(fnmatch(path.name, pattern) for pattern in patterns)}
    assert found - TOP_LEVEL == set()


def test_the_source_root_is_not_ignored():
    """Common lists of files to ignore name /site, the output of a tool that is not used here."""
    assert not {"site", "/site"} & set(ignored())
