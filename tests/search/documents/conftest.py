"""Publications that offer documents, and the reading of these."""

import pytest

from search.documents import background
from search.documents.reading import read_waiting
from tests.factories import publication


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.VAR_DIR = tmp_path


@pytest.fixture
def offered(committed):
    """Return a function that publishes a publication with some documents, whose texts are read."""

    def publish(*documents, read=True, **fields):
        page = publication(**fields)
        for number, file in enumerate(documents):
            page.files.create(document=file, sort_order=number)
        committed(page.save_revision().publish)
        if read:
            committed(read_waiting)
        return page

    return publish


@pytest.fixture
def started(monkeypatch):
    """Return the commands that the reader starts; here each is done as soon as somebody looks."""
    commands = []

    class Ended:
        def __init__(self, command, **kwargs):
            commands.append(command[1:])

        def poll(self):
            return 0

    monkeypatch.setattr("agc.core.background.Popen", Ended)
    monkeypatch.setattr(background.reader, "is_ready", True)
    monkeypatch.setattr(background.reader, "process", None)
    return commands
