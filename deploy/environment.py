"""Make .venv and install the locked requirements into it, unless that is done; needs Python alone.

Run from the root of the project, by the Python that deploy/find-python.sh names.
"""

import argparse
import hashlib
import socket
import subprocess
import sys
from pathlib import Path

VENV = Path(".venv").absolute()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", help="refuse at once when nothing can be served there")
    parser.add_argument("locks", nargs="+", type=Path, help="requirements files with hashes")
    arguments = parser.parse_args()
    if arguments.port is not None:
        check_port(arguments.port)
    if Path(sys.prefix) != VENV:
        run("The virtual environment could not be made.", sys.executable, "-m", "venv", "--clear", VENV)
    install([lock for lock in arguments.locks if not is_installed(lock)])


def check_port(text):
    """End with a reason when nothing can be served on this port."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        sys.exit(f"PORT is a number from 1 to 65535, not “{text}”.")
    with socket.socket() as probe:
        # A port that a server left a moment ago counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except PermissionError:
            sys.exit(f"Port {text} is kept for administrators: choose one from 1024 up, as in make run PORT=8080.")
        except OSError:
            sys.exit(f"Port {text} is taken: stop what runs there, or choose another, as in make run PORT=8080.")


def install(locks):
    """Install what `locks` say and write down that it was."""
    if not locks:
        return
    print(f"Installing {' and '.join(map(str, locks))} (about a minute)…", flush=True)
    files = [argument for lock in locks for argument in ("-r", lock)]
    options = ("--require-hashes", "--no-input", "-qq", "--disable-pip-version-check")
    run("The requirements could not be installed.", VENV / "bin/python", "-m", "pip", "install", *options, *files)
    for lock in locks:
        stamp_of(lock).write_text(digest(lock))


def run(failure, *command):
    """Run a command; end with `failure` when it fails, what it said standing above."""
    if subprocess.run(command, check=False).returncode:
        sys.exit(failure)


def is_installed(lock):
    stamp = stamp_of(lock)
    return stamp.exists() and stamp.read_text() == digest(lock)


def stamp_of(lock):
    """Return the file in .venv that says which version of `lock` is installed there."""
    return VENV / f"{lock.name}.sha256"


def digest(lock):
    return hashlib.sha256(lock.read_bytes()).hexdigest()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
