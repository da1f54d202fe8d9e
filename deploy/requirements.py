"""Say where the locked requirements are not what requirements*.in asks for."""

import re
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PAIRS = (("requirements.in", "requirements.txt"), ("requirements-dev.in", "requirements-dev.txt"))
# Where packages come from is for each machine to say.
ADDRESS = re.compile(r"://|^\s*(-i|-f|--index-url|--extra-index-url|--find-links|--trusted-host)\b", re.MULTILINE)


def problems():
    """Return a line for each address, missing hash, unlocked wish and leftover."""
    found, pins = [], {}
    for source, lock in PAIRS:
        text = Path(lock).read_text(encoding="utf-8")
        if ADDRESS.search(text):
            found.append(f"{lock} names the address of a package index")
        entries = [entry for entry in re.split(r"\n(?=\S)", text.strip()) if entry[0] not in "#-"]
        found += [f"{lock}: no hash: {entry}" for entry in entries if "--hash=sha256:" not in entry]
        locked = [Requirement(re.split(r"\s\\?\s*--hash", entry)[0].rstrip(" \\\n")) for entry in entries]
        found += [f"{lock}: another version than the other lock: {row}" for row in locked if clashes(row, pins)]
        found += unlocked(source, lock, locked)
    return [*found, "make lock"] if found else []


def version(row):
    return next(iter(row.specifier)).version


def clashes(row, pins):
    """Return whether another lock pins another version under the same marker; remember this one."""
    return pins.setdefault((canonicalize_name(row.name), str(row.marker)), version(row)) != version(row)


def unlocked(source, lock, locked):
    """Return what a source asks for and its lock lacks, and what the lock holds that nothing asks for."""
    lines = (line.split("#")[0].strip() for line in Path(source).read_text(encoding="utf-8").splitlines())
    wishes = [Requirement(line) for line in lines if line and not line.startswith("-")]
    versions = {canonicalize_name(row.name): version(row) for row in locked}
    for wish in wishes:
        pinned = versions.get(canonicalize_name(wish.name))
        if pinned is None or not wish.specifier.contains(pinned, prereleases=True):
            yield f"{lock}: {wish} of {source} is locked as {pinned}"
    needed = needs(wishes)
    # What another system or Python needs cannot be followed from here.
    for row in locked:
        if row.marker is None and canonicalize_name(row.name) not in needed:
            yield f"{lock}: nothing in {source} needs {row.name}"


def needs(wishes):
    """Return the names of all that `wishes` bring with them on this machine."""
    seen, waiting = set(), [(wish, extra) for wish in wishes for extra in ("", *wish.extras)]
    while waiting:
        wish, extra = waiting.pop()
        key = (canonicalize_name(wish.name), extra)
        if key in seen:
            continue
        seen.add(key)
        for row in map(Requirement, installed_requirements(wish.name)):
            if row.marker is None or row.marker.evaluate({"extra": extra}):
                waiting += [(row, inner) for inner in ("", *row.extras)]
    return {name for name, _extra in seen}


def installed_requirements(name):
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []
