"""Work done beside the requests: by a process that a server starts as soon as something waits, and by a timer."""

import fcntl
import sys
from contextlib import contextmanager
from subprocess import DEVNULL, Popen

from django.conf import settings


class Worker:
    """A management command that works off what waits. At most one runs on a machine; it ends when nothing waits.

    Args:
        command: the name of the command and its arguments.
        waits: a function that returns whether something waits.

    Attributes:
        is_ready: whether this process may start workers: a server does, a command leaves it to the servers and timers.
    """

    is_ready = False

    def __init__(self, command, waits):
        self.command, self.waits = command, waits
        self.process = None

    @property
    def lock(self):
        return settings.VAR_DIR / f"{self.command[0]}.lock"

    @contextmanager
    def alone(self):
        """Give whether nobody else does this work on this machine, and keep others from it meanwhile."""
        with self.lock.open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True

    def start(self):
        """Start to work off what waits, unless that goes on already."""
        if not self.is_ready or self.is_running() or not self.waits():
            return
        with self.alone() as is_free:
            if not is_free:
                return
        command = [sys.executable, "manage.py", *self.command]
        self.process = Popen(command, cwd=settings.BASE_DIR, stdin=DEVNULL)  # noqa: S603 - this project's own manage.py

    def is_running(self):
        """Whether the process that was started last goes on; one that has ended is taken leave of."""
        return self.process is not None and self.process.poll() is None
