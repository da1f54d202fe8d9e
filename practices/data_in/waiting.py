"""Words that came with a practice before readers had it: when it is public they become drafts of its translations."""

import logging

from django.db import transaction
from wagtail_localize.models import Translation, TranslationSource

from agc.translation import authoring, rights, sending, status, workflow
from agc.translation.texts import segments_of, set_text
from practices.data_in.comparing import Comparer
from practices.data_in.translations import key_of, mirror_of, why_not_writable
from practices.data_in.values import Fault, Words
from practices.data_in.writing import same, write
from practices.models import PracticePage, WaitingWords
from practices.record import record_of

log = logging.getLogger(__name__)


def take_waiting(page):
    """Make drafts of translations out of the words that waited for a practice to be public.

    What a translator has written meanwhile stays; what was said of a text that has changed since is left out. Nothing
    that goes wrong here keeps the practice from its readers: the words go on waiting.
    """
    for waiting in WaitingWords.objects.filter(translation_key=page.translation_key).select_related("locale", "user"):
        try:
            with transaction.atomic():
                take(page, waiting)
        except Exception:
            log.exception("The words of %s in %s could not be taken.", page.translation_key, waiting.locale)


def take(page, waiting):
    """Take the words of one language, unless its page cannot have them now."""
    if sending.locales_without_parent(page, [waiting.locale]):
        return
    there = PracticePage.objects.filter(translation_key=page.translation_key, locale=waiting.locale).first()
    if there is not None and why_not_writable(workflow.translation_of(there), there):
        return
    source, _created = TranslationSource.update_or_create_from_instance(PracticePage.objects.get(pk=page.pk))
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=waiting.locale)
    if rights.target_of(translation) is None:
        translation.save_target(user=waiting.user, publish=False)
    fill(translation, with_words(page, waiting.words), waiting.user)
    workflow.save_draft(translation, waiting.user)
    status.refresh(page.translation_key, waiting.locale_id)
    waiting.delete()


def with_words(page, said):
    """Return a likeness of a page with the words of another language, where it still says what they translate."""
    mirror, record = mirror_of(page), record_of(type(page))
    comparer = Comparer(record, Words(record), None)
    put(mirror, page, record.fields, said["fields"], comparer)
    for relation, rows in said["rows"].items():
        sources = {key_of(row): row for row in getattr(page, relation).all()}
        mirrors = list(getattr(mirror, relation).all())
        for row in mirrors:
            if key_of(row) in rows and key_of(row) in sources:
                put(row, sources[key_of(row)], record.child(relation).fields, rows[key_of(row)], comparer)
        getattr(mirror, relation).set(mirrors)
    return mirror


def put(row, source, fields, said, comparer):
    """Write words into a likeness, where the source still says what they translate."""
    for field in fields:
        value, of_source = said.get(field.name, (None, None))
        if value is None or not same(field, of_source, comparer.now(source, field)):
            continue
        try:
            write(row, field, value, comparer.words, None)
        except Fault:
            # What the field may hold has changed meanwhile: a translator does the rest.
            continue


def fill(translation, page, user):
    """Write the texts of a page for those of a translation that nobody has written yet."""
    texts, places = authoring.texts_by_path(page), authoring.segments_by_path(translation.source)
    open_ones = {segment.pk: segment for segment in segments_of(translation) if not segment.target}
    with status.batch():
        for path, segments in places.items():
            if len(texts[path]) != len(segments):
                continue
            for segment, text in zip(segments, texts[path], strict=True):
                if segment.pk in open_ones and text != segment.string.data:
                    set_text(translation, open_ones[segment.pk], text, user)
