"""The translation memory: what was published before, offered where the same or nearly the same is to be translated."""

import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Max
from wagtail_localize.models import String, StringSegment, StringTranslation, Translation

from agc.translation.memory.corpus import corpus_of
from agc.translation.memory.fitting import Suggestion, adapt
from agc.translation.memory.likeness import compared, likeness
from agc.translation.models import MemoryUnit, TranslationRecord
from agc.translation.rights import target_of
from agc.translation.status import place, texts_at
from agc.translation.texts import segments_of

__all__ = ["Previous", "Suggestion", "adapt", "exact", "previous_pairs", "remember", "remember_all", "similar"]

# The least likeness of a text with the one that stood at its place before, where several did: of 20,000 pairs of unlike
# texts of the demonstration site one in a thousand reaches 42.
LEAST_OF_PREVIOUS = 45
# How many former texts of one place are looked at, and how many translations of the same text are offered.
MOST_FORMER = 200
MOST_EXACT = 5


def hash_of(text):
    """Return the hash by which wagtail-localize finds a text."""
    return uuid.uuid5(String.UUID_NAMESPACE, text)


# What was published.


def remember(translation, page):
    """Keep the pairs of texts that readers have, once a translation was published.

    Only what a person wrote or confirmed, and what stands on the page as it is written: a text that was changed since
    is kept when it is published.

    Args:
        translation: wagtail-localize's Translation.
        page: the page it made, as it is public.

    Returns:
        How many pairs the page has.
    """
    public = texts_at(page)
    units = {}
    for segment in segments_of(translation):
        if segment.done and not segment.machine and place(segment) in public:
            unit = unit_of(translation, segment.source, segment.target, page.title)
            units[unit.source_hash, unit.target_hash] = unit
    MemoryUnit.objects.bulk_create(
        units.values(),
        update_conflicts=True,
        unique_fields=["source_locale", "target_locale", "source_hash", "target_hash"],
        update_fields=["origin", "updated_at"],
    )
    return len(units)


def remember_all():
    """Keep what every translation has public: for a site that was translated before it had a memory.

    Returns:
        How many pairs the pages have, those that several have counted for each.
    """
    translations = Translation.objects.filter(enabled=True).select_related("source", "target_locale")
    pages = ((translation, target_of(translation)) for translation in translations.iterator())
    return sum(remember(translation, page) for translation, page in pages if page is not None and page.live)


def unit_of(translation, source, target, origin):
    """Return a MemoryUnit, not saved."""
    return MemoryUnit(
        source_locale_id=translation.source.locale_id,
        target_locale_id=translation.target_locale_id,
        source_text=source,
        source_hash=hash_of(source),
        target_text=target,
        target_hash=hash_of(target),
        length=len(compared(source)),
        origin=origin[:255],
    )


# What stood at the same place.


@dataclass(frozen=True)
class Previous:
    """The pair that a place had before its source changed.

    Attributes:
        source, target: as wagtail-localize keeps them.
        score: the likeness of the former source with the one of today, 0 to 100.
    """

    source: str
    target: str
    score: int


def previous_pairs(translation, segments=None):
    """Return what stood before at the places of texts that are not translated, or not public as they are.

    Args:
        translation: wagtail-localize's Translation.
        segments: the texts asked for; those of the whole page if left out.

    Returns:
        A dictionary of Previous by the pk of the segment. A text that is new at its place has none.
    """
    segments = segments_of(translation) if segments is None else segments
    published = TranslationRecord.objects.filter(translation=translation).values_list("published", flat=True).first()
    public = {tuple(key) for key in published or ()}
    waiting = defaultdict(list)
    for segment in segments:
        if not segment.done or segment.key not in public:
            waiting[segment.context_id].append(segment)
    if not waiting:
        return {}
    texts_now, former = former_texts(translation, list(waiting))
    found = {}
    for context_id, group in waiting.items():
        rows = former[context_id]
        only_one = texts_now[context_id] == 1 and (len(rows) == 1 or not group[0].rich)
        found |= {group[0].pk: pair(group[0], rows[0])} if rows and only_one else matched(group, rows)
    return found


def former_texts(translation, contexts):
    """Return how many texts each place has, and the translations of those that it has no more, the newest first.

    What readers have had comes before what never was published.
    """
    now = set(StringSegment.objects.filter(source_id=translation.source_id).values_list("context_id", "string_id"))
    rows = (
        StringTranslation.objects.filter(
            context_id__in=contexts,
            locale_id=translation.target_locale_id,
            has_error=False,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        )
        .exclude(data="")
        .select_related("translation_of")
        .order_by("-updated_at", "-pk")
    )
    former = defaultdict(list)
    for row in rows:
        if (row.context_id, row.translation_of_id) not in now:
            former[row.context_id].append(row)
    known = known_pairs(translation, [row for group in former.values() for row in group])
    for group in former.values():
        group.sort(key=lambda row: (hash_of(row.translation_of.data), hash_of(row.data)) not in known)
        del group[MOST_FORMER:]
    return Counter(context_id for context_id, _string_id in now), former


