"""What is done again at the next start, and what is not."""

import io
import os

import pytest
from django.core.management import call_command

from agc.core.management.commands import compile_catalogues, prepare

pytestmark = pytest.mark.django_db


@pytest.fixture
def sources(settings, tmp_path):
    """A project of two files, prepared in two steps."""
    settings.BASE_DIR = settings.VAR_DIR = tmp_path
    settings.LOCALE_PATHS = []
    for name in ("frame.yaml", "demo.yaml"):
        (tmp_path / name).write_text("first")
    return tmp_path


@pytest.fixture
def ran(sources, monkeypatch):
    """Return a function that prepares the site and names the steps that ran."""
    done = []
    monkeypatch.setattr(prepare, "call_command", lambda name, **_options: done.append(name))
    frame = prepare.Step("setup_site", sources=("frame.yaml",), settings=("WAGTAILADMIN_BASE_URL",))
    monkeypatch.setattr(prepare, "STEPS", (frame, prepare.Step("load_demo", sources=("demo.yaml",))))

    def run(*arguments):
        done.clear()
        call_command("prepare", "--no-static", *arguments, stdout=io.StringIO())
        return [name for name in done if name != "compile_catalogues"]

    return run


def test_a_second_start_does_nothing(ran):
    assert ran("--changed") == ["setup_site", "load_demo"]
    assert ran("--changed") == []


def test_only_the_step_whose_sources_changed_runs_again(ran, sources):
    ran("--changed")

    (sources / "frame.yaml").write_text("second")

    assert ran("--changed") == ["setup_site"]


def test_another_address_sets_the_site_up_again_and_nothing_else(ran, settings):
    ran("--changed")

    settings.WAGTAILADMIN_BASE_URL = "http://127.0.0.1:8123"

    assert ran("--changed") == ["setup_site"]


def test_without_the_option_everything_runs(ran):
    ran("--changed")

    assert ran() == ["setup_site", "load_demo"]


def test_another_database_is_prepared_from_the_start(ran, monkeypatch):
    ran("--changed")

    monkeypatch.setattr(prepare, "identity_of_database", lambda length=None: [length or 1, "another"])

    assert ran("--changed") == ["setup_site", "load_demo"]


def test_a_database_that_was_migrated_further_is_still_the_same(ran, django_db_blocker):
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    ran("--changed")

    MigrationRecorder(connection).record_applied("core", "9999_later")

    assert ran("--changed") == []


PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Search"\nmsgstr "%s"\n'


def test_a_catalogue_is_compiled_when_its_source_is_another_one(tmp_path):
    source = tmp_path / "django.po"
    source.write_text(PO % "Buscar")

    assert compile_catalogues.compile_catalogue(source)
    assert not compile_catalogues.compile_catalogue(source)
    source.write_text(PO % "Busca")
    os.utime(source, (1, 1))
    assert compile_catalogues.compile_catalogue(source)
    assert b"Busca\0" in source.with_suffix(".mo").read_bytes()
