"""Where each translation stands, computed from its strings and never from dates."""

from collections import Counter
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.dispatch import Signal
from django.utils import timezone
from wagtail.models import Locale, Page, WorkflowState
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue

from agc.core.models import BasePage
from agc.translation.models import Status, TranslationPolicy, TranslationRecord
from agc.translation.texts import segments_of

# Sent with the `record` and the status `before` when a translation has come into another status.
status_changed = Signal()

waiting = ContextVar("waiting", default=None)


@contextmanager
def batch():
    """Compute once at the end what would be computed after each text that is written inside."""
    if waiting.get() is not None:
        yield
        return
    collected = {}
    token = waiting.set(collected)
    try:
        yield
    finally:
        waiting.reset(token)
    for (key, locale_id), published in collected.items():
        refresh(key, locale_id, published)


def refresh(key, locale_id=None, published=False):
    """Bring the records of a translation key up to date, in one language or in all.

    Args:
        key: the translation key of the pages.
        locale_id: the language; None for all of them.
        published: whether the translation has just been published, with its words: what stands there is meant.
    """
    collected = waiting.get()
    if collected is not None:
        collected[key, locale_id] = published or collected.get((key, locale_id), False)
        return
    versions = {page.locale_id: page for page in Page.objects.filter(translation_key=key).specific()}
    source = next((page for page in versions.values() if is_source(page)), None)
    if source is None:
        return
    found = Translation.objects.filter(source__object_id=key, source__locale_id=source.locale_id)
    translations = {item.target_locale_id: item for item in found.select_related("source")}
    for locale in Locale.objects.exclude(pk=source.locale_id):
        if locale_id in (None, locale.pk):
            refresh_one(source, locale, translations.get(locale.pk), versions.get(locale.pk), published)


def is_source(page):
    return isinstance(page, BasePage) and not page.is_translation


def refresh_all(pages=None):
    """Bring the records of every page up to date; return how many there are.

    Args:
        pages: the pages to look at; all of them if left out.
    """
    pages = Page.objects.filter(depth__gt=1) if pages is None else pages
    keys = list(dict.fromkeys(pages.order_by("path").values_list("translation_key", flat=True)))
    for key in keys:
        refresh(key)
    return len(keys)


def refresh_missing():
    """Make the records of public pages that have none yet in some language; return how many pages there were."""
    others = Locale.objects.count() - 1
    has = TranslationRecord.objects.filter(source__translation_key=OuterRef("translation_key"))
    number = has.order_by().values("source__translation_key").annotate(n=Count("pk")).values("n")
    pages = Page.objects.filter(depth__gt=1, live=True).annotate(n=Coalesce(Subquery(number), 0)).filter(n__lt=others)
    return refresh_all(pages)


# What is computed anew; what people agreed on is written only where it changes by itself.
MEASURED = [
    *("translation", "target", "status", "live", "strings", "done", "words", "words_left", "machine", "changed"),
    *("published", "settled", "choices", "drafted", "authors", "barred", "outdated_since", "updated_at"),
]
AGREED = ("assignee_id", "due", "note", "asked_for", "requested_at")


def refresh_one(source, locale, translation, target, published=False):
    """Compute one record anew, and tell who listens when its status is another one."""
    record = TranslationRecord.objects.filter(source=source, locale=locale).first()
    is_new = record is None
    if is_new:
        if not source.live and translation is None:
            return
        record, is_new = TranslationRecord.objects.get_or_create(source=source, locale=locale)
    before, was_outdated = record.status, bool(record.outdated_since)
    agreed = {name: getattr(record, name) for name in AGREED}
    record.source, record.translation, record.target = source, translation, target
    measure(record, trusting=published or is_new)
    plan(record, before, was_outdated, is_new)
    changed = [name.removesuffix("_id") for name in AGREED if getattr(record, name) != agreed[name]]
    record.save(update_fields=[*MEASURED, *changed])
    if record.status != before:
        status_changed.send(TranslationRecord, record=record, before=before)


