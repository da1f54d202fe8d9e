"""What of a translation still speaks the language of its source."""

from uuid import uuid5

from wagtail_localize.models import String, StringSegment, StringTranslation, TranslationContext
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue


def missing_strings(translation):
    """Return the string segments of the source that have no usable translation yet."""
    segments = StringSegment.objects.filter(source=translation.source_id).annotate_translation(
        translation.target_locale
    )
    return [segment for segment in segments.select_related("string", "context") if not segment.translation]


def source_texts_in(page):
    """Return the texts of the source that stand untranslated in `page`, an instance that may be unsaved.

    A draft keeps the texts that it was made with, whatever is translated or changed in the source since, and whether
    or not it is still tied to it. So each text is looked up among all that was ever sent to be translated from the
    language of the source. It is no text of the source where a translator has given it as the translation at its
    place, as with a name, nor at a place that the source never had.
    """
    places = set(TranslationContext.objects.filter(object_id=page.translation_key).values_list("path", flat=True))
    texts = [
        (value.path, value.string)
        for value in extract_segments(page)
        if isinstance(value, StringSegmentValue) and value.path in places
    ]
    hashes = {uuid5(String.UUID_NAMESPACE, text.data) for _path, text in texts}
    known = String.objects.filter(locale_id=page.source_locale_id, data_hash__in=hashes)
    known = set(known.values_list("data", flat=True))
    given = StringTranslation.objects.filter(
        context__object_id=page.translation_key, locale_id=page.locale_id, has_error=False
    )
    given = {(path, plain(StringValue(data))) for path, data in given.values_list("context__path", "data")}
    found = [(path, plain(text)) for path, text in texts if text.data in known]
    return [text for path, text in found if (path, text) not in given]


def plain(text):
    """Return the words of a text as wagtail-localize keeps it, without its marks."""
    return text.render_text().strip()
