"""What a record of a practice consists of, told once: by the models. Data out, data in and comparisons read it."""

from practices.record.definition import record_of
from practices.record.fields import Child, Field, Kind, Record

__all__ = ["Child", "Field", "Kind", "Record", "record_of"]
