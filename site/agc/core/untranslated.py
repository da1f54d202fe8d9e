"""What of a translation still speaks the language of its source."""

from wagtail_localize.models import StringSegment, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments


def missing_strings(translation):
    """Return the string segments of the source that have no usable translation yet."""
    segments = StringSegment.objects.filter(source=translation.source_id).annotate_translation(
        translation.target_locale
    )
    return [segment for segment in segments.select_related("string", "context") if not segment.translation]


def source_texts_in(page):
    """Return the texts of the source that stand untranslated in `page`, an instance that may be unsaved.

    A text that is the same in both languages is no such text once a translator has said so.
    """
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    ).first()
    if translation is None:
        return []
    missing = {(segment.context.path, segment.string.data) for segment in missing_strings(translation)}
    if not missing:
        return []
    texts = (value for value in extract_segments(page) if isinstance(value, StringSegmentValue))
    return [text.string.data for text in texts if (text.path, text.string.data) in missing]
