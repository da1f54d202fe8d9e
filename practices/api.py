"""What Wagtail's API says of a practice: the record as the files have it, by the same names."""

from rest_framework.fields import Field
from wagtail.api import APIField

from practices.data_out.json_file import rows_data, value
from practices.data_out.loading import load
from practices.models import PracticePage
from practices.record import record_of


class RecordField(Field):
    """A part of a record, as JSON has it.

    Args:
        read: takes a page.
    """

    def __init__(self, read):
        super().__init__(read_only=True)
        self.read = read

    def get_attribute(self, page):
        return page

    def to_representation(self, page):
        return self.read(page)


def field_reader(field):
    return lambda page: value(field, page)


def rows_reader(child):
    return lambda page: rows_data(child, page)


def record_fields():
    """Return the fields of the API for a whole practice, but for the title, which all pages have."""
    record = record_of(PracticePage)
    fields = {field.name: field_reader(field) for field in record.fields if field.name != "title"}
    fields |= {child.name: rows_reader(child) for child in record.children}
    return [APIField(name, serializer=RecordField(read)) for name, read in fields.items()]


def with_records(pages, locale):
    """Return practices with all that their records read, in the same number of queries for one and for many.

    Args:
        locale: in which other records are named.
    """
    return load(PracticePage, [page.pk for page in pages], locale)
