"""What the tests of the editor's parts do over and over: find a text of a sheet, and fill in its form."""

import json

from agc.translation.editor.saving import token_of

# Numbers that are no key: too long for a database, and for Python to read.
HUGE = ["9" * 19, "9" * 4301, "9" * 5000]


def segment_at(sheet, path):
    return next(segment for segment in sheet.segments if segment.path.startswith(path))


def form(sheet, **texts):
    """Return what the form sends when only `texts`, by the keys of their segments, were changed."""
    data = {f"text-{segment.pk}": segment.target_shown for segment in sheet.segments}
    data["tokens"] = json.dumps({f"text-{segment.pk}": token_of(segment.target) for segment in sheet.segments})
    return data | {name.replace("_", "-"): text for name, text in texts.items()}
