"""The headings of a body, and the ids by which its outline leads to them."""

from itertools import chain, count

from django import template
from django.utils.text import slugify

register = template.Library()


@register.filter
def with_heading_ids(stream):
    """Yield each block of `stream` with the id of its heading; None where it is no heading.

    Ids are numbered where headings make the same one, and begin as no id of the frame does.
    """
    taken = set()
    for block in stream:
        if block.block_type == "heading":
            slug = slugify(block.value) or slugify(block.value, allow_unicode=True)
            wanted = f"part-{slug}" if slug else "part"
            numbered = (f"{wanted}-{number}" for number in count(2))
            found = next(name for name in chain([wanted], numbered) if name not in taken)
            taken.add(found)
            yield block, found
        else:
            yield block, None
