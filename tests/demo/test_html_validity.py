"""Every page is valid for the Nu HTML checker: one run of it over all of them."""

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.demo.visiting import LANGUAGES, PRACTICES, STATES

pytestmark = pytest.mark.one_database

ROOT = Path(__file__).resolve().parents[2]
JAR = Path(os.environ.get("VNU_JAR") or ROOT / "var/tools/node_modules/vnu-jar/build/dist/vnu.jar")
LISTS = (
    "/es/practicas/?r=reduce&country=uy",
    "/en/practices/?r=reward&r=nothing",
    "/fr/pratiques/?care=long-term-care",
    *(practices + state for practices in PRACTICES for state in STATES),
)


@pytest.fixture(scope="module")
def checker():
    if shutil.which("java") is None or not JAR.exists():
        pytest.skip("The Nu HTML checker needs java and vnu.jar: npm install --prefix var/tools vnu-jar")
    return ["java", "-Xss4m", "-jar", str(JAR), "--format", "json", "--exit-zero-always", "--skip-non-html"]


@pytest.fixture(scope="module")
def saved(visitor, pages, search_pages, translation_pages, tmp_path_factory):
    """The address of each saved page, by its file."""
    states = [*translation_pages, *(visitor.get(address) for address in LISTS)]
    for language in LANGUAGES:
        states += [search_pages[language], visitor.search(language, ""), visitor.search(language, "xyzzyx")]
        states += [visitor.get(f"/{language}/no-existe/"), visitor.search(language, "ñ" * 300)]
    folder = tmp_path_factory.mktemp("html")
    files = {}
    for page in [*pages.values(), *states]:
        path = folder / f"{hashlib.sha256(page.url.encode()).hexdigest()[:16]}.html"
        path.write_bytes(page.body)
        files[path.as_uri()] = page.url
    return files


def test_every_page_is_valid_html(checker, saved):
    folder = Path(next(iter(saved)).removeprefix("file://")).parent
    done = subprocess.run([*checker, str(folder)], capture_output=True, text=True, check=True)
    # Java writes file:/tmp where Python writes file:///tmp.
    messages = json.loads(done.stderr)["messages"]
    problems = {}
    for message in messages:
        if message["type"] == "error" or message.get("subType") == "warning":
            name = "file://" + message["url"].removeprefix("file:").removeprefix("//")
            said = f"{message['message']} · {message.get('extract', '').strip()[:160]}"
            problems.setdefault(said, []).append(f"{saved[name]}:{message.get('lastLine')}")

    assert {said: (len(where), where[:3]) for said, where in problems.items()} == {}
