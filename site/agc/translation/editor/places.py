"""Where each text stands on its page: in the order and by the names of the page's own form, without a query."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail_localize.views.edit_translation import TabHelper

from agc.translation.po.places import SEPARATOR, labels


@dataclass
class Section:
    """A field of the page with what stands in it.

    Attributes:
        name: of the field.
        title: its label.
        tab: the tab of the page's form it is on; empty on the first.
        rows: what stands in it, each with a `label`, and a `whole_label` that names the section too.
    """

    name: str
    title: str
    tab: str
    rows: list = field(default_factory=list)


class Outline:
    """Names the places of one page.

    Args:
        page: the page, or another object that wagtail-localize translates.
    """

    def __init__(self, page):
        self.model = type(page)
        self.helper = TabHelper(page)

    @cached_property
    def orders(self):
        return self.helper.field_ordering_mapping

    @cached_property
    def tabs(self):
        return {name: str(tab) for name, tab in self.helper.field_tab_mapping.items()}

    def sections(self, rows):
        """Group rows by the fields of the page, in the order of its form, and give each its label.

        Args:
            rows: with `path`, `field_path` and `order`; `label` and `whole_label` are set.
        """
        found = {}
        for row in sorted(rows, key=lambda row: row.order):
            name = row.field_path.split(".")[0] or row.path.split(".")[0]
            if name not in found:
                found[name] = Section(name, self.title(name), self.tab(name))
            found[name].rows.append(row)
        for section in found.values():
            self.name_rows(section)
        return sorted(found.values(), key=lambda section: self.orders.get(section.name, len(self.orders)))

    def title(self, name):
        try:
            found = self.model._meta.get_field(name)
        except FieldDoesNotExist:
            return _("Other texts")
        if isinstance(found, models.ManyToOneRel):
            return capfirst(str(found.related_model._meta.verbose_name_plural))
        return capfirst(str(found.verbose_name))

    def tab(self, name):
        first = next(iter(self.tabs.values()), "")
        return "" if self.tabs.get(name, first) == first else self.tabs[name]

    def name_rows(self, section):
        """Number blocks and rows of a table, and texts that stand together, as a reader would count them."""
        blocks = {}
        for row in section.rows:
            _name, *inside = row.path.split(".", 2)
            words = labels(self.model, row.field_path.split("."))[1:] or [section.title]
            if inside and not inside[0].startswith("'"):
                words = [str(blocks.setdefault(inside[0], len(blocks) + 1)), *words]
            if row.path.endswith("'"):
                words.append(_("link"))
            row.label = SEPARATOR.join(words)
        together, seen = Counter(row.label for row in section.rows), Counter()
        for row in section.rows:
            label = row.label
            if together[label] > 1:
                seen[label] += 1
                row.label = SEPARATOR.join([label, str(seen[label])])
            is_named = row.label == section.title or row.label.startswith(f"{section.title}{SEPARATOR}")
            row.whole_label = row.label if is_named else SEPARATOR.join([section.title, row.label])


def definition(model, field_path):
    """Return the field or the block that a place is made of; None where the model has none any more."""
    name, *rest = field_path.split(".")
    try:
        found = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    if isinstance(found, models.ManyToOneRel):
        return definition(found.related_model, ".".join(rest)) if rest else None
    block = getattr(found, "stream_block", None)
    if block is None:
        return found
    for part in rest:
        children = getattr(block, "child_blocks", None)
        block = children.get(part) if children else getattr(block, "child_block", None)
    return block
