"""What a page hands to the parts of the site that know no page type."""

import datetime
import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class SearchDocument:
    """The words of one page in one language, for the search.

    `concepts` are the keys of the concepts by whose words, in any language, the page is found too; `years` those of
    which it tells; `documents` the keys of the files that it offers, by whose texts it is found; `sources` what it says
    of each of its sources, with the language of that.

    Lists narrow by `facets`, values of its own as "facet:value", besides its concepts. They put it where `listed_by`
    says, such as the day of its facts in ISO 8601, or by `began`, the year in which what it tells of began, and know
    from `over_at` when that is over.
    """

    title: str
    summary: str
    text: str
    concepts: tuple[int, ...] = ()
    years: tuple[int, ...] = ()
    documents: tuple[int, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    facets: tuple[str, ...] = ()
    listed_by: str = ""
    began: str = ""
    over_at: datetime.datetime | None = None


NAMESPACE = uuid.UUID("7f3c0e4e-5a0f-4c3e-9d26-0c6f6f7a2b11")


def key_of(*parts):
    """Return the identifier of what a file describes: the same at every loading, for the same name and place."""
    return uuid.uuid5(NAMESPACE, "/".join(str(part) for part in parts))
