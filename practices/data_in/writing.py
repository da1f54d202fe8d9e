"""Writing what a file says into a page or a row, in memory."""

import datetime
import uuid
from decimal import Decimal
from difflib import SequenceMatcher

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail.fields import StreamField

from practices.data_in.values import Fault
from practices.record import Kind
from practices.record.texts import from_html, normal, to_blocks, to_html

# The blocks that can be made of a text.
FROM_TEXT = ("heading", "paragraph")


def same(field, before, after):
    """Return whether two values of a field say the same."""
    if field.kind == Kind.CONCEPTS:
        return set(before) == set(after)
    if field.kind == Kind.RICH_TEXT:
        return before == after or normal(before) == normal(after)
    if field.kind == Kind.NUMBER and None not in (before, after):
        return Decimal(str(before)) == Decimal(str(after))
    return before == after


def write(row, field, value, words, targets):
    """Write a value into a page or a row.

    Args:
        row: the page or the row.
        field: the field of the definition.
        value: as `Field.value_of` would read it.
        words: the Words of the definition.
        targets: the Targets, which find the page that a value names.

    Raises:
        Fault: when it is over a limit, or cannot be written.
    """
    source = row._meta.get_field(field.attribute)
    if field.kind == Kind.CONCEPTS:
        write_concepts(row, field, value, words)
        return
    if field.kind == Kind.RECORD:
        setattr(row, field.attribute, targets.page(field, row, value) if value else None)
        return
    if isinstance(source, StreamField):
        written = stream(row, source, value)
    else:
        if field.kind == Kind.RICH_TEXT:
            refuse_to_lose(getattr(row, field.attribute) or "")
        written = WRITTEN.get(field.kind, as_it_is)(field, value, words)
    check(field, source, written)
    setattr(row, field.attribute, written)


def refuse_to_lose(html):
    """Refuse to write over a text that has links to pages or files of the site: files have but their words."""
    if "linktype=" in html or "<embed" in html:
        raise Fault(_("This text has links to pages or files of this site, which a file cannot hold: change it there."))


def check(field, source, value):
    """Ask a field of a model whether it may have a value; that it may not be blank is asked of what is complete."""
    if value is None or source.is_relation:
        return
    limit = field.limits.get("max_length")
    if limit and isinstance(value, str) and len(value) > limit:
        raise Fault(_("At most %(limit)s characters; these are %(count)s.") % {"limit": limit, "count": len(value)})
    if isinstance(source, models.CharField) and "\n" in str(value):
        raise Fault(_("Write this in one line."))
    try:
        source.run_validators(source.to_python(value))
    except ValidationError as error:
        raise Fault(" ".join(error.messages)) from error


def write_concepts(row, field, codes, words):
    """Put the concepts of one list in place of those that were there; those of other lists stay."""
    manager = getattr(row, field.attribute)
    kept = [concept for concept in manager.all() if words.scheme_of(concept) not in field.schemes]
    there = {concept.pk for concept in manager.all()}
    chosen = [words.concepts[scheme, code] for scheme in field.schemes for code in codes]
    refuse_retired([concept for concept in chosen if concept.pk not in there])
    setattr(row, field.attribute, [*kept, *chosen])


def refuse_retired(concepts):
    for concept in concepts:
        if concept.retired:
            raise Fault(_("“%(concept)s” is not in use any more: choose another.") % {"concept": concept.label})


def as_it_is(_field, value, _words):
    return value


def html(_field, value, _words):
    return to_html(value)


def day(_field, value, _words):
    return datetime.date.fromisoformat(value) if value else None


def exact(_field, value, _words):
    return None if value is None else Decimal(str(value))


def concept(field, value, words):
    if not value:
        return None
    found = words.concepts[field.schemes[0], value]
    refuse_retired([found])
    return found


WRITTEN = {
    Kind.RICH_TEXT: html,
    Kind.DATE: day,
    Kind.NUMBER: exact,
    Kind.CONCEPT: concept,
}


def stream(row, source, value):
    """Return the blocks for a text, which keep the identity of those in whose place they stand.

    Raises:
        Fault: when the blocks that are there have more than a text could say.
    """
    there = [*getattr(row, source.name).raw_data]
    if any(block["type"] not in FROM_TEXT for block in there):
        raise Fault(_("This text has pictures, tables or boxes, which a file cannot hold: change it in the editor."))
    for block in there:
        refuse_to_lose(str(block["value"]))
    made = [{"type": kind, "value": text, "id": str(uuid.uuid4())} for kind, text in to_blocks(value)]
    for new, old in pairs(made, there):
        new["id"] = old.get("id") or new["id"]
    return source.stream_block.to_python(made)


def pairs(made, there):
    """Yield the new blocks with those in whose place they stand: that say the same, or stand between such."""
    matcher = SequenceMatcher(None, [identity(block) for block in there], [identity(block) for block in made], False)
    for way, first, last, start, end in matcher.get_opcodes():
        if way in ("equal", "replace") and last - first == end - start:
            for old, new in zip(there[first:last], made[start:end], strict=True):
                if old["type"] == new["type"]:
                    yield new, old


def identity(block):
    text = block["value"] if block["type"] == "heading" else from_html(block["value"])
    return block["type"], text
