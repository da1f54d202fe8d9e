"""How much of the site can be read in which language: figures of all records, with a handful of queries."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db.models import Count, Q, Sum
from django.utils.text import capfirst
from wagtail.models import Locale, Page

from agc.core.languages import content_languages
from agc.translation.models import Status, TranslationPolicy, TranslationRecord

PUBLIC_FOR = 5 * 60  # seconds that readers may see older figures
CACHE_KEY = "translation.public_coverage"


@dataclass
class Cell:
    """One type of page in one language.

    Attributes:
        total: the records of the type, whatever language they were written in.
        originals: those written in this language.
        public: translations that readers have.
        current: those of them that are up to date.
        words_left: words of the source without a translation, in what was sent to translators.
        statuses: how many translations stand where, by status.
        days: within how many days a policy asks for a translation; None where none is asked for.
    """

    total: int = 0
    originals: int = 0
    public: int = 0
    current: int = 0
    words_left: int = 0
    statuses: dict = field(default_factory=lambda: dict.fromkeys(Status.values, 0))
    days: int | None = None

    @property
    def readable(self):
        return self.originals + self.public

    @property
    def up_to_date(self):
        return self.originals + self.current

    @property
    def share_readable(self):
        """In whole percent, never 100 while one is missing."""
        return 100 * self.readable // self.total if self.total else 0

    @property
    def share_up_to_date(self):
        return 100 * self.up_to_date // self.total if self.total else 0

    def add(self, other):
        for name in ("total", "originals", "public", "current", "words_left"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for status, number in other.statuses.items():
            self.statuses[status] += number


def site_locales():
    """Return the locales of the site in the order of its settings."""
    order = {code: place for place, code in enumerate(content_languages())}
    return sorted(Locale.objects.all(), key=lambda locale: order.get(locale.language_code, len(order)))


def figures(records):
    """Return the aggregates of records by type, language written in and language, one row for each."""
    by_status = {f"in_{status}": Count("pk", filter=Q(status=status)) for status in Status.values}
    return (
        records.order_by()
        .values("source__content_type_id", "source__locale_id", "locale_id")
        .annotate(
            total=Count("pk"),
            public=Count("pk", filter=Q(live=True)),
            current=Count("pk", filter=Q(live=True, outdated_since=None)),
            left=Sum("words_left"),
            **by_status,
        )
    )


def matrix():
    """Return the cells by content type and language, of all public sources; three queries besides the locales.

    Returns:
        The locales, and for each key of a content type a dict of Cells by keys of locales.
    """
    locales = site_locales()
    cells = defaultdict(lambda: {locale.pk: Cell() for locale in locales})
    rows = list(figures(TranslationRecord.objects.filter(source__live=True)))
    for row in rows:
        cell = cells[row["source__content_type_id"]][row["locale_id"]]
        cell.public += row["public"]
        cell.current += row["current"]
        cell.words_left += row["left"] or 0
        for status in Status.values:
            cell.statuses[status] += row[f"in_{status}"]
    count_originals(rows, cells)
    for policy in TranslationPolicy.objects.all():
        if policy.content_type_id in cells:
            cells[policy.content_type_id][policy.locale_id].days = policy.days
    return locales, dict(cells)


def count_originals(rows, cells):
    """Add the originals: each has a record in every other language, so the largest number of records is theirs."""
    written = defaultdict(int)
    for row in rows:
        key = row["source__content_type_id"], row["source__locale_id"]
        written[key] = max(written[key], row["total"])
    for (content_type, locale), number in written.items():
        cells[content_type][locale].originals += number
        for cell in cells[content_type].values():
            cell.total += number


def sum_of(cells):
    """Return one Cell with the figures of all; a policy is of a type and is not summed."""
    whole = Cell()
    for cell in cells:
        whole.add(cell)
    return whole


@dataclass(frozen=True)
class KindRow:
    """One kind of record for readers: how many there are, and how many of them in each language.

    Attributes:
        content_type_id: the type of page.
        total: how many there are.
        languages: by language code, how many can be read, and how many of those say what the original says.
    """

    content_type_id: int
    total: int
    languages: dict

    @property
    def label(self):
        model = ContentType.objects.get_for_id(self.content_type_id).model_class()
        return capfirst(model._meta.verbose_name_plural) if model else ""


def public_coverage():
    """Return a KindRow for each kind of record that readers have, the most numerous first; kept for some minutes.

    Only what anybody can read is counted: nothing of a draft, nor of a page for some.
    """
    return cache.get_or_set(CACHE_KEY, count_public, PUBLIC_FOR)


def count_public():
    """Count anew; three queries."""
    public = Page.objects.live().public()
    records = TranslationRecord.objects.filter(source__in=public.values("pk"), source__depth__gt=2)
    rows = list(
        records.order_by()
        .values("source__content_type_id", "source__locale_id", "locale_id")
        .annotate(
            total=Count("pk"),
            readable=Count("pk", filter=Q(target__in=public.values("pk"))),
            current=Count("pk", filter=Q(target__in=public.values("pk"), outdated_since=None)),
        )
    )
    codes = {locale.pk: locale.language_code for locale in site_locales()}
    cells = defaultdict(lambda: {pk: Cell() for pk in codes})
    for row in rows:
        cell = cells[row["source__content_type_id"]][row["locale_id"]]
        cell.public += row["readable"]
        cell.current += row["current"]
    count_originals(rows, cells)
    kinds = [kind_row(content_type, found, codes) for content_type, found in cells.items() if is_record(content_type)]
    return sorted(kinds, key=lambda kind: (-kind.total, kind.content_type_id))


def is_record(content_type):
    """Return whether readers come for pages of a type; of lists, each place has but one, and it is no record."""
    model = ContentType.objects.get_for_id(content_type).model_class()
    return bool(model) and model.max_count_per_parent is None


def kind_row(content_type, cells, codes):
    languages = {codes[pk]: {"readable": cell.readable, "current": cell.up_to_date} for pk, cell in cells.items()}
    return KindRow(content_type, max(cell.total for cell in cells.values()), languages)
