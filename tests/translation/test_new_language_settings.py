"""Another language is one setting: what may stand in it, and the catalogue that the project makes for it."""

import os
import shutil
import subprocess
import sys

import polib
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import translation

from agc.settings.languages import admin_languages, site_languages
from deploy import catalogues
from home.frame_words import CONTEXT, entries_for, read_frame
from tests.demo_site import ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("arabic"), pytest.mark.one_database]


# The settings


def test_the_setting_names_the_languages_in_their_order():
    found = site_languages([" AR", "es", "pt_BR", ""])
    assert [code for code, _name in found] == ["ar", "es", "pt-br"]
    with translation.override("en"):
        assert [str(name) for _code, name in found] == ["Arabic", "Spanish", "Brazilian Portuguese"]


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (["es", "xx"], "knows no language 'xx'"),
        (["العربية"], "knows no language 'العربية'"),
        (["es", "en", "es"], "each language once, not es"),
        ([" ", ""], "at least one language"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_with_the_reason(codes, said):
    with pytest.raises(ImproperlyConfigured, match=f"SITE_LANGUAGES.*{said}"):
        site_languages(codes)


def test_the_admin_is_offered_in_the_languages_that_it_speaks():
    codes = [code for code, _name in admin_languages(site_languages(["es", "sw", "pt", "ar"]))]
    assert codes == ["es", "pt-br", "pt-pt", "ar"]
    assert [code for code, _name in admin_languages(site_languages(["sw"]))] == ["en"]


@pytest.mark.parametrize("languages", ["es,en,fr,ar", "ar,pt-br"])
def test_no_setting_of_languages_calls_for_a_migration(languages, tmp_path):
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", "makemigrations", "--check", "--dry-run"],
        env=os.environ | {"SITE_LANGUAGES": languages, "VAR_DIR": str(tmp_path), "DATABASE_URL": "sqlite://:memory:"},
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout.strip()) == (0, "No changes detected"), done.stderr


# The catalogues of the project


def test_only_the_languages_of_the_project_must_have_all_words(tmp_path):
    for language in ("fr", "ar"):
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        lines = ['msgid ""', 'msgstr "Content-Type: text/plain; charset=UTF-8\\n"', "", 'msgid "Home"', 'msgstr ""', ""]
        (folder / "django.po").write_text("\n".join(lines), encoding="utf-8")
    [fault] = catalogues.problems(tmp_path)
    assert "fr/LC_MESSAGES" in fault
    assert "not translated: 'Home'" in fault


def test_the_words_of_the_frame_are_asked_for_where_frame_yaml_has_none():
    entries = entries_for("ar")
    assert [entry.msgid for entry in entries] == [
        texts["en"] for row in read_frame() for texts in row["fields"].values()
    ]
    assert "at most 70 characters" in entries[2].comment
    assert entries_for("fr") == []


@pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext was not found")
def test_the_catalogue_of_a_new_language_has_the_frame_and_the_old_ones_stay(tmp_path):
    copy, var = tmp_path / "copy", tmp_path / "var"
    unwanted = shutil.ignore_patterns(".git", ".venv", "var", "media", "docs", "__pycache__")
    shutil.copytree(ROOT, copy, ignore=unwanted, symlinks=True)
    before = {path: polib.pofile(path) for path in sorted(copy.glob("locale/*/LC_MESSAGES/*.po"))}
    subprocess.run(
        [sys.executable, "manage.py", "makemessages"],
        env=os.environ | {"SITE_LANGUAGES": "es,en,fr,pt-br", "VAR_DIR": str(var)},
        cwd=copy, capture_output=True, check=True,
    )  # fmt: skip
    made = polib.pofile(copy / "locale/pt_BR/LC_MESSAGES/django.po")
    assert {entry.msgid for entry in made if entry.msgctxt == CONTEXT} == {entry.msgid for entry in entries_for("pt")}
    assert len(made) > len(entries_for("pt")) + 500
    assert "nplurals=2" in made.metadata["Plural-Forms"]
    for path in before:
        assert not [entry for entry in polib.pofile(path) if entry.msgctxt == CONTEXT]
