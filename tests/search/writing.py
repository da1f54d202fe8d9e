"""Records of the index, written without a page."""

import itertools
import uuid

from search.models import SearchRecord, SearchState

numbers = itertools.count(1)


def write(**columns):
    """Write a public record and return its key."""
    key = uuid.uuid5(uuid.NAMESPACE_OID, f"record {next(numbers)}")
    fields = {"is_public": True, "change": SearchState.next_change(), **columns}
    return SearchRecord.objects.create(translation_key=key, **fields).pk
