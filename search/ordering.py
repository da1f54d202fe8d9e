"""In which order lists show their records, found along an index of the database, whatever of them is left."""

from dataclasses import dataclass
from itertools import islice

from django.db import connection
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agc.core.texts import sorted_as
from search.counting import Bitmaps
from search.models import SearchRecord, SearchRow

# So many are sorted, and that in one query; of more, those that come first are looked for.
FEW = 1000
# Of more that have one title none is what was meant before the others.
MOST_TITLED = 20
# Each question asks for it, and building the query would take several times as long.
TITLED = "SELECT record_id FROM search_searchrow WHERE sort_title = %s ORDER BY record_id DESC LIMIT %s"
FEW_ROWS = "SELECT {columns} FROM search_searchrow WHERE (language = %s OR is_fallback) AND record_id IN ({keys})"
QUOTES = ' "«»“”„‟＂'


def rows_for(language):
    """Return one SearchRow for each record: in a language where it is public in it, else the one to fall back on."""
    own = SearchRow.objects.filter(record=OuterRef("record"), language=language)
    return SearchRow.objects.filter(Q(language=language) | Q(is_fallback=True) & ~Exists(own))


def rows_of_few(keys, language, columns=None):
    """Return the rows of a few records in a language, and those to fall back on, of which one has to be chosen.

    To have the database choose takes longer than all the rest, and to build the query twice as long as to run it.

    Args:
        columns: those that are wanted; all, if left out.
    """
    if not keys:
        return []
    wanted = columns or [field.column for field in SearchRow._meta.concrete_fields]
    sql = FEW_ROWS.format(columns=", ".join(wanted), keys=", ".join(map(str, keys)))
    return SearchRow.objects.raw(sql, [language])


def titled_exactly(typed):
    """Return the keys of the records that are called what was typed, in any language, the last written first."""
    title = sorted_as(typed.strip(QUOTES))
    if not title:
        return []
    with connection.cursor() as cursor:
        cursor.execute(TITLED, [title, MOST_TITLED])
        return list(dict.fromkeys(key for (key,) in cursor.fetchall()))


@dataclass(frozen=True)
class Order:
    """A way to put the rows of records in order.

    Attributes:
        name: the value in the address.
        label: what the reader chooses it by.
        fields: as of `order_by`; what is alike in all is told apart by the key.
    """

    name: str
    label: str | Promise
    fields: tuple[str, ...]

    def rows(self, language):
        """Return the row of each record for a reader of a language, in this order."""
        return rows_for(language).order_by(*self.fields)

    def pages(self, bitmap, language, start=0, stop=None):
        """Return a slice of the records of a bitmap, in this order: the keys of their pages for a reader."""
        return slice_of(self.rows(language), "record", bitmap, start, stop)


class ComingFirst(Order):
    """What is on or to come first, the next on top; then what is over, the latest on top."""

    def rows(self, language):
        over = Q(over_at__lt=timezone.now())
        rows = lasting(language).annotate(
            is_over=Case(When(over, then=Value(1)), default=Value(0)),
            next_one=Case(When(~over, then=F("listed_by"))),
        )
        return rows.order_by("is_over", "next_one", "-listed_by", "pk")


class Coming(Order):
    """What is on or to come, the next on top; nothing else."""

    def rows(self, language):
        return lasting(language).filter(over_at__gte=timezone.now()).order_by("listed_by", "pk")


def lasting(language):
    """Return the rows of what begins and ends, such as events: there may be very many others."""
    return rows_for(language).filter(over_at__isnull=False)


BY_TITLE = Order("title", _("By title"), ("sort_title", "pk"))
BY_DAY = Order("facts", _("Newest facts first"), ("-listed_by", "-published_at", "-pk"))
BY_PUBLICATION = Order("published", _("Published last"), ("-published_at", "-pk"))
BY_BEGINNING = Order("since", _("Started last"), ("-began", "-pk"))
COMING_FIRST = ComingFirst("coming", _("Coming first"), ())
COMING = Coming("coming", _("Coming first"), ())


def newest(bitmap, start, stop):
    """Return a slice of the keys of a bitmap of records, the last published first."""
    return slice_of(SearchRecord.objects.order_by("-day", "-pk"), "pk", bitmap, start, stop)


def slice_of(rows, key, bitmap, start, stop):
    """Return the keys of a slice of those rows whose record is in a bitmap, in the order of the rows.

    Args:
        rows: a queryset in its order, with one row for each record.
        key: the field of the rows that has the record.
        bitmap: of the keys of records.
        start, stop: of the slice; without a stop all the rest.
    """
    total = bitmap.bit_count()
    if total <= FEW:
        wanted = rows.filter(**{f"{key}__in": Bitmaps.keys(bitmap)})
        return list(wanted.values_list("pk", flat=True)[start:stop])
    start, stop = min(start, total), total if stop is None else min(stop, total)
    if start > total - stop:
        # The end of a long list is nearer to its last row.
        return slice_of_many(rows.reverse(), key, bitmap, total - stop, total - start)[::-1]
    return slice_of_many(rows, key, bitmap, start, stop)


def slice_of_many(rows, key, bitmap, start, stop):
    bits = f"{bitmap:b}"[::-1]
    found = (pk for pk, record in chunks(rows.values_list("pk", key)) if bits[record : record + 1] == "1")
    return list(islice(found, start, stop))


def chunks(rows):
    """Yield the rows of a queryset, more and more at a time: few are wanted as a rule, and an index has them ready."""
    start, size = 0, 500
    while True:
        part = list(rows[start : start + size])
        yield from part
        if len(part) < size:
            return
        start, size = start + size, size * 4
