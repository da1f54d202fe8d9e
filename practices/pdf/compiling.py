"""Makes a PDF in a process of its own: JSON comes in by the standard input, the file goes out.

The compiler keeps what it has read and set in memory, for a next time that never comes: in a server it would grow with
each file. And whatever a text does to it, this process alone ends. It knows nothing of the site.
"""

import json
import resource
import sys
from pathlib import Path

import typst

# All that the compiler can read.
ROOT = Path(__file__).parent / "template"
# Tagged, with title and language, as who has it read aloud needs it.
ACCESSIBLE = "ua-1"
# A hundred practices take 3 seconds and 400 MB.
MAX_SECONDS = 60
MAX_MEMORY = 3_000_000_000


def bound():
    """Bind this process in time and memory."""
    for kind, most in ((resource.RLIMIT_CPU, MAX_SECONDS), (resource.RLIMIT_AS, MAX_MEMORY)):
        resource.setrlimit(kind, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def compiled(data, moment):
    """Return the PDF that the template makes of data, whose words reach it as JSON and can be no code.

    The compiler finds no package and loads none. A text with a sign that no font has cannot be accessible in the strict
    sense: it shows a box in its place, and the file does not claim to be.

    Args:
        moment: what it says of the time when it was made, in seconds: the same data makes the same bytes.
    """
    given = {
        "root": ROOT,
        "format": "pdf",
        # Those of the machine too: for scripts that its own have not.
        "font_paths": typst.Fonts(include_system_fonts=True, include_embedded_fonts=True),
        "sys_inputs": {"data": json.dumps(data, ensure_ascii=False)},
        "timestamp": moment,
        "package_path": ROOT,
        "package_cache_path": ROOT,
    }
    template = (ROOT / "practice.typ").read_bytes()
    try:
        return typst.compile(template, pdf_standards=ACCESSIBLE, **given)
    except typst.TypstError:
        return typst.compile(template, **given)


if __name__ == "__main__":
    bound()
    sys.stdout.buffer.write(compiled(**json.load(sys.stdin.buffer)))
