"""What the compiler of PDF is given, how long it may take, and how many are at work at once."""

import fcntl
import json
import subprocess
import sys
import time
from contextlib import contextmanager

from django.conf import settings

# Seconds; a process that sleeps uses no time of its own and has to be ended too, before a web server gives up.
PATIENCE = 40
# So many are at work at once on a machine; others wait for one of them, so many seconds at most.
AT_ONCE = 2
WAIT = 15


class NotMade(Exception):
    """The compiler made no PDF."""


class Busy(NotMade):
    """All places are taken by other files."""


@contextmanager
def place():
    """Hold one of the places at which files are made on this machine.

    Raises:
        Busy: when none comes free in time.
    """
    ends = time.monotonic() + WAIT
    files = [(settings.VAR_DIR / f"pdf-{number}.lock").open("a") for number in range(AT_ONCE)]
    try:
        while not any(map(is_free, files)):
            if time.monotonic() > ends:
                raise Busy
            time.sleep(0.1)
        yield
    finally:
        for file in files:
            file.close()


def is_free(file):
    """Take a place, if nobody has it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def typeset(data, moment=None):
    """Return a PDF made of data.

    Args:
        data: what the template reads.
        moment: when the facts were published last.

    Raises:
        NotMade: with what the compiler said; Busy where too many are being made.
    """
    given = json.dumps({"data": data, "moment": moment and int(moment.timestamp())}).encode()
    command = [sys.executable, "-m", "practices.pdf.compiling"]
    try:
        with place():
            ended = subprocess.run(  # noqa: S603 - a command of our own
                command, input=given, cwd=settings.BASE_DIR, capture_output=True, timeout=PATIENCE, check=False
            )
    except subprocess.TimeoutExpired as error:
        raise NotMade(f"It took more than {PATIENCE} s.") from error
    if ended.returncode or not ended.stdout:
        raise NotMade(f"It ended with {ended.returncode}: {ended.stderr[-500:].decode(errors='replace')}")
    return ended.stdout
