"""Where a text stands on its page, in words: "Results › Unit"."""

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst

SEPARATOR = " › "


def place_of(model, field_path):
    """Return where a text stands, by the names that its editor shows, in the active language.

    Args:
        model: the type of the page, or of one of its rows.
        field_path: names of fields and blocks with points between, as wagtail-localize keeps them with a text.

    Returns:
        The labels from the outermost to the innermost; the path itself where the model has no such field any more.
    """
    return SEPARATOR.join(labels(model, field_path.split("."))) or field_path


def labels(model, names):
    """Return the labels of a field and of what stands in it."""
    if not names:
        return []
    name, *rest = names
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return []
    if isinstance(field, models.ManyToOneRel):
        return [capfirst(str(field.related_model._meta.verbose_name)), *labels(field.related_model, rest)]
    block = getattr(field, "stream_block", None)
    inside = block_labels(block, rest) if block is not None else []
    return [capfirst(str(field.verbose_name)), *inside]


def block_labels(block, names):
    """Return the labels of the blocks that `names` lead through; an item of a list has none of its own."""
    found = []
    for name in names:
        children = getattr(block, "child_blocks", None)
        if children is None:
            block = getattr(block, "child_block", None)
        else:
            block = children.get(name)
            found += [capfirst(str(block.label))] if block is not None else []
        if block is None:
            break
    return found