def measure(record, trusting=False):
    """Count the texts of a record, and derive its status from them.

    Args:
        record: with its translation and its page.
        trusting: whether each text that readers have is taken for the translation of what the source says now. Else
            one that a translator has just taken over from before waits, unchanged as it is, for its review.
    """
    translation, target = record.translation, record.target
    record.live = bool(target and target.live)
    segments = segments_of(translation) if translation else []
    left = [segment for segment in segments if not segment.done or segment.machine]
    record.strings, record.done = len(segments), sum(segment.done for segment in segments)
    record.machine = sum(segment.machine for segment in segments)
    record.words = sum(segment.words for segment in segments)
    record.words_left = sum(segment.words for segment in left)
    public = texts_at(target) if record.live else Counter()
    settled = {tuple(key) for key in record.settled}
    shown = {
        segment.key
        for segment in segments
        if segment.done
        and place(segment) in public
        and (trusting or segment.key in settled or segment.translation.last_translated_by_id is None)
    }
    record.settled = sorted(settled | shown)
    # Of a text that is public in an earlier wording, the source has not changed.
    current = {segment.key for segment in segments}
    known = shown | ({tuple(key) for key in record.published} & current) if record.live else set()
    record.published = sorted(known)
    record.changed = len(current - known) if record.live else 0
    behind = record.live and (record.changed > 0 or has_surplus(public, segments))
    if not behind:
        record.outdated_since = None
    elif record.outdated_since is None:
        record.outdated_since = timezone.now()
    unseen = [segment for segment in segments if segment.key not in shown]
    chosen = {str(row.context_id): row for row in choices_of(translation)} if translation else {}
    other = [row for key, row in chosen.items() if record.choices.get(key) != row.data_json]
    hands = {segment.translation.last_translated_by_id for segment in unseen if segment.target}
    record.authors = sorted((hands | {row.last_translated_by_id for row in other}) - {None})
    record.status = status_of(record, ahead=bool(unseen) or bool(other) or bool(record.choices.keys() - chosen.keys()))
    if record.status not in (Status.IN_REVIEW, Status.CHANGES):
        record.barred = []


def choices_of(translation):
    """Return what was chosen for the language of a translation where the source offers a choice now."""
    places = OverridableSegment.objects.filter(source_id=translation.source_id).values("context_id")
    return SegmentOverride.objects.filter(
        locale_id=translation.target_locale_id, context_id__in=places, has_error=False
    ).order_by("context_id", "pk")


def chosen_now(translation):
    """Return what was chosen, as the records keep it: the value by the key of the place."""
    return {str(row.context_id): row.data_json for row in choices_of(translation)}


def place(segment):
    return segment.path, plain(segment.target)


def plain(text):
    return StringValue(text).render_text().strip()


def texts_at(page):
    """Return how often each text stands at each place of a page."""
    values = (value for value in extract_segments(page) if isinstance(value, StringSegmentValue))
    return Counter((value.path, plain(value.string.data)) for value in values)


def has_surplus(public, segments):
    """Return whether readers have a text at a place from which the source has taken one away."""
    shown = Counter()
    for (path, _text), number in public.items():
        shown[path] += min(number, 1)
    return bool(shown - Counter(segment.path for segment in segments))


def status_of(record, ahead):
    """Derive a status.

    Args:
        record: with its figures.
        ahead: whether some text is not public as it is written now.
    """
    if record.target is None:
        return Status.MISSING
    if record.translation is None or not record.translation.enabled:
        return Status.INDEPENDENT
    state = record.target.current_workflow_state
    if state:
        in_progress = state.status == WorkflowState.STATUS_IN_PROGRESS
        return Status.IN_REVIEW if in_progress else Status.CHANGES
    complete = record.done == record.strings and not record.machine
    if record.live and not record.outdated_since and not ahead:
        return Status.PUBLISHED
    if complete:
        return Status.READY
    if record.live:
        return Status.OUTDATED if record.outdated_since else Status.IN_PROGRESS
    return Status.IN_PROGRESS if record.done else Status.REQUESTED


def plan(record, before, was_outdated, is_new):
    """Set by when it is due as it becomes so, and clear what was agreed once it is done."""
    if record.status == Status.PUBLISHED and before != Status.PUBLISHED:
        record.assignee, record.due, record.note, record.asked_for = None, None, "", 0
    if record.status == Status.INDEPENDENT:
        record.due = None
    if record.status == Status.REQUESTED and before in (Status.MISSING, Status.INDEPENDENT):
        record.requested_at = timezone.now()
    if record.status in (Status.PUBLISHED, Status.INDEPENDENT) or not record.source.live:
        return
    became_due = is_new or (record.outdated_since and not was_outdated)
    if record.due is None and became_due:
        record.due = due_by_policy(record)


def due_by_policy(record):
    """Return the day by which the policy of its type asks for a record; None where there is no policy."""
    policy = TranslationPolicy.objects.filter(
        content_type_id=record.source.content_type_id, locale_id=record.locale_id
    ).first()
    if policy is None:
        return None
    begun = record.outdated_since or record.source.first_published_at or timezone.now()
    return timezone.localdate(begun) + timedelta(days=policy.days)