def known_pairs(translation, rows):
    """Return the hashes of those pairs that were public at some time."""
    if not rows:
        return set()
    hashes = {row.translation_of.data_hash for row in rows}
    return set(units_for(translation).filter(source_hash__in=hashes).values_list("source_hash", "target_hash"))


def units_for(translation):
    return MemoryUnit.objects.filter(
        source_locale_id=translation.source.locale_id, target_locale_id=translation.target_locale_id
    )


def pair(segment, row):
    score = likeness(compared(segment.source), compared(row.translation_of.data))
    return Previous(row.translation_of.data, row.data, score)


def matched(segments, rows):
    """Return for texts of one place the former texts most like them, each given once, the likest pairs first."""
    pairs = [(pair(segment, row), segment.pk, row.translation_of_id) for segment in segments for row in rows]
    found, given = {}, set()
    for previous, segment_pk, string_id in sorted(pairs, key=lambda item: -item[0].score):
        if previous.score >= LEAST_OF_PREVIOUS and segment_pk not in found and string_id not in given:
            found[segment_pk] = previous
            given.add(string_id)
    return found


# The same text elsewhere.


def exact(translation, segments):
    """Return the translations that texts have elsewhere, with two queries for all of them.

    Args:
        translation: wagtail-localize's Translation.
        segments: the texts asked for.

    Returns:
        A dictionary of lists of Suggestion by the key of the segment: published ones first, the newest first; without
        what the text has already. Texts without any are left out.
    """
    offers = defaultdict(dict)
    for offer in [*published_offers(translation, segments), *drafted_offers(translation, segments)]:
        offers[offer.source].setdefault(offer.target, offer)
    found = {}
    for segment in segments:
        others = [offer for offer in offers[segment.source].values() if offer.target != segment.target]
        if others:
            found[segment.key] = others[:MOST_EXACT]
    return found


def published_offers(translation, segments):
    units = units_for(translation).filter(source_hash__in={hash_of(segment.source) for segment in segments})
    for unit in units.order_by("-updated_at", "-pk"):
        yield Suggestion(unit.source_text, unit.target_text, 100, unit.origin, approved=True)


def drafted_offers(translation, segments):
    """Yield what people have written for the same texts, published or not; each wording once."""
    rows = (
        StringTranslation.objects.filter(
            translation_of_id__in={segment.string_id for segment in segments},
            locale_id=translation.target_locale_id,
            has_error=False,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        )
        .exclude(data="")
        .values("translation_of__data", "data")
        .annotate(origin=Max("context__object__sources__object_repr"), newest=Max("updated_at"))
        .order_by("-newest")
    )
    for row in rows:
        yield Suggestion(row["translation_of__data"], row["data"], 100, row["origin"] or "", approved=False)


# Texts that are nearly the same.


def similar(text, source_locale, target_locale, limit=5, cutoff=70, exclude_key=None):
    """Return the pairs of the memory whose source is most like a text, the likest first.

    Args:
        text: as wagtail-localize keeps it.
        source_locale, target_locale: of the pairs.
        limit: how many at most.
        cutoff: the least likeness, 0 to 100.
        exclude_key: the key of the segment asked for, whose own translation is left out.
    """
    asked = compared(text)
    if not asked:
        return []
    corpus = corpus_of(source_locale, target_locale)
    own = own_pair(exclude_key, target_locale)
    keys = corpus.shelf.likest(asked, limit + 1, cutoff)
    units = [unit for unit in MemoryUnit.objects.filter(pk__in=keys) if (unit.source_text, unit.target_text) != own]
    offers = [
        Suggestion(unit.source_text, unit.target_text, likeness(asked, compared(unit.source_text)), unit.origin, True)
        for unit in sorted(units, key=lambda unit: unit.updated_at, reverse=True)
    ]
    likest = sorted(offers, key=lambda offer: -offer.likeness)
    return [offer for offer in likest if offer.likeness >= cutoff][:limit]


def own_pair(key, target_locale):
    if key is None:
        return None
    rows = StringTranslation.objects.filter(context_id=key[0], translation_of_id=key[1], locale=target_locale)
    return rows.values_list("translation_of__data", "data").first()
