"""Many practices, a few at a time, with all that a file says of them."""

from agc.core.querysets import best_pages
from practices.record import Kind, record_of

# So many records are in memory at a time.
BATCH = 100


def batches(keys):
    """Yield a list of keys in parts."""
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]


def load(model, keys, locale, every_language=False):
    """Return the public pages with these keys, in their order, with all that their definition reads.

    The number of queries is the same for one page and for many.

    Args:
        model: the type of the pages.
        keys: of the page of each record that suits the reader.
        locale: the reader's language, in which other records are named.
        every_language: whether each record comes in all languages in which it is public, the reader's page first.
    """
    record = record_of(model)
    places = {key: place for place, key in enumerate(keys)}
    pages = model.objects.published()
    if every_language:
        records = dict(model.objects.filter(pk__in=keys).values_list("translation_key", "pk"))
        found = pages.filter(translation_key__in=records)
    else:
        records, found = {}, pages.filter(pk__in=keys)

    def place(page):
        first = records.get(page.translation_key, page.pk)
        return places[first], page.pk != first, page.language

    loaded = sorted(found.prefetch_related(*record.relations), key=place)
    name_records(record, loaded, locale)
    return loaded


def name_records(record, pages, locale):
    """Put the page that suits the reader in place of each page that is named; none where it is not public."""
    named = [
        (row, field.attribute, target)
        for fields, rows in rows_of(record, pages)
        for field in fields
        if field.kind == Kind.RECORD
        for row in rows
        if (target := getattr(row, field.attribute))
    ]
    best = {page.translation_key: page for page in best_pages([target for _row, _name, target in named], locale)}
    for row, name, target in named:
        setattr(row, name, best.get(target.translation_key))
    for page in pages:
        # Else each would ask for it by itself.
        page.lead_pages = [page.lead_member] if page.lead_member else []


def rows_of(record, pages):
    """Yield the fields of a definition with the rows that have them."""
    yield record.fields, pages
    for child in record.children:
        yield child.fields, [row for page in pages for row in child.rows_of(page)]
