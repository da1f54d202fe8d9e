"""A public server: what it refuses, and what it is told before it starts. Each test starts a process of its own."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.one_database

ROOT = Path(__file__).resolve().parent.parent

NEEDED = {
    "SECRET_KEY": "only-for-this-test-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGH",
    "DATABASE_URL": "postgres://agc@127.0.0.1:1/agc",
    "ALLOWED_HOSTS": "example.org",
    "SITE_URL": "https://example.org",
    "EMAIL_URL": "smtp://127.0.0.1:1",
    "DEFAULT_FROM_EMAIL": "noreply@example.org",
}


@pytest.fixture
def manage(tmp_path):
    """Return a function that runs a management command under the production settings."""

    def run(*arguments, **environment):
        surroundings = {
            "PATH": os.environ["PATH"],
            "VAR_DIR": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "agc.settings.production",
        }
        return subprocess.run(
            [sys.executable, ROOT / "manage.py", *arguments],
            env=surroundings | environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


@pytest.mark.parametrize("name", NEEDED)
def test_refuses_to_start_without(manage, name):
    result = manage("check", **{key: value for key, value in NEEDED.items() if key != name})

    assert result.returncode != 0
    assert result.stderr.strip().endswith(f"Set these environment variables before starting: {name}")


def test_names_everything_that_is_missing(manage):
    assert manage("check").stderr.strip().endswith(f"before starting: {', '.join(NEEDED)}")


def test_the_deployment_check_is_silent(manage):
    result = manage("check", "--deploy", "--fail-level", "WARNING", **NEEDED)

    assert (result.returncode, result.stdout.strip()) == (0, "System check identified no issues (0 silenced).")


def test_the_demo_is_not_there(manage):
    result = manage("load_demo", **NEEDED)

    assert result.returncode != 0
    assert "Unknown command: 'load_demo'" in result.stderr


def test_every_step_of_an_upgrade_is_a_command(manage):
    """`prepare` leaves out what is not installed: that may be the demo, and nothing else."""
    from agc.core.management.commands.prepare import STEPS

    commands = manage("help", "--commands", **NEEDED).stdout.split()

    assert [step.command for step in STEPS if step.command not in commands] == ["load_demo"]


def variables_read():
    """Return every variable that a module of settings reads."""
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "site/agc/settings").glob("*.py")]
    return {name for text in texts for name in re.findall(r"\benv\.\w+\(\s*\"(\w+)\"", text)}


def test_the_example_names_every_variable():
    example = (ROOT / ".env.example").read_text(encoding="utf-8")

    assert variables_read() | set(NEEDED) == set(re.findall(r"^#?\s?([A-Z_]+)=", example, re.MULTILINE))
