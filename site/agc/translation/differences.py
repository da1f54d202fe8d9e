"""What has changed between two texts, word by word."""

import re

from django.utils.html import escape
from django.utils.safestring import mark_safe
from rapidfuzz.distance import Indel, Levenshtein

# A tag, an entity, a word with its accents, white space, or a single sign.
TOKEN = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#[xX][\da-fA-F]+|\w+);|(?:\w[\u0300-\u036f]*)+|\s+|.", re.DOTALL)
# Up to how many pairs of pieces the best account is looked for, which takes a bit for each (12 MB); beyond, a good one.
MOST_PAIRS = 100_000_000
MARKS = {"insert": "ins", "delete": "del"}


def words(old, new):
    """Return how a text became another one, in pieces of whole words, signs and tags.

    A change that is broken only by white space is one change, so that it can be read: "a big house" that became "one
    small house" has one change, not two.

    Args:
        old, new: texts as they are shown (Segment.source_shown), not as they are kept.

    Returns:
        A list of pairs: "equal", "delete" or "insert", and a piece of text. The pieces not inserted make up the
        old text, those not deleted the new one; what was deleted stands before what came in its place.
    """
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    distance = Indel if len(before) * len(after) <= MOST_PAIRS else Levenshtein
    changes = []
    for step in distance.opcodes(before, after):
        removed, added = before[step.src_start : step.src_end], after[step.dest_start : step.dest_end]
        if step.tag == "equal":
            changes.append(("".join(removed), "".join(removed), True))
        else:
            changes.append(("".join(removed), "".join(added), False))
    return list(pieces(joined(changes)))


def joined(changes):
    """Return the changes with those made one that only white space keeps apart."""
    found = []
    for place, (removed, added, same) in enumerate(changes):
        between = same and removed.isspace() and 0 < place < len(changes) - 1
        if found and not found[-1][2] and (between or not same):
            found[-1] = (found[-1][0] + removed, found[-1][1] + added, False)
        else:
            found.append((removed, added, same))
    return found


def pieces(changes):
    for removed, added, same in changes:
        if same:
            yield "equal", removed
            continue
        if removed:
            yield "delete", removed
        if added:
            yield "insert", added


def as_html(old, new):
    """Return how a text became another one, with <del> and <ins>; tags in the texts themselves are shown, as text.

    Assistive technology says of both elements what they are; where it does not, their classes are there to say it, in
    the language of the page, by the style sheet.
    """
    parts = []
    for kind, text in words(old, new):
        name = MARKS.get(kind)
        parts.append(f'<{name} class="difference__{name}">{escape(text)}</{name}>' if name else escape(text))
    return mark_safe("".join(parts))  # noqa: S308 - every piece of the texts is escaped
