"""Make a translation out of texts that exist already, in wagtail-localize's own records.

What comes this way (the frame of the site, the demo, an import) can be taken up by a translator where it stands.
"""

from collections import defaultdict

from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from agc.translation import status
from agc.translation.texts import segments_of, set_text


class StructureDiffers(ValueError):
    """A translated text has another number of paragraphs or items than its source."""


def texts_by_path(page):
    """Return the texts of a page by the places where they stand, in their order."""
    texts = defaultdict(list)
    for value in extract_segments(page):
        if isinstance(value, StringSegmentValue):
            texts[value.path].append(value.string.data)
    return texts


def segments_by_path(source):
    """Return the string segments of a source by the places where they stand, in their order."""
    places = defaultdict(list)
    for segment in StringSegment.objects.filter(source=source).select_related("context", "string").order_by("order"):
        places[segment.context.path].append(segment)
    return places


@transaction.atomic
def translate_page(page, locale, translated, publish=True):
    """Record and save the translation of a published page.

    Args:
        page: the source page, live.
        locale: the language translated into.
        translated: an unsaved instance of the same type with the same blocks and rows, its texts in `locale`.
        publish: whether the translation goes live; the caller answers for the right to do so.

    Raises:
        StructureDiffers: when a text of `translated` is not built like its source.

    Returns:
        The translated page.
    """
    saved = Page.objects.get(pk=page.pk).specific
    source, _created = TranslationSource.update_or_create_from_instance(saved)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    with status.batch():
        for segment, text in pairs(source, translated):
            set_text(translation, segment, text, user=None)
        if saved.has_translation(locale):
            # wagtail-localize would save the row itself, which readers see where it is live.
            source.get_ephemeral_translated_instance(locale, fallback=True).save_revision()
        else:
            translation.save_target(publish=False)
        target = saved.get_translation(locale)
        if publish:
            target.get_latest_revision().publish()
            target.refresh_from_db()
    return target


def pairs(source, translated):
    """Yield each string segment of `source` with the text of `translated` that stands at its place.

    Raises:
        StructureDiffers: when the places do not correspond.
    """
    texts, places = texts_by_path(translated), segments_by_path(source)
    for path in places.keys() | texts.keys():
        if len(places[path]) != len(texts[path]):
            raise StructureDiffers(
                f"{path}: {len(places[path])} text(s) in the source, {len(texts[path])} in the translation"
                f" ({[s.string.data[:40] for s in places[path]]} / {[text[:40] for text in texts[path]]})"
            )
        yield from zip(places[path], texts[path], strict=True)


def take_texts(translation, page, user):
    """Take the texts that a page was given by hand as the translations of what stands at their places in the source.

    Args:
        translation: wagtail-localize's Translation.
        page: the translated page, as it was edited apart.
        user: whoever ties the two again.

    Returns:
        The paths whose texts were left out, as there are more or fewer of them than in the source.
    """
    texts = texts_by_path(page)
    written = {segment.key: segment.target for segment in segments_of(translation)}
    left = []
    with status.batch():
        for path, segments in segments_by_path(translation.source).items():
            if len(texts[path]) != len(segments):
                left.append(path)
                continue
            for segment, text in zip(segments, texts[path], strict=True):
                # What stands there already keeps who wrote it, and whether a machine did.
                if text not in (segment.string.data, written.get((segment.context_id, segment.string_id))):
                    set_text(translation, segment, text, user)
    return left
