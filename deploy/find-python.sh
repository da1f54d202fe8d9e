#!/bin/sh
# Print the Python to use: that of .venv where it is sound, else the first of 3.11 or newer that can make one.

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

if new_enough .venv/bin/python && .venv/bin/python -c 'import pip' 2>/dev/null; then
    echo .venv/bin/python
    exit
fi

found=
for candidate in "${PYTHON:-}" python3 python3.13 python3.12 python3.11; do
    [ -n "$candidate" ] && new_enough "$candidate" || continue
    if "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then
        echo "$candidate"
        exit
    fi
    found=${found:-$candidate}
done

if [ -n "$found" ]; then
    version=$("$found" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    echo "$found cannot make a virtual environment: install its venv (Debian, Ubuntu: apt-get install python$version-venv)." >&2
else
    echo "Python 3.11 or newer was not found: install it, or say where it is (make run PYTHON=/path/to/python3.13)." >&2
fi
exit 1
