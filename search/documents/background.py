"""Documents are read in the background: by a process that a server starts as soon as one waits, and by a timer."""

import fcntl
import sys
from contextlib import contextmanager
from subprocess import DEVNULL, Popen

from django.conf import settings

from search.models import SearchFile


class Reader:
    """The process that reads. At most one runs on a machine; it ends when nothing waits any more.

    Attributes:
        is_ready: whether this process may start it: a server does, a command leaves it to the servers and the timer.
    """

    is_ready = False
    process = None

    @property
    def lock(self):
        return settings.VAR_DIR / "read_documents.lock"

    @contextmanager
    def alone(self):
        """Give whether nobody else reads on this machine, and keep others from it meanwhile."""
        with self.lock.open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True

    def start(self):
        """Start to read what waits, unless that goes on already."""
        if not self.is_ready or self.is_running() or not SearchFile.objects.waiting().exists():
            return
        with self.alone() as is_free:
            if not is_free:
                return
        command = [sys.executable, "manage.py", "read_documents", "--quiet"]
        self.process = Popen(command, cwd=settings.BASE_DIR, stdin=DEVNULL)  # noqa: S603 - this project's own manage.py

    def is_running(self):
        """Whether the process that was started last goes on; one that has ended is taken leave of."""
        return self.process is not None and self.process.poll() is None


reader = Reader()


def start_reading():
    reader.start()
