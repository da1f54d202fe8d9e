"""The site with its demo, as `make run` serves it, for tests that look at it from outside.

While writing such tests a site that runs already may be used: AGC_DEMO_SITE is its address, AGC_DEMO_VAR its VAR_DIR.
"""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_START = 60
FOLDERS = (ROOT / "tests" / "demo", ROOT / "tests" / "browser")

# Runs each line that it reads, as JSON, and writes what that printed and how it failed.
SHELL = """
import contextlib, io, json, sys, traceback
from django.db import connections
for line in sys.stdin:
    printed, error = io.StringIO(), ""
    try:
        with contextlib.redirect_stdout(printed):
            exec(json.loads(line), dict(globals()))
    except BaseException:
        error = traceback.format_exc()
    connections.close_all()
    print(json.dumps([printed.getvalue(), error]), flush=True)
"""


class DemoSite:
    """A site of its own: database, files, server.

    Args:
        var: the folder for everything it writes.
        url: its address, without a slash at the end.
        database: the address of its database; SQLite in `var` when empty.
    """

    def __init__(self, var, url, database=""):
        self.var = Path(var)
        self.url = url
        self.server = self.running = None
        self.environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"} | {
            "DJANGO_SETTINGS_MODULE": "agc.settings.dev",
            "DATABASE_URL": database or f"sqlite:///{self.var / 'agc.sqlite3'}",
            "DEBUG": "0",
            "EMAIL_URL": "consolemail://",
            "MEDIA_ROOT": str(self.var / "media"),
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
            "SECRET_KEY": "only-for-the-demo-of-the-tests-0123456789-abcdefghij",
            "SITE_URL": self.url,
            "VAR_DIR": str(self.var),
        }

    def manage(self, *arguments):
        """Run a management command against the site; return what it printed.

        Raises:
            AssertionError: when it failed, with what it said.
        """
        # Whatever a command changes, what runs afterwards knows of it.
        self.end_shell()
        done = subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), *arguments],
            env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"manage.py {' '.join(arguments)[:200]}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def shell(self, code):
        """Run Python in a process of the site, which is kept: to start one takes seconds; return what it printed.

        Raises:
            AssertionError: when it failed, with the traceback.
        """
        if self.running is None:
            command = [sys.executable, str(ROOT / "manage.py"), "shell", "--verbosity", "0", "--command", SHELL]
            self.running = subprocess.Popen(
                command, env=self.environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        with suppress(BrokenPipeError):
            self.running.stdin.write(f"{json.dumps(code)}\n")
            self.running.stdin.flush()
        answer = self.running.stdout.readline()
        assert answer, f"The process that runs code on the site ended: {self.running.wait(SECONDS_TO_START)}"
        printed, error = json.loads(answer)
        assert not error, f"{printed}\n{error}"
        return printed

    def end_shell(self):
        """Let the next code run in a new process."""
        running, self.running = self.running, None
        if running:
            with suppress(BrokenPipeError):
                running.stdin.close()
            try:
                running.wait(timeout=SECONDS_TO_START)
            except subprocess.TimeoutExpired:
                running.kill()

    def set_up(self):
        """Prepare it as `make run` does."""
        self.manage("prepare")

    def start(self):
        """Start the application server and wait until it answers."""
        address = urlsplit(self.url)
        command = [
            sys.executable, "-m", "granian", "--interface", "wsgi", "agc.wsgi:application",
            "--host", address.hostname, "--port", str(address.port), "--workers", "2", "--blocking-threads", "4",
        ]  # fmt: skip
        with (self.var / "server.log").open("ab") as log:
            self.server = subprocess.Popen(
                command, env=self.environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline:
            assert self.server.poll() is None, f"The server ended at once:\n{self.log()}"
            with suppress(requests.ConnectionError):
                requests.get(f"{self.url}/robots.txt", timeout=SECONDS_TO_START)
                assert self.server.poll() is None, f"Another server answers at {self.url}:\n{self.log()}"
                return
            time.sleep(0.1)
        raise AssertionError(f"The server did not answer within {SECONDS_TO_START} seconds:\n{self.log()}")

    @contextmanager
    def serving(self):
        """Let it answer as long as the block lasts."""
        try:
            self.start()
            yield
        finally:
            self.stop()

    def log(self):
        """Return what the server wrote: errors and mails."""
        path = self.var / "server.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def stop(self):
        self.end_shell()
        if self.server and self.server.poll() is None:
            self.server.terminate()
            try:
                self.server.wait(timeout=10)
            except subprocess.TimeoutExpired:
                os.killpg(self.server.pid, signal.SIGKILL)
                self.server.wait(timeout=10)


PAGE_TYPES = """
import json
from wagtail.models import Page
found = {}
for page in Page.objects.live().public().filter(depth__gte=2).order_by("path").specific():
    languages = found.setdefault(type(page).__name__, {})
    languages.setdefault(page.locale.language_code, []).append(page.full_url)
print(json.dumps(found))
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def beside(address, name):
    """Return the address of another database on the same server, with or without a host."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}/{name}" + (f"?{parts.query}" if parts.query else "")


@contextmanager
def own_database(address):
    """Yield the address of a new database beside the one at `address`; nothing for SQLite."""
    if not address.startswith(("postgres://", "postgresql://")):
        yield ""
        return
    import psycopg

    name = f"agc_demo_{secrets.token_hex(4)}"
    with psycopg.connect(beside(address, "postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield beside(address, name)
        finally:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory):
    """The running site, made anew for the session."""
    running = os.environ.get("AGC_DEMO_SITE", "").rstrip("/")
    if running:
        yield DemoSite(os.environ.get("AGC_DEMO_VAR", ROOT / "var"), running, os.environ.get("DATABASE_URL", ""))
        return
    with own_database(os.environ.get("DATABASE_URL", "")) as database:
        site = DemoSite(tmp_path_factory.mktemp("demo-site"), f"http://127.0.0.1:{free_port()}", database)
        site.set_up()
        with site.serving():
            yield site


@pytest.fixture(scope="session")
def page_types(demo_site):
    """The addresses of the public pages, by the name of their type and their language."""
    return json.loads(demo_site.shell(PAGE_TYPES).splitlines()[-1])


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Give all tests of the running site to one worker, and the journey that changes its content last."""
    for item in items:
        if any(folder in item.path.parents for folder in FOLDERS):
            item.add_marker(pytest.mark.xdist_group("demo"))
    items.sort(key=lambda item: item.get_closest_marker("changes_the_demo") is not None)


def pytest_configure(config):
    config.addinivalue_line("markers", "changes_the_demo: it publishes on the shared site and so runs last")
