"""How far a file is, told beside the database: all of a file is written in one transaction, that nobody else sees."""

from contextlib import suppress
from datetime import UTC, datetime

from django.conf import settings


def path_of(pk):
    return settings.VAR_DIR / f"import-{pk}.progress"


def tell(pk, done, total):
    """Note that `done` of `total` practices of a file are looked at, or written; the work goes on where that fails."""
    draft = path_of(pk).with_suffix(".draft")
    with suppress(OSError):
        draft.write_text(f"{done} {total}")
        draft.replace(path_of(pk))


def told(pk):
    """Return how many practices of a file are done, and of how many; nothing of nothing where it is not known."""
    try:
        done, total = path_of(pk).read_text().split()
        return int(done), int(total)
    except (FileNotFoundError, ValueError):
        return 0, 0


def last_told(pk):
    """Return when it was last noted how far a file is; None where it was not."""
    with suppress(FileNotFoundError):
        return datetime.fromtimestamp(path_of(pk).stat().st_mtime, UTC)


def forget(pk):
    path_of(pk).unlink(missing_ok=True)
